/** Methods and attributes of object and type. */

import { OBJECT, PyClass, TYPE } from '../objects/class.ts';
import { ClassMethod } from '../objects/descriptors.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { PyFunction } from '../objects/function.ts';
import { dictionaryOf, isAttributed } from '../objects/instance.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { Namespace } from '../objects/namespace.ts';
import { liveDict } from '../objects/namespace-dict.ts';
import { NONE_TYPE, NOT_IMPLEMENTED, typeOf } from '../objects/scalars.ts';
import {
  deletePlainAttribute,
  noAttribute,
  plainAttribute,
  setPlainAttribute,
} from '../operations/attributes.ts';
import { makeInstance } from '../operations/call.ts';
import { builtinFormat } from '../operations/format.ts';
import { builtinRepr, reprOf, strOf } from '../operations/repr.ts';
import { PyTuple, type Value } from '../values.ts';
import { makeClass, metaclassOf } from './build-class.ts';
import { attribute, constructorOf, method, methodList, nativeList } from './define.ts';

constructorOf(OBJECT, (_vm, args) => {
  const cls = args[0];
  if (!(cls instanceof PyClass)) {
    throw typeError(`object.__new__(X): X is not a type object (${typeOf(cls!).name})`);
  }
  if (args.length > 1 && cls.lookup('__init__') === OBJECT.lookup('__init__')) {
    throw typeError(`${cls.name}() takes no arguments`);
  }
  if (cls.abstract !== null) {
    const plural = cls.abstract.length === 1 ? '' : 's';
    throw typeError(
      `Can't instantiate abstract class ${cls.name} with abstract method${plural} ${cls.abstract.join(', ')}`,
    );
  }
  if (cls.allocate === null) throw typeError(`cannot create '${cls.name}' instances`);
  return cls.allocate(cls);
});
methodList(OBJECT, '__init__', () => null);
constructorOf(NONE_TYPE, () => null);
method(OBJECT, '__eq__', 1, 1, (_vm, self, other) => (self === other ? true : NOT_IMPLEMENTED));
method(OBJECT, '__ne__', 1, 1, (_vm, self, other) => (self === other ? false : NOT_IMPLEMENTED));
method(OBJECT, '__hash__', 0, 0, (vm, self) => vm.identityOf(self));
method(OBJECT, '__repr__', 0, 0, (vm, self) => builtinRepr(vm, self));
method(OBJECT, '__str__', 0, 0, (vm, self) => reprOf(vm, self));
method(OBJECT, '__format__', 1, 1, (vm, self, spec) => {
  if (typeof spec !== 'string') {
    throw typeError(`__format__() argument must be str, not ${typeOf(spec).name}`);
  }
  if (spec === '') return strOf(vm, self);
  return builtinFormat(vm, self, spec);
});
method(OBJECT, '__getattribute__', 1, 1, (vm, self, name) => {
  const value = plainAttribute(vm, self, name);
  if (value === undefined) throw noAttribute(self, name);
  return value;
});
method(OBJECT, '__setattr__', 2, 2, (vm, self, name, value) => {
  setPlainAttribute(vm, self, name, value);
  return null;
});
method(OBJECT, '__delattr__', 1, 1, (vm, self, name) => {
  deletePlainAttribute(vm, self, name);
  return null;
});
method(OBJECT, '__dir__', 0, 0, (vm, self) => new PyList(namesOf(self, vm)));
const initSubclass = nativeList('__init_subclass__', (_vm, args, keywords) => {
  if (keywords === null || keywords.size === 0) return null;
  throw typeError(`${(args[0] as PyClass).name}.__init_subclass__() takes no keyword arguments`);
});
OBJECT.attributes.set('__init_subclass__', new ClassMethod(initSubclass));
attribute(
  OBJECT,
  '__class__',
  (self: Value) => typeOf(self),
  (self: Value, cls) => {
    if (
      !isAttributed(self as object) ||
      !(cls instanceof PyClass) ||
      cls.allocate !== typeOf(self).allocate
    ) {
      throw typeError('__class__ assignment only supported for mutable types or ModuleType subclasses');
    }
    const dict = dictionaryOf(self as never);
    (self as { shape: unknown }).shape = cls.dictionaryShape;
    (self as { slots: unknown[] }).slots = [dict];
  },
);
attribute(
  OBJECT,
  '__dict__',
  (self: Value) => {
    if (self instanceof PyClass) return namespaceDict(self.attributes);
    if (self instanceof Module) return liveDict(self.namespace);
    if (self instanceof PyFunction) {
      self.attributes ??= new PyDict();
      return self.attributes;
    }
    if (typeof self === 'object' && self !== null && isAttributed(self)) {
      if (typeOf(self).slotNames === null) return dictionaryOf(self);
    }
    throw noAttribute(self, '__dict__');
  },
  (self: Value, value) => {
    if (!(value instanceof PyDict) || !isAttributed(self as object)) {
      throw typeError(`__dict__ must be set to a dictionary, not a '${typeOf(value).name}'`);
    }
    dictionaryOf(self as never);
    (self as { slots: Value[] }).slots = [value];
  },
);
attribute(OBJECT, '__doc__', (self: Value) => typeOf(self).attributes.get('__doc__') ?? null);
attribute(OBJECT, '__module__', (self: Value) => typeOf(self).module);

/** A dict with the names of a namespace, a copy. */
export function namespaceDict(namespace: Namespace): PyDict {
  const dict = new PyDict();
  for (const [name, value] of namespace.entries()) dict.setString(name, value);
  return dict;
}

/** What dir() lists. */
export function namesOf(value: Value, _vm: unknown): string[] {
  const names = new Set<string>();
  if (value instanceof Module) {
    for (const [name] of value.namespace.entries()) names.add(name);
    return [...names].sort();
  }
  if (typeof value === 'object' && value !== null && isAttributed(value)) {
    if (value.shape.dictionary) for (const key of dictionaryOf(value).keys()) names.add(key as string);
    else for (const name of value.shape.index.keys()) names.add(name);
  }
  const cls = value instanceof PyClass ? value : typeOf(value);
  for (const base of cls.mro) for (const [name] of base.attributes.entries()) names.add(name);
  return [...names].sort();
}

// --- type

constructorOf(TYPE, (vm, args, keywords) => {
  const [meta, name, bases, dict] = args as [PyClass, Value, Value, Value];
  if (args.length === 2) return typeOf(name);
  if (
    args.length !== 4 ||
    typeof name !== 'string' ||
    !(bases instanceof PyTuple) ||
    !(dict instanceof PyDict)
  ) {
    if (args.length !== 4) throw typeError('type() takes 1 or 3 arguments');
    const [at, wanted, given] =
      typeof name !== 'string'
        ? [1, 'str', name]
        : !(bases instanceof PyTuple)
          ? [2, 'tuple', bases]
          : [3, 'dict', dict];
    throw typeError(`type.__new__() argument ${at} must be ${wanted}, not ${typeOf(given).name}`);
  }
  for (const base of bases.items) {
    if (!(base instanceof PyClass)) throw typeError('bases must be types');
  }
  const names = new Namespace();
  for (const { key, value } of dict.entries.values()) names.set(key as string, value);
  if (names.get('__module__') === undefined)
    names.set('__module__', vm.frame?.globals.get('__name__') ?? 'builtins');
  const classes = bases.items as PyClass[];
  return makeClass(vm, name, classes, names, metaclassOf(meta, classes), keywords);
});
methodList(TYPE, '__init__', () => null);
methodList(TYPE, '__call__', (vm, args, keywords) =>
  makeInstance(vm, args[0] as PyClass, args.slice(1), keywords),
);
attribute(
  TYPE,
  '__name__',
  (cls: PyClass) => cls.name,
  (cls: PyClass, name) => {
    cls.name = name as string;
  },
);
attribute(TYPE, '__qualname__', (cls: PyClass) => cls.qualname);
attribute(TYPE, '__module__', (cls: PyClass) => cls.module);
attribute(TYPE, '__mro__', (cls: PyClass) => new PyTuple(cls.mro));
attribute(TYPE, '__bases__', (cls: PyClass) => new PyTuple(cls.bases));
attribute(TYPE, '__base__', (cls: PyClass) => cls.bases[0] ?? null);
attribute(TYPE, '__doc__', (cls: PyClass) => cls.attributes.get('__doc__') ?? null);
attribute(
  TYPE,
  '__annotations__',
  (cls: PyClass) => {
    if (cls.builtin) throw noAttribute(cls, '__annotations__');
    let own = cls.attributes.get('__annotations__');
    if (own === undefined) {
      own = new PyDict();
      cls.attributes.set('__annotations__', own);
    }
    return own;
  },
  (cls: PyClass, annotations) => cls.setAttribute('__annotations__', annotations),
);
attribute(TYPE, '__dict__', (cls: PyClass) => namespaceDict(cls.attributes));
method(TYPE, 'mro', 0, 0, (_vm, cls: PyClass) => new PyList([...cls.mro]));
method(TYPE, '__instancecheck__', 1, 1, (_vm, cls: PyClass, value: Value) => typeOf(value).isSubclassOf(cls));
method(
  TYPE,
  '__subclasscheck__',
  1,
  1,
  (_vm, cls: PyClass, other: Value) => other instanceof PyClass && other.isSubclassOf(cls),
);
method(TYPE, '__subclasses__', 0, 0, (_vm, cls: PyClass) => new PyList(cls.subclasses()));
