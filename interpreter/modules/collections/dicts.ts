/** defaultdict, OrderedDict and Counter: classes derived from dict. */

import { isCallable } from '../../builtins/callables.ts';
import { attribute, integer, method, methodList, native } from '../../builtins/define.ts';
import { updateDict } from '../../builtins/dict.ts';
import { sortItems } from '../../builtins/sorting.ts';
import type { Interpreter } from '../../interpreter.ts';
import { builtinClass } from '../../objects/class.ts';
import { ClassMethod } from '../../objects/descriptors.ts';
import { DICT, PyDict } from '../../objects/dict.ts';
import { isInstanceOf, pyError, typeError } from '../../objects/exception.ts';
import { HashTable } from '../../objects/hash-table.ts';
import { ITERATOR, StepIterator } from '../../objects/iterators.ts';
import { PyList } from '../../objects/list.ts';
import { NOT_IMPLEMENTED, typeOf } from '../../objects/scalars.ts';
import { binaryOperator } from '../../operations/arithmetic.ts';
import { callValue } from '../../operations/call.ts';
import { compare, equals } from '../../operations/compare.ts';
import { getIterator, iterateNext, listOf } from '../../operations/iteration.ts';
import { builtinRepr, reprOf } from '../../operations/repr.ts';
import { isTrue } from '../../operations/truth.ts';
import { PyTuple, type Value } from '../../values.ts';
import { initializedClass } from '../define.ts';

export const DEFAULT_DICT = builtinClass('defaultdict', DICT, 'collections');
export const ORDERED_DICT = builtinClass('OrderedDict', DICT, 'collections');
export const COUNTER = builtinClass('Counter', DICT, 'collections');

export class PyDefaultDict extends PyDict {
  factory: Value = null;
}
export class PyOrderedDict extends PyDict {}
export class PyCounter extends PyDict {}

/** A fresh object of the same class. */
function blank<T extends PyDict>(self: T): T {
  const cls = typeOf(self);
  return cls.allocate!(cls) as T;
}

function sameEntries(vm: Interpreter, a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false;
  for (const { key, value } of a.entries.values()) {
    const other = b.get(vm, key);
    if (other === undefined || !equals(vm, value, other)) return false;
  }
  return true;
}

function equality(cls: typeof DICT, same: (vm: Interpreter, a: PyDict, b: PyDict) => boolean): void {
  method(cls, '__eq__', 1, 1, (vm, self: PyDict, other: Value) =>
    other instanceof PyDict ? same(vm, self, other) : NOT_IMPLEMENTED,
  );
  method(cls, '__ne__', 1, 1, (vm, self: PyDict, other: Value) =>
    other instanceof PyDict ? !same(vm, self, other) : NOT_IMPLEMENTED,
  );
  cls.attributes.set('__hash__', null);
}

/** `|` and `|=` that keep the class of the left side. */
function union(cls: typeof DICT): void {
  method(cls, '__or__', 1, 1, (vm, self: PyDict, other: Value) => {
    if (!(other instanceof PyDict)) return NOT_IMPLEMENTED;
    const result = blank(self);
    if (result instanceof PyDefaultDict) result.factory = (self as PyDefaultDict).factory;
    result.copyFrom(self);
    for (const { key, value } of other.entries.values()) result.set(vm, key, value);
    return result;
  });
  method(cls, '__ior__', 1, 1, (vm, self: PyDict, other: Value) => {
    updateDict(vm, self, [other], null);
    return self;
  });
}

// --- defaultdict

initializedClass(DEFAULT_DICT, PyDefaultDict, (vm, self: PyDefaultDict, args, keywords) => {
  const [factory = null, ...rest] = args;
  if (factory !== null && !isCallable(factory)) throw typeError('first argument must be callable or None');
  self.factory = factory;
  updateDict(vm, self, rest, keywords);
});
method(DEFAULT_DICT, '__missing__', 1, 1, (vm, self: PyDefaultDict, key: Value) => {
  if (self.factory === null) throw pyError('KeyError', key);
  const value = callValue(vm, self.factory, [], null);
  self.set(vm, key, value);
  return value;
});
attribute(
  DEFAULT_DICT,
  'default_factory',
  (self: PyDefaultDict) => self.factory,
  (self: PyDefaultDict, factory) => {
    self.factory = factory;
  },
);
for (const name of ['copy', '__copy__']) {
  method(DEFAULT_DICT, name, 0, 0, (_vm, self: PyDefaultDict) => {
    const copy = blank(self);
    copy.factory = self.factory;
    copy.copyFrom(self);
    return copy;
  });
}
method(DEFAULT_DICT, '__repr__', 0, 0, (vm, self: PyDefaultDict) => {
  return `${typeOf(self).name}(${reprOf(vm, self.factory)}, ${builtinRepr(vm, self)})`;
});
equality(DEFAULT_DICT, sameEntries);
union(DEFAULT_DICT);

// --- OrderedDict

initializedClass(ORDERED_DICT, PyOrderedDict, (vm, self: PyDict, args, keywords) =>
  updateDict(vm, self, args, keywords),
);
method(ORDERED_DICT, '__repr__', 0, 0, (vm, self: PyDict) => {
  const { name } = typeOf(self);
  if (self.size === 0) return `${name}()`;
  if (vm.written.has(self)) return '...';
  vm.written.add(self);
  try {
    return `${name}([${pairs(self)
      .map((pair) => reprOf(vm, pair))
      .join(', ')}])`;
  } finally {
    vm.written.delete(self);
  }
});

function pairs(dict: PyDict): PyTuple[] {
  return Array.from(dict.entries.values(), ({ key, value }) => new PyTuple([key, value]));
}

/** Order counts between two ordered ones only. */
equality(ORDERED_DICT, (vm, a, b) => {
  if (!sameEntries(vm, a, b)) return false;
  if (!(b instanceof PyOrderedDict)) return true;
  const others = b.keys();
  return a.keys().every((key, i) => equals(vm, key, others[i]!));
});
union(ORDERED_DICT);

methodList(ORDERED_DICT, 'move_to_end', (vm, args, keywords) => {
  const self = args[0] as PyDict;
  const key = args[1] ?? keywords?.get('key');
  if (key === undefined) throw typeError("move_to_end() missing required argument 'key' (pos 1)");
  const last = isTrue(vm, args[2] ?? keywords?.get('last') ?? true);
  const entry = self.remove(vm, key);
  if (entry === undefined) throw pyError('KeyError', key);
  if (last) {
    self.set(vm, entry.key, entry.value);
    return null;
  }
  const rest = [...self.entries.values()];
  self.clear();
  for (const { key, value } of [entry, ...rest]) self.set(vm, key, value);
  return null;
});
methodList(ORDERED_DICT, 'popitem', (vm, args, keywords) => {
  const self = args[0] as PyDict;
  const last = isTrue(vm, args[1] ?? keywords?.get('last') ?? true);
  if (self.size === 0) throw pyError('KeyError', 'dictionary is empty');
  let key: Value = null;
  if (last) key = self.keys().pop()!;
  else for ({ key } of self.entries.values()) break;
  return new PyTuple([key, self.remove(vm, key)!.value]);
});
for (const name of ['copy', '__copy__']) {
  method(ORDERED_DICT, name, 0, 0, (_vm, self: PyDict) => {
    const copy = blank(self);
    copy.copyFrom(self);
    return copy;
  });
}
method(ORDERED_DICT, '__reversed__', 0, 0, (_vm, self: PyDict) => {
  const keys = self.keys();
  return new StepIterator(() => keys.pop());
});
const orderedFromKeys = native('fromkeys', 2, 3, (vm, _cls: Value, keys: Value, value: Value = null) => {
  const dict = new PyOrderedDict();
  for (const key of listOf(vm, keys)) dict.set(vm, key, value);
  return dict;
});
ORDERED_DICT.attributes.set('fromkeys', new ClassMethod(orderedFromKeys));

// --- Counter

function countOf(vm: Interpreter, counter: PyDict, key: Value): Value {
  return counter.get(vm, key) ?? 0;
}

/** Adds (op 0) or subtracts (op 10) the counts of a mapping, or 1 for each item of an iterable. */
function tally(vm: Interpreter, self: PyDict, source: Value, op: 0 | 10): void {
  if (source === null) return;
  if (source instanceof HashTable && source instanceof PyDict) {
    for (const { key, value } of source.entries.values()) {
      const before = self.get(vm, key);
      if (before === undefined && op === 0) self.set(vm, key, value);
      else self.set(vm, key, binaryOperator(vm, op, before ?? 0, value));
    }
    return;
  }
  const iterator = getIterator(vm, source);
  for (let key = iterateNext(vm, iterator); key !== undefined; key = iterateNext(vm, iterator)) {
    const entry = self.find(vm, key);
    if (entry === undefined) self.set(vm, key, op === 0 ? 1 : -1);
    else entry.value = binaryOperator(vm, op, entry.value, 1);
  }
}

function tallyArguments(
  vm: Interpreter,
  self: PyDict,
  args: readonly Value[],
  keywords: Map<string, Value> | null,
  op: 0 | 10,
): void {
  if (args.length > 1) {
    throw typeError(
      `Counter.__init__() takes from 1 to 2 positional arguments but ${args.length + 1} were given`,
    );
  }
  if (args.length === 1) tally(vm, self, args[0]!, op);
  for (const [name, value] of keywords ?? []) {
    self.set(vm, name, binaryOperator(vm, op, self.getString(name) ?? 0, value));
  }
}

initializedClass(COUNTER, PyCounter, (vm, self: PyDict, args, keywords) =>
  tallyArguments(vm, self, args, keywords, 0),
);
method(COUNTER, '__missing__', 1, 1, () => 0);
method(COUNTER, '__delitem__', 1, 1, (vm, self: PyDict, key: Value) => {
  self.remove(vm, key);
  return null;
});
for (const [name, op] of [
  ['update', 0],
  ['subtract', 10],
] as const) {
  methodList(COUNTER, name, (vm, args, keywords) => {
    tallyArguments(vm, args[0] as PyDict, args.slice(1), keywords, op);
    return null;
  });
}

function byCount(vm: Interpreter, self: PyDict): PyTuple[] {
  const all = pairs(self);
  sortItems(
    vm,
    all,
    native('count', 1, 1, (_vm, pair: PyTuple) => pair.items[1]!),
    true,
  );
  return all;
}

method(COUNTER, 'most_common', 0, 1, (vm, self: PyDict, n: Value = null) => {
  const all = byCount(vm, self);
  return new PyList(n === null ? all : all.slice(0, Math.max(0, integer(vm, n))));
});
method(COUNTER, 'elements', 0, 0, (vm, self: PyDict) => {
  const entries = [...self.entries.values()];
  let at = 0;
  let left = entries.length > 0 ? integer(vm, entries[0]!.value) : 0;
  return new StepIterator((vm) => {
    while (at < entries.length && left <= 0) {
      at++;
      if (at < entries.length) left = integer(vm, entries[at]!.value);
    }
    if (at >= entries.length) return undefined;
    left--;
    return entries[at]!.key;
  }, ITERATOR);
});
method(COUNTER, 'total', 0, 0, (vm, self: PyDict) =>
  [...self.entries.values()].reduce<Value>((sum, { value }) => binaryOperator(vm, 0, sum, value), 0),
);
for (const name of ['copy', '__copy__']) {
  method(COUNTER, name, 0, 0, (_vm, self: PyDict) => {
    const copy = blank(self);
    copy.copyFrom(self);
    return copy;
  });
}
method(COUNTER, '__repr__', 0, 0, (vm, self: PyDict) => {
  const { name } = typeOf(self);
  if (self.size === 0) return `${name}()`;
  let shown: PyTuple[];
  try {
    shown = byCount(vm, self);
  } catch (error) {
    if (!isInstanceOf(error, 'TypeError')) throw error;
    shown = pairs(self);
  }
  return `${name}({${shown.map(({ items }) => `${reprOf(vm, items[0]!)}: ${reprOf(vm, items[1]!)}`).join(', ')}})`;
});

const isPositive = (vm: Interpreter, value: Value) => isTrue(vm, compare(vm, 4, value, 0));

/** Counters by a rule for two counts; keys of either side, only what is positive is kept. */
function combine(vm: Interpreter, a: PyDict, b: PyDict, rule: (x: Value, y: Value) => Value): PyCounter {
  const result = new PyCounter();
  for (const { key, value } of a.entries.values()) {
    const count = rule(value, countOf(vm, b, key));
    if (isPositive(vm, count)) result.set(vm, key, count);
  }
  for (const { key, value } of b.entries.values()) {
    if (a.has(vm, key)) continue;
    const count = rule(0, value);
    if (isPositive(vm, count)) result.set(vm, key, count);
  }
  return result;
}

const less = (vm: Interpreter, x: Value, y: Value) => isTrue(vm, compare(vm, 0, x, y));
const RULES: Record<string, (vm: Interpreter) => (x: Value, y: Value) => Value> = {
  add: (vm) => (x, y) => binaryOperator(vm, 0, x, y),
  sub: (vm) => (x, y) => binaryOperator(vm, 10, x, y),
  or: (vm) => (x, y) => (less(vm, x, y) ? y : x),
  and: (vm) => (x, y) => (less(vm, x, y) ? x : y),
};
for (const [name, rule] of Object.entries(RULES)) {
  method(COUNTER, `__${name}__`, 1, 1, (vm, self: PyDict, other: Value) =>
    other instanceof PyCounter ? combine(vm, self, other, rule(vm)) : NOT_IMPLEMENTED,
  );
  method(COUNTER, `__i${name}__`, 1, 1, (vm, self: PyDict, other: Value) => {
    if (!(other instanceof PyDict)) return NOT_IMPLEMENTED;
    const result = combine(vm, self, other, rule(vm));
    self.entries = result.entries;
    self.heads = result.heads;
    return self;
  });
}
method(COUNTER, '__pos__', 0, 0, (vm, self: PyDict) => combine(vm, self, new PyDict(), RULES.add!(vm)));
method(COUNTER, '__neg__', 0, 0, (vm, self: PyDict) => combine(vm, new PyDict(), self, RULES.sub!(vm)));

/** Comparisons of counters take a missing key for zero. */
function everyCount(vm: Interpreter, op: number, a: PyDict, b: PyDict): boolean {
  const keys = [...a.keys(), ...b.keys()];
  return keys.every((key) => isTrue(vm, compare(vm, op, countOf(vm, a, key), countOf(vm, b, key))));
}
['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].forEach((name, op) => {
  method(COUNTER, name, 1, 1, (vm, self: PyDict, other: Value) => {
    if (!(other instanceof PyCounter)) {
      if ((op === 2 || op === 3) && other instanceof PyDict)
        return sameEntries(vm, self, other) === (op === 2);
      return NOT_IMPLEMENTED;
    }
    if (op === 3) return !everyCount(vm, 2, self, other);
    if (op === 0) return everyCount(vm, 1, self, other) && !everyCount(vm, 2, self, other);
    if (op === 4) return everyCount(vm, 5, self, other) && !everyCount(vm, 2, self, other);
    return everyCount(vm, op, self, other);
  });
});
COUNTER.attributes.set('__hash__', null);
COUNTER.attributes.set(
  'fromkeys',
  new ClassMethod(
    native('fromkeys', 2, 3, () => {
      throw pyError(
        'NotImplementedError',
        'Counter.fromkeys() is undefined.  Use Counter(iterable) instead.',
      );
    }),
  ),
);
