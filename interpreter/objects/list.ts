/** list, and what an instance of a program's subclass of it looks like. */

import type { Slot, Value } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';
import type { Shape } from './shape.ts';

export const LIST: PyClass = builtinClass('list');

export class PyList {
  declare readonly cls: PyClass;
  declare items: Value[];
  constructor(items: Value[]) {
    this.items = items;
  }
}

export class PyListInstance extends PyList {
  declare shape: Shape;
  slots: Slot[] = [];
  constructor(shape: Shape) {
    super([]);
    this.shape = shape;
  }
}

Object.defineProperty(PyList.prototype, 'cls', { value: LIST });
Object.defineProperty(PyListInstance.prototype, 'cls', {
  get(this: PyListInstance) {
    return this.shape.cls;
  },
});
LIST.allocate = (cls) => (cls === LIST ? new PyList([]) : new PyListInstance(cls.rootShape));
