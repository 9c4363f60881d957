/** Modules: a name and a namespace. */

import type { Slot } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';
import { Namespace } from './namespace.ts';

export const MODULE: PyClass = builtinClass('module');

export class Module {
  declare readonly cls: PyClass;
  readonly name: string;
  readonly namespace: Namespace;
  constructor(name: string, namespace: Namespace = new Namespace()) {
    this.name = name;
    this.namespace = namespace;
    if (namespace.get('__name__') === undefined) namespace.set('__name__', name);
  }

  /** What a name of the module is bound to; undefined when it is not. */
  get(name: string): Slot {
    return this.namespace.get(name);
  }
}

Object.defineProperty(Module.prototype, 'cls', { value: MODULE });
