/** Instructions of the loop that are out of line: rare ones, and the rare part of common ones. */

import type { CodeObject } from '../code.ts';
import type { Frame } from '../frame.ts';
import { Cache } from '../inline-cache.ts';
import type { Interpreter } from '../interpreter.ts';
import { PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import {
  EXCEPTIONS,
  isInstanceOf,
  PyExceptionObject,
  pyError,
  typeError,
  valueError,
} from '../objects/exception.ts';
import { type Cell, type Keywords, Native, PyFunction } from '../objects/function.ts';
import { PyCoroutine, PyGenerator } from '../objects/generator.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { PySlice, typeOf } from '../objects/scalars.ts';
import { type AnySet, PySet } from '../objects/set.ts';
import { PyTuple, type Slot, type Value } from '../values.ts';
import { bind, findAttribute } from './attributes.ts';
import { callBuiltinClass, callNative, callValue, wrongCount } from './call.ts';
import { formatWith } from './format.ts';
import { resume } from './generators.ts';
import { getIterator, iterateNext, listOf } from './iteration.ts';
import { asciiOf, quote, reprOf, strOf } from './repr.ts';
import { addAll } from './sets.ts';

export { constructed } from './call.ts';

// --- Frames

/** The start of an activation of the loop. */
export function enterFrame(vm: Interpreter, frame: Frame): void {
  vm.waiting = 0;
  frame.back = vm.frame;
  if (++vm.depth > vm.recursionLimit) throw vm.tooDeep();
  vm.frame = frame;
}

export function canResume(generator: PyGenerator): boolean {
  return (generator.state === 'suspended' || generator.state === 'fresh') && generator.thrown === null;
}

/** Copies arguments from a generator's own stack to the data stack, with one place before them. */
export function toDataStack(vm: Interpreter, frame: Frame, first: number, n: number): number {
  const base = frame.limit;
  if (base + n > vm.reached) vm.reach(base + n);
  for (let i = 0; i < n; i++) vm.stack[base + i] = frame.values[first + i];
  return base;
}

export function makeFunction(frame: Frame, values: Slot[], end: number, flags: number): number {
  let sp = end;
  const code = values[--sp] as CodeObject;
  const closure = (flags & 8) !== 0 ? (values[--sp] as PyTuple) : null;
  const annotations = (flags & 4) !== 0 ? (values[--sp] as PyTuple) : null;
  const keywordDefaults = (flags & 2) !== 0 ? (values[--sp] as PyDict) : null;
  const defaults = (flags & 1) !== 0 ? (values[--sp] as PyTuple) : null;
  const f = new PyFunction(code, frame.globals, defaults, keywordDefaults, closure);
  if (annotations !== null) f.annotations = annotations;
  values[sp++] = f;
  return sp;
}

export function unknownOpcode(code: CodeObject, at: number): Error {
  return new Error(
    `Internal error: unknown opcode ${code.instructions[at]! & 255} at ${at} of "${code.qualname}".`,
  );
}

// --- Names

export function notDefined(name: string): PyExceptionObject {
  const error = pyError('NameError', `name '${name}' is not defined`);
  error.missing = { name, object: undefined };
  return error;
}

export function unboundLocal(code: CodeObject, slot: number): PyExceptionObject {
  return pyError(
    'UnboundLocalError',
    `cannot access local variable '${code.slotNames[slot]}' where it is not associated with a value`,
  );
}

export function unboundCell(code: CodeObject, slot: number): PyExceptionObject {
  if (slot < code.slotNames.length - code.freeCount) return unboundLocal(code, slot);
  return pyError(
    'NameError',
    `cannot access free variable '${code.slotNames[slot]}' where it is not associated with a value in enclosing scope`,
  );
}

export function loadGlobal(vm: Interpreter, frame: Frame, caches: Cache[], at: number, name: string): Value {
  const entry = new Cache();
  entry.globals = frame.globals;
  entry.cell = frame.globals.cell(name);
  entry.fallback = vm.builtins.namespace.cell(name);
  caches[at] = entry;
  const value = entry.cell.value ?? entry.fallback.value;
  if (value === undefined && entry.cell.value === undefined && entry.fallback.value === undefined) {
    throw notDefined(name);
  }
  return entry.cell.value === undefined ? (entry.fallback.value as Value) : entry.cell.value;
}

export function loadName(vm: Interpreter, frame: Frame, name: string): Value {
  let value = frame.names?.get(name);
  if (value === undefined) value = frame.globals.get(name);
  if (value === undefined) value = vm.builtins.get(name);
  if (value === undefined) throw notDefined(name);
  return value;
}

export function loadClassDeref(frame: Frame, slot: number, cell: Cell): Value {
  const own = frame.names?.get(frame.code.slotNames[slot]!);
  const value = own === undefined ? cell.value : own;
  if (value === undefined) throw unboundCell(frame.code, slot);
  return value;
}

export function importFrom(module: Value, name: string): Value {
  const value = module instanceof Module ? module.get(name) : undefined;
  if (value === undefined) {
    const from = module instanceof Module ? module.name : '?';
    throw pyError('ImportError', `cannot import name ${quote(name)} from ${quote(from)} (unknown location)`);
  }
  return value;
}

// --- Calls

export function callOther(
  vm: Interpreter,
  f: Value,
  values: Slot[],
  first: number,
  n: number,
  names: PyTuple | null,
): Value {
  if (f instanceof Native && names === null && f.max >= 0) {
    if (n < f.min || n > f.max) throw wrongCount(f, n);
    return callNative(vm, f, values, first, n);
  }
  if (f instanceof PyClass && f.builtin && names === null) return callBuiltinClass(vm, f, values, first, n);
  const named = names === null ? 0 : names.items.length;
  const args = values.slice(first, first + n - named) as Value[];
  let keywords: Keywords | null = null;
  if (names !== null) {
    keywords = new Map();
    for (let i = 0; i < named; i++) {
      keywords.set(names.items[i] as string, values[first + n - named + i] as Value);
    }
  }
  return callValue(vm, f, args, keywords);
}

export function callSpread(vm: Interpreter, f: Value, args: Value, keywords: PyDict | null): Value {
  let named: Keywords | null = null;
  if (keywords !== null) {
    named = new Map();
    for (const { key, value } of keywords.entries.values()) {
      if (typeof key !== 'string') throw typeError('keywords must be strings');
      named.set(key, value);
    }
  }
  if (typeof args !== 'string' && typeOf(args).lookup('__iter__') === undefined) {
    if (typeOf(args).lookup('__getitem__') === undefined) {
      throw typeError(
        `${functionName(vm, f)}() argument after * must be an iterable, not ${typeOf(args).name}`,
      );
    }
  }
  return callValue(vm, f, listOf(vm, args), named);
}

// --- Generators

/** Undefined: it ended, vm.returned has the result. */
export function sendInto(vm: Interpreter, target: Value, sent: Value): Slot {
  if (target instanceof PyGenerator) return resume(vm, target, sent);
  if (sent === null) {
    vm.returned = null;
    return iterateNext(vm, target);
  }
  const send = findAttribute(vm, target, 'send');
  if (send === undefined) throw typeError(`'${typeOf(target).name}' object has no attribute 'send'`);
  try {
    return callValue(vm, send, [sent], null);
  } catch (error) {
    if (!isInstanceOf(error, 'StopIteration')) throw error;
    vm.returned = error.args.items[0] ?? null;
    return undefined;
  }
}

export function awaitable(vm: Interpreter, value: Value): Value {
  if (value instanceof PyCoroutine) return value;
  const method = typeOf(value).lookup('__await__');
  if (method === undefined) {
    throw typeError(`object ${typeOf(value).name} can't be used in 'await' expression`);
  }
  return getIterator(vm, callValue(vm, method, [value], null));
}

// --- Displays

export function buildSet(vm: Interpreter, values: Slot[], from: number, to: number): PySet {
  const set = new PySet();
  for (let i = from; i < to; i++) set.add(vm, values[i] as Value);
  return set;
}

export function buildMap(vm: Interpreter, values: Slot[], from: number, to: number): PyDict {
  const dict = new PyDict();
  for (let i = from; i < to; i += 2) dict.set(vm, values[i] as Value, values[i + 1] as Value);
  return dict;
}

export function buildSlice(values: Slot[], from: number, count: number): PySlice {
  return new PySlice(
    values[from] as Value,
    values[from + 1] as Value,
    count === 3 ? (values[from + 2] as Value) : null,
  );
}

export function setAdd(vm: Interpreter, set: Value, value: Value): void {
  (set as AnySet).add(vm, value);
}

export function listExtend(vm: Interpreter, list: Value, iterable: Value): void {
  const { items } = list as PyList;
  let more: Value[];
  try {
    more = listOf(vm, iterable);
  } catch (error) {
    if (isInstanceOf(error, 'TypeError') && typeOf(iterable).lookup('__iter__') === undefined) {
      if (
        error.traceback === null &&
        typeof error.args.items[0] === 'string' &&
        error.args.items[0].endsWith('is not iterable')
      ) {
        throw typeError(`Value after * must be an iterable, not ${typeOf(iterable).name}`);
      }
    }
    throw error;
  }
  for (let i = 0; i < more.length; i++) items.push(more[i]!);
}

export function setUpdate(vm: Interpreter, set: Value, iterable: Value): void {
  addAll(vm, set as AnySet, iterable);
}

export function dictUpdate(vm: Interpreter, dict: Value, other: Value): void {
  if (other instanceof PyDict) {
    for (const { key, value } of other.entries.values()) (dict as PyDict).set(vm, key, value);
    return;
  }
  const keys = findAttribute(vm, other, 'keys');
  if (keys === undefined) throw typeError(`'${typeOf(other).name}' object is not a mapping`);
  const getItem = findAttribute(vm, other, '__getitem__')!;
  for (const key of listOf(vm, callValue(vm, keys, [], null))) {
    (dict as PyDict).set(vm, key, callValue(vm, getItem, [key], null));
  }
}

export function dictMerge(vm: Interpreter, dict: Value, other: Value, callee: Value): void {
  const extra = new PyDict();
  const name = functionName(vm, callee);
  if (!(other instanceof PyDict) && findAttribute(vm, other, 'keys') === undefined) {
    throw typeError(`${name}() argument after ** must be a mapping, not ${typeOf(other).name}`);
  }
  dictUpdate(vm, extra, other);
  for (const { key, value } of extra.entries.values()) {
    if ((dict as PyDict).has(vm, key)) {
      throw typeError(`${name}() got multiple values for keyword argument '${String(key)}'`);
    }
    (dict as PyDict).set(vm, key, value);
  }
}

/** How messages about a call's spread arguments name the callee. */
function functionName(vm: Interpreter, f: Value): string {
  const qualname = findAttribute(vm, f, '__qualname__');
  if (typeof qualname !== 'string') return vm.str(f);
  const module = findAttribute(vm, f, '__module__');
  return typeof module === 'string' && module !== 'builtins' ? `${module}.${qualname}` : qualname;
}

export function formatValue(vm: Interpreter, conversion: number, value: Value, spec: Slot): string {
  const converted =
    conversion === 0
      ? value
      : conversion === 1
        ? strOf(vm, value)
        : conversion === 2
          ? reprOf(vm, value)
          : asciiOf(vm, value);
  if (spec === '' || spec === undefined) {
    if (typeof converted === 'string') return converted;
    if (typeof converted === 'number') return String(converted);
  }
  return formatWith(vm, converted, (spec ?? '') as string);
}

// --- Unpacking

function unpackItems(vm: Interpreter, value: Value): Value[] {
  if (typeof value !== 'string' && typeOf(value).builtin) {
    if (value instanceof PyTuple || value instanceof PyList) return value.items as Value[];
  }
  const cls = typeOf(value);
  if (
    typeof value !== 'string' &&
    cls.lookup('__iter__') === undefined &&
    cls.lookup('__getitem__') === undefined
  ) {
    throw typeError(`cannot unpack non-iterable ${cls.name} object`);
  }
  return listOf(vm, value);
}

export function unpackSequence(
  vm: Interpreter,
  values: Slot[],
  at: number,
  value: Value,
  count: number,
): number {
  let items: Value[];
  if (
    typeof value === 'string' ||
    (typeOf(value).builtin && (value instanceof PyTuple || value instanceof PyList))
  ) {
    items = typeof value === 'string' ? listOf(vm, value) : unpackItems(vm, value);
  } else {
    items = unpackLazily(vm, value, count);
  }
  if (items.length < count) {
    throw valueError(`not enough values to unpack (expected ${count}, got ${items.length})`);
  }
  if (items.length > count) throw valueError(`too many values to unpack (expected ${count})`);
  let sp = at;
  for (let i = count - 1; i >= 0; i--) values[sp++] = items[i];
  return sp;
}

/** One item more than wanted at most: the iterable may be endless. */
function unpackLazily(vm: Interpreter, value: Value, count: number): Value[] {
  const cls = typeOf(value);
  if (cls.lookup('__iter__') === undefined && cls.lookup('__getitem__') === undefined) {
    throw typeError(`cannot unpack non-iterable ${cls.name} object`);
  }
  const iterator = getIterator(vm, value);
  const items: Value[] = [];
  while (items.length <= count) {
    const item = iterateNext(vm, iterator);
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}

export function unpackAround(vm: Interpreter, values: Slot[], at: number, value: Value, arg: number): number {
  const before = arg & 255;
  const after = arg >>> 8;
  const items = unpackItems(vm, value);
  if (items.length < before + after) {
    throw valueError(
      `not enough values to unpack (expected at least ${before + after}, got ${items.length})`,
    );
  }
  let sp = at;
  for (let i = items.length - 1; i >= items.length - after; i--) values[sp++] = items[i];
  values[sp++] = new PyList(items.slice(before, items.length - after));
  for (let i = before - 1; i >= 0; i--) values[sp++] = items[i];
  return sp;
}

// --- Exceptions

export const ASSERTION_ERROR: PyClass = EXCEPTIONS.AssertionError;

/** Does an exception match what stands behind `except`? */
export function matches(exception: Value, wanted: Value): boolean {
  const cls = typeOf(exception);
  if (wanted instanceof PyClass && wanted.isSubclassOf(EXCEPTIONS.BaseException))
    return cls.isSubclassOf(wanted);
  if (wanted instanceof PyTuple) return wanted.items.some((one) => matches(exception, one));
  throw typeError('catching classes that do not inherit from BaseException is not allowed');
}

/** The exception that `raise` raises. */
export function raised(vm: Interpreter, value: Slot, cause: Slot): PyExceptionObject {
  if (value === undefined) {
    if (vm.handled === null) return pyError('RuntimeError', 'No active exception to reraise');
    vm.reraising = true;
    return vm.handled;
  }
  const exception = instantiate(vm, value, 'exceptions must derive from BaseException');
  if (cause !== undefined) {
    exception.cause =
      cause === null ? null : instantiate(vm, cause, 'exception causes must derive from BaseException');
    exception.suppressContext = true;
  }
  if (vm.handled !== null && vm.handled !== exception) exception.context = vm.handled;
  return exception;
}

function instantiate(vm: Interpreter, value: Value, complaint: string): PyExceptionObject {
  if (value instanceof PyExceptionObject) return value;
  if (value instanceof PyClass && value.isSubclassOf(EXCEPTIONS.BaseException)) {
    const made = callValue(vm, value, [], null);
    if (made instanceof PyExceptionObject) return made;
  }
  throw typeError(complaint);
}

// --- with

function special(vm: Interpreter, manager: Value, name: string): Value | undefined {
  const cls = typeOf(manager);
  const method = cls.lookup(name);
  return method === undefined ? undefined : bind(vm, method, manager, cls);
}

export function boundExit(vm: Interpreter, manager: Value): Value {
  if (typeOf(manager).lookup('__enter__') === undefined) {
    throw typeError(`'${typeOf(manager).name}' object does not support the context manager protocol`);
  }
  const exit = special(vm, manager, '__exit__');
  if (exit === undefined) {
    throw typeError(
      `'${typeOf(manager).name}' object does not support the context manager protocol (missed __exit__ method)`,
    );
  }
  return exit;
}

export function enterContext(vm: Interpreter, manager: Value): Value {
  return callValue(vm, special(vm, manager, '__enter__')!, [], null);
}

export function exitContext(vm: Interpreter, exit: Value, exception: Value): Value {
  const error = exception as PyExceptionObject;
  return callValue(vm, exit, [typeOf(error), error, error.traceback], null);
}
