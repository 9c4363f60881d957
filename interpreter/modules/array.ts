/** The module `array`: lists of machine numbers. Typecode 'u', byte swapping, files and the buffer protocol are absent. */

import { attribute, constructorOf, integer, method, methodList, place } from '../builtins/define.ts';
import { positionOf } from '../builtins/functions.ts';
import { toFloat } from '../builtins/numbers.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { indexError, pyError, typeError, valueError } from '../objects/exception.ts';
import { ITERATOR, StepIterator } from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { NOT_IMPLEMENTED, PySlice, typeOf } from '../objects/scalars.ts';
import { toInt } from '../operations/arithmetic.ts';
import { callValue } from '../operations/call.ts';
import { compare } from '../operations/compare.ts';
import { norm } from '../operations/integers.ts';
import { listOf, MOST_ITEMS } from '../operations/iteration.ts';
import { reprOf } from '../operations/repr.ts';
import { indexOf, sliceBounds, sliceItems } from '../operations/subscripts.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { defineClasses, openClass } from './define.ts';

const ARRAY = builtinClass('array', undefined, 'array');
const ARRAY_ITERATOR = builtinClass('arrayiterator', ITERATOR, 'array');

/** Kinds of items. Ints have limits and names as CPython's messages have them. */
interface Kind {
  readonly code: string;
  readonly size: number;
  readonly float: boolean;
  readonly low: bigint;
  readonly high: bigint;
  readonly tooSmall: string;
  readonly tooBig: string;
}

function intKind(code: string, size: number, signed: boolean, tooSmall: string, tooBig: string): Kind {
  const bits = BigInt(size * 8);
  const high = (1n << (signed ? bits - 1n : bits)) - 1n;
  return { code, size, float: false, low: signed ? -high - 1n : 0n, high, tooSmall, tooBig };
}

const UNSIGNED = "can't convert negative value to unsigned int";
const KINDS: ReadonlyMap<string, Kind> = new Map(
  [
    intKind('b', 1, true, 'signed char is less than minimum', 'signed char is greater than maximum'),
    intKind(
      'B',
      1,
      false,
      'unsigned byte integer is less than minimum',
      'unsigned byte integer is greater than maximum',
    ),
    intKind(
      'h',
      2,
      true,
      'signed short integer is less than minimum',
      'signed short integer is greater than maximum',
    ),
    intKind('H', 2, false, 'unsigned short is less than minimum', 'unsigned short is greater than maximum'),
    intKind('i', 4, true, 'signed integer is less than minimum', 'signed integer is greater than maximum'),
    intKind('I', 4, false, UNSIGNED, 'unsigned int is greater than maximum'),
    intKind(
      'l',
      8,
      true,
      'Python int too large to convert to C long',
      'Python int too large to convert to C long',
    ),
    intKind('L', 8, false, UNSIGNED, 'Python int too large to convert to C unsigned long'),
    intKind('q', 8, true, 'int too big to convert', 'int too big to convert'),
    intKind('Q', 8, false, "can't convert negative int to unsigned", 'int too big to convert'),
    { code: 'f', size: 4, float: true, low: 0n, high: 0n, tooSmall: '', tooBig: '' },
    { code: 'd', size: 8, float: true, low: 0n, high: 0n, tooSmall: '', tooBig: '' },
  ].map((kind: Kind) => [kind.code, kind]),
);

/** Items are kept as Python values, checked on their way in: reading them costs nothing. */
class PyArray {
  kind: Kind = KINDS.get('d')!;
  items: Value[] = [];
}
openClass(ARRAY, PyArray);

function itemOf(vm: Interpreter, kind: Kind, value: Value): Value {
  if (kind.float) {
    if (value instanceof PyFloat && kind.code === 'd') return value;
    if (
      !(value instanceof PyFloat) &&
      toInt(value) === undefined &&
      typeOf(value).lookup('__float__') === undefined
    ) {
      throw typeError(`must be real number, not ${typeOf(value).name}`);
    }
    const float = toFloat(vm, value);
    return new PyFloat(kind.code === 'f' ? Math.fround(float) : float);
  }
  let int = toInt(value);
  if (int === undefined) {
    const convert = value instanceof PyFloat ? undefined : typeOf(value).lookup('__index__');
    if (convert === undefined)
      throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
    int = toInt(callValue(vm, convert, [value], null))!;
  }
  if (int < kind.low) throw pyError('OverflowError', kind.tooSmall);
  if (int > kind.high) throw pyError('OverflowError', kind.tooBig);
  return int;
}

function make(kind: Kind, items: Value[]): PyArray {
  const array = new PyArray();
  array.kind = kind;
  array.items = items;
  return array;
}

function fromBytes(kind: Kind, bytes: Uint8Array): Value[] {
  if (bytes.length % kind.size !== 0) throw valueError('bytes length not a multiple of item size');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const items: Value[] = [];
  for (let at = 0; at < bytes.length; at += kind.size) {
    if (kind.float)
      items.push(new PyFloat(kind.size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true)));
    else {
      let value = 0n;
      for (let i = kind.size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i]!);
      items.push(norm(kind.low < 0n ? BigInt.asIntN(kind.size * 8, value) : value));
    }
  }
  return items;
}

function toBytes({ kind, items }: PyArray): PyBytes {
  const bytes = new Uint8Array(kind.size * items.length);
  const view = new DataView(bytes.buffer);
  items.forEach((item, i) => {
    const at = i * kind.size;
    if (item instanceof PyFloat) {
      if (kind.size === 4) view.setFloat32(at, item.value, true);
      else view.setFloat64(at, item.value, true);
      return;
    }
    let rest = BigInt.asUintN(kind.size * 8, BigInt(item as number));
    for (let j = 0; j < kind.size; j++, rest >>= 8n) bytes[at + j] = Number(rest & 255n);
  });
  return new PyBytes(bytes);
}

constructorOf(ARRAY, (vm, args, keywords) => {
  if (keywords !== null && keywords.size > 0) throw typeError('array.array() takes no keyword arguments');
  const [cls, code, initial] = args as [PyClass, Value?, Value?];
  if (code === undefined) throw typeError('array() takes at least 1 argument (0 given)');
  if (typeof code !== 'string' || code.length !== 1) {
    throw typeError(`array() argument 1 must be a unicode character, not ${typeOf(code).name}`);
  }
  const kind = KINDS.get(code);
  if (kind === undefined) throw valueError('bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)');
  const array = cls.allocate!(cls) as PyArray;
  array.kind = kind;
  if (initial === undefined) return array;
  if (typeof initial === 'string') {
    throw typeError(`cannot use a str to initialize an array with typecode '${code}'`);
  }
  if (initial instanceof PyBytes) array.items = fromBytes(kind, initial.bytes);
  else array.items = listOf(vm, initial).map((item) => itemOf(vm, kind, item));
  return array;
});
methodList(ARRAY, '__init__', () => null);
attribute(ARRAY, 'typecode', (self: PyArray) => self.kind.code);
attribute(ARRAY, 'itemsize', (self: PyArray) => self.kind.size);

function position(vm: Interpreter, self: PyArray, index: Value, what: string): number {
  const given = indexOf(vm, index);
  if (given === undefined) throw typeError('array indices must be integers');
  const at = given < 0 ? given + self.items.length : given;
  if (at < 0 || at >= self.items.length) throw indexError(`array ${what}index out of range`);
  return at;
}

method(ARRAY, '__len__', 0, 0, (_vm, self: PyArray) => self.items.length);
method(ARRAY, '__iter__', 0, 0, (_vm, self: PyArray) => {
  let at = 0;
  return new StepIterator(() => self.items[at++], ARRAY_ITERATOR);
});
method(ARRAY, '__getitem__', 1, 1, (vm, self: PyArray, index: Value) => {
  if (typeof index === 'number') {
    const item = self.items[index < 0 ? index + self.items.length : index];
    if (item !== undefined) return item;
  }
  if (index instanceof PySlice) return make(self.kind, sliceItems(vm, self.items, index));
  return self.items[position(vm, self, index, '')]!;
});
method(ARRAY, '__setitem__', 2, 2, (vm, self: PyArray, index: Value, value: Value) => {
  if (index instanceof PySlice) setSlice(vm, self, index, value);
  else {
    const at = position(vm, self, index, 'assignment ');
    self.items[at] = itemOf(vm, self.kind, value);
  }
  return null;
});

function setSlice(vm: Interpreter, self: PyArray, slice: PySlice, value: Value): void {
  if (!(value instanceof PyArray))
    throw typeError(`can only assign array (not "${typeOf(value).name}") to array slice`);
  if (value.kind !== self.kind) throw typeError('bad argument type for built-in operation');
  const [start, stop, step] = sliceBounds(vm, self.items.length, slice);
  const values = value.items.slice();
  if (step === 1) {
    self.items.splice(start, Math.max(0, stop - start), ...values);
    return;
  }
  const places: number[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) places.push(i);
  if (places.length !== values.length) {
    throw valueError(
      `attempt to assign array of size ${values.length} to extended slice of size ${places.length}`,
    );
  }
  places.forEach((at, i) => {
    self.items[at] = values[i]!;
  });
}

method(ARRAY, '__delitem__', 1, 1, (vm, self: PyArray, index: Value) => {
  if (index instanceof PySlice) {
    const [start, stop, step] = sliceBounds(vm, self.items.length, index);
    const doomed = new Set<number>();
    for (let i = start; step > 0 ? i < stop : i > stop; i += step) doomed.add(i);
    self.items = self.items.filter((_, i) => !doomed.has(i));
  } else {
    self.items.splice(position(vm, self, index, 'assignment '), 1);
  }
  return null;
});
method(
  ARRAY,
  '__contains__',
  1,
  1,
  (vm, self: PyArray, item: Value) => positionOf(vm, self.items, item) >= 0,
);
method(ARRAY, '__repr__', 0, 0, (vm, self: PyArray) => {
  const { name } = typeOf(self);
  if (self.items.length === 0) return `${name}('${self.kind.code}')`;
  return `${name}('${self.kind.code}', ${reprOf(vm, new PyList(self.items))})`;
});
['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].forEach((name, op) => {
  method(ARRAY, name, 1, 1, (vm, self: PyArray, other: Value) =>
    other instanceof PyArray
      ? compare(vm, op, new PyTuple(self.items), new PyTuple(other.items))
      : NOT_IMPLEMENTED,
  );
});
ARRAY.attributes.set('__hash__', null);

function sameKind(self: PyArray, other: Value): PyArray {
  if (!(other instanceof PyArray)) {
    throw typeError(`can only append array (not "${typeOf(other).name}") to array`);
  }
  if (other.kind !== self.kind) throw typeError('bad argument type for built-in operation');
  return other;
}

method(ARRAY, '__add__', 1, 1, (_vm, self: PyArray, other: Value) =>
  make(self.kind, self.items.concat(sameKind(self, other).items)),
);
method(ARRAY, '__iadd__', 1, 1, (_vm, self: PyArray, other: Value) => {
  if (!(other instanceof PyArray)) {
    throw typeError(`can only extend with array (not "${typeOf(other).name}")`);
  }
  for (const item of sameKind(self, other).items.slice()) self.items.push(item);
  return self;
});
function repeated(vm: Interpreter, self: PyArray, count: Value): Value[] | null {
  const times = indexOf(vm, count);
  if (times === undefined) return null;
  if (self.items.length === 0) return [];
  if (self.items.length * times > MOST_ITEMS) throw pyError('MemoryError');
  const items: Value[] = [];
  for (let i = 0; i < times; i++) for (const item of self.items) items.push(item);
  return items;
}
for (const name of ['__mul__', '__rmul__']) {
  method(ARRAY, name, 1, 1, (vm, self: PyArray, count: Value) => {
    const items = repeated(vm, self, count);
    if (items === null) throw typeError(`can't multiply sequence by non-int of type '${typeOf(count).name}'`);
    return make(self.kind, items);
  });
}
method(ARRAY, '__imul__', 1, 1, (vm, self: PyArray, count: Value) => {
  self.items = repeated(vm, self, count) ?? self.items;
  return self;
});
for (const name of ['__copy__', '__deepcopy__']) {
  method(ARRAY, name, 0, 1, (_vm, self: PyArray) => make(self.kind, self.items.slice()));
}

method(ARRAY, 'append', 1, 1, (vm, self: PyArray, item: Value) => {
  self.items.push(itemOf(vm, self.kind, item));
  return null;
});
method(ARRAY, 'extend', 1, 1, (vm, self: PyArray, iterable: Value) => {
  if (iterable instanceof PyArray) {
    if (iterable.kind !== self.kind) throw typeError('can only extend with array of same kind');
    for (const item of iterable.items.slice()) self.items.push(item);
  } else {
    for (const item of listOf(vm, iterable)) self.items.push(itemOf(vm, self.kind, item));
  }
  return null;
});
method(ARRAY, 'fromlist', 1, 1, (vm, self: PyArray, list: Value) => {
  if (!(list instanceof PyList)) throw typeError('arg must be list');
  const items = list.items.map((item) => itemOf(vm, self.kind, item));
  for (const item of items) self.items.push(item);
  return null;
});
method(ARRAY, 'frombytes', 1, 1, (_vm, self: PyArray, bytes: Value) => {
  if (!(bytes instanceof PyBytes))
    throw typeError(`a bytes-like object is required, not '${typeOf(bytes).name}'`);
  for (const item of fromBytes(self.kind, bytes.bytes)) self.items.push(item);
  return null;
});
method(ARRAY, 'tobytes', 0, 0, (_vm, self: PyArray) => toBytes(self));
method(ARRAY, 'tolist', 0, 0, (_vm, self: PyArray) => new PyList(self.items.slice()));
method(ARRAY, 'insert', 2, 2, (vm, self: PyArray, index: Value, item: Value) => {
  const at = integer(vm, index);
  self.items.splice(at < 0 ? Math.max(0, at + self.items.length) : at, 0, itemOf(vm, self.kind, item));
  return null;
});
method(ARRAY, 'pop', 0, 1, (vm, self: PyArray, index: Value = -1) => {
  if (self.items.length === 0) throw indexError('pop from empty array');
  const given = integer(vm, index);
  const at = given < 0 ? given + self.items.length : given;
  if (at < 0 || at >= self.items.length) throw indexError('pop index out of range');
  return self.items.splice(at, 1)[0]!;
});
method(ARRAY, 'remove', 1, 1, (vm, self: PyArray, item: Value) => {
  const at = positionOf(vm, self.items, item);
  if (at < 0) throw valueError('array.remove(x): x not in array');
  self.items.splice(at, 1);
  return null;
});
method(
  ARRAY,
  'index',
  1,
  3,
  (vm, self: PyArray, item: Value, from: Value = 0, to: Value = self.items.length) => {
    const at = positionOf(vm, self.items, item, place(vm, from), place(vm, to));
    if (at < 0) throw valueError('array.index(x): x not in array');
    return at;
  },
);
method(ARRAY, 'count', 1, 1, (vm, self: PyArray, item: Value) => {
  let count = 0;
  for (let at = positionOf(vm, self.items, item); at >= 0; at = positionOf(vm, self.items, item, at + 1))
    count++;
  return count;
});
method(ARRAY, 'reverse', 0, 0, (_vm, self: PyArray) => {
  self.items.reverse();
  return null;
});

export function makeArray(): Module {
  const module = new Module('array');
  defineClasses(module, [ARRAY]);
  module.namespace.set('ArrayType', ARRAY);
  module.namespace.set('typecodes', 'bBuhHiIlLqQfd');
  return module;
}
