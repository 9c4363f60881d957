/** Methods of set and frozenset. */

import type { Interpreter } from '../interpreter.ts';
import type { PyClass } from '../objects/class.ts';
import { pyError } from '../objects/exception.ts';
import { NOT_IMPLEMENTED } from '../objects/scalars.ts';
import { AnySet, FROZENSET, PyFrozenSet, PySet, SET } from '../objects/set.ts';
import { compare } from '../operations/compare.ts';
import { hashOf } from '../operations/hash.ts';
import { listOf, tableIterator } from '../operations/iteration.ts';
import { builtinRepr } from '../operations/repr.ts';
import { setOperation } from '../operations/sequence-operators.ts';
import type { Value } from '../values.ts';
import { constructorOf, method, methodList } from './define.ts';

function addAll(vm: Interpreter, set: AnySet, iterable: Value): void {
  if (iterable instanceof AnySet && set.size === 0) set.copyFrom(iterable);
  else for (const item of listOf(vm, iterable)) set.add(vm, item);
}

constructorOf(
  SET,
  (vm, args) => {
    const cls = args[0] as PyClass;
    const set = cls.allocate!(cls) as PySet;
    if (cls === SET && args.length > 1) addAll(vm, set, args[1]!);
    return set;
  },
  1,
);
methodList(SET, '__init__', (vm, args) => {
  const self = args[0] as PySet;
  if (self.cls !== SET && args.length > 1) addAll(vm, self, args[1]!);
  return null;
});
constructorOf(
  FROZENSET,
  (vm, args) => {
    if (args[1] instanceof PyFrozenSet) return args[1];
    const set = new PyFrozenSet();
    if (args.length > 1) addAll(vm, set, args[1]!);
    return set;
  },
  1,
);
methodList(FROZENSET, '__init__', () => null);
method(FROZENSET, '__hash__', 0, 0, (vm, self: PyFrozenSet) => hashOf(vm, self));

function toSet(vm: Interpreter, value: Value): AnySet {
  if (value instanceof AnySet) return value;
  const set = new PySet();
  addAll(vm, set, value);
  return set;
}

for (const cls of [SET, FROZENSET]) {
  method(cls, '__len__', 0, 0, (_vm, self: AnySet) => self.size);
  method(cls, '__iter__', 0, 0, (_vm, self: AnySet) => tableIterator(self, 'Set'));
  method(cls, '__contains__', 1, 1, (vm, self: AnySet, item: Value) => self.has(vm, item));
  method(cls, '__repr__', 0, 0, (vm, self: AnySet) => builtinRepr(vm, self));
  method(cls, 'copy', 0, 0, (_vm, self: AnySet) => {
    const copy = self instanceof PyFrozenSet ? new PyFrozenSet() : new PySet();
    copy.copyFrom(self);
    return copy;
  });
  for (const [name, op] of [
    ['intersection', 1],
    ['union', 7],
    ['difference', 10],
  ] as const) {
    methodList(cls, name, (vm, args) => {
      let result = args[0] as AnySet;
      if (args.length === 1) return setOperation(vm, 7, result, result);
      for (const other of args.slice(1)) result = setOperation(vm, op, result, toSet(vm, other));
      return result;
    });
  }
  method(cls, 'symmetric_difference', 1, 1, (vm, self: AnySet, other: Value) =>
    setOperation(vm, 12, self, toSet(vm, other)),
  );
  method(cls, 'issubset', 1, 1, (vm, self: AnySet, other: Value) =>
    compare(vm, 1, plain(self), plain(toSet(vm, other))),
  );
  method(cls, 'issuperset', 1, 1, (vm, self: AnySet, other: Value) =>
    compare(vm, 5, plain(self), plain(toSet(vm, other))),
  );
  method(cls, 'isdisjoint', 1, 1, (vm, self: AnySet, other: Value) =>
    listOf(vm, other).every((item) => !self.has(vm, item)),
  );
  method(cls, '__eq__', 1, 1, (vm, self: AnySet, other: Value) =>
    other instanceof AnySet ? compare(vm, 2, plain(self), plain(other)) : NOT_IMPLEMENTED,
  );
}

/** Without a class that could override comparing. */
function plain(set: AnySet): AnySet {
  if (set.cls.builtin) return set;
  const copy = new PySet();
  copy.copyFrom(set);
  return copy;
}

method(SET, 'add', 1, 1, (vm, self: PySet, item: Value) => {
  self.add(vm, item);
  return null;
});
method(SET, 'discard', 1, 1, (vm, self: PySet, item: Value) => {
  self.remove(vm, item);
  return null;
});
method(SET, 'remove', 1, 1, (vm, self: PySet, item: Value) => {
  if (self.remove(vm, item) === undefined) throw pyError('KeyError', item);
  return null;
});
method(SET, 'pop', 0, 0, (vm, self: PySet) => {
  for (const { key } of self.entries.values()) {
    self.remove(vm, key);
    return key;
  }
  throw pyError('KeyError', 'pop from an empty set');
});
method(SET, 'clear', 0, 0, (_vm, self: PySet) => {
  self.clear();
  return null;
});
methodList(SET, 'update', (vm, args) => {
  for (const other of args.slice(1)) addAll(vm, args[0] as PySet, other);
  return null;
});
for (const [name, op] of [
  ['intersection_update', 1],
  ['difference_update', 10],
  ['symmetric_difference_update', 12],
] as const) {
  methodList(SET, name, (vm, args) => {
    const self = args[0] as PySet;
    for (const other of args.slice(1)) {
      const result = setOperation(vm, op, self, toSet(vm, other));
      self.entries = result.entries;
      self.heads = result.heads;
    }
    return null;
  });
}
