/**
 * Calls. Four forms, the plainest that fits:
 *
 *    f(a, b)           f a b; CALL 2
 *    o.m(a, b)         o; LOAD_METHOD m; a b; CALL_METHOD 2
 *    f(a, k=b)         f a b ('k',); CALL_KW 2
 *    f(*a, **k)        f a k; CALL_EX 1
 */

import { Op } from '../opcodes.ts';
import { PyTuple } from '../values.ts';
import type { Builder } from './builder.ts';
import { tuple } from './displays.ts';
import { expression } from './expressions.ts';
import type { Expression, NodeOf } from './parse.ts';

import { endOf, type Where } from './positions.ts';

type Keyword = NodeOf<'Keyword'>;

/** Pushes the result of a call. */
export function call(b: Builder, node: NodeOf<'Call'>): void {
  const { func, args, keywords } = node;
  if (func.nodeType === 'Attribute' && isPlain(args, keywords) && keywords.length === 0) {
    callMethod(b, func, args);
    return;
  }
  if (func.nodeType === 'Attribute' && isPlain(args, keywords)) {
    const { where } = b;
    expression(b, func);
    b.where = fromAttribute(where, func);
    callTop(b, 0, args, keywords);
    b.where = where;
    return;
  }
  expression(b, func);
  callTop(b, 0, args, keywords);
}

/** Arguments and call for a callable that lies on the stack, `pushed` of its arguments already above it. */
export function callTop(
  b: Builder,
  pushed: number,
  args: readonly Expression[],
  keywords: readonly Keyword[],
): void {
  if (!isPlain(args, keywords)) {
    callWithStars(b, pushed, args, keywords);
    return;
  }
  for (const argument of args) expression(b, argument);
  for (const keyword of keywords) expression(b, keyword.value);
  const count = pushed + args.length + keywords.length;
  if (keywords.length === 0) {
    b.emit(Op.CALL, count);
  } else {
    b.emitConst(new PyTuple(keywords.map((keyword) => keyword.arg!)));
    b.emit(Op.CALL_KW, count);
  }
}

function isPlain(args: readonly Expression[], keywords: readonly Keyword[]): boolean {
  return (
    args.every((argument) => argument.nodeType !== 'Starred') &&
    keywords.every((keyword) => keyword.arg !== undefined)
  );
}

function callMethod(b: Builder, method: NodeOf<'Attribute'>, args: readonly Expression[]): void {
  const { where } = b;
  expression(b, method.value);
  b.where = fromAttribute(method, method);
  b.emitName(Op.LOAD_METHOD, method.attr);
  for (const argument of args) expression(b, argument);
  b.where = fromAttribute(where, method);
  b.emit(Op.CALL_METHOD, args.length);
  b.where = where;
}

/**
 * What an attribute belongs to, as a place: where the object before the dot begins, or, in a chain over several lines, its
 * own name.
 */
export function fromAttribute(
  where: Where,
  { attr, end_lineno, end_col_offset }: NodeOf<'Attribute'>,
): Where {
  if (end_lineno === undefined || end_col_offset === undefined || where.lineno === end_lineno) return where;
  return { ...endOf(where), lineno: end_lineno, col_offset: end_col_offset - attr.length };
}

function callWithStars(
  b: Builder,
  pushed: number,
  args: readonly Expression[],
  keywords: readonly Keyword[],
): void {
  const [only] = args;
  if (pushed === 0 && args.length === 1 && only?.nodeType === 'Starred') expression(b, only.value);
  else positionalTuple(b, pushed, args);
  if (keywords.length > 0) keywordDict(b, keywords);
  b.emit(Op.CALL_EX, keywords.length > 0 ? 1 : 0);
}

function positionalTuple(b: Builder, pushed: number, args: readonly Expression[]): void {
  if (pushed === 0) {
    tuple(b, args);
    return;
  }
  b.emit(Op.BUILD_LIST, pushed);
  for (const argument of args) {
    const starred = argument.nodeType === 'Starred';
    expression(b, starred ? argument.value : argument);
    b.emit(starred ? Op.LIST_EXTEND : Op.LIST_APPEND, 1);
  }
  b.emit(Op.LIST_TO_TUPLE);
}

/** One dict of all keyword arguments; DICT_MERGE minds repeated names. */
function keywordDict(b: Builder, keywords: readonly Keyword[]): void {
  let waiting: Keyword[] = [];
  let exists = false;
  const flush = () => {
    if (waiting.length === 0) return;
    for (const { arg, value } of waiting) {
      b.emitConst(arg!);
      expression(b, value);
    }
    b.emit(Op.BUILD_MAP, waiting.length);
    if (exists) b.emit(Op.DICT_MERGE, 1);
    exists = true;
    waiting = [];
  };
  for (const keyword of keywords) {
    if (keyword.arg !== undefined) {
      waiting.push(keyword);
      continue;
    }
    flush();
    if (!exists) b.emit(Op.BUILD_MAP, 0);
    exists = true;
    expression(b, keyword.value);
    b.emit(Op.DICT_MERGE, 1);
  }
  flush();
}
