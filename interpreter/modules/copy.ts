/**
 * The module `copy`: built-in containers, and instances by `__copy__`, `__deepcopy__`, or attribute by attribute.
 * A program's `__reduce__`, `__getstate__` and `__setstate__` are asked; `__reduce_ex__` and `copyreg` are not.
 */

import type { Interpreter } from '../interpreter.ts';
import { PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { EXCEPTIONS, PyExceptionObject, pyError, typeError } from '../objects/exception.ts';
import { PyFunction } from '../objects/function.ts';
import { PyGenerator } from '../objects/generator.ts';
import { HashTable } from '../objects/hash-table.ts';
import { type Attributed, dictionaryOf, isAttributed, setOwnAttribute } from '../objects/instance.ts';
import { NativeIterator } from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { PyPrimitive } from '../objects/primitive.ts';
import { typeOf } from '../objects/scalars.ts';
import { AnySet } from '../objects/set.ts';
import { getAttribute, setAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { listOf } from '../operations/iteration.ts';
import { setItem } from '../operations/subscripts.ts';
import { PyTuple, type Value } from '../values.ts';
import { define } from './define.ts';

/** Copies already made, by original: shared parts stay shared, and cycles end. */
type Memo = Map<object, Value>;

/** What programs see of the memo: an empty dict. */
class MemoDict extends PyDict {
  readonly copies: Memo = new Map();
}

/** Attributes in order, without turning the object over to a dict. */
function attributesOf(object: Attributed): [string, Value][] {
  if (object.shape.dictionary) {
    return [...dictionaryOf(object).entries.values()].map(({ key, value }) => [key as string, value]);
  }
  return [...object.shape.index].map(([name, index]) => [name, object.slots[index] as Value]);
}

/** An empty object of the same class, with what its built-in part holds copied by `part`. */
function shell(object: Attributed & object, part: (value: Value) => Value, memo: Memo | null): object {
  const cls = typeOf(object);
  if (object instanceof PyPrimitive) return new PyPrimitive(cls.rootShape, object.value);
  const copy = cls.allocate!(cls);
  memo?.set(object, copy);
  if (object instanceof PyTuple) Object.assign(copy, { items: object.items.map(part) });
  if (object instanceof PyList) (copy as PyList).items = object.items.map(part);
  if (object instanceof PyExceptionObject) {
    (copy as PyExceptionObject).args = new PyTuple(object.args.items.map(part));
  }
  return copy;
}

function fillTable(vm: Interpreter, from: HashTable, to: HashTable, part: (value: Value) => Value): void {
  for (const { key, value } of from.entries.values()) to.set(vm, part(key), part(value));
}

/** What a table of ours has besides entries: the factory of a defaultdict. */
function takeExtras(from: HashTable, to: HashTable): void {
  for (const [field, content] of Object.entries(from)) {
    if (['entries', 'heads', 'shape', 'slots'].includes(field)) continue;
    (to as unknown as Record<string, unknown>)[field] = content;
  }
}

/** What a program's `__reduce__` says how to make the copy: a function, arguments, a state, items. */
function reconstruct(
  vm: Interpreter,
  object: object,
  recipe: Value,
  part: (value: Value) => Value,
  memo: Memo | null,
): Value {
  if (typeof recipe === 'string') return object;
  if (!(recipe instanceof PyTuple)) throw typeError('__reduce__ must return a string or tuple');
  const [make, args, state = null, items = null, entries = null] = recipe.items;
  const copy = callValue(vm, make!, listOf(vm, args!).map(part), null);
  memo?.set(object, copy);
  if (state !== null) {
    const own = part(state);
    const setState = typeOf(copy).lookup('__setstate__');
    if (setState !== undefined) callValue(vm, setState, [copy, own], null);
    else if (own instanceof PyDict) {
      for (const { key, value } of own.entries.values()) setAttribute(vm, copy, key as string, value);
    }
  }
  if (items !== null) {
    for (const item of listOf(vm, items)) callValue(vm, getAttribute(vm, copy, 'append'), [part(item)], null);
  }
  if (entries !== null) {
    for (const pair of listOf(vm, entries)) {
      const [key, value] = listOf(vm, pair).map(part);
      setItem(vm, copy, key!, value!);
    }
  }
  return copy;
}

function copyInstance(
  vm: Interpreter,
  object: Attributed & object,
  part: (value: Value) => Value,
  memo: Memo | null,
): Value {
  const cls = typeOf(object);
  const reduce = cls.lookup('__reduce__');
  if (reduce instanceof PyFunction) {
    return reconstruct(vm, object, callValue(vm, reduce, [object], null), part, memo);
  }
  const copy = shell(object, part, memo) as Attributed & object;
  if (object instanceof HashTable) {
    takeExtras(object, copy as unknown as HashTable);
    fillTable(vm, object, copy as unknown as HashTable, part);
  }
  const getState = cls.lookup('__getstate__');
  const setState = cls.lookup('__setstate__');
  if (getState !== undefined || setState !== undefined) {
    let state: Value = null;
    if (getState !== undefined) state = callValue(vm, getState, [object], null);
    else {
      const dict = new PyDict();
      for (const [name, value] of attributesOf(object)) dict.setString(name, value);
      state = dict;
    }
    const own = part(state);
    if (setState !== undefined) callValue(vm, setState, [copy, own], null);
    else if (own instanceof PyDict) {
      for (const { key, value } of own.entries.values()) setOwnAttribute(copy, key as string, value);
    }
    return copy;
  }
  for (const [name, value] of attributesOf(object)) setOwnAttribute(copy, name, part(value));
  return copy;
}

/** What cannot be taken apart. */
function refuse(value: object): void {
  if (value instanceof PyGenerator || value instanceof Module || value instanceof NativeIterator) {
    throw pyError('TypeError', `cannot pickle '${typeOf(value).name}' object`);
  }
}

function shallow(vm: Interpreter, value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof PyClass) return value;
  const own = typeOf(value).lookup('__copy__');
  if (own !== undefined) return callValue(vm, own, [value], null);
  if (isAttributed(value)) {
    const same = (part: Value) => part;
    const copy = copyInstance(vm, value, same, null);
    return copy;
  }
  if (value instanceof PyList) return new PyList(value.items.slice());
  if (value instanceof PyDict || (value instanceof AnySet && typeOf(value).name === 'set')) {
    const copy = new (value.constructor as new () => HashTable)();
    copy.copyFrom(value);
    return copy;
  }
  refuse(value);
  return value;
}

function deep(vm: Interpreter, value: Value, memo: Memo, memoDict: PyDict): Value {
  if (typeof value !== 'object' || value === null || value instanceof PyClass) return value;
  const known = memo.get(value);
  if (known !== undefined) return known;
  const part = (item: Value) => deep(vm, item, memo, memoDict);
  const own = typeOf(value).lookup('__deepcopy__');
  let copy: Value;
  if (own !== undefined) {
    copy = callValue(vm, own, [value, memoDict], null);
  } else if (isAttributed(value)) {
    copy = copyInstance(vm, value, part, memo);
  } else if (value instanceof PyList) {
    const list = new PyList([]);
    memo.set(value, list);
    for (const item of value.items) list.items.push(part(item));
    return list;
  } else if (value instanceof PyTuple) {
    const items = value.items.map(part);
    copy =
      memo.get(value) ?? (items.every((item, i) => item === value.items[i]) ? value : new PyTuple(items));
  } else if (value instanceof HashTable) {
    const table = new (value.constructor as new () => HashTable)();
    takeExtras(value, table);
    memo.set(value, table);
    if (value instanceof AnySet) for (const key of value.keys()) table.set(vm, part(key), null);
    else fillTable(vm, value, table, part);
    return table;
  } else {
    refuse(value);
    return value;
  }
  memo.set(value, copy);
  return copy;
}

export function makeCopy(): Module {
  const module = new Module('copy');
  define(module, 'copy', 1, 1, (vm, value: Value) => shallow(vm, value));
  define(module, 'deepcopy', 1, 2, (vm, value: Value, given: Value = null) => {
    // A program's `__deepcopy__` hands on the dict it was given.
    const memo = given instanceof MemoDict ? given : new MemoDict();
    return deep(vm, value, memo.copies, memo);
  });
  module.namespace.set('Error', EXCEPTIONS.Exception);
  module.namespace.set('error', EXCEPTIONS.Exception);
  return module;
}
