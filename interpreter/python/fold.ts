/**
 * Constant folding on the tree, before compilation: `-1`, `60 * 60`, `(1, 2)`, `not a in b`, the list in
 * `for x in [1, 2]`. As CPython does it, with the same care: nothing that could raise, nothing that could grow large.
 * Not done here: slices of constants, sets in `in` tests, and '%'-formatting.
 */

import type { Value } from '../values.ts';
import { PyFloat, PyTuple } from '../values.ts';
import { constantOf, isTrue } from './constants.ts';
import type { Expression, Node, NodeOf, Tree } from './parse.ts';

const LARGEST_INT_BITS = 128;
const LONGEST_STRING = 4096;

/** Folds a whole file in place. */
export function foldConstants(tree: Tree): void {
  foldChildren(tree);
}

function foldChildren(node: Node): void {
  const fields = node as unknown as Record<string, unknown>;
  for (const [key, child] of Object.entries(fields)) {
    if (Array.isArray(child)) {
      for (let i = 0; i < child.length; i++) if (isNode(child[i])) child[i] = fold(child[i]);
    } else if (isNode(child)) {
      fields[key] = fold(child);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

/** Folds what lies below a node, then the node itself. */
function fold(node: Node): Node {
  foldChildren(node);
  switch (node.nodeType) {
    case 'UnaryOp':
      return foldUnary(node);
    case 'BinOp': {
      const left = constantOf(node.left);
      const right = constantOf(node.right);
      if (left === undefined || right === undefined) return node;
      return asConstant(node, binary(node.op.nodeType, left, right));
    }
    case 'Tuple':
      return node.ctx.nodeType === 'Load' ? asConstant(node, tupleOf(node.elts)) : node;
    case 'Name':
      return node.id === '__debug__' && node.ctx.nodeType === 'Load' ? asConstant(node, true) : node;
    case 'For':
    case 'Comprehension':
      node.iter = listAsTuple(node.iter);
      return node;
    case 'Compare': {
      const last = node.comparators.length - 1;
      const op = node.ops[last]!.nodeType;
      const container = node.comparators[last]!;
      if ((op === 'In' || op === 'NotIn') && container.nodeType === 'List') {
        node.comparators[last] = asConstant(container, tupleOf(container.elts));
      }
      return node;
    }
    default:
      return node;
  }
}

/** The node, or the constant in its place if there is one. */
function asConstant(node: Expression, value: Value | undefined): Expression {
  if (value === undefined) return node;
  const { lineno, col_offset, end_lineno, end_col_offset } = node;
  const place = { lineno, col_offset, end_lineno: end_lineno!, end_col_offset: end_col_offset! };
  return { nodeType: 'Constant', value, ...place };
}

function tupleOf(elements: readonly Expression[]): PyTuple | undefined {
  const values = elements.map(constantOf);
  return values.includes(undefined) ? undefined : new PyTuple(values as Value[]);
}

/** Nobody but the loop sees the list, so a tuple does. */
function listAsTuple(iter: Expression): Expression {
  if (iter.nodeType !== 'List' || iter.elts.some((element) => element.nodeType === 'Starred')) return iter;
  const tuple: NodeOf<'Tuple'> = { ...iter, nodeType: 'Tuple' };
  return asConstant(tuple, tupleOf(tuple.elts));
}

function foldUnary(node: NodeOf<'UnaryOp'>): Expression {
  const { operand } = node;
  if (node.op.nodeType === 'Not' && operand.nodeType === 'Compare' && operand.ops.length === 1) {
    const opposite = OPPOSITES[operand.ops[0]!.nodeType];
    if (opposite) return { ...operand, ops: [{ nodeType: opposite }] as typeof operand.ops };
  }
  const value = constantOf(operand);
  return value === undefined ? node : asConstant(node, unary(node.op.nodeType, value));
}

const OPPOSITES: Record<string, string | undefined> = { In: 'NotIn', NotIn: 'In', Is: 'IsNot', IsNot: 'Is' };

function unary(op: NodeOf<'UnaryOp'>['op']['nodeType'], value: Value): Value | undefined {
  if (op === 'Not') return !isTrue(value);
  if (value instanceof PyFloat) {
    if (op === 'USub') return new PyFloat(-value.value);
    return op === 'UAdd' ? value : undefined;
  }
  if (!isInt(value)) return undefined;
  const int = BigInt(value);
  return asInt(op === 'USub' ? -int : op === 'Invert' ? ~int : int);
}

type BinarySign = NodeOf<'BinOp'>['op']['nodeType'];

function binary(op: BinarySign, left: Value, right: Value): Value | undefined {
  if (isInt(left) && isInt(right)) return intBinary(op, BigInt(left), BigInt(right));
  const a = asFloat(left);
  const b = asFloat(right);
  if (a !== undefined && b !== undefined) return floatBinary(op, a, b);
  if (typeof left === 'string' && typeof right === 'string' && op === 'Add') return left + right;
  if (typeof left === 'string' && typeof right === 'number' && op === 'Mult') {
    return left.length * right <= LONGEST_STRING ? left.repeat(Math.max(0, right)) : undefined;
  }
  return undefined;
}

function intBinary(op: BinarySign, a: bigint, b: bigint): Value | undefined {
  switch (op) {
    case 'Add':
      return asInt(a + b);
    case 'Sub':
      return asInt(a - b);
    case 'Mult':
      return bits(a) + bits(b) <= LARGEST_INT_BITS ? asInt(a * b) : undefined;
    case 'FloorDiv':
      return b === 0n ? undefined : asInt(floorDivide(a, b));
    case 'Mod':
      return b === 0n ? undefined : asInt(a - floorDivide(a, b) * b);
    case 'Pow':
      if (b < 0n || (b > 0n && BigInt(bits(a)) * b > BigInt(LARGEST_INT_BITS))) return undefined;
      return asInt(a ** b);
    case 'LShift':
      if (b < 0n || BigInt(bits(a)) + b > BigInt(LARGEST_INT_BITS)) return undefined;
      return asInt(a << b);
    case 'RShift':
      return b < 0n ? undefined : asInt(a >> b);
    case 'BitAnd':
      return asInt(a & b);
    case 'BitOr':
      return asInt(a | b);
    case 'BitXor':
      return asInt(a ^ b);
    case 'Div': {
      const [x, y] = [Number(a), Number(b)];
      return b !== 0n && Number.isSafeInteger(x) && Number.isSafeInteger(y) ? new PyFloat(x / y) : undefined;
    }
    default:
      return undefined;
  }
}

function floatBinary(op: BinarySign, a: number, b: number): Value | undefined {
  switch (op) {
    case 'Add':
      return new PyFloat(a + b);
    case 'Sub':
      return new PyFloat(a - b);
    case 'Mult':
      return new PyFloat(a * b);
    case 'Div':
      return b === 0 ? undefined : new PyFloat(a / b);
    default:
      return undefined;
  }
}

function isInt(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** An int the way the machine holds it: a number while it is safe. */
function asInt(value: bigint): number | bigint {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

function asFloat(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.value;
  return typeof value === 'number' ? value : undefined;
}

function bits(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
