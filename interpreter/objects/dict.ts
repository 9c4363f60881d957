/** dict, and what an instance of a program's subclass of it looks like. */

import type { Slot, Value } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';
import { Entry, HashTable } from './hash-table.ts';
import type { Shape } from './shape.ts';

export const DICT: PyClass = builtinClass('dict');

export class PyDict extends HashTable {
  declare readonly cls: PyClass;

  getString(key: string): Slot {
    return this.entries.get(key)?.value;
  }

  setString(key: string, value: Value): void {
    const entry = this.entries.get(key);
    if (entry === undefined) this.entries.set(key, new Entry(key, value, undefined));
    else entry.value = value;
  }

  deleteString(key: string): boolean {
    return this.entries.delete(key);
  }
}

export class PyDictInstance extends PyDict {
  declare shape: Shape;
  slots: Slot[] = [];
  constructor(shape: Shape) {
    super();
    this.shape = shape;
  }
}

Object.defineProperty(PyDict.prototype, 'cls', { value: DICT });
Object.defineProperty(PyDictInstance.prototype, 'cls', {
  get(this: PyDictInstance) {
    return this.shape.cls;
  },
});
DICT.allocate = (cls) => (cls === DICT ? new PyDict() : new PyDictInstance(cls.rootShape));
