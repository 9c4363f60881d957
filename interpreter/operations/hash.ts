/**
 * Hashing. `normalKey` gives what a JavaScript Map can compare instead of the value (see objects/hash-table.ts);
 * `hashOf` the number for everything else, and for hash().
 */

import type { Interpreter } from '../interpreter.ts';
import { OBJECT, type PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { BoundMethod } from '../objects/function.ts';
import { NOT_PLAIN } from '../objects/hash-table.ts';
import { PyInstance } from '../objects/instance.ts';
import { PyList } from '../objects/list.ts';
import { PyRange, PySlice, TUPLE, typeOf } from '../objects/scalars.ts';
import { PyFrozenSet, PySet } from '../objects/set.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { callValue } from './call.ts';

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
  return key;
}

function normalFloat(value: number): unknown {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

function comparesByIdentity(cls: PyClass): boolean {
  return cls.find('__eq__') === OBJECT.find('__eq__') && cls.find('__hash__') === OBJECT.find('__hash__');
}

const MODULUS = (1n << 61n) - 1n;

/** A hash within the range of safe integers; for ints and floats CPython's own. */
export function hashOf(vm: Interpreter, value: Value): number {
  if (value instanceof PyTuple && value.cls === TUPLE) return hashItems(vm, value.items);
  switch (typeof value) {
    case 'number':
      return value === -1 ? -2 : value;
    case 'boolean':
      return value ? 1 : 0;
    case 'bigint': {
      const rest = Number((value < 0n ? -value : value) % MODULUS);
      return value < 0n ? -rest : rest;
    }
    case 'string':
      return hashString(value);
  }
  if (value === null) return 0x5f3759;
  if (value instanceof PyFloat) return hashFloat(value.value);
  const cls = typeOf(value);
  if (!cls.builtin) {
    const method = cls.lookup('__hash__');
    if (method === null) throw typeError(`unhashable type: '${cls.name}'`);
    if (method !== undefined && method !== OBJECT.lookup('__hash__')) {
      return smaller(callValue(vm, method, [value], null));
    }
  }
  if (value instanceof PyTuple) return hashItems(vm, value.items);
  if (value instanceof PyBytes)
    return value.bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 7);
  if (value instanceof PyFrozenSet) {
    return value.keys().reduce((hash: number, key) => hash ^ Math.imul(hashOf(vm, key) | 0, 0x9e3779b1), 0);
  }
  if (value instanceof PyRange) return hashItems(vm, [value.length, value.start, value.step]);
  if (value instanceof BoundMethod) return vm.identityOf(value.self as object);
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

function smaller(hash: Value): number {
  if (typeof hash === 'number') return hash;
  if (typeof hash === 'boolean') return hash ? 1 : 0;
  if (typeof hash === 'bigint') return Number(BigInt.asIntN(53, hash));
  throw typeError('__hash__ method should return an integer');
}

function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function hashFloat(value: number): number {
  if (Number.isInteger(value)) {
    if (Number.isSafeInteger(value)) return value === -1 ? -2 : value + 0;
    return Number(BigInt(value) % MODULUS);
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
    hash = Math.imul(hash ^ (own | 0), 0x85ebca6b) + 0x27d4eb2f;
    hash ^= hash >>> 15;
  }
  return hash | 0;
}
