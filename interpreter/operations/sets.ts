/**
 * Operations on sets. Each takes CPython's way, also where another one would do: the way decides about the order in which
 * the outcome is iterated.
 */

import type { Interpreter } from '../interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { AnySet, PyFrozenSet, PySet } from '../objects/set.ts';
import type { Value } from '../values.ts';
import { getIterator, iterateNext } from './iteration.ts';

/** &, |, - and ^ by their numbers in BINARY_OPERATORS. */
export function updateSet(vm: Interpreter, op: number, a: AnySet, b: AnySet, inPlace: boolean): Value {
  if (!inPlace || !(a instanceof PySet)) return setOperation(vm, op, a, b);
  if (op === 1) intersectionUpdate(vm, a, b);
  else if (op === 7) a.merge(vm, b);
  else if (op === 10) differenceUpdate(vm, a, b);
  else symmetricUpdate(vm, a, b);
  return a;
}

export function setOperation(vm: Interpreter, op: number, a: AnySet, b: Value): AnySet {
  switch (op) {
    case 1:
      return intersection(vm, a, b);
    case 7: {
      const result = copyOf(a);
      if (a !== b) addAll(vm, result, b);
      return result;
    }
    case 10:
      return difference(vm, a, b);
    default: {
      const result = emptyLike(a);
      addAll(vm, result, b);
      symmetricUpdate(vm, result, a);
      return result;
    }
  }
}

function emptyLike(set: AnySet): AnySet {
  return set instanceof PyFrozenSet ? new PyFrozenSet() : new PySet();
}

export function copyOf(set: AnySet): AnySet {
  const copy = emptyLike(set);
  copy.copyFrom(set);
  return copy;
}

/** Adds what an iterable yields. */
export function addAll(vm: Interpreter, set: AnySet, iterable: Value): void {
  if (iterable instanceof AnySet) {
    set.merge(vm, iterable);
    return;
  }
  if (iterable instanceof PyDict && iterable.cls.builtin) {
    set.order()?.expect(iterable.size);
    for (const { key } of iterable.entries.values()) set.add(vm, key);
    return;
  }
  forEach(vm, iterable, (item) => set.add(vm, item));
}

function forEach(vm: Interpreter, iterable: Value, work: (item: Value) => void): void {
  const iterator = getIterator(vm, iterable);
  for (let item = iterateNext(vm, iterator); item !== undefined; item = iterateNext(vm, iterator)) work(item);
}

function intersection(vm: Interpreter, a: AnySet, b: Value): AnySet {
  if (a === b) return copyOf(a);
  const result = emptyLike(a);
  if (b instanceof AnySet) {
    const [small, large] = b.size > a.size ? [a, b] : [b, a];
    for (const { key } of small.ordered()) if (large.has(vm, key)) result.add(vm, key);
  } else {
    forEach(vm, b, (item) => {
      if (a.has(vm, item)) result.add(vm, item);
    });
  }
  return result;
}

export function intersectionUpdate(vm: Interpreter, a: AnySet, b: Value): void {
  a.takeOver(intersection(vm, a, b));
}

function difference(vm: Interpreter, a: AnySet, b: Value): AnySet {
  const sized = b instanceof AnySet || (b instanceof PyDict && b.cls.builtin) ? b : null;
  if (sized === null || a.size >> 2 > sized.size) {
    const result = copyOf(a);
    differenceUpdate(vm, result, b);
    return result;
  }
  const result = emptyLike(a);
  for (const { key } of a.ordered()) if (!sized.has(vm, key)) result.add(vm, key);
  return result;
}

export function differenceUpdate(vm: Interpreter, a: AnySet, b: Value): void {
  if (a === b) {
    a.clear();
    return;
  }
  if (b instanceof AnySet) {
    const gone = b.size >> 3 > a.size ? intersection(vm, a, b) : b;
    for (const key of [...gone.entries.values()].map((entry) => entry.key)) a.remove(vm, key);
  } else {
    forEach(vm, b, (item) => a.remove(vm, item));
  }
  a.order()?.tidy();
}

export function symmetricUpdate(vm: Interpreter, a: AnySet, b: Value): void {
  if (a === b) {
    a.clear();
    return;
  }
  let other: AnySet;
  if (b instanceof AnySet) other = b;
  else {
    other = new PySet();
    addAll(vm, other, b);
  }
  for (const { key } of other.ordered()) if (a.remove(vm, key) === undefined) a.add(vm, key);
}
