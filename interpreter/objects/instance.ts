/**
 * Instances of classes that programs make, and the attributes that any such object owns.
 *
 * `Attributed` is what an instance of a program's class looks like, whatever it derives from: instances of a
 * subclass of list are lists with a shape and slots added.
 */

import type { Slot, Value } from '../values.ts';
import { OBJECT, type PyClass } from './class.ts';
import { PyDict } from './dict.ts';
import { blankSlots, MOST_ATTRIBUTES, type Shape } from './shape.ts';

export interface Attributed {
  shape: Shape;
  slots: Slot[];
}

export class PyInstance {
  declare shape: Shape;
  declare slots: Slot[];
  constructor(shape: Shape, slots: Slot[]) {
    this.shape = shape;
    this.slots = slots;
  }
  get cls(): PyClass {
    return this.shape.cls;
  }
}

// A bare object() takes no attributes.
OBJECT.slotNames = new Set();
OBJECT.allocate = (cls) => new PyInstance(cls.rootShape, blankSlots(cls.slotHint));

export function isAttributed(object: object): object is Attributed {
  return object instanceof PyInstance || 'shape' in object;
}

/** An attribute that the instance itself owns. */
export function ownAttribute(object: Attributed, name: string): Slot {
  if (object.shape.dictionary) return (object.slots[0] as PyDict).getString(name);
  const index = object.shape.index.get(name);
  return index === undefined ? undefined : object.slots[index];
}

export function setOwnAttribute(object: Attributed, name: string, value: Value): void {
  const { shape, slots } = object;
  if (shape.dictionary) {
    (slots[0] as PyDict).setString(name, value);
    return;
  }
  const index = shape.index.get(name);
  if (index !== undefined) {
    slots[index] = value;
  } else if (shape.index.size >= MOST_ATTRIBUTES) {
    dictionaryOf(object).setString(name, value);
  } else {
    addAttribute(object, shape.with(name), shape.index.size, value);
  }
}

/** Follows an edge of the shape tree. */
export function addAttribute(object: Attributed, next: Shape, index: number, value: Value): void {
  const { slots } = object;
  if (index < slots.length) {
    slots[index] = value;
  } else {
    slots.push(value);
    if (next.cls.slotHint <= index) next.cls.slotHint = index + 1;
  }
  object.shape = next;
}

export function deleteOwnAttribute(object: Attributed, name: string): boolean {
  if (!object.shape.dictionary && !object.shape.index.has(name)) return false;
  return dictionaryOf(object).deleteString(name);
}

/** The attributes as one dict that stays connected: from now on the instance keeps them there. */
export function dictionaryOf(object: Attributed): PyDict {
  const { shape, slots } = object;
  if (shape.dictionary) return slots[0] as PyDict;
  const dictionary = new PyDict();
  for (const [name, index] of shape.index) dictionary.setString(name, slots[index] as Value);
  object.slots = [dictionary];
  object.shape = shape.cls.dictionaryShape;
  return dictionary;
}
