/**
 * Comprehensions and generator expressions. Each is a function of one parameter, `.0`, the iterator over its first
 * iterable, which is evaluated outside; it is made and called on the spot.
 *
 *     [f(x) for x in xs if x]        <listcomp>(iter(xs)):
 *                                        result = []
 *                                        for x in .0:
 *                                            if x: append f(x) to result
 *                                        return result
 */

import { Op } from '../opcodes.ts';
import { Block } from './blocks.ts';
import type { Builder } from './builder.ts';
import type { Comprehension } from './collect.ts';
import { jumpIf } from './conditions.ts';
import { expression } from './expressions.ts';
import { beginGenerator, codeOf, makeFunction, returnNone } from './functions.ts';
import type { Expression } from './parse.ts';
import { storeTarget } from './targets.ts';

/** Pushes the list, set, dict or generator. */
export function comprehension(b: Builder, node: Comprehension): void {
  const code = codeOf(b, node, node.lineno, (inner) => {
    inner.where = node;
    inner.signature = { argCount: 1, posOnlyArgCount: 0, kwOnlyArgCount: 0, flags: 0 };
    const isGenerator = node.nodeType === 'GeneratorExp';
    if (isGenerator) beginGenerator(inner);
    else inner.emit(BUILD[node.nodeType], 0);
    loop(inner, node, 0, 0);
    if (isGenerator) returnNone(inner);
    else inner.emit(Op.RETURN_VALUE);
  });
  makeFunction(b, code, 0);
  expression(b, node.generators[0]!.iter);
  b.emit(Op.GET_ITER);
  b.emit(Op.CALL, 1);
}

const BUILD = { ListComp: Op.BUILD_LIST, SetComp: Op.BUILD_SET, DictComp: Op.BUILD_MAP } as const;

/** The `for` number `index` and all inside it; `depth` iterators lie above the result already. */
function loop(b: Builder, node: Comprehension, index: number, depth: number): void {
  const clause = node.generators[index];
  if (!clause) {
    element(b, node, depth);
    return;
  }
  const only = index > 0 ? onlyElementOf(clause.iter) : null;
  const again = new Block();
  const skip = new Block();
  const end = new Block();
  if (only) {
    expression(b, only);
  } else {
    if (index === 0) b.emitSlot(Op.LOAD_FAST, '.0');
    else {
      expression(b, clause.iter);
      b.emit(Op.GET_ITER);
    }
    b.place(again);
    b.jump(Op.FOR_ITER, end);
  }
  storeTarget(b, clause.target);
  for (const condition of clause.ifs) jumpIf(b, condition, only ? skip : again, false);
  loop(b, node, index + 1, only ? depth : depth + 1);
  if (!only) b.jump(Op.JUMP, again);
  b.place(skip);
  b.place(end);
}

/** `for y in [f(x)]` is the idiom for a temporary variable: no list, no loop. */
function onlyElementOf(iter: Expression): Expression | null {
  if (iter.nodeType !== 'List' && iter.nodeType !== 'Tuple') return null;
  const [only, ...more] = iter.elts;
  return only && more.length === 0 && only.nodeType !== 'Starred' ? only : null;
}

function element(b: Builder, node: Comprehension, depth: number): void {
  switch (node.nodeType) {
    case 'GeneratorExp':
      expression(b, node.elt);
      b.emit(Op.YIELD_VALUE);
      b.emit(Op.POP_TOP);
      return;
    case 'ListComp':
    case 'SetComp':
      expression(b, node.elt);
      b.emit(node.nodeType === 'ListComp' ? Op.LIST_APPEND : Op.SET_ADD, depth + 1);
      return;
    case 'DictComp':
      expression(b, node.key);
      expression(b, node.value);
      b.emit(Op.MAP_ADD, depth + 1);
  }
}
