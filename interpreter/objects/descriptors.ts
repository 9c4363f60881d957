/** Attributes of classes that are computed when read through an instance. */

import type { Interpreter } from '../interpreter.ts';
import type { Value } from '../values.ts';
import { type Binding, builtinClass, type PyClass } from './class.ts';

export const PROPERTY: PyClass = builtinClass('property');
export const STATIC_METHOD: PyClass = builtinClass('staticmethod');
export const CLASS_METHOD: PyClass = builtinClass('classmethod');
export const GET_SET: PyClass = builtinClass('getset_descriptor');
export const SLOT_MEMBER: PyClass = builtinClass('member_descriptor');

export class Property {
  declare readonly cls: PyClass;
  declare readonly binding: Binding;
  readonly getter: Value;
  readonly setter: Value;
  readonly deleter: Value;
  constructor(getter: Value, setter: Value, deleter: Value) {
    this.getter = getter;
    this.setter = setter;
    this.deleter = deleter;
  }
}

export class StaticMethod {
  declare readonly cls: PyClass;
  declare readonly binding: Binding;
  readonly func: Value;
  constructor(func: Value) {
    this.func = func;
  }
}

export class ClassMethod {
  declare readonly cls: PyClass;
  declare readonly binding: Binding;
  readonly func: Value;
  constructor(func: Value) {
    this.func = func;
  }
}

/** An attribute of a built-in class, computed by JavaScript. Without `set` it is read-only. */
export class GetSet {
  declare readonly cls: PyClass;
  declare readonly binding: Binding;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the getter of a class is given instances of that class only.
  readonly get: (self: any, vm: Interpreter) => Value;
  // biome-ignore lint/suspicious/noExplicitAny: see get.
  readonly set: ((self: any, value: Value, vm: Interpreter) => void) | null;
  constructor(name: string, get: GetSet['get'], set: GetSet['set'] = null) {
    this.name = name;
    this.get = get;
    this.set = set;
  }
}

/**
 * What a name of `__slots__` is in its class. The value lies with the instance, like any attribute; this one only says
 * that none is there. So it is no data descriptor, and attributes of slots go through inline caches.
 */
export class SlotMember {
  declare readonly cls: PyClass;
  declare readonly binding: Binding;
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

for (const [kind, cls] of [
  [Property, PROPERTY],
  [StaticMethod, STATIC_METHOD],
  [ClassMethod, CLASS_METHOD],
  [GetSet, GET_SET],
  [SlotMember, SLOT_MEMBER],
] as const) {
  Object.defineProperty(kind.prototype, 'cls', { value: cls });
  Object.defineProperty(kind.prototype, 'binding', { value: 'descriptor' satisfies Binding });
}
