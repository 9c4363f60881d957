/** iter() and next() on any value. */

import type { Interpreter } from '../interpreter.ts';
import { PyByteArray } from '../objects/byte-array.ts';
import { PyDict } from '../objects/dict.ts';
import { isInstanceOf, pyError, typeError } from '../objects/exception.ts';
import { PyGenerator } from '../objects/generator.ts';
import type { HashTable } from '../objects/hash-table.ts';
import {
  ArrayIterator,
  ListIterator,
  NativeIterator,
  RangeIterator,
  StepIterator,
} from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { PyRange, typeOf } from '../objects/scalars.ts';
import { AnySet } from '../objects/set.ts';
import { PyBytes, PyTuple, type Slot, type Value } from '../values.ts';
import { callValue } from './call.ts';
import { generatorNext } from './generators.ts';
import { getItem } from './subscripts.ts';

export function getIterator(vm: Interpreter, value: Value): Value {
  if (typeof value === 'string') return new ArrayIterator(charactersOf(value));
  if (value instanceof PyGenerator || value instanceof NativeIterator) return value;
  const cls = typeOf(value);
  if (cls.builtin) {
    const iterator = builtinIterator(value);
    if (iterator !== undefined) return iterator;
  }
  const method = cls.lookup('__iter__');
  if (method !== undefined && method !== null) {
    const iterator = callValue(vm, method, [value], null);
    if (!(iterator instanceof NativeIterator) && typeOf(iterator).lookup('__next__') === undefined) {
      throw typeError(`iter() returned non-iterator of type '${typeOf(iterator).name}'`);
    }
    return iterator;
  }
  if (method === undefined && cls.lookup('__getitem__') !== undefined) return sequenceIterator(value);
  throw typeError(`'${cls.name}' object is not iterable`);
}

/** The iterator of a built-in object, also when its class is a program's. */
export function builtinIterator(value: Value): Value | undefined {
  if (value instanceof PyList) return new ListIterator(value);
  if (value instanceof PyTuple) return new ArrayIterator(value.items);
  if (value instanceof PyRange) return new RangeIterator(value.start, value.step, value.length);
  if (value instanceof PyDict) return tableIterator(value, 'dictionary');
  if (value instanceof AnySet) return tableIterator(value, 'Set');
  if (value instanceof PyByteArray) {
    let at = 0;
    return new StepIterator(() => value.bytes[at++]);
  }
  if (value instanceof PyBytes) return new ArrayIterator([...value.bytes]);
  return undefined;
}

/** Over the keys of a table; notices when it grows or shrinks meanwhile. */
export function tableIterator(
  table: HashTable,
  what: 'dictionary' | 'Set',
  pick: (key: Value, value: Value) => Value = (key) => key,
): NativeIterator {
  const ordered = table instanceof AnySet && table.order() !== null ? table.ordered() : table.entries;
  const entries = ordered.values();
  const { size } = table;
  let done = false;
  return new StepIterator(() => {
    if (done) return undefined;
    if (table.size !== size) {
      done = true;
      throw pyError('RuntimeError', `${what} changed size during iteration`);
    }
    const step = entries.next();
    if (step.done === true) {
      done = true;
      return undefined;
    }
    return pick(step.value.key, step.value.value);
  });
}

/** The old protocol: `__getitem__` with 0, 1, 2, ... until IndexError. */
function sequenceIterator(value: Value): NativeIterator {
  let index = 0;
  return new StepIterator((vm) => {
    if (index < 0) return undefined;
    try {
      return getItem(vm, value, index++);
    } catch (error) {
      if (!isInstanceOf(error, 'IndexError') && !isInstanceOf(error, 'StopIteration')) throw error;
      index = -1;
      return undefined;
    }
  });
}

/** The characters of a string: code points, not UTF-16 units. */
export function charactersOf(text: string): string[] {
  return hasSurrogates(text) ? Array.from(text) : text.split('');
}

const SURROGATE = /[\ud800-\udfff]/;

export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text);
}

/** The next value; undefined at the end. */
export function iterateNext(vm: Interpreter, iterator: Value): Slot {
  if (iterator instanceof NativeIterator) return iterator.next(vm);
  if (iterator instanceof PyGenerator) return generatorNext(vm, iterator);
  const method = typeOf(iterator).lookup('__next__');
  if (method === undefined) throw typeError(`'${typeOf(iterator).name}' object is not an iterator`);
  try {
    return callValue(vm, method, [iterator], null);
  } catch (error) {
    if (!isInstanceOf(error, 'StopIteration')) throw error;
    vm.returned = error.args.items[0] ?? null;
    return undefined;
  }
}

/** V8 ends the process when an array grows beyond this. */
export const MOST_ITEMS = 2 ** 26;

/** All values of an iterable, in a fresh array. */
export function listOf(vm: Interpreter, iterable: Value): Value[] {
  if (typeOf(iterable).builtin) {
    if (iterable instanceof PyList || iterable instanceof PyTuple) return iterable.items.slice();
    if (iterable instanceof PyDict || iterable instanceof AnySet) return iterable.keys();
  }
  if (iterable instanceof PyRange && iterable.length > MOST_ITEMS) throw pyError('MemoryError');
  const iterator = getIterator(vm, iterable);
  const items: Value[] = [];
  for (let value = iterateNext(vm, iterator); value !== undefined; value = iterateNext(vm, iterator)) {
    items.push(value);
  }
  return items;
}
