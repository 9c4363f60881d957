/** The module `collections.abc`: for isinstance(), and as bases with the methods they lend most often. */

import { method, methodList } from '../../builtins/define.ts';
import { updateDict } from '../../builtins/dict.ts';
import { lengthOf } from '../../builtins/functions.ts';
import type { Interpreter } from '../../interpreter.ts';
import { OBJECT, type PyClass } from '../../objects/class.ts';
import { DICT, PyDict } from '../../objects/dict.ts';
import { isInstanceOf, pyError, valueError } from '../../objects/exception.ts';
import { FUNCTION, METHOD, NATIVE } from '../../objects/function.ts';
import { COROUTINE, GENERATOR } from '../../objects/generator.ts';
import { ITERATOR, StepIterator } from '../../objects/iterators.ts';
import { LIST, PyList } from '../../objects/list.ts';
import { Module } from '../../objects/module.ts';
import { BYTES, NOT_IMPLEMENTED, RANGE, STR, TUPLE, typeOf } from '../../objects/scalars.ts';
import { FROZENSET, SET } from '../../objects/set.ts';

import { getAttribute } from '../../operations/attributes.ts';
import { callValue } from '../../operations/call.ts';
import { contains, equals } from '../../operations/compare.ts';
import { getIterator, iterateNext, listOf } from '../../operations/iteration.ts';
import { deleteItem, getItem, setItem } from '../../operations/subscripts.ts';
import { PyTuple, type Value } from '../../values.ts';
import { abstractClass } from '../abc.ts';
import { defineClasses } from '../define.ts';
import { DEQUE } from './deque.ts';

const MODULE = 'collections.abc';
const CLASSES: PyClass[] = [];

function define(
  name: string,
  bases: readonly PyClass[],
  abstract: readonly string[],
  test?: (cls: PyClass) => boolean,
): PyClass {
  const cls = abstractClass(name, bases, MODULE, test);
  const all = new Set([...bases.flatMap((base) => base.abstract ?? []), ...abstract]);
  const missing = [...all].filter((method) => abstract.includes(method) || cls.lookup(method) === undefined);
  cls.abstract = missing.length === 0 ? null : missing.sort();
  CLASSES.push(cls);
  return cls;
}

const among =
  (...classes: PyClass[]) =>
  (cls: PyClass) =>
    classes.some((one) => cls.isSubclassOf(one));
const has =
  (...names: string[]) =>
  (cls: PyClass) =>
    names.every((name) => (cls.lookup(name) ?? null) !== null);

const isUnhashable = among(LIST, DICT, SET);
const isIterable = (cls: PyClass) =>
  has('__iter__')(cls) || among(STR, BYTES, TUPLE, LIST, DICT, SET, FROZENSET, RANGE)(cls);
const isSized = (cls: PyClass) => has('__len__')(cls) || among(STR, BYTES)(cls);
const isContainer = (cls: PyClass) => has('__contains__')(cls) || among(STR, BYTES, RANGE)(cls);
const isDictView = (part: string) => (cls: PyClass) => cls.core && cls.name === `dict_${part}`;

const CONTAINER = define('Container', [OBJECT], ['__contains__'], isContainer);
define('Hashable', [OBJECT], ['__hash__'], (cls) => {
  const isView = isDictView('keys')(cls) || isDictView('items')(cls);
  return cls.lookup('__hash__') !== null && !isView && (!isUnhashable(cls) || !cls.builtin);
});
const ITERABLE = define('Iterable', [OBJECT], ['__iter__'], isIterable);
const ABSTRACT_ITERATOR = define('Iterator', [ITERABLE], ['__next__'], (cls) => {
  return cls.isSubclassOf(ITERATOR) || has('__next__', '__iter__')(cls);
});
method(ABSTRACT_ITERATOR, '__iter__', 0, 0, (_vm, self) => self);
ABSTRACT_ITERATOR.abstract = ['__next__'];
define('Generator', [ABSTRACT_ITERATOR], ['send', 'throw'], (cls) => cls.isSubclassOf(GENERATOR));
const SIZED = define('Sized', [OBJECT], ['__len__'], isSized);
define(
  'Callable',
  [OBJECT],
  ['__call__'],
  (cls) => has('__call__')(cls) || among(FUNCTION, METHOD, NATIVE)(cls),
);
const REVERSIBLE = define('Reversible', [ITERABLE], ['__reversed__'], (cls) => {
  return has('__reversed__', '__iter__')(cls) || among(LIST, DICT, TUPLE, STR, RANGE)(cls);
});
const COLLECTION = define('Collection', [SIZED, ITERABLE, CONTAINER], [], (cls) => {
  return isSized(cls) && isIterable(cls) && isContainer(cls);
});
const AWAITABLE = define('Awaitable', [OBJECT], ['__await__'], has('__await__'));
define('Coroutine', [AWAITABLE], ['send', 'throw'], (cls) => cls.isSubclassOf(COROUTINE));
define('AsyncIterable', [OBJECT], ['__aiter__'], has('__aiter__'));
define('AsyncIterator', [OBJECT], ['__aiter__', '__anext__'], has('__aiter__', '__anext__'));

// --- Sequences

const SEQUENCE = define(
  'Sequence',
  [REVERSIBLE, COLLECTION],
  ['__getitem__'],
  among(STR, BYTES, TUPLE, LIST, RANGE, DEQUE),
);
method(SEQUENCE, '__iter__', 0, 0, (_vm, self: Value) => {
  let at = 0;
  return new StepIterator((vm) => {
    if (at < 0) return undefined;
    try {
      return getItem(vm, self, at++);
    } catch (error) {
      if (!isInstanceOf(error, 'IndexError')) throw error;
      at = -1;
      return undefined;
    }
  });
});
method(SEQUENCE, '__reversed__', 0, 0, (vm, self: Value) => {
  let at = lengthOf(vm, self);
  return new StepIterator((vm) => (at > 0 ? getItem(vm, self, --at) : undefined));
});
method(SEQUENCE, '__contains__', 1, 1, (vm, self: Value, item: Value) =>
  listOf(vm, self).some((one) => one === item || equals(vm, one, item)),
);
method(SEQUENCE, 'index', 1, 1, (vm, self: Value, item: Value) => {
  const at = listOf(vm, self).findIndex((one) => one === item || equals(vm, one, item));
  if (at < 0) throw valueError('');
  return at;
});
method(SEQUENCE, 'count', 1, 1, (vm, self: Value, item: Value) => {
  return listOf(vm, self).filter((one) => one === item || equals(vm, one, item)).length;
});
SEQUENCE.abstract = ['__getitem__', '__len__'];

const MUTABLE_SEQUENCE = define(
  'MutableSequence',
  [SEQUENCE],
  ['__setitem__', '__delitem__', 'insert'],
  among(LIST, DEQUE),
);
method(MUTABLE_SEQUENCE, 'append', 1, 1, (vm, self: Value, item: Value) =>
  callValue(vm, getAttribute(vm, self, 'insert'), [lengthOf(vm, self), item], null),
);
method(MUTABLE_SEQUENCE, 'extend', 1, 1, (vm, self: Value, items: Value) => {
  for (const item of listOf(vm, items)) callValue(vm, getAttribute(vm, self, 'append'), [item], null);
  return null;
});
method(MUTABLE_SEQUENCE, 'pop', 0, 1, (vm, self: Value, index: Value = -1) => {
  const item = getItem(vm, self, index);
  deleteItem(vm, self, index);
  return item;
});
method(MUTABLE_SEQUENCE, 'remove', 1, 1, (vm, self: Value, item: Value) => {
  deleteItem(vm, self, callValue(vm, getAttribute(vm, self, 'index'), [item], null));
  return null;
});
method(MUTABLE_SEQUENCE, '__iadd__', 1, 1, (vm, self: Value, items: Value) => {
  callValue(vm, getAttribute(vm, self, 'extend'), [items], null);
  return self;
});

// --- Sets

const ABSTRACT_SET = define('Set', [COLLECTION], [], (cls) => {
  return among(SET, FROZENSET)(cls) || isDictView('keys')(cls) || isDictView('items')(cls);
});
const MUTABLE_SET = define('MutableSet', [ABSTRACT_SET], ['add', 'discard'], among(SET));
method(ABSTRACT_SET, 'isdisjoint', 1, 1, (vm, self: Value, other: Value) =>
  listOf(vm, other).every((item) => !contains(vm, self, item)),
);
method(MUTABLE_SET, 'remove', 1, 1, (vm, self: Value, item: Value) => {
  if (!contains(vm, self, item)) throw pyError('KeyError', item);
  return callValue(vm, getAttribute(vm, self, 'discard'), [item], null);
});

// --- Mappings

const MAPPING = define('Mapping', [COLLECTION], ['__getitem__'], among(DICT));

/** self[key]; undefined for a KeyError. */
function lookUp(vm: Interpreter, self: Value, key: Value): Value | undefined {
  try {
    return getItem(vm, self, key);
  } catch (error) {
    if (!isInstanceOf(error, 'KeyError')) throw error;
    return undefined;
  }
}

function asDict(vm: Interpreter, self: Value): PyDict {
  const dict = new PyDict();
  const iterator = getIterator(vm, self);
  for (let key = iterateNext(vm, iterator); key !== undefined; key = iterateNext(vm, iterator)) {
    dict.set(vm, key, getItem(vm, self, key));
  }
  return dict;
}

method(
  MAPPING,
  'get',
  1,
  2,
  (vm, self: Value, key: Value, fallback: Value = null) => lookUp(vm, self, key) ?? fallback,
);
method(MAPPING, '__contains__', 1, 1, (vm, self: Value, key: Value) => lookUp(vm, self, key) !== undefined);
method(MAPPING, 'keys', 0, 0, (vm, self: Value) => new PyList(listOf(vm, self)));
method(
  MAPPING,
  'values',
  0,
  0,
  (vm, self: Value) => new PyList(listOf(vm, self).map((key) => getItem(vm, self, key))),
);
method(MAPPING, 'items', 0, 0, (vm, self: Value) => {
  return new PyList(listOf(vm, self).map((key) => new PyTuple([key, getItem(vm, self, key)])));
});
method(MAPPING, '__eq__', 1, 1, (vm, self: Value, other: Value) => {
  if (!typeOf(other).isSubclassOf(MAPPING) && !(other instanceof PyDict)) return NOT_IMPLEMENTED;
  return equals(vm, asDict(vm, self), other instanceof PyDict ? other : asDict(vm, other));
});
MAPPING.abstract = ['__getitem__', '__iter__', '__len__'];

const MUTABLE_MAPPING = define('MutableMapping', [MAPPING], ['__setitem__', '__delitem__'], among(DICT));
method(MUTABLE_MAPPING, 'pop', 1, 2, (vm, self: Value, key: Value, fallback?: Value) => {
  const value = lookUp(vm, self, key);
  if (value !== undefined) deleteItem(vm, self, key);
  else if (fallback === undefined) throw pyError('KeyError', key);
  return value ?? fallback!;
});
method(MUTABLE_MAPPING, 'setdefault', 1, 2, (vm, self: Value, key: Value, fallback: Value = null) => {
  const value = lookUp(vm, self, key);
  if (value !== undefined) return value;
  setItem(vm, self, key, fallback);
  return fallback;
});
methodList(MUTABLE_MAPPING, 'update', (vm, args, keywords) => {
  const dict = new PyDict();
  updateDict(vm, dict, args.slice(1), keywords);
  for (const { key, value } of dict.entries.values()) setItem(vm, args[0]!, key, value);
  return null;
});
method(MUTABLE_MAPPING, 'clear', 0, 0, (vm, self: Value) => {
  for (const key of listOf(vm, self)) deleteItem(vm, self, key);
  return null;
});

const VIEW = define('MappingView', [SIZED], [], (cls) => cls.core && cls.name.startsWith('dict_'));
define('KeysView', [VIEW, ABSTRACT_SET], [], isDictView('keys'));
define('ItemsView', [VIEW, ABSTRACT_SET], [], isDictView('items'));
define('ValuesView', [VIEW, COLLECTION], [], isDictView('values'));

export { COLLECTION, ITERABLE, MAPPING, MUTABLE_MAPPING, SEQUENCE };

export function makeAbstractCollections(): Module {
  const module = new Module(MODULE);
  defineClasses(module, CLASSES);
  return module;
}
