/** o[i], o[i] = v and del o[i], with slices. */

import type { Interpreter } from '../interpreter.ts';
import { PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { indexError, pyError, typeError, valueError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { PyRange, PySlice, typeOf } from '../objects/scalars.ts';
import { PyBytes, PyTuple, type Value } from '../values.ts';
import { bind } from './attributes.ts';
import { callValue } from './call.ts';
import { charactersOf, hasSurrogates, listOf } from './iteration.ts';

export function getItem(vm: Interpreter, object: Value, index: Value): Value {
  if (typeof object !== 'string') {
    const cls = typeOf(object);
    if (!cls.builtin) {
      const method = cls.lookup('__getitem__');
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
      return new PyBytes(Uint8Array.from(sliceItems(vm, [...object.bytes], index) as number[]));
    }
    return object.bytes[positionIn(vm, object.bytes.length, index, 'bytes', '')]!;
  }
  if (object instanceof PyClass) {
    const method = object.lookup('__class_getitem__');
    if (method !== undefined) return callValue(vm, bind(vm, method, undefined, object), [index], null);
    // Generic aliases such as list[int] only matter to type checkers.
    if (object.builtin) return object;
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
    const [start, stop, step] = sliceBounds(vm, text.length, index);
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
    if (method !== undefined) return indexOf(vm, callValue(vm, method, [value], null));
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
  if (at < 0 || at >= length) throw indexError(`${what}${suffix} index out of range`);
  return at;
}

/** Start, stop and step of a slice over `length` items, cut to what exists. */
export function sliceBounds(vm: Interpreter, length: number, slice: PySlice): [number, number, number] {
  const part = (value: Value, missing: number, low: number, high: number): number => {
    if (value === null) return missing;
    const given = indexOf(vm, value);
    if (given === undefined) {
      throw typeError('slice indices must be integers or None or have an __index__ method');
    }
    const at = given < 0 ? given + length : given;
    return Math.min(Math.max(at, low), high);
  };
  const step = slice.step === null ? 1 : indexOf(vm, slice.step);
  if (step === undefined)
    throw typeError('slice indices must be integers or None or have an __index__ method');
  if (step === 0) throw valueError('slice step cannot be zero');
  if (step > 0) return [part(slice.start, 0, 0, length), part(slice.stop, length, 0, length), step];
  return [part(slice.start, length - 1, -1, length - 1), part(slice.stop, -1, -1, length - 1), step];
}

export function sliceItems(vm: Interpreter, items: readonly Value[], slice: PySlice): Value[] {
  const [start, stop, step] = sliceBounds(vm, items.length, slice);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const picked: Value[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) picked.push(items[i]!);
  return picked;
}

export function setItem(vm: Interpreter, object: Value, index: Value, value: Value): void {
  const cls = typeOf(object);
  if (!cls.builtin) {
    const method = cls.lookup('__setitem__');
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
    if (index instanceof PySlice) setSlice(vm, object, index, listOf(vm, value));
    else object.items[positionIn(vm, object.items.length, index, 'list', ' assignment')] = value;
  } else {
    const method = typeOf(object).lookup('__setitem__');
    if (method === undefined) {
      throw typeError(`'${typeOf(object).name}' object does not support item assignment`);
    }
    callValue(vm, method, [object, index, value], null);
  }
}

function setSlice(vm: Interpreter, list: PyList, slice: PySlice, values: Value[]): void {
  const [start, stop, step] = sliceBounds(vm, list.items.length, slice);
  if (step === 1) {
    const tail = list.items.slice(Math.max(start, stop));
    list.items.length = start;
    for (const value of values) list.items.push(value);
    for (const value of tail) list.items.push(value);
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
  if (!cls.builtin) {
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
  } else {
    const method = typeOf(object).lookup('__delitem__');
    if (method === undefined) {
      throw typeError(`'${typeOf(object).name}' object doesn't support item deletion`);
    }
    callValue(vm, method, [object, index], null);
  }
}
