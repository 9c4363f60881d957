/** +, *, % and the set operators on built-in sequences and sets. NOT_IMPLEMENTED for operands they do not take. */

import type { Interpreter } from '../interpreter.ts';
import { PyByteArray } from '../objects/byte-array.ts';
import { pyError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { NOT_IMPLEMENTED } from '../objects/scalars.ts';
import { PyBytes, PyTuple, type Value } from '../values.ts';
import { bytesOf } from './bytes.ts';
import { percentFormat } from './format-percent.ts';
import type { Int } from './integers.ts';
import { listOf, MOST_ITEMS } from './iteration.ts';

export function addSequences(a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (a instanceof PyList && b instanceof PyList) return new PyList(a.items.concat(b.items));
  if (a instanceof PyTuple && b instanceof PyTuple) return new PyTuple(a.items.concat(b.items));
  if (a instanceof PyBytes && b instanceof PyBytes) {
    const joined = new Uint8Array(a.bytes.length + b.bytes.length);
    joined.set(a.bytes);
    joined.set(b.bytes, a.bytes.length);
    return a instanceof PyByteArray ? new PyByteArray(joined) : new PyBytes(joined);
  }
  return NOT_IMPLEMENTED;
}

/** list += iterable; bytearray += bytes */
export function extendInPlace(vm: Interpreter, list: PyList | PyByteArray, iterable: Value): Value {
  if (list instanceof PyByteArray) {
    list.replace(list.bytes.length, 0, bytesOf(vm, iterable, 'byte'));
    return list;
  }
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
  if (sequence instanceof PyBytes) {
    const { bytes } = sequence;
    if (bytes.length * times > 2 ** 30) throw pyError('MemoryError');
    const all = new Uint8Array(bytes.length * times);
    for (let i = 0; i * bytes.length < all.length; i++) all.set(bytes, i * bytes.length);
    if (!(sequence instanceof PyByteArray)) return new PyBytes(all);
    if (!inPlace) return new PyByteArray(all);
    sequence.replace(0, bytes.length, all);
    return sequence;
  }
  return NOT_IMPLEMENTED;
}

function repeat(items: readonly Value[], times: number): Value[] {
  if (items.length === 0) return [];
  if (items.length * times > MOST_ITEMS) throw pyError('MemoryError');
  const all: Value[] = [];
  for (let i = 0; i < times; i++) for (let j = 0; j < items.length; j++) all.push(items[j]!);
  return all;
}

export function formatPercent(vm: Interpreter, template: string, values: Value): Value {
  return percentFormat(vm, template, values);
}
