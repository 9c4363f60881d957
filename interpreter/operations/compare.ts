/** Comparisons: ==, <, `is`, `in`. */

import type { Interpreter } from '../interpreter.ts';
import { OBJECT, type PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { BoundMethod, Native, PyFunction } from '../objects/function.ts';
import { HashTable } from '../objects/hash-table.ts';
import { PyInstance } from '../objects/instance.ts';
import { PyList } from '../objects/list.ts';
import { plainOf } from '../objects/primitive.ts';
import { NOT_IMPLEMENTED, PyRange, PySlice, TUPLE, typeOf } from '../objects/scalars.ts';
import { AnySet } from '../objects/set.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { callValue } from './call.ts';
import { getIterator, iterateNext } from './iteration.ts';
import { isTrue } from './truth.ts';

/** In the order of the COMPARE opcodes. */
export const COMPARISONS = ['<', '<=', '==', '!=', '>', '>='] as const;
const METHODS = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'] as const;
/** The comparison with its sides exchanged. */
const SWAPPED = [4, 5, 2, 3, 0, 1] as const;
const [LT, LE, EQ, NE, GT] = [0, 1, 2, 3, 4];

/** The value of `a op b`; whatever a program's methods return. */
export function compare(vm: Interpreter, op: number, a: Value, b: Value): Value {
  if (!(a instanceof PyInstance) && !(b instanceof PyInstance)) {
    const ta = typeOf(a);
    const tb = typeOf(b);
    if (ta.core && tb.core) return compareBuiltin(vm, op, a, b);
  }
  return compareByMethods(vm, op, a, b);
}

function compareByMethods(vm: Interpreter, op: number, a: Value, b: Value): Value {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const swappedFirst = ta !== tb && tb.isSubclassOf(ta) && overrides(tb, METHODS[SWAPPED[op]!]!);
  if (swappedFirst) {
    const result = ask(vm, tb, SWAPPED[op]!, b, a);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const result = ask(vm, ta, op, a, b);
  if (result !== NOT_IMPLEMENTED) return result;
  if (!swappedFirst) {
    const result = ask(vm, tb, SWAPPED[op]!, b, a);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  return compareBuiltin(vm, op, a, b);
}

/** The Python function that compareByMethods asks first, when it is one. */
export function firstComparison(op: number, a: Value, b: Value): PyFunction | null {
  const ta = typeOf(a);
  const tb = typeOf(b);
  if (ta !== tb && tb.isSubclassOf(ta) && overrides(tb, METHODS[SWAPPED[op]!]!)) return null;
  const method = ta.lookup(METHODS[op]!);
  return method instanceof PyFunction ? method : null;
}

/** `a op b` from where `firstComparison` has returned NotImplemented. */
export function comparisonAfterFirst(vm: Interpreter, op: number, a: Value, b: Value): Value {
  const result = ask(vm, typeOf(b), SWAPPED[op]!, b, a);
  return result === NOT_IMPLEMENTED ? compareBuiltin(vm, op, a, b) : result;
}

function overrides(cls: PyClass, name: string): boolean {
  const found = cls.lookup(name);
  return found !== undefined && !isCore(found);
}

/** Is the method one that does what compareBuiltin does anyway? */
function isCore(method: Value): boolean {
  return method instanceof Native && (method.owner === null || method.owner.core);
}

function ask(vm: Interpreter, cls: PyClass, op: number, a: Value, b: Value): Value {
  if (cls.core) return NOT_IMPLEMENTED;
  const method = cls.lookup(METHODS[op]!);
  if (method !== undefined && !isCore(method)) return callValue(vm, method, [a, b], null);
  if (op === NE) {
    const equal = cls.lookup('__eq__');
    if (equal !== undefined && !isCore(equal)) {
      const result = callValue(vm, equal, [a, b], null);
      return result === NOT_IMPLEMENTED ? result : !isTrue(vm, result);
    }
  }
  return NOT_IMPLEMENTED;
}

/** What the built-in classes' own comparisons do, whatever subclasses say. */
export function compareBuiltin(vm: Interpreter, op: number, left: Value, right: Value): Value {
  const a = plainOf(left);
  const b = plainOf(right);
  if (op === EQ) return equalBuiltin(vm, a, b);
  if (op === NE) return !equalBuiltin(vm, a, b);
  const order = orderOf(vm, op, a, b);
  if (order === undefined) {
    throw typeError(
      `'${COMPARISONS[op]}' not supported between instances of '${typeOf(a).name}' and '${typeOf(b).name}'`,
    );
  }
  return order;
}

function orderOf(vm: Interpreter, op: number, a: Value, b: Value): Value | undefined {
  const x = toNumber(a);
  if (x !== undefined) {
    const y = toNumber(b);
    // JavaScript compares number with bigint exactly.
    return y === undefined ? undefined : byOrder(op, x < y, x > y, Number.isNaN(x) || Number.isNaN(y));
  }
  if (typeof a === 'string') {
    if (typeof b !== 'string') return undefined;
    const order = compareStrings(a, b);
    return byOrder(op, order < 0, order > 0, false);
  }
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    return orderItems(vm, op, a.items, b.items);
  }
  if (a instanceof AnySet && b instanceof AnySet) {
    if (op === LT) return a.size < b.size && isSubset(vm, a, b);
    if (op === LE) return isSubset(vm, a, b);
    if (op === GT) return b.size < a.size && isSubset(vm, b, a);
    return isSubset(vm, b, a);
  }
  if (a instanceof PyBytes && b instanceof PyBytes) {
    return orderItems(vm, op, [...a.bytes], [...b.bytes]);
  }
  return byNativeMethod(vm, op, a, b);
}

/** Views of dicts compare by methods of their own, also with a set on the other side. */
function byNativeMethod(vm: Interpreter, op: number, a: Value, b: Value): Value | undefined {
  for (const [self, other, by] of [
    [a, b, op],
    [b, a, SWAPPED[op]!],
  ] as const) {
    if (!typeOf(self).name.startsWith('dict_')) continue;
    const method = typeOf(self).lookup(METHODS[by]!);
    const result = method instanceof Native ? callValue(vm, method, [self, other], null) : NOT_IMPLEMENTED;
    if (result !== NOT_IMPLEMENTED) return result;
  }
  return undefined;
}

function byOrder(op: number, less: boolean, greater: boolean, unordered: boolean): boolean {
  if (unordered) return false;
  if (op === LT) return less;
  if (op === LE) return !greater;
  if (op === GT) return greater;
  return !less;
}

/** By code points; UTF-16 units agree with them unless a surrogate meets a unit above the surrogates. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const highX = x >= 0xd800 && x < 0xe000;
    const highY = y >= 0xd800 && y < 0xe000;
    if (highX !== highY) return highX ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

function orderItems(vm: Interpreter, op: number, a: readonly Value[], b: readonly Value[]): Value {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x !== y && !equals(vm, x, y)) return compare(vm, op, x, y);
  }
  return byOrder(op, a.length < b.length, a.length > b.length, false);
}

function isSubset(vm: Interpreter, a: AnySet, b: AnySet): boolean {
  for (const entry of a.entries.values()) if (!b.has(vm, entry.key)) return false;
  return true;
}

/** An int, bool or float as JavaScript can compare it. */
function toNumber(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof PyFloat) return value.value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return undefined;
}

/** Python's `==` as a truth. Identical objects are equal, as they are to containers. */
export function equals(vm: Interpreter, a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') return false;
  if (a instanceof PyTuple && b instanceof PyTuple && a.cls === TUPLE && b.cls === TUPLE) {
    return equalItems(vm, a.items, b.items);
  }
  return isTrue(vm, compare(vm, EQ, a, b));
}

function equalBuiltin(vm: Interpreter, a: Value, b: Value): boolean {
  if (a === b) return !(a instanceof PyFloat && Number.isNaN(a.value));
  const x = toNumber(a);
  if (x !== undefined) {
    const y = toNumber(b);
    // biome-ignore lint/suspicious/noDoubleEquals: 2n ** 60n == 2 ** 60 compares number with bigint exactly.
    return y !== undefined && x == y;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof PyTuple) return b instanceof PyTuple && equalItems(vm, a.items, b.items);
  if (a instanceof PyList) return b instanceof PyList && equalItems(vm, a.items, b.items);
  if (a instanceof PyDict) return b instanceof PyDict && equalDicts(vm, a, b);
  if (a instanceof AnySet && b instanceof AnySet) return a.size === b.size && isSubset(vm, a, b);
  if (a instanceof PyBytes) {
    return (
      b instanceof PyBytes && a.bytes.length === b.bytes.length && a.bytes.every((x, i) => x === b.bytes[i])
    );
  }
  if (a instanceof PyRange) {
    if (!(b instanceof PyRange) || a.length !== b.length) return false;
    return a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step));
  }
  if (a instanceof BoundMethod) return b instanceof BoundMethod && a.self === b.self && a.func === b.func;
  if (a instanceof PySlice) {
    return (
      b instanceof PySlice &&
      equals(vm, a.start, b.start) &&
      equals(vm, a.stop, b.stop) &&
      equals(vm, a.step, b.step)
    );
  }
  return byNativeMethod(vm, EQ, a, b) === true;
}

function equalItems(vm: Interpreter, a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && !equals(vm, a[i]!, b[i]!)) return false;
  return true;
}

function equalDicts(vm: Interpreter, a: HashTable, b: HashTable): boolean {
  if (a.size !== b.size) return false;
  for (const { key, value } of a.entries.values()) {
    const other = b.get(vm, key);
    if (other === undefined || !equals(vm, value, other)) return false;
  }
  return true;
}

/** `a is b` for what `===` cannot tell: big ints, floats that hold the same constant. */
export function same(a: Value, b: Value): boolean {
  return typeof a === 'bigint' && a === b;
}

/** Bytes as a string of as many units. */
function latin1(bytes: PyBytes): string {
  return Array.from(bytes.bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** `item in container` */
export function contains(vm: Interpreter, container: Value, item: Value): boolean {
  if (typeof container === 'string') {
    if (typeof item !== 'string') {
      throw typeError(`'in <string>' requires string as left operand, not ${typeOf(item).name}`);
    }
    return container.includes(item);
  }
  const cls = typeOf(container);
  if (!cls.builtin) {
    const method = cls.lookup('__contains__');
    if (method === null) throw typeError(`'${cls.name}' object is not a container`);
    if (method !== undefined) return isTrue(vm, callValue(vm, method, [container, item], null));
  }
  if (container instanceof HashTable) return container.has(vm, item);
  if (container instanceof PyList || container instanceof PyTuple) {
    const { items } = container;
    for (let i = 0; i < items.length; i++) if (items[i] === item || equals(vm, items[i]!, item)) return true;
    return false;
  }
  if (container instanceof PyRange && typeof item === 'number') {
    if (container.length === 0) return false;
    const index = (item - container.start) / container.step;
    return index >= 0 && index < container.length && Number.isInteger(index);
  }
  if (container instanceof PyBytes) {
    if (typeof item === 'number') return container.bytes.includes(item);
    if (item instanceof PyBytes) return latin1(container).includes(latin1(item));
    throw typeError(`a bytes-like object is required, not '${typeOf(item).name}'`);
  }
  const method = cls.lookup('__contains__');
  if (method !== undefined) return isTrue(vm, callValue(vm, method, [container, item], null));
  if (cls.lookup('__iter__') === undefined && cls.lookup('__getitem__') === undefined) {
    throw typeError(`argument of type '${cls.name}' is not iterable`);
  }
  const iterator = getIterator(vm, container);
  for (;;) {
    const value = iterateNext(vm, iterator);
    if (value === undefined) return false;
    if (value === item || equals(vm, value, item)) return true;
  }
}

/** Is `__eq__` the one that every object has? */
export function hasOwnEquality(cls: PyClass): boolean {
  return cls.find('__eq__') !== OBJECT.find('__eq__');
}
