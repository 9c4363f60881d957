/** The module `warnings`: warnings go where error output goes, which is nowhere. */

import { method } from '../builtins/define.ts';
import { builtinClass } from '../objects/class.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { defineList, initializedClass } from './define.ts';

const CATCH = builtinClass('catch_warnings', undefined, 'warnings');
class Catch {
  record = false;
}
initializedClass(CATCH, Catch, (_vm, self: Catch, _args, keywords) => {
  self.record = keywords?.get('record') === true;
});
method(CATCH, '__enter__', 0, 0, (_vm, self: Catch) => (self.record ? new PyList([]) : null));
method(CATCH, '__exit__', 3, 3, () => null);

export function makeWarnings(): Module {
  const module = new Module('warnings');
  for (const name of ['warn', 'filterwarnings', 'simplefilter', 'resetwarnings'])
    defineList(module, name, () => null);
  module.namespace.set('catch_warnings', CATCH);
  return module;
}
