/**
 * Expressions: each leaves exactly one value on the stack. The longer kinds have files of their own - calls,
 * displays, comprehensions, functions.
 */

import { Op } from '../opcodes.ts';
import { Block } from './blocks.ts';
import type { Builder } from './builder.ts';
import { call, fromAttribute } from './calls.ts';
import { comprehension } from './comprehensions.ts';
import { compare, jumpIf } from './conditions.ts';
import { dict, list, set, tuple } from './displays.ts';
import { lambda } from './functions.ts';
import { loadName, storeName } from './names.ts';
import type { Expression, NodeOf } from './parse.ts';

/** The sign of each operator; `=` behind it makes the in-place form. */
export const SIGNS: Record<NodeOf<'BinOp'>['op']['nodeType'], string> = {
  Add: '+',
  Sub: '-',
  Mult: '*',
  MatMult: '@',
  Div: '/',
  Mod: '%',
  Pow: '**',
  LShift: '<<',
  RShift: '>>',
  BitOr: '|',
  BitXor: '^',
  BitAnd: '&',
  FloorDiv: '//',
};

const UNARY = {
  Invert: Op.UNARY_INVERT,
  Not: Op.UNARY_NOT,
  UAdd: Op.UNARY_POSITIVE,
  USub: Op.UNARY_NEGATIVE,
} as const;

/** Conversions of an f-string field by their character code, as FORMAT_VALUE counts them. */
const CONVERSIONS: Record<number, number> = { [-1]: 0, 115: 1, 114: 2, 97: 3 };
const FORMAT_SPEC_ON_TOP = 4;

/** Compiles an expression: pushes its value. */
export function expression(b: Builder, node: Expression): void {
  const { where } = b;
  b.where = node;
  push(b, node);
  b.where = where;
}

function push(b: Builder, node: Expression): void {
  switch (node.nodeType) {
    case 'Constant':
      b.emitConst(node.value);
      return;
    case 'Name':
      loadName(b, node.id);
      return;
    case 'BinOp':
      expression(b, node.left);
      expression(b, node.right);
      b.emitBinary(SIGNS[node.op.nodeType]);
      return;
    case 'UnaryOp':
      expression(b, node.operand);
      b.emit(UNARY[node.op.nodeType]);
      return;
    case 'BoolOp':
      boolean(b, node);
      return;
    case 'Compare':
      compare(b, node);
      return;
    case 'IfExp':
      conditional(b, node);
      return;
    case 'Attribute':
      expression(b, node.value);
      b.where = fromAttribute(node, node);
      b.emitName(Op.LOAD_ATTR, node.attr);
      return;
    case 'Subscript':
      expression(b, node.value);
      expression(b, node.slice);
      b.emit(Op.BINARY_SUBSCR);
      return;
    case 'Slice':
      slice(b, node);
      return;
    case 'Call':
      call(b, node);
      return;
    case 'Tuple':
      tuple(b, node.elts);
      return;
    case 'List':
      list(b, node.elts);
      return;
    case 'Set':
      set(b, node.elts);
      return;
    case 'Dict':
      dict(b, node);
      return;
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      comprehension(b, node);
      return;
    case 'Lambda':
      lambda(b, node);
      return;
    case 'NamedExpr':
      expression(b, node.value);
      b.emit(Op.COPY, 1);
      storeName(b, (node.target as NodeOf<'Name'>).id);
      return;
    case 'JoinedStr':
      joinedString(b, node);
      return;
    case 'FormattedValue':
      formattedValue(b, node);
      return;
    case 'Yield':
      if (node.value) expression(b, node.value);
      else b.emitConst(null);
      b.emit(Op.YIELD_VALUE);
      return;
    case 'YieldFrom':
      expression(b, node.value);
      b.emit(Op.GET_YIELD_FROM_ITER);
      drive(b);
      return;
    case 'Await':
      expression(b, node.value);
      b.emit(Op.GET_AWAITABLE);
      drive(b);
      return;
    case 'Starred':
      b.fail(node, "can't use starred expression here");
      return;
    case 'Interpolation':
    case 'TemplateStr':
      throw new Error(`Internal error: ${node.nodeType} at line ${node.lineno} passed the subset check`);
    default:
      unreachable(node);
  }
}

function unreachable(node: never): never {
  throw new Error(`Internal error: unknown expression ${(node as Expression).nodeType}`);
}

function boolean(b: Builder, node: NodeOf<'BoolOp'>): void {
  const op = node.op.nodeType === 'And' ? Op.JUMP_IF_FALSE_OR_POP : Op.JUMP_IF_TRUE_OR_POP;
  const end = new Block();
  for (const value of node.values.slice(0, -1)) {
    expression(b, value);
    b.jump(op, end);
  }
  expression(b, node.values.at(-1)!);
  b.place(end);
}

function conditional(b: Builder, node: NodeOf<'IfExp'>): void {
  const otherwise = new Block();
  const end = new Block();
  jumpIf(b, node.test, otherwise, false);
  expression(b, node.body);
  b.jump(Op.JUMP, end);
  b.place(otherwise);
  expression(b, node.orelse);
  b.place(end);
}

function slice(b: Builder, node: NodeOf<'Slice'>): void {
  for (const part of [node.lower, node.upper]) {
    if (part) expression(b, part);
    else b.emitConst(null);
  }
  if (node.step) expression(b, node.step);
  b.emit(Op.BUILD_SLICE, node.step ? 3 : 2);
}

function joinedString(b: Builder, node: NodeOf<'JoinedStr'>): void {
  if (node.values.length === 0) {
    b.emitConst('');
    return;
  }
  for (const value of node.values) expression(b, value);
  if (node.values.length > 1) b.emit(Op.BUILD_STRING, node.values.length);
}

function formattedValue(b: Builder, node: NodeOf<'FormattedValue'>): void {
  expression(b, node.value);
  const conversion = CONVERSIONS[node.conversion];
  if (conversion === undefined)
    b.fail(node, "f-string: invalid conversion character: expected 's', 'r' or 'a'");
  if (node.format_spec) expression(b, node.format_spec);
  b.emit(Op.FORMAT_VALUE, conversion | (node.format_spec ? FORMAT_SPEC_ON_TOP : 0));
}

/**
 * The loop of `yield from` and `await` over the iterator on the stack. The JUMP behind YIELD_VALUE 1 leads back to
 * SEND, so a frame suspended there finds the iterator below the top of its stack.
 */
function drive(b: Builder): void {
  const again = new Block();
  const end = new Block();
  b.emitConst(null);
  b.place(again);
  b.jump(Op.SEND, end);
  b.emit(Op.YIELD_VALUE, 1);
  b.jump(Op.JUMP, again);
  b.place(end);
}
