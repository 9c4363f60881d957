/** What type hints make of classes: `list[int]` and `int | None`. */

import type { PyTuple } from '../values.ts';
import { builtinClass, OBJECT, type PyClass } from './class.ts';

export const GENERIC_ALIAS: PyClass = builtinClass('GenericAlias', OBJECT, 'types');
export const UNION_TYPE: PyClass = builtinClass('UnionType', OBJECT, 'types');

/** `list[int]`: behaves as list, and remembers the arguments. */
export class GenericAlias {
  declare readonly cls: PyClass;
  readonly origin: PyClass;
  readonly args: PyTuple;
  constructor(origin: PyClass, args: PyTuple) {
    this.origin = origin;
    this.args = args;
  }
}
Object.defineProperty(GenericAlias.prototype, 'cls', { value: GENERIC_ALIAS });

/** `int | str`. */
export class UnionType {
  declare readonly cls: PyClass;
  readonly args: PyTuple;
  constructor(args: PyTuple) {
    this.args = args;
  }
}
Object.defineProperty(UnionType.prototype, 'cls', { value: UNION_TYPE });
