/**
 * Attributes through inline caches: what the loop calls when an instruction's first cache entry does not match.
 * Each function tries the other entries, then does the whole look-up and remembers it if it may be remembered.
 */

import { Cache, entryFor, remember } from '../inline-cache.ts';
import type { Interpreter } from '../interpreter.ts';
import { bindingOf, CLASSES, PyClass } from '../objects/class.ts';
import { PyFunction } from '../objects/function.ts';
import { addAttribute, PyInstance } from '../objects/instance.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { MOST_ATTRIBUTES, type Shape } from '../objects/shape.ts';
import type { Slot, Value } from '../values.ts';
import { getAttribute, hasPlainAttributes, isDataDescriptor, setAttribute } from './attributes.ts';

/** LOAD_ATTR on an instance. */
export function loadAttribute(
  vm: Interpreter,
  caches: Cache[],
  at: number,
  name: string,
  object: PyInstance,
): Value {
  const { shape } = object;
  const first = caches[at]!;
  const entry =
    first.shape === shape && first.epoch === CLASSES.epoch ? first : entryFor(first, shape, CLASSES.epoch);
  if (entry !== null) {
    return (entry.index >= 0 ? object.slots[entry.index] : entry.cell!.value) as Value;
  }
  if (!shape.dictionary && hasPlainAttributes(shape.cls)) {
    const cell = shape.cls.find(name);
    const index = shape.index.get(name);
    if (index !== undefined && (cell === null || !isDataDescriptor(cell.value as Value))) {
      remember(caches, at, shapeEntry(shape, index));
      return object.slots[index] as Value;
    }
    if (index === undefined && cell !== null && bindingOf(cell.value as Value) === 'value') {
      if (!(cell.value instanceof PyInstance)) {
        const entry = shapeEntry(shape, -1);
        entry.cell = cell;
        remember(caches, at, entry);
        return cell.value as Value;
      }
    }
  }
  return getAttribute(vm, object, name);
}

/** STORE_ATTR on an instance. */
export function storeAttribute(
  vm: Interpreter,
  caches: Cache[],
  at: number,
  name: string,
  object: PyInstance,
  value: Value,
): void {
  const { shape } = object;
  const known = entryFor(caches[at]!, shape, CLASSES.epoch);
  if (known !== null) {
    if (known.nextShape === null) object.slots[known.index] = value;
    else addAttribute(object, known.nextShape, known.index, value);
    return;
  }
  const { cls } = shape;
  const allowed = cls.slotNames === null || cls.slotNames.has(name);
  if (!shape.dictionary && allowed && !(cls.lookup('__setattr__') instanceof PyFunction)) {
    const found = cls.lookup(name);
    if (found === undefined || !isDataDescriptor(found)) {
      const index = shape.index.get(name);
      if (index !== undefined) {
        remember(caches, at, shapeEntry(shape, index));
        object.slots[index] = value;
        return;
      }
      if (shape.index.size < MOST_ATTRIBUTES) {
        const entry = shapeEntry(shape, shape.index.size);
        entry.nextShape = shape.with(name);
        remember(caches, at, entry);
        addAttribute(object, entry.nextShape, entry.index, value);
        return;
      }
    }
  }
  setAttribute(vm, object, name, value);
}

/** LOAD_METHOD on anything: writes function and object, or attribute and NULL, to the two places at sp - 1. */
export function loadMethod(
  vm: Interpreter,
  caches: Cache[],
  at: number,
  name: string,
  values: Slot[],
  sp: number,
): void {
  const object = values[sp - 1] as Value;
  const first = caches[at]!;
  if (object instanceof PyInstance) {
    const { shape } = object;
    const entry = entryFor(first, shape, CLASSES.epoch);
    if (entry !== null) {
      values[sp - 1] = entry.cell!.value;
      values[sp] = object;
      return;
    }
    if (!shape.dictionary && !shape.index.has(name) && hasPlainAttributes(shape.cls)) {
      const cell = shape.cls.find(name);
      if (cell !== null && bindingOf(cell.value as Value) === 'method') {
        const entry = shapeEntry(shape, -1);
        entry.cell = cell;
        remember(caches, at, entry);
        values[sp - 1] = cell.value;
        values[sp] = object;
        return;
      }
    }
  } else if (!(object instanceof PyClass) && !(object instanceof Module)) {
    const cls = typeOf(object);
    if (first.cls === cls && first.epoch === CLASSES.epoch) {
      values[sp - 1] = first.cell!.value;
      values[sp] = object;
      return;
    }
    const cell = cls.find(name);
    if (
      cell !== null &&
      cls.builtin &&
      hasPlainAttributes(cls) &&
      bindingOf(cell.value as Value) === 'method'
    ) {
      const entry = new Cache();
      entry.cls = cls;
      entry.cell = cell;
      entry.epoch = CLASSES.epoch;
      caches[at] = entry;
      values[sp - 1] = cell.value;
      values[sp] = object;
      return;
    }
  }
  values[sp - 1] = getAttribute(vm, object, name);
  values[sp] = undefined;
}

function shapeEntry(shape: Shape, index: number): Cache {
  const entry = new Cache();
  entry.shape = shape;
  entry.index = index;
  entry.epoch = CLASSES.epoch;
  return entry;
}
