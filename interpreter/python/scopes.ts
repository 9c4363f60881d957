/**
 * Which name means what: the symbol table, as CPython builds it, in two steps.
 *
 * 1. `collect` (collect.ts) walks the tree and notes for each block - module, class, function, lambda,
 *    comprehension - how it uses each name: bound, read, parameter, declared global or nonlocal.
 * 2. `resolve` (here) goes down from the module with the set of names that enclosing functions bind, and up again
 *    with the set of names that inner blocks want from outside, and gives each name its reach:
 *
 *      local            a slot of the frame, or a name of the class or module body
 *      cell             a local that an inner function reads too
 *      free             a cell of an enclosing function
 *      global           declared `global`
 *      implicit global  everything else: a global, or a built-in
 *
 * The names of a class body are not seen by the functions inside it; only `__class__` is, the cell behind
 * zero-argument super().
 */

import type { Place } from './errors.ts';
import { PythonSyntaxError } from './errors.ts';

export type Reach = 'local' | 'cell' | 'free' | 'global' | 'implicit global';
export type BlockKind = 'module' | 'class' | 'function';

/** How a block uses one name. */
export interface Uses {
  bound: boolean;
  read: boolean;
  parameter: boolean;
  annotated: boolean;
  declaredGlobal: boolean;
  declaredNonlocal: boolean;
  /** Target of a `for` of a comprehension. */
  iterationVariable: boolean;
  /** Where it was declared global or nonlocal, for errors. */
  declaredAt: Place | null;
}

/** One block of the program and the names in it. */
export class Scope {
  readonly kind: BlockKind;
  /** As the code object will be called: `spam`, `<lambda>`, `<listcomp>`, ... */
  readonly name: string;
  readonly parent: Scope | null;
  readonly children: Scope[] = [];
  readonly isComprehension: boolean;
  /** Name of the innermost class around, for private names. */
  readonly className: string | null;
  /** Names in order of their first use. */
  readonly uses = new Map<string, Uses>();
  /** Parameters in the order of the frame's slots. */
  readonly parameters: string[] = [];
  isGenerator = false;
  /** A class whose functions want the `__class__` cell. */
  needsClassCell = false;
  readonly #reach = new Map<string, Reach>();
  /** Free names that pass through a class that binds the same name for itself. */
  readonly #passing = new Set<string>();

  constructor(
    kind: BlockKind,
    name: string,
    parent: Scope | null,
    className: string | null,
    isComprehension: boolean,
  ) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.className = className;
    this.isComprehension = isComprehension;
    parent?.children.push(this);
  }

  /** The notes about a name; made when missing. */
  use(name: string): Uses {
    let uses = this.uses.get(name);
    if (!uses) {
      uses = {
        bound: false,
        read: false,
        parameter: false,
        annotated: false,
        declaredGlobal: false,
        declaredNonlocal: false,
        iterationVariable: false,
        declaredAt: null,
      };
      this.uses.set(name, uses);
    }
    return uses;
  }

  /** Is some function around this block? Then its functions are nested (CO_NESTED). */
  get isNested(): boolean {
    return this.parent !== null && (this.parent.kind === 'function' || this.parent.isNested);
  }

  /** What a name means in this block. */
  reachOf(name: string): Reach {
    return this.#reach.get(name) ?? 'implicit global';
  }

  /** Names of the cells this block makes, sorted. */
  get cells(): string[] {
    const cells = [...this.#reach].filter(([, reach]) => reach === 'cell').map(([name]) => name);
    if (this.needsClassCell) cells.push('__class__');
    return cells.sort();
  }

  /** Names of the cells this block gets from outside, sorted. */
  get frees(): string[] {
    const frees = [...this.#reach].filter(([, reach]) => reach === 'free').map(([name]) => name);
    return [...new Set([...frees, ...this.#passing])].sort();
  }

  /** @internal */
  setReach(name: string, reach: Reach): void {
    this.#reach.set(name, reach);
  }

  /** Notes that an inner block wants a name from further out. @internal */
  passThrough(name: string): void {
    if (this.#reach.has(name)) this.#passing.add(name);
    else this.#reach.set(name, 'free');
  }
}

/**
 * Gives each name of each block its reach.
 * @throws PythonSyntaxError for declarations that contradict one another or find nothing.
 */
export function resolve(module: Scope, filename: string): void {
  resolveBlock(module, null, new Set(), filename);
}

/**
 * `bound`: what enclosing functions bind, null in the module. `globals`: what they declare global. Both belong to
 * this call. Returns the names this block wants from outside.
 */
function resolveBlock(
  scope: Scope,
  bound: Set<string> | null,
  globals: Set<string>,
  filename: string,
): Set<string> {
  const wanted = new Set<string>();
  const own = new Set<string>();
  // A class's own names are not seen inside it, so what its functions see is settled before they are looked at.
  const seenInside = new Set(scope.kind === 'class' ? bound : []);
  const globalsInside = new Set(scope.kind === 'class' ? globals : []);

  for (const [name, uses] of scope.uses) {
    resolveName(scope, name, uses, { bound, globals, own, wanted }, filename);
  }

  if (scope.kind === 'class') {
    seenInside.add('__class__');
  } else {
    if (scope.kind === 'function') for (const name of own) seenInside.add(name);
    for (const name of bound ?? []) seenInside.add(name);
    for (const name of globals) globalsInside.add(name);
  }

  const wantedInside = new Set<string>();
  for (const child of scope.children) {
    const missing = resolveBlock(child, new Set(seenInside), new Set(globalsInside), filename);
    for (const name of missing) wantedInside.add(name);
  }

  if (scope.kind === 'function') {
    for (const name of wantedInside) {
      if (scope.reachOf(name) !== 'local') continue;
      scope.setReach(name, 'cell');
      wantedInside.delete(name);
    }
  } else if (scope.kind === 'class' && wantedInside.delete('__class__')) {
    scope.needsClassCell = true;
  }

  for (const name of wantedInside) {
    const uses = scope.uses.get(name);
    const reach = scope.reachOf(name);
    if (uses && scope.kind === 'class' && (reach === 'local' || reach === 'global')) scope.passThrough(name);
    else if (!uses && bound?.has(name)) scope.passThrough(name);
    wanted.add(name);
  }
  return wanted;
}

interface Around {
  readonly bound: Set<string> | null;
  readonly globals: Set<string>;
  readonly own: Set<string>;
  readonly wanted: Set<string>;
}

function resolveName(scope: Scope, name: string, uses: Uses, around: Around, filename: string): void {
  const { bound, globals, own, wanted } = around;
  const place = uses.declaredAt ?? { lineno: 1, col_offset: 0 };
  if (uses.declaredGlobal) {
    if (uses.declaredNonlocal) {
      throw new PythonSyntaxError(filename, place, `name '${name}' is nonlocal and global`);
    }
    scope.setReach(name, 'global');
    globals.add(name);
    bound?.delete(name);
  } else if (uses.declaredNonlocal) {
    if (!bound)
      throw new PythonSyntaxError(filename, place, 'nonlocal declaration not allowed at module level');
    if (!bound.has(name)) {
      throw new PythonSyntaxError(filename, place, `no binding for nonlocal '${name}' found`);
    }
    scope.setReach(name, 'free');
    wanted.add(name);
  } else if (uses.bound) {
    scope.setReach(name, 'local');
    own.add(name);
    globals.delete(name);
  } else if (bound?.has(name)) {
    scope.setReach(name, 'free');
    wanted.add(name);
  } else {
    scope.setReach(name, 'implicit global');
  }
}
