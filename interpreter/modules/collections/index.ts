/** The modules `collections` and `collections.abc`. UserDict, UserList and UserString are absent. */

import type { Interpreter } from '../../interpreter.ts';
import { Module } from '../../objects/module.ts';
import { defineClasses } from '../define.ts';
import { makeAbstractCollections } from './abstract.ts';
import { CHAIN_MAP } from './chain-map.ts';
import { DEQUE } from './deque.ts';
import { COUNTER, DEFAULT_DICT, ORDERED_DICT } from './dicts.ts';
import { NAMED_TUPLE } from './namedtuple.ts';

export function makeCollections(vm: Interpreter): Module {
  const module = new Module('collections');
  defineClasses(module, [DEQUE, DEFAULT_DICT, ORDERED_DICT, COUNTER, CHAIN_MAP]);
  module.namespace.set('namedtuple', NAMED_TUPLE);
  const abstract = makeAbstractCollections();
  vm.modules.set('collections.abc', abstract);
  module.namespace.set('abc', abstract);
  return module;
}
