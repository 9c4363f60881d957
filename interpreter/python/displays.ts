/**
 * Displays: tuples, lists, sets and dicts written out, with stars or without.
 */

import { Entry } from '../objects/hash-table.ts';
import { SetOrder } from '../objects/set-order.ts';
import { Op } from '../opcodes.ts';
import type { Value } from '../values.ts';
import { PyFloat, PyTuple } from '../values.ts';
import type { Builder } from './builder.ts';
import { constantKey, constantOf } from './constants.ts';
import { expression } from './expressions.ts';
import type { Expression, NodeOf } from './parse.ts';

/** Above this many values on the stack a display is filled step by step, so that frames stay small. CPython's. */
const STACK_GUIDELINE = 30;

/** Pushes a tuple. */
export function tuple(b: Builder, elements: readonly Expression[]): void {
  if (elements.some((element) => element.nodeType === 'Starred') || elements.length > STACK_GUIDELINE) {
    fillList(b, elements);
    b.emit(Op.LIST_TO_TUPLE);
    return;
  }
  for (const element of elements) expression(b, element);
  b.emit(Op.BUILD_TUPLE, elements.length);
}

/** Pushes a list. */
export function list(b: Builder, elements: readonly Expression[]): void {
  fillList(b, elements);
}

/** Pushes a set. */
export function set(b: Builder, elements: readonly Expression[]): void {
  const order = elements.length < FROZEN_FIRST ? null : frozenOrder(elements);
  if (order === null) {
    fill(b, elements, SET);
    return;
  }
  b.emit(Op.BUILD_SET, 0);
  fill(b, order, SET);
  b.emit(Op.SET_UPDATE, 1);
}

/** From this many constants on CPython makes a frozenset of them beforehand, and the set from that. */
const FROZEN_FIRST = 3;

/**
 * The order in which constants get into that frozenset: the one in which another frozenset, made of them as they are
 * written, is iterated. Null when they are not all constants, or their order is that of insertion anyway.
 */
function frozenOrder(elements: readonly Expression[]): Expression[] | null {
  const order = new SetOrder();
  const nodes = new Map<Entry, Expression>();
  const seen = new Set<unknown>();
  for (const element of elements) {
    const value = constantOf(element);
    if (value === undefined) return null;
    const key = equalityKey(value);
    if (seen.has(key)) continue;
    seen.add(key);
    const entry = new Entry(value, null, undefined);
    if (!order.add(entry)) return null;
    nodes.set(entry, element);
  }
  return order.entries().map((entry) => nodes.get(entry)!);
}

/** The same for equal constants: 1, 1.0 and True are one member. */
function equalityKey(value: Value): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value instanceof PyFloat ? value.value : constantKey(value);
}

interface Container {
  readonly build: number;
  readonly add: number;
  readonly extend: number;
}

const LIST: Container = { build: Op.BUILD_LIST, add: Op.LIST_APPEND, extend: Op.LIST_EXTEND };
const SET: Container = { build: Op.BUILD_SET, add: Op.SET_ADD, extend: Op.SET_UPDATE };

function fillList(b: Builder, elements: readonly Expression[]): void {
  const values = elements.map(constantOf);
  if (values.length > 2 && !values.includes(undefined)) {
    b.emit(Op.BUILD_LIST, 0);
    b.emitConst(new PyTuple(values as Value[]));
    b.emit(Op.LIST_EXTEND, 1);
    return;
  }
  fill(b, elements, LIST);
}

function fill(b: Builder, elements: readonly Expression[], { build, add, extend }: Container): void {
  const firstStar = elements.findIndex((element) => element.nodeType === 'Starred');
  const isLong = elements.length > STACK_GUIDELINE;
  // Elements before the first star are built at once, unless they are too many.
  const atOnce = isLong ? 0 : firstStar < 0 ? elements.length : firstStar;
  for (const element of elements.slice(0, atOnce)) expression(b, element);
  b.emit(build, atOnce);
  for (const element of elements.slice(atOnce)) {
    if (element.nodeType === 'Starred') {
      expression(b, element.value);
      b.emit(extend, 1);
    } else {
      expression(b, element);
      b.emit(add, 1);
    }
  }
}

/** Pushes a dict. */
export function dict(b: Builder, node: NodeOf<'Dict'>): void {
  const pairs = node.values.map((value, i) => ({ key: node.keys[i] ?? null, value }));
  const most = STACK_GUIDELINE / 2;
  let waiting: { key: Expression; value: Expression }[] = [];
  let exists = false;

  const flush = () => {
    if (waiting.length === 0) return;
    for (const { key, value } of waiting) {
      expression(b, key);
      expression(b, value);
    }
    b.emit(Op.BUILD_MAP, waiting.length);
    if (exists) b.emit(Op.DICT_UPDATE, 1);
    exists = true;
    waiting = [];
  };

  for (const { key, value } of pairs) {
    if (key !== null) {
      waiting.push({ key, value });
      if (waiting.length === most) flush();
      continue;
    }
    flush();
    if (!exists) b.emit(Op.BUILD_MAP, 0);
    exists = true;
    expression(b, value);
    b.emit(Op.DICT_UPDATE, 1);
  }
  flush();
  if (!exists) b.emit(Op.BUILD_MAP, 0);
}
