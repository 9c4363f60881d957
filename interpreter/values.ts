/**
 * How Python values look inside the machine.
 *
 * | Python      | here                                                            |
 * |-------------|-----------------------------------------------------------------|
 * | int         | number within +-(2^53 - 1), bigint beyond; never the other way  |
 * | float       | PyFloat: 1.0 is not 1                                           |
 * | str         | string                                                          |
 * | bool, None  | true, false, null                                               |
 * | the rest    | objects of classes in objects/                                  |
 *
 * `undefined` is no value: it marks an unbound local, an empty cell, and NULL on the stack.
 */

/** A float. Boxed, so that 1.0 and 1 differ. */
export class PyFloat {
  declare readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A tuple; `items` is never changed after it is made. */
export class PyTuple {
  declare readonly cls: object;
  declare readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** A bytes object. */
export class PyBytes {
  declare readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export type Value = number | bigint | string | boolean | null | object;

/** The type of `...`; ELLIPSIS is its only instance. */
export class PyEllipsis {}

export const ELLIPSIS = new PyEllipsis();

/** What a slot of a frame can hold: a value, or undefined for none. */
export type Slot = Value | undefined;
