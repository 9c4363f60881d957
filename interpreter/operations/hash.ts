/**
 * Hashing. `normalKey` gives what a JavaScript Map can compare instead of the value (see objects/hash-table.ts);
 * `hashOf` the number for everything else.
 */

import type { Interpreter } from '../interpreter.ts';
import { PyByteArray } from '../objects/byte-array.ts';
import { OBJECT, type PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { exactHash, Halves, hashOfBigInt, TupleHash } from '../objects/exact-hash.ts';
import { typeError } from '../objects/exception.ts';
import { BoundMethod, Native } from '../objects/function.ts';
import { NOT_PLAIN } from '../objects/hash-table.ts';
import { PyInstance } from '../objects/instance.ts';
import { PyList } from '../objects/list.ts';
import { PyPrimitive } from '../objects/primitive.ts';
import { PyRange, PySlice, TUPLE, typeOf } from '../objects/scalars.ts';
import { PyFrozenSet, PySet } from '../objects/set.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { callValue } from './call.ts';
import { norm } from './integers.ts';

/** What stands for the key in a Map, or NOT_PLAIN when only hash and equality can tell. */
export function normalKey(key: Value): unknown {
  switch (typeof key) {
    case 'boolean':
      return key ? 1 : 0;
    case 'object':
      break;
    default:
      return key;
  }
  if (key === null) return null;
  if (key instanceof PyFloat) return normalFloat(key.value);
  if (key instanceof PyInstance) return comparesByIdentity(key.shape.cls) ? key : NOT_PLAIN;
  if (
    key instanceof PyTuple ||
    key instanceof PyFrozenSet ||
    key instanceof PyBytes ||
    key instanceof BoundMethod ||
    key instanceof PyRange ||
    key instanceof PyList ||
    key instanceof PyDict ||
    key instanceof PySet ||
    key instanceof PySlice
  ) {
    return NOT_PLAIN;
  }
  const cls = typeOf(key);
  if (key instanceof PyPrimitive) return hashesAsPlain(cls) ? normalKey(key.value) : NOT_PLAIN;
  return cls.core || comparesByIdentity(cls) ? key : NOT_PLAIN;
}

function normalFloat(value: number): unknown {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

function comparesByIdentity(cls: PyClass): boolean {
  return cls.find('__eq__') === OBJECT.find('__eq__') && cls.find('__hash__') === OBJECT.find('__hash__');
}

/** Does a subclass of int, float or str leave hashing and equality as they are? */
function hashesAsPlain(cls: PyClass): boolean {
  return ['__eq__', '__hash__'].every((name) => cls.lookup(name) instanceof Native);
}

/** What finds a value in a table: some number, the same for equal values. hash() is `publicHash`. */
export function hashOf(vm: Interpreter, value: Value): number | bigint {
  if (value instanceof PyTuple && value.cls === TUPLE) return hashItems(vm, value.items);
  switch (typeof value) {
    case 'number':
      return value === -1 ? -2 : value;
    case 'boolean':
      return value ? 1 : 0;
    case 'bigint':
      return norm(hashOfBigInt(value));
    case 'string':
      return hashString(value);
  }
  if (value === null) return 0x5f3759;
  if (value instanceof PyFloat) return hashFloat(value.value);
  const cls = typeOf(value);
  if (!cls.core) {
    const method = cls.lookup('__hash__');
    if (method === null) throw typeError(`unhashable type: '${cls.name}'`);
    if (method !== undefined && method !== OBJECT.lookup('__hash__')) {
      return said(callValue(vm, method, [value], null));
    }
  }
  if (value instanceof PyTuple) return hashItems(vm, value.items);
  if (value instanceof PyByteArray) throw typeError("unhashable type: 'bytearray'");
  if (value instanceof PyBytes)
    return value.bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 7);
  if (value instanceof PyFrozenSet) {
    let hash = value.size;
    for (const { key } of value.entries.values()) hash ^= Math.imul(low(hashOf(vm, key)), 0x9e3779b1);
    return hash;
  }
  if (value instanceof PyRange) return hashItems(vm, [value.length, value.start, value.step]);
  if (value instanceof BoundMethod) {
    const own = typeof value.self === 'object' ? vm.identityOf(value.self!) : hashOf(vm, value.self);
    return low(own) ^ low(hashOf(vm, value.func));
  }
  if (
    value instanceof PyList ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof PySlice
  ) {
    throw typeError(`unhashable type: '${cls.name}'`);
  }
  return vm.identityOf(value);
}

/** The hash that hash() shows: CPython's wherever that one is the same in every run. */
export function publicHash(vm: Interpreter, value: Value): number | bigint {
  const hash = new Halves();
  if (exactHash(value, hash)) return hash.toInt();
  if (!(value instanceof PyTuple) || typeOf(value).lookup('__hash__') !== TUPLE.lookup('__hash__')) {
    return hashOf(vm, value);
  }
  const sum = new TupleHash();
  for (const item of value.items) {
    hash.setInt(publicHash(vm, item));
    sum.add(hash);
  }
  sum.finish(hash);
  return hash.toInt();
}

/** 32 bits of a hash. */
function low(hash: number | bigint): number {
  return typeof hash === 'number' ? hash | 0 : Number(BigInt.asIntN(32, hash));
}

/** What a program's `__hash__` said, cut to what a hash can be. */
function said(hash: Value): number | bigint {
  if (typeof hash === 'number') return hash === -1 ? -2 : hash;
  if (typeof hash === 'boolean') return hash ? 1 : 0;
  if (typeof hash === 'bigint') return BigInt.asIntN(64, hash) === hash ? hash : norm(hashOfBigInt(hash));
  throw typeError('__hash__ method should return an integer');
}

function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Quick, for tuples of floats as keys. */
function hashFloat(value: number): number {
  if (Number.isInteger(value)) {
    if (Number.isSafeInteger(value)) return value === -1 ? -2 : value + 0;
    return Number(hashOfBigInt(BigInt(value)));
  }
  if (value === Infinity) return 314159;
  if (value === -Infinity) return -314159;
  return Math.imul(Math.floor(value * 65536), 0x9e3779b1) ^ Math.floor((value % 1) * 0x7fffffff);
}

function hashItems(vm: Interpreter, items: readonly Value[]): number {
  let hash = 0x345678;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const own = typeof item === 'number' ? item : hashOf(vm, item);
    hash = Math.imul(hash ^ low(own), 0x85ebca6b) + 0x27d4eb2f;
    hash ^= hash >>> 15;
  }
  return hash | 0;
}
