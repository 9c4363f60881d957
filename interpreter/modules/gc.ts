/** The module `gc`: there is nothing for programs to collect, so it only remembers whether it was switched off. */

import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { PyTuple } from '../values.ts';
import { define } from './define.ts';

export function makeGc(): Module {
  const module = new Module('gc');
  let enabled = true;
  const set = (name: string, value: boolean) =>
    define(module, name, 0, 0, () => {
      enabled = value;
      return null;
    });
  set('enable', true);
  set('disable', false);
  define(module, 'isenabled', 0, 0, () => enabled);
  define(module, 'collect', 0, 1, () => 0);
  define(module, 'freeze', 0, 0, () => null);
  define(module, 'unfreeze', 0, 0, () => null);
  define(module, 'get_count', 0, 0, () => new PyTuple([0, 0, 0]));
  define(module, 'get_objects', 0, 1, () => new PyList([]));
  define(module, 'get_threshold', 0, 0, () => new PyTuple([700, 10, 10]));
  define(module, 'set_threshold', 1, 3, () => null);
  return module;
}
