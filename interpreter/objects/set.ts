/** set and frozenset. */

import type { Interpreter } from '../interpreter.ts';
import type { Slot, Value } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';
import { HashTable } from './hash-table.ts';
import type { Shape } from './shape.ts';

export const SET: PyClass = builtinClass('set');
export const FROZENSET: PyClass = builtinClass('frozenset');

/** What set and frozenset have in common. */
export abstract class AnySet extends HashTable {
  declare readonly cls: PyClass;
  add(vm: Interpreter, value: Value): void {
    if (!this.has(vm, value)) this.set(vm, value, null);
  }
}

export class PySet extends AnySet {}
export class PyFrozenSet extends AnySet {}

export class PySetInstance extends PySet {
  declare shape: Shape;
  slots: Slot[] = [];
  constructor(shape: Shape) {
    super();
    this.shape = shape;
  }
}

Object.defineProperty(PySet.prototype, 'cls', { value: SET });
Object.defineProperty(PyFrozenSet.prototype, 'cls', { value: FROZENSET });
Object.defineProperty(PySetInstance.prototype, 'cls', {
  get(this: PySetInstance) {
    return this.shape.cls;
  },
});
SET.allocate = (cls) => (cls === SET ? new PySet() : new PySetInstance(cls.rootShape));
