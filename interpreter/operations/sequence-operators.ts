/** +, *, % and the set operators on built-in sequences and sets. NOT_IMPLEMENTED for operands they do not take. */

import type { Interpreter } from '../interpreter.ts';
import { pyError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { NOT_IMPLEMENTED } from '../objects/scalars.ts';
import { type AnySet, PyFrozenSet, PySet } from '../objects/set.ts';
import { PyBytes, PyTuple, type Value } from '../values.ts';
import { percentFormat } from './format-percent.ts';
import type { Int } from './integers.ts';
import { listOf } from './iteration.ts';

export function addSequences(a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (a instanceof PyList && b instanceof PyList) return new PyList(a.items.concat(b.items));
  if (a instanceof PyTuple && b instanceof PyTuple) return new PyTuple(a.items.concat(b.items));
  if (a instanceof PyBytes && b instanceof PyBytes) {
    const joined = new Uint8Array(a.bytes.length + b.bytes.length);
    joined.set(a.bytes);
    joined.set(b.bytes, a.bytes.length);
    return new PyBytes(joined);
  }
  return NOT_IMPLEMENTED;
}

/** list += iterable */
export function extendInPlace(vm: Interpreter, list: PyList, iterable: Value): Value {
  for (const value of listOf(vm, iterable)) list.items.push(value);
  return list;
}

export function multiplySequence(sequence: Value, count: Int, inPlace: boolean): Value {
  const times = count < 0 ? 0 : Number(count);
  if (typeof sequence === 'string') {
    if (sequence.length * times > 2 ** 29) throw pyError('MemoryError');
    return sequence.repeat(times);
  }
  if (sequence instanceof PyList) {
    const items = repeat(sequence.items, times);
    if (!inPlace) return new PyList(items);
    sequence.items = items;
    return sequence;
  }
  if (sequence instanceof PyTuple) return new PyTuple(repeat(sequence.items, times));
  if (sequence instanceof PyBytes)
    return new PyBytes(Uint8Array.from(repeat([...sequence.bytes], times) as number[]));
  return NOT_IMPLEMENTED;
}

function repeat(items: readonly Value[], times: number): Value[] {
  if (items.length * times > 2 ** 27) throw pyError('MemoryError');
  const all: Value[] = [];
  for (let i = 0; i < times; i++) for (let j = 0; j < items.length; j++) all.push(items[j]!);
  return all;
}

export function formatPercent(vm: Interpreter, template: string, values: Value): Value {
  return percentFormat(vm, template, values);
}

/** &, |, - and ^ by their numbers in BINARY_OPERATORS. */
export function updateSet(vm: Interpreter, op: number, a: AnySet, b: AnySet, inPlace: boolean): Value {
  const result = setOperation(vm, op, a, b);
  if (!inPlace || !(a instanceof PySet)) return result;
  a.entries = result.entries;
  a.heads = result.heads;
  return a;
}

export function setOperation(vm: Interpreter, op: number, a: AnySet, b: AnySet): AnySet {
  const result = a instanceof PyFrozenSet ? new PyFrozenSet() : new PySet();
  switch (op) {
    case 1: {
      const [small, large] = a.size <= b.size ? [a, b] : [b, a];
      for (const { key } of small.entries.values()) if (large.has(vm, key)) result.add(vm, key);
      break;
    }
    case 7:
      result.copyFrom(a);
      for (const { key } of b.entries.values()) result.add(vm, key);
      break;
    case 10:
      for (const { key } of a.entries.values()) if (!b.has(vm, key)) result.add(vm, key);
      break;
    case 12:
      for (const { key } of a.entries.values()) if (!b.has(vm, key)) result.add(vm, key);
      for (const { key } of b.entries.values()) if (!a.has(vm, key)) result.add(vm, key);
      break;
  }
  return result;
}
