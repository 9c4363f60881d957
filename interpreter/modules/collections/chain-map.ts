/** ChainMap: several dicts looked through in order; writes go to the first. */

import { attribute, method, methodList } from '../../builtins/define.ts';
import type { Interpreter } from '../../interpreter.ts';
import { builtinClass } from '../../objects/class.ts';
import { PyDict } from '../../objects/dict.ts';
import { pyError } from '../../objects/exception.ts';
import { PyList } from '../../objects/list.ts';
import { typeOf } from '../../objects/scalars.ts';
import { contains } from '../../operations/compare.ts';
import { getIterator, listOf } from '../../operations/iteration.ts';
import { reprOf } from '../../operations/repr.ts';
import { deleteItem, getItem, setItem } from '../../operations/subscripts.ts';
import type { Value } from '../../values.ts';
import { initializedClass } from '../define.ts';
import { MUTABLE_MAPPING } from './abstract.ts';

export const CHAIN_MAP = builtinClass('ChainMap', MUTABLE_MAPPING, 'collections');

class PyChainMap {
  maps = new PyList([]);
}

initializedClass(CHAIN_MAP, PyChainMap, (_vm, self: PyChainMap, args) => {
  self.maps = new PyList(args.length === 0 ? [new PyDict()] : [...args]);
});

/** The keys in the order that merging from the last map to the first gives. */
function keysOf(vm: Interpreter, self: PyChainMap): PyDict {
  const keys = new PyDict();
  for (const map of self.maps.items.toReversed()) for (const key of listOf(vm, map)) keys.set(vm, key, null);
  return keys;
}

function derive(self: PyChainMap, maps: Value[]): PyChainMap {
  const cls = typeOf(self);
  const made = cls.allocate!(cls) as PyChainMap;
  made.maps = new PyList(maps);
  return made;
}

attribute(CHAIN_MAP, 'maps', (self: PyChainMap) => self.maps);
attribute(CHAIN_MAP, 'parents', (self: PyChainMap) => {
  const rest = self.maps.items.slice(1);
  return derive(self, rest.length === 0 ? [new PyDict()] : rest);
});
method(CHAIN_MAP, '__getitem__', 1, 1, (vm, self: PyChainMap, key: Value) => {
  for (const map of self.maps.items) if (contains(vm, map, key)) return getItem(vm, map, key);
  throw pyError('KeyError', key);
});
method(CHAIN_MAP, '__setitem__', 2, 2, (vm, self: PyChainMap, key: Value, value: Value) => {
  setItem(vm, self.maps.items[0]!, key, value);
  return null;
});
method(CHAIN_MAP, '__delitem__', 1, 1, (vm, self: PyChainMap, key: Value) => {
  const first = self.maps.items[0]!;
  if (!contains(vm, first, key))
    throw pyError('KeyError', `Key not found in the first mapping: ${reprOf(vm, key)}`);
  deleteItem(vm, first, key);
  return null;
});
method(CHAIN_MAP, '__len__', 0, 0, (vm, self: PyChainMap) => keysOf(vm, self).size);
method(CHAIN_MAP, '__iter__', 0, 0, (vm, self: PyChainMap) => getIterator(vm, keysOf(vm, self)));
method(CHAIN_MAP, '__contains__', 1, 1, (vm, self: PyChainMap, key: Value) =>
  self.maps.items.some((map) => contains(vm, map, key)),
);
method(CHAIN_MAP, '__bool__', 0, 0, (vm, self: PyChainMap) => keysOf(vm, self).size > 0);
method(CHAIN_MAP, '__repr__', 0, 0, (vm, self: PyChainMap) => {
  return `${typeOf(self).name}(${self.maps.items.map((map) => reprOf(vm, map)).join(', ')})`;
});
methodList(CHAIN_MAP, 'new_child', (_vm, args, keywords) => {
  const self = args[0] as PyChainMap;
  const map = new PyDict();
  for (const [name, value] of keywords ?? []) map.setString(name, value);
  return derive(self, [args[1] ?? map, ...self.maps.items]);
});
