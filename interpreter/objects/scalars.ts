/**
 * The classes of values that need no wrapper of ours, of the small immutable objects, and `typeOf`, which tells
 * the class of any value.
 */

import { PyBytes, PyEllipsis, PyFloat, PyTuple, type Slot, type Value } from '../values.ts';
import { builtinClass, type PyClass, TYPE } from './class.ts';
import { PyInstance } from './instance.ts';
import type { Shape } from './shape.ts';

export const INT: PyClass = builtinClass('int');
export const BOOL: PyClass = builtinClass('bool', INT);
export const FLOAT: PyClass = builtinClass('float');
export const STR: PyClass = builtinClass('str');
export const BYTES: PyClass = builtinClass('bytes');
export const TUPLE: PyClass = builtinClass('tuple');
export const NONE_TYPE: PyClass = builtinClass('NoneType');
export const ELLIPSIS_TYPE: PyClass = builtinClass('ellipsis');
export const NOT_IMPLEMENTED_TYPE: PyClass = builtinClass('NotImplementedType');
export const RANGE: PyClass = builtinClass('range');
export const SLICE: PyClass = builtinClass('slice');

export class PyRange {
  declare readonly cls: PyClass;
  declare readonly start: number;
  declare readonly stop: number;
  declare readonly step: number;
  declare readonly length: number;
  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }
}

export class PySlice {
  declare readonly cls: PyClass;
  declare readonly start: Value;
  declare readonly stop: Value;
  declare readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** An instance of a program's subclass of tuple. */
export class PyTupleInstance extends PyTuple {
  declare shape: Shape;
  slots: Slot[] = [];
  constructor(shape: Shape, items: readonly Value[]) {
    super(items);
    this.shape = shape;
  }
}

/** Values of which there is one each. */
export class Singleton {
  declare readonly cls: PyClass;
  declare readonly name: string;
  constructor(cls: PyClass, name: string) {
    this.cls = cls;
    this.name = name;
  }
}
export const NOT_IMPLEMENTED: Singleton = new Singleton(NOT_IMPLEMENTED_TYPE, 'NotImplemented');

export const EMPTY_TUPLE: PyTuple = new PyTuple([]);

function belongsTo(kind: { prototype: object }, cls: PyClass): void {
  Object.defineProperty(kind.prototype, 'cls', { value: cls });
}
belongsTo(PyFloat, FLOAT);
belongsTo(PyTuple, TUPLE);
belongsTo(PyBytes, BYTES);
belongsTo(PyRange, RANGE);
belongsTo(PySlice, SLICE);
belongsTo(PyEllipsis, ELLIPSIS_TYPE);
Object.defineProperty(PyTupleInstance.prototype, 'cls', {
  get(this: PyTupleInstance) {
    return this.shape.cls;
  },
});
Object.defineProperty(Object.getPrototypeOf(TYPE), 'cls', {
  get(this: PyClass) {
    return this.metaclass ?? TYPE;
  },
});

/** The class of any value. */
export function typeOf(value: Value): PyClass {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return INT;
    case 'string':
      return STR;
    case 'boolean':
      return BOOL;
    default:
      if (value === null) return NONE_TYPE;
      if (value instanceof PyInstance) return value.shape.cls;
      return (value as { readonly cls: PyClass }).cls;
  }
}
