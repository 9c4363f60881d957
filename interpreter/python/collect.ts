/**
 * First step of the symbol table (see scopes.ts): walks the tree in the order of evaluation and notes how each
 * block uses each name. Names are noted mangled.
 */

import { annotationsAreText, parametersInOrder } from './annotations.ts';
import type { Place } from './errors.ts';
import { PythonSyntaxError } from './errors.ts';
import { mangle } from './mangle.ts';
import type { Expression, Node, NodeOf, Statement, Tree } from './parse.ts';
import { childrenOf } from './parse.ts';
import type { BlockKind } from './scopes.ts';
import { resolve, Scope } from './scopes.ts';

export type Comprehension = NodeOf<'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp'>;

/** What the code object of a comprehension is called. */
export const COMPREHENSION_NAMES: Record<Comprehension['nodeType'], string> = {
  ListComp: '<listcomp>',
  SetComp: '<setcomp>',
  DictComp: '<dictcomp>',
  GeneratorExp: '<genexpr>',
};

const COMPREHENSION_TITLES: Record<Comprehension['nodeType'], string> = {
  ListComp: 'list comprehension',
  SetComp: 'set comprehension',
  DictComp: 'dict comprehension',
  GeneratorExp: 'generator expression',
};

/** The scopes of a file, by the node that opens each. */
export type ScopeTable = ReadonlyMap<Node, Scope>;

/**
 * The symbol table of a file.
 * @throws PythonSyntaxError for names used against their declaration.
 */
export function buildScopes(tree: Tree, filename: string): ScopeTable {
  const collector = new Collector(tree, filename);
  collector.statements(tree.body);
  resolve(collector.scope, filename);
  return collector.table;
}

class Collector {
  readonly table = new Map<Node, Scope>();
  readonly #filename: string;
  readonly #annotationsAreText: boolean;
  scope: Scope;
  /** The comprehension whose iterable is being visited: no walrus there. */
  #iterableDepth = 0;
  /** The kind of comprehension whose body is being visited directly: no yield there. */
  #comprehension: string | null = null;

  constructor(tree: Tree, filename: string) {
    this.#filename = filename;
    this.#annotationsAreText = annotationsAreText(tree);
    this.scope = new Scope('module', '<module>', null, null, false);
    this.table.set(tree, this.scope);
  }

  statements(body: readonly Statement[]): void {
    for (const statement of body) this.visit(statement);
  }

  visit(node: Node): void {
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.#bind(node.name);
        this.#defaults(node.args);
        this.#annotations([...parametersInOrder(node.args).map((arg) => arg.annotation), node.returns]);
        this.#each(node.decorator_list);
        this.#block('function', node.name, node, this.scope.className, () => {
          this.#parameters(node.args);
          this.statements(node.body);
        });
        return;
      case 'ClassDef':
        this.#bind(node.name);
        this.#each(node.bases);
        this.#each(node.keywords);
        this.#each(node.decorator_list);
        this.#block('class', node.name, node, node.name, () => this.statements(node.body));
        return;
      case 'Lambda':
        this.#defaults(node.args);
        this.#block('function', '<lambda>', node, this.scope.className, () => {
          this.#parameters(node.args);
          this.visit(node.body);
        });
        return;
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.#visitComprehension(node);
        return;
      case 'Name':
        this.#name(node);
        return;
      case 'NamedExpr':
        this.#namedExpression(node);
        return;
      case 'Assign':
        this.visit(node.value);
        this.#each(node.targets);
        return;
      case 'AugAssign':
        this.visit(node.target);
        this.visit(node.value);
        return;
      case 'AnnAssign':
        this.#annotated(node);
        return;
      case 'Global':
      case 'Nonlocal':
        this.#declare(node);
        return;
      case 'Import':
      case 'ImportFrom':
        for (const alias of node.names) this.#bind(alias.asname ?? alias.name.split('.')[0]!);
        return;
      case 'ExceptHandler':
        if (node.type) this.visit(node.type);
        if (node.name !== undefined) this.#bind(node.name);
        this.statements(node.body);
        return;
      case 'Yield':
      case 'YieldFrom':
        if (node.value) this.visit(node.value);
        if (this.#comprehension) this.#fail(node, `'yield' inside ${this.#comprehension}`);
        this.scope.isGenerator = true;
        return;
      default:
        for (const child of childrenOf(node)) this.visit(child);
    }
  }

  #each(nodes: readonly Node[]): void {
    for (const node of nodes) this.visit(node);
  }

  #block(
    kind: BlockKind,
    name: string,
    node: Node,
    className: string | null,
    visitBody: () => void,
    comprehension: string | null = null,
  ): void {
    const outer = { scope: this.scope, depth: this.#iterableDepth, comprehension: this.#comprehension };
    this.scope = new Scope(kind, name, outer.scope, className, comprehension !== null);
    this.table.set(node, this.scope);
    this.#comprehension = comprehension;
    if (comprehension === null) this.#iterableDepth = 0;
    visitBody();
    this.scope = outer.scope;
    this.#iterableDepth = outer.depth;
    this.#comprehension = outer.comprehension;
  }

  /** Defaults are evaluated where the function is made. */
  #defaults(args: NodeOf<'Arguments'>): void {
    this.#each(args.defaults);
    for (const value of args.kw_defaults) if (value) this.visit(value);
  }

  /** Evaluated where they stand, unless they are kept as text. */
  #annotations(annotations: readonly (Expression | undefined)[]): void {
    if (this.#annotationsAreText) return;
    for (const annotation of annotations) if (annotation) this.visit(annotation);
  }

  #parameters({ posonlyargs, args, kwonlyargs, vararg, kwarg }: NodeOf<'Arguments'>): void {
    for (const arg of [...posonlyargs, ...args, ...kwonlyargs, vararg, kwarg]) {
      if (arg) this.#parameter(arg.arg, arg);
    }
  }

  #parameter(name: string, place: Place): void {
    const mangled = mangle(name, this.scope.className);
    const uses = this.scope.use(mangled);
    if (uses.parameter) this.#fail(place, `duplicate argument '${name}' in function definition`);
    uses.parameter = true;
    uses.bound = true;
    this.scope.parameters.push(mangled);
  }

  /** The first iterable belongs to the block around; everything else is a function of its own over `.0`. */
  #visitComprehension(node: Comprehension): void {
    const [first, ...rest] = node.generators;
    this.#iterable(first!.iter);
    const body = () => {
      this.#parameter('.0', node);
      this.#iterationTarget(first!.target);
      this.#each(first!.ifs);
      for (const { target, iter, ifs } of rest) {
        this.#iterationTarget(target);
        this.#iterable(iter);
        this.#each(ifs);
      }
      if (node.nodeType === 'DictComp') this.#each([node.key, node.value]);
      else this.visit(node.elt);
      this.scope.isGenerator = node.nodeType === 'GeneratorExp';
    };
    const title = COMPREHENSION_TITLES[node.nodeType];
    this.#block('function', COMPREHENSION_NAMES[node.nodeType], node, this.scope.className, body, title);
  }

  #iterable(node: Expression): void {
    this.#iterableDepth++;
    this.visit(node);
    this.#iterableDepth--;
  }

  #iterationTarget(target: Expression): void {
    const before = new Set([...this.scope.uses].filter(([, uses]) => uses.bound).map(([name]) => name));
    this.visit(target);
    for (const [name, uses] of this.scope.uses) {
      if (uses.bound && !before.has(name)) uses.iterationVariable = true;
    }
  }

  #name(node: NodeOf<'Name'>): void {
    if (node.ctx.nodeType !== 'Load') {
      this.#bind(node.id);
      return;
    }
    this.scope.use(mangle(node.id, this.scope.className)).read = true;
    if (node.id === 'super' && this.scope.kind === 'function') this.scope.use('__class__').read = true;
  }

  #bind(name: string): void {
    this.scope.use(mangle(name, this.scope.className)).bound = true;
  }

  /** `:=` in a comprehension binds in the function or module around it. */
  #namedExpression(node: NodeOf<'NamedExpr'>): void {
    if (this.#iterableDepth > 0) {
      this.#fail(node, 'assignment expression cannot be used in a comprehension iterable expression');
    }
    if (this.scope.isComprehension) this.#bindAround(node.target as NodeOf<'Name'>);
    this.visit(node.value);
    this.visit(node.target);
  }

  #bindAround(target: NodeOf<'Name'>): void {
    const name = mangle(target.id, this.scope.className);
    let scope: Scope = this.scope;
    while (scope.isComprehension) {
      if (scope.uses.get(name)?.iterationVariable) {
        this.#fail(
          target,
          `assignment expression cannot rebind comprehension iteration variable '${target.id}'`,
        );
      }
      scope = scope.parent!;
    }
    if (scope.kind === 'class') {
      this.#fail(target, 'assignment expression within a comprehension cannot be used in a class body');
    }
    const here = this.scope.use(name);
    here.declaredAt = target;
    if (scope.kind === 'module' || scope.use(name).declaredGlobal) {
      here.declaredGlobal = true;
      scope.use(name).declaredGlobal = true;
    } else {
      here.declaredNonlocal = true;
      scope.use(name).bound = true;
    }
  }

  #annotated(node: NodeOf<'AnnAssign'>): void {
    if (node.target.nodeType === 'Name' && node.simple) {
      const name = mangle(node.target.id, this.scope.className);
      const uses = this.scope.use(name);
      if ((uses.declaredGlobal || uses.declaredNonlocal) && this.scope.kind !== 'module') {
        const kind = uses.declaredGlobal ? 'global' : 'nonlocal';
        this.#fail(node, `annotated name '${node.target.id}' can't be ${kind}`);
      }
      uses.annotated = true;
      uses.bound = true;
    } else if (node.value) {
      this.visit(node.target);
    }
    this.#annotations([node.annotation]);
    if (node.value) this.visit(node.value);
  }

  #declare(node: NodeOf<'Global' | 'Nonlocal'>): void {
    const kind = node.nodeType === 'Global' ? 'global' : 'nonlocal';
    if (kind === 'nonlocal' && this.scope.kind === 'module') {
      this.#fail(node, 'nonlocal declaration not allowed at module level');
    }
    for (const name of node.names) {
      const uses = this.scope.use(mangle(name, this.scope.className));
      if (uses.parameter) this.#fail(node, `name '${name}' is parameter and ${kind}`);
      if (uses.annotated) this.#fail(node, `annotated name '${name}' can't be ${kind}`);
      if (uses.bound) this.#fail(node, `name '${name}' is assigned to before ${kind} declaration`);
      if (uses.read) this.#fail(node, `name '${name}' is used prior to ${kind} declaration`);
      if (kind === 'global') uses.declaredGlobal = true;
      else uses.declaredNonlocal = true;
      uses.declaredAt = node;
    }
  }

  #fail(place: Place, reason: string): never {
    throw new PythonSyntaxError(this.#filename, place, reason);
  }
}
