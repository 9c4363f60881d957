/**
 * Classes, built in or made by a class statement.
 *
 * Attributes of a class lie in cells, so inline caches hold on to a cell and see new values at once. What a cached
 * cell cannot see is a change of *where* a name is found or of *how* it binds: a new name, a deleted one, a plain
 * value that becomes a property. Each of these raises the one epoch that every cache is stamped with. Such changes
 * are rare after start-up, so one number for all classes is enough.
 *
 * Built-in classes never change and are shared by all interpreters of a program, as CPython's static types are.
 */

import type { Slot, Value } from '../values.ts';
import { type NameCell, Namespace } from './namespace.ts';
import { Shape } from './shape.ts';

/** The moment in the life of all classes that inline caches are stamped with. */
export const CLASSES = { epoch: 0 };

/** How an attribute of a class binds when it is read through an instance. */
export type Binding = 'value' | 'method' | 'descriptor';

export class PyClass {
  name: string;
  qualname: string;
  module: string;
  readonly bases: readonly PyClass[];
  /** The order in which attributes are looked for; starts with the class itself. */
  readonly mro: readonly PyClass[];
  readonly attributes: Namespace;
  readonly metaclass: PyClass | null;
  /** True for classes that programs cannot change. */
  readonly builtin: boolean;
  /** True for the classes of `builtins`: the machine knows their operators by itself and does not ask their methods. */
  readonly core: boolean;
  /** May programs derive from this built-in class? */
  open = false;
  /** Names of methods that a subclass must provide before there can be instances; null for none. */
  abstract: readonly string[] | null = null;
  /** What modules know about classes of theirs: members of an enumeration, fields of a dataclass. */
  notes: Map<symbol, unknown> | null = null;
  /** Makes an empty instance: the layout comes from the built-in class that it derives from. */
  allocate: ((cls: PyClass) => object) | null;
  /** Names that `__slots__` allows, over all bases; null when any attribute may be set. */
  slotNames: ReadonlySet<string> | null = null;
  readonly rootShape: Shape;
  #dictionaryShape: Shape | null = null;
  /** How many attributes instances turned out to have. */
  slotHint = 0;
  /** What operations/call.ts found out about calling this class, and when. */
  plainInit: object | null = null;
  initEpoch = -1;
  #found: Map<string, NameCell | null> = new Map();
  #foundEpoch = 0;
  #subclasses: WeakRef<PyClass>[] = [];

  constructor(
    name: string,
    bases: readonly PyClass[],
    attributes: Namespace = new Namespace(),
    options: {
      mro?: readonly PyClass[];
      module?: string;
      metaclass?: PyClass | null;
      builtin?: boolean;
    } = {},
  ) {
    this.name = name;
    this.qualname = name;
    this.module = options.module ?? 'builtins';
    this.bases = bases;
    this.mro = options.mro ? [this, ...options.mro] : [this, ...(bases[0]?.mro ?? [])];
    this.attributes = attributes;
    this.metaclass = options.metaclass ?? null;
    this.builtin = options.builtin ?? true;
    this.core = this.builtin && this.module === 'builtins';
    this.allocate = bases.find((base) => base.allocate !== null)?.allocate ?? null;
    this.rootShape = new Shape(this, new Map(), false);
    for (const base of bases) base.#subclasses.push(new WeakRef(this));
  }

  get dictionaryShape(): Shape {
    this.#dictionaryShape ??= new Shape(this, new Map(), true);
    return this.#dictionaryShape;
  }

  /** The cell of an attribute of this class or of the first base that has it. */
  find(name: string): NameCell | null {
    if (this.#foundEpoch !== CLASSES.epoch) {
      this.#found.clear();
      this.#foundEpoch = CLASSES.epoch;
    }
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    let found: NameCell | null = null;
    for (const cls of this.mro) {
      const cell = cls.attributes.cells.get(name);
      if (cell !== undefined && cell.value !== undefined) {
        found = cell;
        break;
      }
    }
    this.#found.set(name, found);
    return found;
  }

  /** The value of an attribute, not bound to anything. */
  lookup(name: string): Slot {
    return this.find(name)?.value;
  }

  /** Like lookup, starting behind `after` in this class's order: what super() does. */
  lookupAfter(after: PyClass, name: string): Slot {
    for (let i = this.mro.indexOf(after) + 1; i > 0 && i < this.mro.length; i++) {
      const value = this.mro[i]!.attributes.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  setAttribute(name: string, value: Value): void {
    const old = this.attributes.get(name);
    this.attributes.set(name, value);
    if (old === undefined || name.startsWith('__') || bindingOf(old) !== bindingOf(value)) CLASSES.epoch++;
  }

  deleteAttribute(name: string): boolean {
    const deleted = this.attributes.delete(name);
    if (deleted) CLASSES.epoch++;
    return deleted;
  }

  isSubclassOf(other: PyClass): boolean {
    return this === other || this.mro.includes(other);
  }

  subclasses(): PyClass[] {
    return this.#subclasses.map((ref) => ref.deref()).filter((cls) => cls !== undefined);
  }
}

/** What an object of ours says about how it binds as an attribute of a class; absent means a plain value. */
interface Binds {
  readonly binding?: Binding;
}

/** How a value binds. Functions are methods; properties and their kin are descriptors. */
export function bindingOf(value: Value): Binding {
  if (typeof value !== 'object' || value === null) return 'value';
  return (value as Binds).binding ?? 'value';
}

export const OBJECT: PyClass = new PyClass('object', []);
export const TYPE: PyClass = new PyClass('type', [OBJECT]);

/** A built-in class directly below object or another built-in one. */
export function builtinClass(name: string, base: PyClass = OBJECT, module = 'builtins'): PyClass {
  return new PyClass(name, [base], new Namespace(), { module });
}

/**
 * Merges the orders of the bases so that each class comes before its bases (C3). Null when none exists; `stuck` then
 * has the classes of which none may come next.
 */
export function linearize(bases: readonly PyClass[], stuck: PyClass[] = []): PyClass[] | null {
  const queues = [...bases.map((base) => [...base.mro]), [...bases]].filter((queue) => queue.length > 0);
  const order: PyClass[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    const heads = new Set(queues.filter((queue) => queue.length > 0).map((queue) => queue[0]!));
    const next = [...heads].find((head) => !queues.some((queue) => queue.indexOf(head, 1) > 0));
    if (next === undefined) {
      stuck.push(...heads);
      return null;
    }
    order.push(next);
    for (const queue of queues) if (queue[0] === next) queue.shift();
  }
  return order;
}
