/**
 * The module `functools`. singledispatch looks classes up in method resolution order only; partialmethod is absent.
 * A partial's `__dict__` and a cached function's extra attributes can be set as on any function.
 */

import { isCallable } from '../builtins/callables.ts';
import {
  attribute,
  constructorOf,
  method,
  methodList,
  native,
  nativeList,
  parse,
} from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, OBJECT, PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError, valueError } from '../objects/exception.ts';
import { BoundMethod, type Keywords, Native, PyFunction } from '../objects/function.ts';
import { type Attributed, isAttributed, ownAttribute, setOwnAttribute } from '../objects/instance.ts';
import { Module } from '../objects/module.ts';
import { NOT_IMPLEMENTED, typeOf } from '../objects/scalars.ts';
import type { Shape } from '../objects/shape.ts';
import { findAttribute, setAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { compare } from '../operations/compare.ts';
import { getIterator, iterateNext } from '../operations/iteration.ts';
import { reprOf } from '../operations/repr.ts';
import { isTrue } from '../operations/truth.ts';
import { PyTuple, type Slot, type Value } from '../values.ts';
import { namedTuple } from './collections/namedtuple.ts';
import { belongsTo, defineList } from './define.ts';

/** A native function that programs can hang attributes on. */
class NativeWithAttributes extends Native implements Attributed {
  shape: Shape;
  slots: Slot[] = [];
  constructor(cls: PyClass, run: Native['run'], binds: boolean) {
    super(cls.name, 0, -1, run, binds ? cls : null);
    this.shape = cls.rootShape;
    // It takes any object for self.
    this.twin = this;
  }
}

/** What object says about these is not what was set on the function. */
function keepsAttributes(cls: PyClass): void {
  for (const name of ['__doc__', '__module__']) {
    attribute(
      cls,
      name,
      (self: Attributed) => ownAttribute(self, name) ?? null,
      (self: Attributed, value) => setOwnAttribute(self, name, value),
    );
  }
}

// --- partial

const PARTIAL = builtinClass('partial', undefined, 'functools');

class Partial extends NativeWithAttributes {
  readonly func: Value;
  readonly given: readonly Value[];
  readonly named: Keywords | null;
  constructor(func: Value, given: readonly Value[], named: Keywords | null) {
    const run = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => {
      const all = named === null ? keywords : keywords === null ? named : new Map([...named, ...keywords]);
      return callValue(vm, func, args.length === 0 ? given : [...given, ...args], all);
    };
    super(PARTIAL, run, false);
    this.func = func;
    this.given = given;
    this.named = named;
  }
}
belongsTo(Partial, PARTIAL);
constructorOf(PARTIAL, (_vm, args, keywords) => {
  const [, func, ...given] = args;
  if (func === undefined) throw typeError("type 'partial' takes at least one argument");
  if (!isCallable(func)) throw typeError('the first argument must be callable');
  if (!(func instanceof Partial)) return new Partial(func, given, keywords);
  const named = keywords === null ? func.named : new Map([...(func.named ?? []), ...keywords]);
  return new Partial(func.func, [...func.given, ...given], named);
});
methodList(PARTIAL, '__call__', (vm, args, keywords) => callValue(vm, args[0]!, args.slice(1), keywords));
attribute(PARTIAL, 'func', (self: Partial) => self.func);
attribute(PARTIAL, 'args', (self: Partial) => new PyTuple(self.given));
attribute(PARTIAL, 'keywords', (self: Partial) => {
  const dict = new PyDict();
  for (const [name, value] of self.named ?? []) dict.setString(name, value);
  return dict;
});
method(PARTIAL, '__repr__', 0, 0, (vm, self: Partial) => {
  const parts = [self.func, ...self.given].map((value) => reprOf(vm, value));
  for (const [name, value] of self.named ?? []) parts.push(`${name}=${reprOf(vm, value)}`);
  return `functools.partial(${parts.join(', ')})`;
});

// --- wraps

const COPIED = ['__module__', '__name__', '__qualname__', '__doc__'];

function updateWrapper(vm: Interpreter, wrapper: Value, wrapped: Value): Value {
  const put = (name: string, value: Value) => {
    if (wrapper instanceof NativeWithAttributes) setOwnAttribute(wrapper, name, value);
    else setAttribute(vm, wrapper, name, value);
  };
  for (const name of COPIED) {
    const value = findAttribute(vm, wrapped, name);
    if (value !== undefined) put(name, value);
  }
  if (wrapped instanceof PyFunction) {
    for (const { key, value } of wrapped.attributes?.entries.values() ?? []) put(key as string, value);
  } else if (typeof wrapped === 'object' && wrapped !== null && isAttributed(wrapped)) {
    const own = findAttribute(vm, wrapped, '__dict__');
    if (own instanceof PyDict) for (const { key, value } of own.entries.values()) put(key as string, value);
  }
  put('__wrapped__', wrapped);
  return wrapper;
}

// --- lru_cache

const CACHED = builtinClass('_lru_cache_wrapper', undefined, 'functools');
const CACHE_INFO = namedTuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], 'functools');

/** Stands between positional and keyword arguments in a key. */
const BETWEEN = {};
Object.defineProperty(BETWEEN, 'cls', { value: OBJECT });

class Cached extends NativeWithAttributes {
  readonly func: Value;
  readonly most: number;
  readonly typed: boolean;
  readonly results: PyDict = new PyDict();
  hits = 0;
  misses = 0;
  constructor(func: Value, most: number, typed: boolean) {
    super(CACHED, (vm, args, keywords) => this.#call(vm, args, keywords), true);
    this.func = func;
    this.most = most;
    this.typed = typed;
  }
  #call(vm: Interpreter, args: readonly Value[], keywords: Keywords | null): Value {
    const { results, most } = this;
    if (most === 0) {
      this.misses++;
      return callValue(vm, this.func, args, keywords);
    }
    const key = this.#keyOf(args, keywords);
    const found = results.get(vm, key);
    if (found !== undefined) {
      this.hits++;
      if (most !== Infinity) {
        // The least recently used comes first.
        results.remove(vm, key);
        results.set(vm, key, found);
      }
      return found;
    }
    this.misses++;
    const value = callValue(vm, this.func, args, keywords);
    if (results.size >= most && !results.has(vm, key)) {
      for (const oldest of results.entries.values()) {
        results.remove(vm, oldest.key);
        break;
      }
    }
    results.set(vm, key, value);
    return value;
  }
  #keyOf(args: readonly Value[], keywords: Keywords | null): Value {
    if (keywords === null && !this.typed) {
      const only = args[0];
      if (args.length === 1 && (typeof only === 'number' || typeof only === 'string')) return only;
      return new PyTuple(args.slice());
    }
    const parts: Value[] = [...args];
    if (keywords !== null) {
      parts.push(BETWEEN);
      for (const [name, value] of keywords) parts.push(name, value);
    }
    if (this.typed) {
      for (const value of args) parts.push(typeOf(value));
      for (const value of keywords?.values() ?? []) parts.push(typeOf(value));
    }
    return new PyTuple(parts);
  }
}
belongsTo(Cached, CACHED);
keepsAttributes(CACHED);
method(CACHED, 'cache_info', 0, 0, (_vm, self: Cached) => {
  const most = self.most === Infinity ? null : self.most;
  return CACHE_INFO.make([self.hits, self.misses, most, self.results.size]);
});
method(CACHED, 'cache_clear', 0, 0, (_vm, self: Cached) => {
  self.results.clear();
  self.hits = 0;
  self.misses = 0;
  return null;
});
method(CACHED, 'cache_parameters', 0, 0, (_vm, self: Cached) => {
  const dict = new PyDict();
  dict.setString('maxsize', self.most === Infinity ? null : self.most);
  dict.setString('typed', self.typed);
  return dict;
});
methodList(CACHED, '__call__', (vm, args, keywords) => callValue(vm, args[0]!, args.slice(1), keywords));
method(CACHED, '__get__', 1, 2, (_vm, self: Cached, object: Value) =>
  object === null ? self : new BoundMethod(self, object),
);
method(CACHED, '__repr__', 0, 0, (vm, self: Cached) => {
  const name = findAttribute(vm, self, '__qualname__');
  return `<functools._lru_cache_wrapper object ${typeof name === 'string' ? `${name} ` : ''}at ${vm.address(self)}>`;
});

function cached(vm: Interpreter, func: Value, size: Value, typed: boolean): Value {
  const most = size === null ? Infinity : Math.max(0, size as number);
  return updateWrapper(vm, new Cached(func, most, typed), func);
}

// --- cmp_to_key

const KEY = builtinClass('KeyWrapper', undefined, 'functools');

class Key {
  readonly order: Value;
  readonly object: Value;
  constructor(order: Value, object: Value) {
    this.order = order;
    this.object = object;
  }
}
belongsTo(Key, KEY);
['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].forEach((name, op) => {
  method(KEY, name, 1, 1, (vm, self: Key, other: Value) => {
    if (!(other instanceof Key)) throw typeError('other argument must be K instance');
    return compare(vm, op, callValue(vm, self.order, [self.object, other.object], null), 0);
  });
});
KEY.attributes.set('__hash__', null);
attribute(KEY, 'obj', (self: Key) => self.object);

// --- total_ordering

/** What each comparison is made of, from the one that a class has: `a > b` is `not (a < b) and a != b`. */
const DERIVED: Record<string, [name: string, negate: boolean, equal: 'and differs' | 'or equals' | null][]> =
  {
    __lt__: [
      ['__gt__', true, 'and differs'],
      ['__le__', false, 'or equals'],
      ['__ge__', true, null],
    ],
    __le__: [
      ['__ge__', true, 'or equals'],
      ['__lt__', false, 'and differs'],
      ['__gt__', true, null],
    ],
    __gt__: [
      ['__lt__', true, 'and differs'],
      ['__ge__', false, 'or equals'],
      ['__le__', true, null],
    ],
    __ge__: [
      ['__le__', true, 'or equals'],
      ['__gt__', false, 'and differs'],
      ['__lt__', true, null],
    ],
  };

function totalOrdering(_vm: Interpreter, cls: Value): Value {
  if (!(cls instanceof PyClass)) throw typeError('total_ordering() takes a class');
  const has = (name: string) => cls.lookup(name) !== undefined && cls.find(name) !== OBJECT.find(name);
  const root = ['__lt__', '__le__', '__gt__', '__ge__'].find(has);
  if (root === undefined) throw valueError('must define at least one ordering operation: < > <= >=');
  for (const [name, negate, equal] of DERIVED[root]!) {
    if (has(name)) continue;
    const run = (vm: Interpreter, self: Value, other: Value): Value => {
      const result = callValue(vm, cls.lookup(root)!, [self, other], null);
      if (result === NOT_IMPLEMENTED) return result;
      const plain = isTrue(vm, result) !== negate;
      if (equal === null) return plain;
      // Asking for equality is needed only when it can change the answer.
      if (equal === 'and differs') return plain && isTrue(vm, compare(vm, 3, self, other));
      return plain || isTrue(vm, compare(vm, 2, self, other));
    };
    cls.setAttribute(name, new Native(name, 2, 2, run, cls));
  }
  return cls;
}

// --- cached_property

const CACHED_PROPERTY = builtinClass('cached_property', undefined, 'functools');

/** A descriptor without `__set__`: once the instance owns the value, this is not asked any more. */
class CachedProperty {
  readonly binding = 'descriptor';
  readonly func: Value;
  name: string | null = null;
  constructor(func: Value) {
    this.func = func;
  }
}
belongsTo(CachedProperty, CACHED_PROPERTY);
constructorOf(CACHED_PROPERTY, (_vm, args) => {
  if (args.length !== 2) throw typeError('cached_property() takes one argument');
  return new CachedProperty(args[1]!);
});
attribute(CACHED_PROPERTY, 'func', (self: CachedProperty) => self.func);
attribute(
  CACHED_PROPERTY,
  '__doc__',
  (self: CachedProperty, vm) => findAttribute(vm, self.func, '__doc__') ?? null,
);
method(CACHED_PROPERTY, '__set_name__', 2, 2, (_vm, self: CachedProperty, _owner: Value, name: string) => {
  self.name ??= name;
  return null;
});
method(CACHED_PROPERTY, '__get__', 1, 2, (vm, self: CachedProperty, object: Value) => {
  if (object === null) return self;
  if (self.name === null) {
    throw typeError('Cannot use cached_property instance without calling __set_name__ on it.');
  }
  const value = callValue(vm, self.func, [object], null);
  if (typeof object === 'object' && isAttributed(object) && typeOf(object).slotNames === null) {
    setOwnAttribute(object, self.name, value);
    return value;
  }
  throw typeError(
    `No '__dict__' attribute on '${typeOf(object).name}' instance to cache '${self.name}' property.`,
  );
});

// --- singledispatch

function singleDispatch(vm: Interpreter, func: Value): Value {
  const registry = new Map<PyClass, Value>([[OBJECT, func]]);
  const find = (cls: PyClass): Value => {
    for (const base of cls.mro) {
      const found = registry.get(base);
      if (found !== undefined) return found;
    }
    return func;
  };
  const dispatcher = new NativeWithAttributes(
    DISPATCHER,
    (vm, args, keywords) => {
      if (args.length === 0) throw typeError('dispatched function requires at least 1 positional argument');
      return callValue(vm, find(typeOf(args[0]!)), args, keywords);
    },
    true,
  );
  const register = native('register', 1, 2, (_vm, cls: Value, implementation?: Value) => {
    if (!(cls instanceof PyClass)) {
      throw typeError(
        'Invalid first argument to `register()`: annotations are not evaluated, give the class.',
      );
    }
    const add = (f: Value) => {
      registry.set(cls, f);
      return f;
    };
    return implementation === undefined
      ? native('register', 1, 1, (_vm, f: Value) => add(f))
      : add(implementation);
  });
  setOwnAttribute(dispatcher, 'register', register);
  setOwnAttribute(
    dispatcher,
    'dispatch',
    native('dispatch', 1, 1, (_vm, cls: PyClass) => find(cls)),
  );
  return updateWrapper(vm, dispatcher, func);
}
const DISPATCHER = builtinClass('function', undefined, 'functools');
belongsTo(NativeWithAttributes, DISPATCHER);
keepsAttributes(DISPATCHER);

export function makeFunctools(): Module {
  const module = new Module('functools');
  const { namespace } = module;
  for (const cls of [PARTIAL, CACHED_PROPERTY]) namespace.set(cls.name, cls);
  namespace.set('WRAPPER_ASSIGNMENTS', new PyTuple([...COPIED, '__annotations__']));
  namespace.set('WRAPPER_UPDATES', new PyTuple(['__dict__']));
  defineList(module, 'reduce', (vm, args) => {
    if (args.length < 2) throw typeError(`reduce expected at least 2 arguments, got ${args.length}`);
    const [f, iterable, initial] = args as [Value, Value, Slot];
    if (typeof iterable !== 'string' && typeOf(iterable).lookup('__iter__') === undefined) {
      if (typeOf(iterable).lookup('__getitem__') === undefined)
        throw typeError('reduce() arg 2 must support iteration');
    }
    const iterator = getIterator(vm, iterable);
    let total = initial === undefined ? iterateNext(vm, iterator) : initial;
    if (total === undefined) throw typeError('reduce() of empty iterable with no initial value');
    for (let value = iterateNext(vm, iterator); value !== undefined; value = iterateNext(vm, iterator)) {
      total = callValue(vm, f, [total, value], null);
    }
    return total;
  });
  defineList(module, 'update_wrapper', (vm, args) => updateWrapper(vm, args[0]!, args[1]!));
  defineList(module, 'wraps', (_vm, args) =>
    native('wraps', 1, 1, (vm, wrapper: Value) => updateWrapper(vm, wrapper, args[0]!)),
  );
  defineList(module, 'lru_cache', (vm, args, keywords) => {
    const [size = 128, typed = false] = parse('lru_cache', ['maxsize', 'typed'], 0, args, keywords);
    if (typeof size === 'number' || size === null) {
      return native('decorating_function', 1, 1, (vm, f: Value) => cached(vm, f, size, isTrue(vm, typed)));
    }
    if (isCallable(size)) return cached(vm, size, 128, false);
    throw typeError('Expected first argument to be an integer, a callable, or None');
  });
  namespace.set(
    'cache',
    native('cache', 1, 1, (vm, f: Value) => cached(vm, f, null, false)),
  );
  namespace.set(
    'cmp_to_key',
    nativeList('cmp_to_key', (_vm, args, keywords) => {
      const [order] = parse('cmp_to_key', ['mycmp'], 1, args, keywords);
      return native('K', 1, 1, (_vm, object: Value) => new Key(order!, object));
    }),
  );
  namespace.set('total_ordering', native('total_ordering', 1, 1, totalOrdering));
  namespace.set('singledispatch', native('singledispatch', 1, 1, singleDispatch));
  return module;
}
