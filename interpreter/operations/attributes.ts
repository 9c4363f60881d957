/** Reading, setting and deleting attributes of any object, by Python's rules of descriptors. */

import type { Interpreter } from '../interpreter.ts';
import { bindingOf, OBJECT, PyClass, TYPE } from '../objects/class.ts';
import { ClassMethod, GetSet, Property, SlotMember, StaticMethod } from '../objects/descriptors.ts';
import { PyDict } from '../objects/dict.ts';
import { isInstanceOf, type PyExceptionObject, pyError } from '../objects/exception.ts';
import { BoundMethod, Native, PyFunction } from '../objects/function.ts';
import {
  deleteOwnAttribute,
  isAttributed,
  ownAttribute,
  PyInstance,
  setOwnAttribute,
} from '../objects/instance.ts';
import { Module } from '../objects/module.ts';
import { PyPrimitive } from '../objects/primitive.ts';
import { typeOf } from '../objects/scalars.ts';
import type { Slot, Value } from '../values.ts';
import { callValue } from './call.ts';
import { receiver, unbound } from './unbound.ts';

/** The cell of object.__getattribute__: classes that have another one decide themselves. */
const PLAIN_GET = OBJECT.attributes.cell('__getattribute__');

const PLAIN_SET = OBJECT.attributes.cell('__setattr__');
const PLAIN_DELETE = OBJECT.attributes.cell('__delattr__');

/** Does the class set attributes as object does? */
export function setsPlainAttributes(cls: PyClass): boolean {
  return cls.lookup('__setattr__') === PLAIN_SET.value;
}

/** Does the class look attributes up as object does? */
export function hasPlainAttributes(cls: PyClass): boolean {
  return cls.lookup('__getattribute__') === PLAIN_GET.value;
}

export function getAttribute(vm: Interpreter, object: Value, name: string): Value {
  const value = findAttribute(vm, object, name);
  if (value === undefined) throw noAttribute(object, name);
  return value;
}

/** Undefined when there is no such attribute. */
export function findAttribute(vm: Interpreter, object: Value, name: string): Slot {
  const cls = typeOf(object);
  const custom = cls.lookup('__getattribute__');
  if (custom !== PLAIN_GET.value) {
    try {
      return callValue(vm, custom as Value, [object, name], null);
    } catch (error) {
      if (!isInstanceOf(error, 'AttributeError')) throw error;
    }
    return askGetattr(vm, cls, object, name);
  }
  const value = plainAttribute(vm, object, name);
  return value === undefined ? askGetattr(vm, cls, object, name) : value;
}

function askGetattr(vm: Interpreter, cls: PyClass, object: Value, name: string): Slot {
  const fallback = cls.lookup('__getattr__');
  if (fallback === undefined) return undefined;
  return callValue(vm, fallback, [object, name], null);
}

/** What object.__getattribute__ and its kin do: without `__getattr__`. */
export function plainAttribute(vm: Interpreter, object: Value, name: string): Slot {
  if (object instanceof PyClass) return classAttribute(vm, object, name);
  if (object instanceof Module) {
    const value = object.get(name);
    if (value !== undefined) return value;
  }
  const cls = typeOf(object);
  const found = cls.lookup(name);
  if (found instanceof GetSet) return found.get(object, vm);
  if (found !== undefined && isDataDescriptor(found)) return bind(vm, found, object, cls);
  if (typeof object === 'object' && object !== null) {
    const own = isAttributed(object)
      ? ownAttribute(object, name)
      : object instanceof PyFunction
        ? object.attributes?.getString(name)
        : undefined;
    if (own !== undefined) return own;
  }
  return found === undefined ? undefined : bind(vm, found, object, cls);
}

function classAttribute(vm: Interpreter, cls: PyClass, name: string): Slot {
  const meta = cls.metaclass ?? TYPE;
  const above = meta.lookup(name);
  if (above !== undefined && isDataDescriptor(above)) return bind(vm, above, cls, meta);
  const value = cls.lookup(name);
  if (value !== undefined) return bind(vm, value, undefined, cls);
  return above === undefined ? undefined : bind(vm, above, cls, meta);
}

/** Does the attribute of the class go before what the instance owns? */
export function isDataDescriptor(value: Value): boolean {
  if (value instanceof Property || value instanceof GetSet) return true;
  if (!(value instanceof PyInstance)) return false;
  const { cls } = value.shape;
  return cls.lookup('__set__') !== undefined || cls.lookup('__delete__') !== undefined;
}

/** What an attribute of a class becomes when read through `object`, or through the class itself (object undefined). */
export function bind(vm: Interpreter, value: Value, object: Slot, cls: PyClass): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof PyFunction) return object === undefined ? value : new BoundMethod(value, object);
  if (value instanceof Native) {
    if (value.owner === null) return value;
    if (object === undefined) return unbound(value);
    return new BoundMethod(value, object instanceof PyPrimitive ? receiver(value, object) : object);
  }
  if (value instanceof StaticMethod) return value.func;
  if (value instanceof ClassMethod) {
    if (value.func instanceof Property) return bind(vm, value.func, cls, typeOf(cls));
    return new BoundMethod(value.func, cls);
  }
  if (value instanceof Property) {
    if (object === undefined) return value;
    if (value.getter === null) throw pyError('AttributeError', 'property has no getter');
    return callValue(vm, value.getter, [object], null);
  }
  if (value instanceof GetSet) return object === undefined ? value : value.get(object, vm);
  if (value instanceof SlotMember) {
    if (object === undefined) return value;
    throw noAttribute(object, value.name);
  }
  const own = typeOf(value);
  if (!own.core) {
    const get = own.lookup('__get__');
    if (get !== undefined) return callValue(vm, get, [value, object ?? null, cls], null);
  }
  return value;
}

export function noAttribute(object: Value, name: string): PyExceptionObject {
  const error = pyError('AttributeError', lack(object, name));
  error.missing = { name, object };
  return error;
}

function lack(object: Value, name: string): string {
  if (object instanceof PyClass) {
    return `type object '${object.name}' has no attribute '${name}'`;
  }
  if (object instanceof Module) {
    return `module '${object.name}' has no attribute '${name}'`;
  }
  return `'${typeOf(object).name}' object has no attribute '${name}'`;
}

export function setAttribute(vm: Interpreter, object: Value, name: string, value: Value): void {
  const custom = typeOf(object).lookup('__setattr__');
  if (custom !== undefined && custom !== PLAIN_SET.value) callValue(vm, custom, [object, name, value], null);
  else setPlainAttribute(vm, object, name, value);
}

/** What object.__setattr__ does. */
export function setPlainAttribute(vm: Interpreter, object: Value, name: string, value: Value): void {
  if (object instanceof PyClass) {
    if (object.builtin) {
      throw pyError('TypeError', `cannot set '${name}' attribute of immutable type '${object.name}'`);
    }
    if (name === '__name__') object.name = value as string;
    else object.setAttribute(name, value);
    return;
  }
  const cls = typeOf(object);
  const found = cls.lookup(name);
  if (found !== undefined && bindingOf(found) === 'descriptor') {
    if (found instanceof Property) {
      if (found.setter === null) {
        throw pyError('AttributeError', `property '${name}' of '${cls.name}' object has no setter`);
      }
      callValue(vm, found.setter, [object, value], null);
      return;
    }
    if (found instanceof GetSet) {
      if (found.set === null) throw pyError('AttributeError', `readonly attribute`);
      found.set(object, value, vm);
      return;
    }
  }
  if (found instanceof PyInstance) {
    const set = found.shape.cls.lookup('__set__');
    if (set !== undefined) {
      callValue(vm, set, [found, object, value], null);
      return;
    }
    if (found.shape.cls.lookup('__delete__') !== undefined) throw pyError('AttributeError', '__set__');
  }
  if (object instanceof Module) {
    object.namespace.set(name, value);
  } else if (object instanceof PyFunction) {
    object.attributes ??= new PyDict();
    object.attributes.setString(name, value);
  } else if (typeof object === 'object' && object !== null && isAttributed(object)) {
    if (cls.slotNames !== null && !cls.slotNames.has(name)) throw noSlot(object, found, name);
    setOwnAttribute(object, name, value);
  } else {
    throw found === undefined
      ? noAttribute(object, name)
      : pyError('AttributeError', `'${cls.name}' object attribute '${name}' is read-only`);
  }
}

function noSlot(object: Value, found: Slot, name: string): PyExceptionObject {
  return found === undefined
    ? noAttribute(object, name)
    : pyError('AttributeError', `'${typeOf(object).name}' object attribute '${name}' is read-only`);
}

export function deleteAttribute(vm: Interpreter, object: Value, name: string): void {
  const cls = typeOf(object);
  const custom = cls.lookup('__delattr__');
  if (custom !== undefined && custom !== PLAIN_DELETE.value) {
    callValue(vm, custom, [object, name], null);
    return;
  }
  deletePlainAttribute(vm, object, name);
}

export function deletePlainAttribute(vm: Interpreter, object: Value, name: string): void {
  const found = typeOf(object).lookup(name);
  if (found instanceof Property) {
    if (found.deleter === null) {
      throw pyError('AttributeError', `property '${name}' of '${typeOf(object).name}' object has no deleter`);
    }
    callValue(vm, found.deleter, [object], null);
    return;
  }
  if (found instanceof PyInstance) {
    const remove = found.shape.cls.lookup('__delete__');
    if (remove !== undefined) {
      callValue(vm, remove, [found, object], null);
      return;
    }
    if (found.shape.cls.lookup('__set__') !== undefined) throw pyError('AttributeError', '__delete__');
  }
  let deleted = false;
  if (object instanceof PyClass) deleted = !object.builtin && object.deleteAttribute(name);
  else if (object instanceof Module) deleted = object.namespace.delete(name);
  else if (object instanceof PyFunction) deleted = object.attributes?.deleteString(name) ?? false;
  else if (typeof object === 'object' && object !== null && isAttributed(object)) {
    deleted = deleteOwnAttribute(object, name);
  }
  if (!deleted) throw noAttribute(object, name);
}
