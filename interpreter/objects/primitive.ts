/**
 * What an instance of a program's subclass of int, float or str looks like: attributes, and the plain value it stands
 * for. Plain numbers and strings never look like this, so the fast paths do not know it; the slow ones that need a plain
 * value ask `plainOf`.
 */

import { PyFloat, type Slot, type Value } from '../values.ts';
import type { PyClass } from './class.ts';
import { FLOAT, INT, STR } from './scalars.ts';
import type { Shape } from './shape.ts';

export class PyPrimitive {
  declare shape: Shape;
  declare slots: Slot[];
  declare readonly value: Value;
  constructor(shape: Shape, value: Value) {
    this.shape = shape;
    this.slots = [];
    this.value = value;
  }
  get cls(): PyClass {
    return this.shape.cls;
  }
}

/** The plain int, float or str that an instance of a subclass stands for; any other value as it is. */
export function plainOf(value: Value): Value {
  return value instanceof PyPrimitive ? value.value : value;
}

INT.allocate = (cls) => new PyPrimitive(cls.rootShape, 0);
FLOAT.allocate = (cls) => new PyPrimitive(cls.rootShape, new PyFloat(0));
STR.allocate = (cls) => new PyPrimitive(cls.rootShape, '');
for (const cls of [INT, FLOAT, STR]) cls.open = true;
