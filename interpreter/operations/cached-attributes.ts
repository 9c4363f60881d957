/**
 * Attributes through inline caches: what the loop calls when an instruction's first cache entry does not match.
 * Each function tries the other entries, then does the whole look-up and remembers it if it may be remembered.
 */

import {
  Cache,
  CLASS_BOUND,
  COMPUTED,
  entryFor,
  PLAIN,
  PROPERTY,
  remember,
  STATIC,
  UNBOUND,
} from '../inline-cache.ts';
import type { Interpreter } from '../interpreter.ts';
import { bindingOf, CLASSES, PyClass, TYPE } from '../objects/class.ts';
import { ClassMethod, GetSet, Property, StaticMethod } from '../objects/descriptors.ts';
import { PyFunction } from '../objects/function.ts';
import { addAttribute, PyInstance } from '../objects/instance.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { MOST_ATTRIBUTES, type Shape } from '../objects/shape.ts';
import type { Slot, Value } from '../values.ts';
import {
  getAttribute,
  hasPlainAttributes,
  isDataDescriptor,
  setAttribute,
  setsPlainAttributes,
} from './attributes.ts';

/** LOAD_ATTR on an instance. */
export function loadAttribute(
  vm: Interpreter,
  caches: Cache[],
  at: number,
  name: string,
  object: PyInstance,
): Value {
  const { shape } = object;
  const entry = entryFor(caches[at]!, shape, CLASSES.epoch);
  if (entry !== null && entry.index >= PLAIN) {
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
        const entry = shapeEntry(shape, PLAIN);
        entry.cell = cell;
        remember(caches, at, entry);
        return cell.value as Value;
      }
    }
    if (cell !== null && cell.value instanceof Property && entry === null) {
      const entry = shapeEntry(shape, PROPERTY);
      entry.cell = cell;
      remember(caches, at, entry);
    }
  }
  return getAttribute(vm, object, name);
}

/** LOAD_ATTR on anything but an instance: classes and modules are remembered. */
export function loadOther(vm: Interpreter, caches: Cache[], at: number, name: string, object: Value): Value {
  const known = caches[at]!;
  if (object instanceof PyClass) {
    if (known.cls !== null && known.epoch === CLASSES.epoch) {
      if (known.index === UNBOUND) {
        if (known.cls === object) return known.cell!.value as Value;
      } else if (known.index === COMPUTED && known.cls === (object.metaclass ?? TYPE)) {
        return (known.cell!.value as GetSet).get(object, vm);
      }
    }
    learnClassAttribute(caches, at, name, object);
  } else if (object instanceof Module) {
    if (known.globals === object.namespace) {
      const value = known.cell!.value;
      if (value !== undefined) return value;
    } else {
      caches[at] = moduleEntry(object, name);
    }
  }
  return getAttribute(vm, object, name);
}

function learnClassAttribute(caches: Cache[], at: number, name: string, object: PyClass): void {
  const meta = object.metaclass ?? TYPE;
  if (!hasPlainAttributes(meta)) return;
  const above = meta.find(name);
  const cell = above === null ? object.find(name) : above;
  const value = cell?.value;
  if (cell === null || value === undefined) return;
  const entry = new Cache();
  entry.epoch = CLASSES.epoch;
  entry.cell = cell;
  if (above !== null) {
    if (meta !== TYPE || !(value instanceof GetSet)) return;
    entry.cls = meta;
    entry.index = COMPUTED;
  } else {
    if (!(value instanceof PyFunction) && !(bindingOf(value) === 'value' && typeOf(value).core)) return;
    entry.cls = object;
    entry.index = UNBOUND;
  }
  caches[at] = entry;
}

function moduleEntry(module: Module, name: string): Cache {
  const entry = new Cache();
  entry.globals = module.namespace;
  entry.cell = module.namespace.cell(name);
  return entry;
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
  if (!shape.dictionary && allowed && setsPlainAttributes(cls)) {
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
    if (entry !== null && pushKnown(entry, object, shape.cls, values, sp)) return;
    if (!shape.dictionary && !shape.index.has(name) && hasPlainAttributes(shape.cls)) {
      const cell = shape.cls.find(name);
      const index = cell === null ? UNBOUND : indexOf(cell.value as Value);
      if (index !== UNBOUND && entry === null) {
        const entry = shapeEntry(shape, index);
        entry.cell = cell;
        remember(caches, at, entry);
        if (pushKnown(entry, object, shape.cls, values, sp)) return;
      }
    }
  } else if (isKnownMethod(first, object)) {
    values[sp - 1] = first.cell!.value;
    values[sp] = object;
    return;
  } else if (object instanceof PyClass) {
    if (first.cls === object && first.index !== PLAIN && first.epoch === CLASSES.epoch) {
      if (pushKnown(first, object, object, values, sp)) return;
    }
    const meta = object.metaclass ?? TYPE;
    const cell = object.find(name);
    if (cell !== null && meta.find(name) === null && hasPlainAttributes(meta)) {
      const index = indexOf(cell.value as Value);
      const entry = new Cache();
      entry.cls = object;
      entry.index = index === PLAIN ? UNBOUND : index;
      entry.cell = cell;
      entry.epoch = CLASSES.epoch;
      if (pushKnown(entry, object, object, values, sp)) {
        caches[at] = entry;
        return;
      }
    }
  } else if (object instanceof Module) {
    values[sp - 1] = loadOther(vm, caches, at, name, object);
    values[sp] = undefined;
    return;
  } else {
    const cls = typeOf(object);
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

/** Is it of the built-in class whose method LOAD_METHOD found here before? */
function isKnownMethod(entry: Cache, object: Value): boolean {
  return entry.index === PLAIN && entry.cls === typeOf(object) && entry.epoch === CLASSES.epoch;
}

/** How LOAD_METHOD can remember an attribute of a class that is a method of some kind; UNBOUND if it cannot. */
function indexOf(value: Value): number {
  if (bindingOf(value) === 'method') return PLAIN;
  if (value instanceof StaticMethod) return STATIC;
  return value instanceof ClassMethod && value.func instanceof PyFunction ? CLASS_BOUND : UNBOUND;
}

/**
 * Writes what an entry of LOAD_METHOD says to the two places at sp - 1. False when the attribute is now one of another
 * kind, which the epoch does not tell.
 */
function pushKnown(entry: Cache, object: Value, cls: PyClass, values: Slot[], sp: number): boolean {
  const value = entry.cell!.value;
  switch (entry.index) {
    case PLAIN:
      values[sp - 1] = value;
      values[sp] = object;
      return true;
    case STATIC:
      if (!(value instanceof StaticMethod)) return false;
      values[sp - 1] = value.func;
      values[sp] = undefined;
      return true;
    case CLASS_BOUND:
      if (!(value instanceof ClassMethod && value.func instanceof PyFunction)) return false;
      values[sp - 1] = value.func;
      values[sp] = cls;
      return true;
    case UNBOUND:
      if (!(value instanceof PyFunction)) return false;
      values[sp - 1] = value;
      values[sp] = undefined;
      return true;
    default:
      return false;
  }
}

function shapeEntry(shape: Shape, index: number): Cache {
  const entry = new Cache();
  entry.shape = shape;
  entry.index = index;
  entry.epoch = CLASSES.epoch;
  return entry;
}
