/**
 * Conditions: comparisons, chained ones too, and jumps on the truth of an expression. A jump looks through `not`,
 * `and`, `or`, conditionals and chains instead of making a bool first.
 */

import { Op } from '../opcodes.ts';
import { Block } from './blocks.ts';
import type { Builder } from './builder.ts';
import { constantOf, isTrue } from './constants.ts';
import { expression } from './expressions.ts';
import type { Expression, NodeOf } from './parse.ts';

type Comparison = NodeOf<'Compare'>;

/** Instruction and argument of each comparison. */
const COMPARISONS: Record<Comparison['ops'][number]['nodeType'], readonly [op: number, arg: number]> = {
  Lt: [Op.COMPARE_LT, 0],
  LtE: [Op.COMPARE_LE, 0],
  Eq: [Op.COMPARE_EQ, 0],
  NotEq: [Op.COMPARE_NE, 0],
  Gt: [Op.COMPARE_GT, 0],
  GtE: [Op.COMPARE_GE, 0],
  Is: [Op.IS_OP, 0],
  IsNot: [Op.IS_OP, 1],
  In: [Op.CONTAINS_OP, 0],
  NotIn: [Op.CONTAINS_OP, 1],
};

/** Pushes the outcome of a comparison. */
export function compare(b: Builder, node: Comparison): void {
  if (node.ops.length === 1) {
    expression(b, node.left);
    lastComparison(b, node);
    return;
  }
  const cleanup = new Block();
  const end = new Block();
  chain(b, node, () => b.jump(Op.JUMP_IF_FALSE_OR_POP, cleanup));
  lastComparison(b, node);
  b.jump(Op.JUMP, end);
  b.place(cleanup);
  b.emit(Op.SWAP, 2);
  b.emit(Op.POP_TOP);
  b.place(end);
}

/** Jumps to `target` if the truth of `node` is `when`, and goes on otherwise. Leaves nothing on the stack. */
export function jumpIf(b: Builder, node: Expression, target: Block, when: boolean): void {
  if (node.nodeType === 'Compare') b.where = node;
  decide(b, node, target, when);
}

function decide(b: Builder, node: Expression, target: Block, when: boolean): void {
  const constant = constantOf(node);
  if (constant !== undefined) {
    if (isTrue(constant) === when) b.jump(Op.JUMP, target);
    return;
  }
  if (node.nodeType === 'UnaryOp' && node.op.nodeType === 'Not') {
    jumpIf(b, node.operand, target, !when);
  } else if (node.nodeType === 'BoolOp') {
    const settles = node.op.nodeType === 'Or';
    const end = new Block();
    const early = settles === when ? target : end;
    for (const value of node.values.slice(0, -1)) jumpIf(b, value, early, settles);
    jumpIf(b, node.values.at(-1)!, target, when);
    b.place(end);
  } else if (node.nodeType === 'IfExp') {
    const otherwise = new Block();
    const end = new Block();
    jumpIf(b, node.test, otherwise, false);
    jumpIf(b, node.body, target, when);
    b.jump(Op.JUMP, end);
    b.place(otherwise);
    jumpIf(b, node.orelse, target, when);
    b.place(end);
  } else if (node.nodeType === 'Compare' && node.ops.length > 1) {
    jumpIfChain(b, node, target, when);
  } else {
    expression(b, node);
    b.jump(when ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target);
  }
}

function jumpIfChain(b: Builder, node: Comparison, target: Block, when: boolean): void {
  const cleanup = new Block();
  const end = new Block();
  chain(b, node, () => b.jump(Op.POP_JUMP_IF_FALSE, cleanup));
  lastComparison(b, node);
  b.jump(when ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target);
  b.jump(Op.JUMP, end);
  b.place(cleanup);
  b.emit(Op.POP_TOP);
  if (!when) b.jump(Op.JUMP, target);
  b.place(end);
}

/** All comparisons of a chain but the last, each keeping its right side below the outcome. */
function chain(b: Builder, node: Comparison, leaveIfFalse: () => void): void {
  expression(b, node.left);
  for (let i = 0; i < node.ops.length - 1; i++) {
    expression(b, node.comparators[i]!);
    b.emit(Op.SWAP, 2);
    b.emit(Op.COPY, 2);
    b.emit(...COMPARISONS[node.ops[i]!.nodeType]);
    leaveIfFalse();
  }
}

function lastComparison(b: Builder, node: Comparison): void {
  expression(b, node.comparators.at(-1)!);
  b.emit(...COMPARISONS[node.ops.at(-1)!.nodeType]);
}
