/** Methods of list. */

import type { PyClass } from '../objects/class.ts';
import { indexError, typeError, valueError } from '../objects/exception.ts';
import { ListIterator, StepIterator } from '../objects/iterators.ts';
import { LIST, PyList } from '../objects/list.ts';
import { typeOf } from '../objects/scalars.ts';
import { listOf } from '../operations/iteration.ts';
import { builtinRepr } from '../operations/repr.ts';
import { extendInPlace } from '../operations/sequence-operators.ts';
import { builtinItem, deleteBuiltinItem, indexOf, setBuiltinItem } from '../operations/subscripts.ts';
import type { Value } from '../values.ts';
import { constructorOf, integer, method, methodList, place } from './define.ts';
import { positionOf } from './functions.ts';
import { sortItems, sortOptions } from './sorting.ts';

constructorOf(
  LIST,
  (vm, args) => {
    const cls = args[0] as PyClass;
    const list = cls.allocate!(cls) as PyList;
    if (cls === LIST && args.length > 1) list.items = listOf(vm, args[1]!);
    return list;
  },
  1,
);
methodList(LIST, '__init__', (vm, args) => {
  const self = args[0] as PyList;
  if (typeOf(self) !== LIST) self.items = args.length > 1 ? listOf(vm, args[1]!) : [];
  return null;
});
method(LIST, '__len__', 0, 0, (_vm, self: PyList) => self.items.length);
method(LIST, '__iter__', 0, 0, (_vm, self: PyList) => new ListIterator(self));
method(LIST, '__getitem__', 1, 1, (vm, self: PyList, index: Value) => builtinItem(vm, self, index));
method(LIST, '__setitem__', 2, 2, (vm, self: PyList, index: Value, value: Value) => {
  setBuiltinItem(vm, self, index, value);
  return null;
});
method(LIST, '__delitem__', 1, 1, (vm, self: PyList, index: Value) => {
  deleteBuiltinItem(vm, self, index);
  return null;
});
method(LIST, '__contains__', 1, 1, (vm, self: PyList, item: Value) => positionOf(vm, self.items, item) >= 0);
method(LIST, '__repr__', 0, 0, (vm, self: PyList) => builtinRepr(vm, self));
method(LIST, '__iadd__', 1, 1, (vm, self: PyList, other: Value) => extendInPlace(vm, self, other));
method(LIST, '__reversed__', 0, 0, (_vm, self: PyList) => {
  let at = self.items.length - 1;
  return new StepIterator(() => (at >= 0 ? self.items[at--] : undefined));
});

method(LIST, 'append', 1, 1, (_vm, self: PyList, item: Value) => {
  self.items.push(item);
  return null;
});
method(LIST, 'extend', 1, 1, (vm, self: PyList, iterable: Value) => {
  extendInPlace(vm, self, iterable);
  return null;
});
method(LIST, 'insert', 2, 2, (vm, self: PyList, index: Value, item: Value) => {
  const at = integer(vm, index);
  self.items.splice(at < 0 ? Math.max(0, at + self.items.length) : at, 0, item);
  return null;
});
method(LIST, 'pop', 0, 1, (vm, self: PyList, index?: Value) => {
  const { items } = self;
  if (items.length === 0) throw indexError('pop from empty list');
  if (index === undefined || index === -1) return items.pop()!;
  const given = indexOf(vm, index);
  if (given === undefined)
    throw typeError(`'${typeOf(index).name}' object cannot be interpreted as an integer`);
  const at = given < 0 ? given + items.length : given;
  if (at < 0 || at >= items.length) throw indexError('pop index out of range');
  if (at === 0) return items.shift()!;
  return items.splice(at, 1)[0]!;
});
method(LIST, 'remove', 1, 1, (vm, self: PyList, item: Value) => {
  const at = positionOf(vm, self.items, item);
  if (at < 0) throw valueError('list.remove(x): x not in list');
  self.items.splice(at, 1);
  return null;
});
method(
  LIST,
  'index',
  1,
  3,
  (vm, self: PyList, item: Value, from: Value = 0, to: Value = self.items.length) => {
    const at = positionOf(vm, self.items, item, place(vm, from), place(vm, to));
    if (at < 0) throw valueError(`${vm.repr(item)} is not in list`);
    return at;
  },
);
method(LIST, 'count', 1, 1, (vm, self: PyList, item: Value) => {
  let count = 0;
  for (let at = positionOf(vm, self.items, item); at >= 0; at = positionOf(vm, self.items, item, at + 1))
    count++;
  return count;
});
method(LIST, 'reverse', 0, 0, (_vm, self: PyList) => {
  self.items.reverse();
  return null;
});
method(LIST, 'copy', 0, 0, (_vm, self: PyList) => new PyList(self.items.slice()));
method(LIST, 'clear', 0, 0, (_vm, self: PyList) => {
  self.items = [];
  return null;
});
methodList(LIST, 'sort', (vm, args, keywords) => {
  const self = args[0] as PyList;
  if (args.length > 1) throw typeError('sort() takes no positional arguments');
  const { items } = self;
  // Empty while it is being sorted, as CPython's is: keys that look see nothing half-done.
  self.items = [];
  try {
    sortItems(vm, items, ...sortOptions(keywords));
  } finally {
    self.items = items;
  }
  return null;
});
