/** o[i], o[i] = v and del o[i], with slices. */

import type { Interpreter } from '../interpreter.ts';
import { PyByteArray } from '../objects/byte-array.ts';
import { PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { indexError, pyError, typeError, valueError } from '../objects/exception.ts';
import { Native } from '../objects/function.ts';
import { PyList } from '../objects/list.ts';
import { PyPrimitive, plainOf } from '../objects/primitive.ts';
import { PyRange, PySlice, typeOf } from '../objects/scalars.ts';
import { GenericAlias } from '../objects/type-hints.ts';
import { PyBytes, PyTuple, type Value } from '../values.ts';
import { toInt } from './arithmetic.ts';
import { bind } from './attributes.ts';
import { byteOf, bytesOf } from './bytes.ts';
import { callValue } from './call.ts';
import { charactersOf, hasSurrogates, listOf } from './iteration.ts';

export function getItem(vm: Interpreter, object: Value, index: Value): Value {
  if (typeof object !== 'string') {
    const cls = typeOf(object);
    if (!cls.core) {
      const method = cls.lookup('__getitem__');
      if (method instanceof Native && method.max === 2 && !(object instanceof PyPrimitive)) {
        return method.run(vm, object, index);
      }
      if (method !== undefined) return callValue(vm, method, [object, index], null);
    }
  }
  return builtinItem(vm, object, index);
}

/** What the built-in classes' own `__getitem__` do. */
export function builtinItem(vm: Interpreter, object: Value, index: Value): Value {
  if (object instanceof PyDict) {
    const value = object.get(vm, index);
    if (value !== undefined) return value;
    const missing = typeOf(object).lookup('__missing__');
    if (missing !== undefined) return callValue(vm, missing, [object, index], null);
    throw pyError('KeyError', index);
  }
  if (object instanceof PyList) {
    if (index instanceof PySlice) return new PyList(sliceItems(vm, object.items, index));
    return object.items[positionIn(vm, object.items.length, index, 'list', '')]!;
  }
  if (object instanceof PyTuple) {
    if (index instanceof PySlice) return new PyTuple(sliceItems(vm, object.items, index));
    return object.items[positionIn(vm, object.items.length, index, 'tuple', '')]!;
  }
  if (typeof object === 'string') return stringItem(vm, object, index);
  if (object instanceof PyRange) {
    if (index instanceof PySlice) {
      const [start, stop, step] = sliceBounds(vm, object.length, index);
      return new PyRange(
        object.start + start * object.step,
        object.start + stop * object.step,
        object.step * step,
      );
    }
    return object.start + object.step * positionIn(vm, object.length, index, 'range', ' object');
  }
  if (object instanceof PyBytes) {
    if (index instanceof PySlice) {
      const part = sliceBytes(vm, object.bytes, index);
      return object instanceof PyByteArray ? new PyByteArray(part) : new PyBytes(part);
    }
    if (object instanceof PyByteArray) {
      return object.bytes[positionIn(vm, object.bytes.length, index, 'bytearray', '')]!;
    }
    return object.bytes[positionIn(vm, object.bytes.length, index, 'byte', '')]!;
  }
  if (object instanceof PyClass) {
    const method = object.lookup('__class_getitem__');
    if (method !== undefined) return callValue(vm, bind(vm, method, undefined, object), [index], null);
    if (object.builtin) {
      return new GenericAlias(object, index instanceof PyTuple ? index : new PyTuple([index]));
    }
    throw typeError(`type '${object.name}' is not subscriptable`);
  }
  const method = typeOf(object).lookup('__getitem__');
  if (method !== undefined) return callValue(vm, method, [object, index], null);
  throw typeError(`'${typeOf(object).name}' object is not subscriptable`);
}

function stringItem(vm: Interpreter, text: string, index: Value): string {
  if (hasSurrogates(text)) {
    const characters = charactersOf(text);
    if (index instanceof PySlice) return (sliceItems(vm, characters, index) as string[]).join('');
    return characters[positionIn(vm, characters.length, index, 'string', '')]!;
  }
  if (index instanceof PySlice) {
    const { length } = text;
    if (isPlain(index)) {
      const from = cut(index.start, 0, length);
      return text.slice(from, Math.max(from, cut(index.stop, length, length)));
    }
    const [start, stop, step] = sliceBounds(vm, length, index);
    if (step === 1) return text.slice(start, Math.max(start, stop));
    return (sliceItems(vm, text.split(''), index) as string[]).join('');
  }
  return text[positionIn(vm, text.length, index, 'string', '')]!;
}

/** An index as a plain number: ints, bools, and what has `__index__`. */
export function indexOf(vm: Interpreter, value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return value > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  if (typeof value === 'object' && value !== null) {
    const method = typeOf(value).lookup('__index__');
    if (method !== undefined) {
      const index = callValue(vm, method, [value], null);
      if (toInt(index) === undefined) {
        throw typeError(`__index__ returned non-int (type ${typeOf(index).name})`);
      }
      return indexOf(vm, plainOf(index));
    }
  }
  return undefined;
}

function positionIn(vm: Interpreter, length: number, index: Value, what: string, suffix: string): number {
  const position = indexOf(vm, index);
  if (position === undefined) {
    const wanted =
      what === 'string'
        ? 'string indices must be integers, not'
        : `${what} indices must be integers or slices, not`;
    throw typeError(`${wanted} ${what === 'string' ? `'${typeOf(index).name}'` : typeOf(index).name}`);
  }
  const at = position < 0 ? position + length : position;
  if (at < 0 || at >= length) {
    throw indexError(what === 'byte' ? 'index out of range' : `${what}${suffix} index out of range`);
  }
  return at;
}

/** Does the slice have plain limits and no step, as most do? */
function isPlain(slice: PySlice): boolean {
  const { start, stop, step } = slice;
  return (
    step === null &&
    (start === null || typeof start === 'number') &&
    (stop === null || typeof stop === 'number')
  );
}

/** A limit of a plain slice over `length` items, cut to what exists. */
function cut(limit: Value, missing: number, length: number): number {
  if (limit === null) return missing;
  const at = (limit as number) < 0 ? (limit as number) + length : (limit as number);
  return at < 0 ? 0 : at < length ? at : length;
}

/** Start, stop and step of a slice over `length` items, cut to what exists. */
export function sliceBounds(vm: Interpreter, length: number, slice: PySlice): [number, number, number] {
  const step = slice.step === null ? 1 : indexOf(vm, slice.step);
  if (step === undefined)
    throw typeError('slice indices must be integers or None or have an __index__ method');
  if (step === 0) throw valueError('slice step cannot be zero');
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  return [
    bound(vm, slice.start, step > 0 ? low : high, length, low, high),
    bound(vm, slice.stop, step > 0 ? high : low, length, low, high),
    step,
  ];
}

function bound(
  vm: Interpreter,
  value: Value,
  missing: number,
  length: number,
  low: number,
  high: number,
): number {
  if (value === null) return missing;
  const given = indexOf(vm, value);
  if (given === undefined) {
    throw typeError('slice indices must be integers or None or have an __index__ method');
  }
  const at = given < 0 ? given + length : given;
  return Math.min(Math.max(at, low), high);
}

export function sliceItems(vm: Interpreter, items: readonly Value[], slice: PySlice): Value[] {
  const { length } = items;
  if (isPlain(slice)) return items.slice(cut(slice.start, 0, length), cut(slice.stop, length, length));
  const [start, stop, step] = sliceBounds(vm, length, slice);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const picked: Value[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) picked.push(items[i]!);
  return picked;
}

function sliceBytes(vm: Interpreter, bytes: Uint8Array, slice: PySlice): Uint8Array {
  if (isPlain(slice)) {
    return bytes.slice(cut(slice.start, 0, bytes.length), cut(slice.stop, bytes.length, bytes.length));
  }
  const [start, stop, step] = sliceBounds(vm, bytes.length, slice);
  if (step === 1) return bytes.slice(start, Math.max(start, stop));
  const picked: number[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) picked.push(bytes[i]!);
  return Uint8Array.from(picked);
}

export function setItem(vm: Interpreter, object: Value, index: Value, value: Value): void {
  const cls = typeOf(object);
  if (!cls.core) {
    const method = cls.lookup('__setitem__');
    if (method instanceof Native && method.max === 3) {
      method.run(vm, object, index, value);
      return;
    }
    if (method !== undefined) {
      callValue(vm, method, [object, index, value], null);
      return;
    }
  }
  setBuiltinItem(vm, object, index, value);
}

export function setBuiltinItem(vm: Interpreter, object: Value, index: Value, value: Value): void {
  if (object instanceof PyDict) {
    object.set(vm, index, value);
  } else if (object instanceof PyList) {
    if (index instanceof PySlice) setSlice(vm, object, index, itemsToAssign(vm, value));
    else object.items[positionIn(vm, object.items.length, index, 'list', ' assignment')] = value;
  } else if (object instanceof PyByteArray) {
    setByte(vm, object, index, value);
  } else {
    const method = typeOf(object).lookup('__setitem__');
    if (method === undefined) {
      throw typeError(`'${typeOf(object).name}' object does not support item assignment`);
    }
    callValue(vm, method, [object, index, value], null);
  }
}

function setByte(vm: Interpreter, array: PyByteArray, index: Value, value: Value): void {
  if (!(index instanceof PySlice)) {
    array.bytes[positionIn(vm, array.bytes.length, index, 'bytearray', '')] = byteOf(vm, value);
    return;
  }
  const bytes = bytesOf(vm, value, 'byte');
  const [start, stop, step] = sliceBounds(vm, array.bytes.length, index);
  if (step === 1) {
    array.replace(start, Math.max(start, stop) - start, bytes);
    return;
  }
  const places = Math.max(0, Math.ceil((stop - start) / step));
  if (places !== bytes.length) {
    throw valueError(`attempt to assign bytes of size ${bytes.length} to extended slice of size ${places}`);
  }
  for (let i = 0; i < places; i++) array.bytes[start + i * step] = bytes[i]!;
}

function itemsToAssign(vm: Interpreter, value: Value): Value[] {
  const cls = typeOf(value);
  if (!cls.core && cls.lookup('__iter__') === undefined && cls.lookup('__getitem__') === undefined) {
    throw typeError('can only assign an iterable');
  }
  if (typeof value === 'number' || value === null) throw typeError('can only assign an iterable');
  return listOf(vm, value);
}

function setSlice(vm: Interpreter, list: PyList, slice: PySlice, values: Value[]): void {
  const { items } = list;
  const [start, stop, step] = sliceBounds(vm, items.length, slice);
  if (step === 1) {
    if (stop - start === values.length) {
      for (let i = 0; i < values.length; i++) items[start + i] = values[i]!;
      return;
    }
    const tail = items.slice(Math.max(start, stop));
    items.length = start;
    for (let i = 0; i < values.length; i++) items.push(values[i]!);
    for (let i = 0; i < tail.length; i++) items.push(tail[i]!);
    return;
  }
  const places: number[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) places.push(i);
  if (places.length !== values.length) {
    throw valueError(
      `attempt to assign sequence of size ${values.length} to extended slice of size ${places.length}`,
    );
  }
  places.forEach((place, i) => {
    list.items[place] = values[i]!;
  });
}

export function deleteItem(vm: Interpreter, object: Value, index: Value): void {
  const cls = typeOf(object);
  if (!cls.core) {
    const method = cls.lookup('__delitem__');
    if (method !== undefined) {
      callValue(vm, method, [object, index], null);
      return;
    }
  }
  deleteBuiltinItem(vm, object, index);
}

export function deleteBuiltinItem(vm: Interpreter, object: Value, index: Value): void {
  if (object instanceof PyDict) {
    if (object.remove(vm, index) === undefined) throw pyError('KeyError', index);
  } else if (object instanceof PyList) {
    if (index instanceof PySlice) {
      const [start, stop, step] = sliceBounds(vm, object.items.length, index);
      const doomed = new Set<number>();
      for (let i = start; step > 0 ? i < stop : i > stop; i += step) doomed.add(i);
      object.items = object.items.filter((_, i) => !doomed.has(i));
    } else {
      object.items.splice(positionIn(vm, object.items.length, index, 'list', ' assignment'), 1);
    }
  } else if (object instanceof PyByteArray) {
    if (index instanceof PySlice) {
      const [start, stop, step] = sliceBounds(vm, object.bytes.length, index);
      const kept = [...object.bytes];
      for (let i = start; step > 0 ? i < stop : i > stop; i += step) kept[i] = -1;
      object.replace(
        0,
        object.bytes.length,
        kept.filter((byte) => byte >= 0),
      );
    } else {
      object.replace(positionIn(vm, object.bytes.length, index, 'bytearray', ''), 1, []);
    }
  } else {
    const method = typeOf(object).lookup('__delitem__');
    if (method === undefined) {
      throw typeError(`'${typeOf(object).name}' object doesn't support item deletion`);
    }
    callValue(vm, method, [object, index], null);
  }
}
