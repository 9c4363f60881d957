/** Methods of tuple. */

import type { PyClass } from '../objects/class.ts';
import { valueError } from '../objects/exception.ts';
import { ArrayIterator } from '../objects/iterators.ts';
import { PyTupleInstance, TUPLE } from '../objects/scalars.ts';
import { hashOf } from '../operations/hash.ts';
import { listOf } from '../operations/iteration.ts';
import { builtinRepr } from '../operations/repr.ts';
import { builtinItem } from '../operations/subscripts.ts';
import { PyTuple, type Value } from '../values.ts';
import { constructorOf, method, methodList, place } from './define.ts';
import { positionOf } from './functions.ts';

TUPLE.allocate = (cls) => (cls === TUPLE ? new PyTuple([]) : new PyTupleInstance(cls.rootShape, []));
constructorOf(
  TUPLE,
  (vm, args) => {
    const cls = args[0] as PyClass;
    const given = args[1];
    if (cls === TUPLE) {
      if (given instanceof PyTuple && given.constructor === PyTuple) return given;
      return new PyTuple(given === undefined ? [] : listOf(vm, given));
    }
    return new PyTupleInstance(cls.rootShape, given === undefined ? [] : listOf(vm, given));
  },
  1,
);
methodList(TUPLE, '__init__', () => null);
method(TUPLE, '__len__', 0, 0, (_vm, self: PyTuple) => self.items.length);
method(TUPLE, '__iter__', 0, 0, (_vm, self: PyTuple) => new ArrayIterator(self.items));
method(TUPLE, '__getitem__', 1, 1, (vm, self: PyTuple, index: Value) => builtinItem(vm, self, index));
method(
  TUPLE,
  '__contains__',
  1,
  1,
  (vm, self: PyTuple, item: Value) => positionOf(vm, self.items, item) >= 0,
);
method(TUPLE, '__repr__', 0, 0, (vm, self: PyTuple) => builtinRepr(vm, self));
method(TUPLE, '__hash__', 0, 0, (vm, self: PyTuple) => hashOf(vm, new PyTuple(self.items)));
method(
  TUPLE,
  'index',
  1,
  3,
  (vm, self: PyTuple, item: Value, from: Value = 0, to: Value = self.items.length) => {
    const at = positionOf(vm, self.items, item, place(vm, from), place(vm, to));
    if (at < 0) throw valueError('tuple.index(x): x not in tuple');
    return at;
  },
);
method(TUPLE, 'count', 1, 1, (vm, self: PyTuple, item: Value) => {
  let count = 0;
  for (let at = positionOf(vm, self.items, item); at >= 0; at = positionOf(vm, self.items, item, at + 1))
    count++;
  return count;
});
