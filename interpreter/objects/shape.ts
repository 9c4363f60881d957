/**
 * Shapes: which attributes an instance has, and at which index of its `slots` each lies.
 *
 * Instances of one class that got the same attributes in the same order share one shape, so an inline cache can
 * check a single pointer and then load by index. Shapes form a tree per class, from the class's empty root; adding
 * an attribute follows or makes an edge. Indices never change along an edge.
 *
 * An instance that loses an attribute, collects more than MOST_ATTRIBUTES, or whose `__dict__` is asked for goes
 * over to the class's dictionary shape: `slots[0]` is then a PyDict with everything. That shape is never cached.
 */

import type { Slot } from '../values.ts';
import type { PyClass } from './class.ts';

export const MOST_ATTRIBUTES = 128;

export class Shape {
  declare readonly cls: PyClass;
  declare readonly index: ReadonlyMap<string, number>;
  declare readonly dictionary: boolean;
  #edges: Map<string, Shape> | null = null;

  constructor(cls: PyClass, index: ReadonlyMap<string, number>, dictionary: boolean) {
    this.cls = cls;
    this.index = index;
    this.dictionary = dictionary;
  }

  /** The shape with one attribute more. */
  with(name: string): Shape {
    this.#edges ??= new Map();
    let next = this.#edges.get(name);
    if (next === undefined) {
      next = new Shape(this.cls, new Map(this.index).set(name, this.index.size), false);
      this.#edges.set(name, next);
    }
    return next;
  }
}

const BLANK: Slot[] = new Array(MOST_ATTRIBUTES).fill(undefined);

/** Room for `count` values, all unset. Sliced from a template so that V8 gives it generic elements at once. */
export function blankSlots(count: number): Slot[] {
  return count <= BLANK.length ? BLANK.slice(0, count) : new Array(count).fill(undefined);
}
