/** Methods of set and frozenset. */

import type { Interpreter } from '../interpreter.ts';
import type { PyClass } from '../objects/class.ts';
import { pyError } from '../objects/exception.ts';
import { AnySet, FROZENSET, PyFrozenSet, PySet, SET } from '../objects/set.ts';
import { compare } from '../operations/compare.ts';
import { hashOf } from '../operations/hash.ts';
import { listOf, tableIterator } from '../operations/iteration.ts';
import { builtinRepr } from '../operations/repr.ts';
import {
  addAll,
  copyOf,
  differenceUpdate,
  intersectionUpdate,
  setOperation,
  symmetricUpdate,
} from '../operations/sets.ts';
import type { Value } from '../values.ts';
import { constructorOf, method, methodList } from './define.ts';

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
    return self instanceof PyFrozenSet && self.cls === FROZENSET ? self : copyOf(self);
  });
  for (const [name, op] of [
    ['intersection', 1],
    ['union', 7],
    ['difference', 10],
  ] as const) {
    methodList(cls, name, (vm, args) => {
      let result = args[0] as AnySet;
      if (args.length === 1) return copyOf(result);
      for (const [i, other] of args.slice(1).entries()) {
        if (i === 0 || op === 1) result = setOperation(vm, op, result, other);
        else if (op === 7 && other !== args[0]) addAll(vm, result, other);
        else if (op === 7) continue;
        else differenceUpdate(vm, result, other);
      }
      return result;
    });
  }
  method(cls, 'symmetric_difference', 1, 1, (vm, self: AnySet, other: Value) =>
    setOperation(vm, 12, self, other),
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
  if (self.size === 0) throw pyError('KeyError', 'pop from an empty set');
  return self.pop(vm);
});
method(SET, 'clear', 0, 0, (_vm, self: PySet) => {
  self.clear();
  return null;
});
methodList(SET, 'update', (vm, args) => {
  for (const other of args.slice(1)) addAll(vm, args[0] as PySet, other);
  return null;
});
for (const [name, update] of [
  ['intersection_update', intersectionUpdate],
  ['difference_update', differenceUpdate],
  ['symmetric_difference_update', symmetricUpdate],
] as const) {
  methodList(SET, name, (vm, args) => {
    for (const other of args.slice(1)) update(vm, args[0] as PySet, other);
    return null;
  });
}
