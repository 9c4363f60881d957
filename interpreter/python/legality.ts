/**
 * Rules of Python that its grammar does not hold and that the parser leaves to us: where return, yield, await,
 * break and continue may stand, what may be assigned to, how arguments may be ordered. (Rules about names - global,
 * nonlocal, parameters - are in scopes.ts.)
 */

import type { Place } from './errors.ts';
import { PythonSyntaxError } from './errors.ts';
import type { Expression, Node, NodeOf, Statement, Tree } from './parse.ts';
import { childrenOf } from './parse.ts';

/** Where a node stands, as far as the rules ask. */
interface Surroundings {
  readonly block: 'module' | 'class' | 'function' | 'async function';
  readonly inLoop: boolean;
}

const FUTURES = new Set([
  'nested_scopes',
  'generators',
  'division',
  'absolute_import',
  'with_statement',
  'print_function',
  'unicode_literals',
  'generator_stop',
  'annotations',
]);

/**
 * Checks a whole file.
 * @throws PythonSyntaxError at the first broken rule.
 */
export function checkLegality(tree: Tree, filename: string): void {
  new Checker(filename).module(tree);
}

class Checker {
  readonly #filename: string;

  constructor(filename: string) {
    this.#filename = filename;
  }

  module(tree: Tree): void {
    let futuresMayFollow = true;
    for (const [index, statement] of tree.body.entries()) {
      const isFuture = statement.nodeType === 'ImportFrom' && isFutureImport(statement);
      const isDocstring = index === 0 && statement.nodeType === 'Expr';
      if (isFuture && futuresMayFollow) this.#futureImport(statement);
      else {
        futuresMayFollow &&= isDocstring;
        this.visit(statement, { block: 'module', inLoop: false });
      }
    }
  }

  visit(node: Node, around: Surroundings): void {
    this.#check(node, around);
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.#all([...node.decorator_list, node.args], around);
        this.#all(node.body, {
          block: node.nodeType === 'FunctionDef' ? 'function' : 'async function',
          inLoop: false,
        });
        return;
      case 'Lambda':
        this.visit(node.args, around);
        this.visit(node.body, { block: 'function', inLoop: false });
        return;
      case 'ClassDef':
        this.#all([...node.decorator_list, ...node.bases, ...node.keywords], around);
        this.#all(node.body, { block: 'class', inLoop: false });
        return;
      case 'For':
      case 'AsyncFor':
      case 'While':
        this.#all(node.nodeType === 'While' ? [node.test] : [node.target, node.iter], around);
        this.#all(node.body, { ...around, inLoop: true });
        this.#all(node.orelse, around);
        return;
      default:
        this.#all(childrenOf(node), around);
    }
  }

  #all(nodes: Iterable<Node>, around: Surroundings): void {
    for (const node of nodes) this.visit(node, around);
  }

  #check(node: Node, { block, inLoop }: Surroundings): void {
    const inFunction = block === 'function' || block === 'async function';
    switch (node.nodeType) {
      case 'Return':
        if (!inFunction) this.#fail(node, "'return' outside function");
        return;
      case 'Yield':
      case 'YieldFrom':
        if (!inFunction) this.#fail(node, "'yield' outside function");
        if (node.nodeType === 'YieldFrom' && block === 'async function') {
          this.#fail(node, "'yield from' inside async function");
        }
        return;
      case 'Await':
        if (!inFunction) this.#fail(node, "'await' outside function");
        if (block !== 'async function') this.#fail(node, "'await' outside async function");
        return;
      case 'Break':
        if (!inLoop) this.#fail(node, "'break' outside loop");
        return;
      case 'Continue':
        if (!inLoop) this.#fail(node, "'continue' not properly in loop");
        return;
      case 'ImportFrom':
        if (isFutureImport(node)) {
          this.#fail(node, 'from __future__ imports must occur at the beginning of the file');
        }
        return;
      case 'Assign':
        for (const target of node.targets) this.#target(target, 'assign to', true);
        return;
      case 'AugAssign':
        if (!isSingleTarget(node.target)) this.#fail(node.target, 'illegal target for augmented assignment');
        this.#target(node.target, 'assign to', false);
        return;
      case 'AnnAssign':
        if (!isSingleTarget(node.target)) this.#fail(node.target, 'only single target can be annotated');
        this.#target(node.target, 'assign to', false);
        return;
      case 'For':
      case 'Comprehension':
        this.#target(node.target, 'assign to', true);
        return;
      case 'WithItem':
        if (node.optional_vars) this.#target(node.optional_vars, 'assign to', true);
        return;
      case 'NamedExpr':
        if (node.target.nodeType !== 'Name')
          this.#fail(node.target, 'cannot use assignment expressions here');
        this.#target(node.target, 'assign to', false);
        return;
      case 'Delete':
        for (const target of node.targets) this.#target(target, 'delete', true);
        return;
      case 'Call':
        this.#call(node);
        return;
      case 'Try':
        this.#handlers(node);
        return;
      case 'Arguments':
        this.#arguments(node);
        return;
      case 'Expr':
        if (node.value.nodeType === 'Starred') this.#fail(node.value, "can't use starred expression here");
        return;
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        if (node.elt.nodeType === 'Starred') {
          this.#fail(node.elt, 'iterable unpacking cannot be used in comprehension');
        }
        return;
    }
  }

  #target(target: Expression, verb: 'assign to' | 'delete', mayBeList: boolean): void {
    switch (target.nodeType) {
      case 'Name':
        if (['None', 'True', 'False', '__debug__'].includes(target.id)) {
          this.#fail(target, `cannot ${verb} ${target.id}`);
        }
        return;
      case 'Attribute':
        if (target.attr === '__debug__') this.#fail(target, `cannot ${verb} __debug__`);
        return;
      case 'Subscript':
        return;
      case 'List':
      case 'Tuple': {
        if (!mayBeList) break;
        let starred = 0;
        for (const element of target.elts) {
          if (element.nodeType !== 'Starred') this.#target(element, verb, true);
          else {
            if (verb === 'delete') this.#fail(element, 'cannot delete starred');
            if (++starred > 1) this.#fail(element, 'multiple starred expressions in assignment');
            this.#target(element.value, verb, true);
          }
        }
        return;
      }
      case 'Starred':
        if (verb === 'delete') this.#fail(target, 'cannot delete starred');
        this.#fail(target, 'starred assignment target must be in a list or tuple');
    }
    this.#fail(target, `cannot ${verb} ${describe(target)}`);
  }

  #call(call: NodeOf<'Call'>): void {
    const names = new Set<string>();
    for (const keyword of call.keywords) {
      if (keyword.arg === undefined) continue;
      if (['None', 'True', 'False', '__debug__'].includes(keyword.arg)) {
        this.#fail(keyword, `cannot assign to ${keyword.arg}`);
      }
      if (names.has(keyword.arg)) this.#fail(keyword, `keyword argument repeated: ${keyword.arg}`);
      names.add(keyword.arg);
    }
    const firstKeyword = call.keywords[0];
    const firstDoubleStar = call.keywords.find((keyword) => keyword.arg === undefined);
    for (const argument of call.args) {
      if (argument.nodeType === 'Starred') {
        if (firstDoubleStar && isBefore(firstDoubleStar, argument)) {
          this.#fail(argument, 'iterable argument unpacking follows keyword argument unpacking');
        }
      } else if (firstKeyword && isBefore(firstKeyword, argument)) {
        this.#fail(argument, 'positional argument follows keyword argument');
      }
    }
  }

  #handlers(node: NodeOf<'Try'>): void {
    for (const handler of node.handlers.slice(0, -1)) {
      if (!handler.type) this.#fail(handler, "default 'except:' must be last");
    }
  }

  #arguments(node: NodeOf<'Arguments'>): void {
    const { posonlyargs, args, kwonlyargs, vararg, kwarg } = node;
    for (const arg of [...posonlyargs, ...args, ...kwonlyargs, vararg, kwarg]) {
      if (arg && ['None', 'True', 'False', '__debug__'].includes(arg.arg)) {
        this.#fail(arg, `cannot assign to ${arg.arg}`);
      }
    }
  }

  #futureImport(node: NodeOf<'ImportFrom'>): void {
    for (const alias of node.names) {
      if (!FUTURES.has(alias.name)) this.#fail(node, `future feature ${alias.name} is not defined`);
    }
  }

  #fail(place: Place, reason: string): never {
    throw new PythonSyntaxError(this.#filename, place, reason);
  }
}

/** Is this `from __future__ import ...`? The compiler makes no code of it. */
export function isFutureImport(node: Statement): boolean {
  return node.nodeType === 'ImportFrom' && node.module === '__future__' && !node.level;
}

function isSingleTarget(target: Expression): boolean {
  return target.nodeType === 'Name' || target.nodeType === 'Attribute' || target.nodeType === 'Subscript';
}

function isBefore(a: Place, b: Place): boolean {
  return a.lineno < b.lineno || (a.lineno === b.lineno && a.col_offset < b.col_offset);
}

/** What CPython calls an expression when it cannot be assigned to. */
function describe(node: Expression): string {
  switch (node.nodeType) {
    case 'Call':
      return 'function call';
    case 'Constant':
      return 'literal';
    case 'Lambda':
      return 'lambda';
    case 'Compare':
      return 'comparison';
    case 'IfExp':
      return 'conditional expression';
    case 'GeneratorExp':
      return 'generator expression';
    case 'ListComp':
      return 'list comprehension';
    case 'SetComp':
      return 'set comprehension';
    case 'DictComp':
      return 'dict comprehension';
    case 'Dict':
      return 'dict literal';
    case 'Set':
      return 'set display';
    case 'JoinedStr':
      return 'f-string expression';
    case 'NamedExpr':
      return 'named expression';
    case 'Await':
      return 'await expression';
    case 'Yield':
    case 'YieldFrom':
      return 'yield expression';
    default:
      return 'expression';
  }
}
