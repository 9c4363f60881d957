/**
 * Iterators of built-in objects: anything with a `next` that yields a value, or undefined at the end (and from then
 * on). Those the loop meets most have classes of their own, so that it can look inside; the rest wrap a closure.
 */

import type { Interpreter } from '../interpreter.ts';
import type { Slot, Value } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';
import type { PyList } from './list.ts';

export const ITERATOR: PyClass = builtinClass('iterator');
export const LIST_ITERATOR: PyClass = builtinClass('list_iterator', ITERATOR);
export const RANGE_ITERATOR: PyClass = builtinClass('range_iterator', ITERATOR);

export abstract class NativeIterator {
  declare readonly cls: PyClass;
  abstract next(vm: Interpreter): Slot;
}

export class RangeIterator extends NativeIterator {
  declare current: number;
  declare readonly step: number;
  declare left: number;
  constructor(start: number, step: number, length: number) {
    super();
    this.current = start;
    this.step = step;
    this.left = length;
  }
  override next(): Slot {
    if (this.left <= 0) return undefined;
    this.left--;
    const value = this.current;
    this.current = value + this.step;
    return value;
  }
}

/** Sees items that are appended while it runs, as Python's does. */
export class ListIterator extends NativeIterator {
  declare list: PyList | null;
  index = 0;
  constructor(list: PyList) {
    super();
    this.list = list;
  }
  override next(): Slot {
    if (this.list === null) return undefined;
    const { items } = this.list;
    if (this.index < items.length) return items[this.index++];
    this.list = null;
    return undefined;
  }
}

/** Over items that cannot change: a tuple's, or a copy. */
export class ArrayIterator extends NativeIterator {
  declare readonly items: readonly Value[];
  index = 0;
  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }
  override next(): Slot {
    return this.index < this.items.length ? this.items[this.index++] : undefined;
  }
}

/** Any other, by what `next` does. */
export class StepIterator extends NativeIterator {
  override readonly cls: PyClass;
  readonly step: (vm: Interpreter) => Slot;
  constructor(step: (vm: Interpreter) => Slot, cls: PyClass = ITERATOR) {
    super();
    this.step = step;
    this.cls = cls;
  }
  override next(vm: Interpreter): Slot {
    return this.step(vm);
  }
}

Object.defineProperty(NativeIterator.prototype, 'cls', { value: ITERATOR, writable: true });
Object.defineProperty(ListIterator.prototype, 'cls', { value: LIST_ITERATOR, writable: true });
Object.defineProperty(RangeIterator.prototype, 'cls', { value: RANGE_ITERATOR, writable: true });
