/** property, staticmethod and classmethod. */

import {
  CLASS_METHOD,
  ClassMethod,
  GET_SET,
  type GetSet,
  PROPERTY,
  Property,
  SLOT_MEMBER,
  type SlotMember,
  STATIC_METHOD,
  StaticMethod,
} from '../objects/descriptors.ts';
import { findAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import type { Value } from '../values.ts';
import { attribute, constructorOf, method, methodList, parse } from './define.ts';

constructorOf(PROPERTY, (_vm, args, keywords) => {
  const [get, set, del] = parse('property', ['fget', 'fset', 'fdel', 'doc'], 0, args.slice(1), keywords);
  return new Property(get ?? null, set ?? null, del ?? null);
});
methodList(PROPERTY, '__init__', () => null);
method(PROPERTY, 'getter', 1, 1, (_vm, p: Property, f: Value) => new Property(f, p.setter, p.deleter));
method(PROPERTY, 'setter', 1, 1, (_vm, p: Property, f: Value) => new Property(p.getter, f, p.deleter));
method(PROPERTY, 'deleter', 1, 1, (_vm, p: Property, f: Value) => new Property(p.getter, p.setter, f));
attribute(PROPERTY, 'fget', (p: Property) => p.getter);
attribute(PROPERTY, 'fset', (p: Property) => p.setter);
attribute(PROPERTY, '__doc__', (p: Property, vm) =>
  p.getter === null ? null : (findAttribute(vm, p.getter, '__doc__') ?? null),
);

constructorOf(STATIC_METHOD, (_vm, args) => new StaticMethod(args[1]!));
methodList(STATIC_METHOD, '__init__', () => null);
methodList(STATIC_METHOD, '__call__', (vm, args, keywords) =>
  callValue(vm, (args[0] as StaticMethod).func, args.slice(1), keywords),
);
attribute(STATIC_METHOD, '__func__', (m: StaticMethod) => m.func);

constructorOf(CLASS_METHOD, (_vm, args) => new ClassMethod(args[1]!));
methodList(CLASS_METHOD, '__init__', () => null);
attribute(CLASS_METHOD, '__func__', (m: ClassMethod) => m.func);

attribute(GET_SET, '__name__', (descriptor: GetSet) => descriptor.name);
attribute(SLOT_MEMBER, '__name__', (member: SlotMember) => member.name);
