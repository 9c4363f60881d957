/**
 * A frame: one activation of a code object.
 *
 * Slots and stack lie in `values` from `base` on: first the slots (`code.slotNames`), then the stack. For an
 * ordinary call `values` is the interpreter's one data stack and the arguments stay where the caller pushed them,
 * so a call allocates the frame and nothing else. A generator's frame owns its array and has base 0.
 */

import type { CodeObject } from './code.ts';
import type { PyFunction } from './objects/function.ts';
import type { Namespace } from './objects/namespace.ts';
import type { Slot } from './values.ts';

export class Frame {
  declare readonly code: CodeObject;
  declare readonly globals: Namespace;
  /** The names a class or module body binds; null in a function. */
  declare readonly names: Namespace | null;
  declare readonly func: PyFunction | null;
  /** Who called: the frame below, or null at the bottom. */
  declare back: Frame | null;
  declare values: Slot[];
  declare base: number;
  /** Index of the next instruction; kept up to date across calls, yields and errors, not in between. */
  declare pc: number;
  /** Index in `values` of the first free stack place; as current as `pc`. */
  declare sp: number;
  /** First place of the data stack that this frame and those below it leave free. */
  declare limit: number;
  /**
   * Whom the frame works for, when not simply for its caller: the generator that owns it, or the instance whose
   * `__init__` it is (and which the call yields instead of None).
   */
  declare owner: object | null;

  constructor(
    code: CodeObject,
    globals: Namespace,
    names: Namespace | null,
    func: PyFunction | null,
    back: Frame | null,
    values: Slot[],
    base: number,
    sp: number,
    limit: number,
    owner: object | null,
  ) {
    this.code = code;
    this.globals = globals;
    this.names = names;
    this.func = func;
    this.back = back;
    this.values = values;
    this.base = base;
    this.pc = 0;
    this.sp = sp;
    this.limit = limit;
    this.owner = owner;
  }
}
