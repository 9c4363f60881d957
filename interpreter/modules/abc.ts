/**
 * The module `abc`: abstract methods keep a class from having instances; register() and isinstance() work, with
 * issubclass() asking the same.
 */

import { makeClass, metaclassOf } from '../builtins/build-class.ts';
import { constructorOf, method, native } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, OBJECT, PyClass, TYPE } from '../objects/class.ts';
import { ClassMethod, Property, StaticMethod } from '../objects/descriptors.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { type Keywords, Native, PyFunction } from '../objects/function.ts';
import { Module } from '../objects/module.ts';
import { Namespace } from '../objects/namespace.ts';
import { typeOf } from '../objects/scalars.ts';
import type { PyTuple, Value } from '../values.ts';
import { ClassNote, define, defineClasses } from './define.ts';

export const ABC_META = builtinClass('ABCMeta', TYPE, 'abc');
ABC_META.open = true;

/** What else counts as a subclass: classes given to register(), and a test of built-in abstract classes. */
const REGISTERED = new ClassNote<PyClass[]>('registered');
let registrations = 0;
const TESTS = new ClassNote<(cls: PyClass) => boolean>('test');

/** An abstract class of our own. `test` says which classes belong to it without deriving from it. */
export function abstractClass(
  name: string,
  bases: readonly PyClass[],
  module: string,
  test?: (cls: PyClass) => boolean,
): PyClass {
  const mro = bases.length > 1 ? [...new Set(bases.flatMap((base) => base.mro))] : [...bases[0]!.mro];
  if (mro.indexOf(OBJECT) >= 0) mro.push(...mro.splice(mro.indexOf(OBJECT), 1));
  const cls = new PyClass(name, bases, new Namespace(), { module, metaclass: ABC_META, mro });
  cls.open = true;
  if (test !== undefined) TESTS.set(cls, test);
  return cls;
}

export const ABC = abstractClass('ABC', [OBJECT], 'abc');

function isAbstract(value: Value): boolean {
  if (value instanceof PyFunction) return value.attributes?.getString('__isabstractmethod__') === true;
  if (value instanceof Property) {
    return [value.getter, value.setter, value.deleter].some((part) => part !== null && isAbstract(part));
  }
  return (value instanceof ClassMethod || value instanceof StaticMethod) && isAbstract(value.func);
}

/** Makes a class and finds out what is still abstract in it. */
export function makeAbstractable(
  vm: Interpreter,
  meta: PyClass,
  name: string,
  bases: readonly PyClass[],
  names: Namespace,
  keywords: Keywords | null,
): PyClass {
  const cls = makeClass(vm, name, bases, names, metaclassOf(meta, bases), keywords);
  const missing = new Set<string>();
  for (const [key, value] of cls.attributes.entries()) if (isAbstract(value)) missing.add(key);
  for (const base of bases) {
    for (const key of base.abstract ?? []) {
      const found = cls.lookup(key);
      const inherited = found === undefined || (found instanceof Native && found.owner === OBJECT);
      if (inherited || isAbstract(found)) missing.add(key);
    }
  }
  cls.abstract = missing.size === 0 ? null : [...missing].sort();
  return cls;
}

/** A dict of a class body as a namespace. */
export function namespaceOf(vm: Interpreter, dict: Value): Namespace {
  const names = new Namespace();
  if (!(dict instanceof PyDict))
    throw typeError(`type.__new__() argument 3 must be dict, not ${typeOf(dict).name}`);
  for (const { key, value } of dict.entries.values()) names.set(key as string, value);
  if (names.get('__module__') === undefined) {
    names.set('__module__', vm.frame?.globals.get('__name__') ?? 'builtins');
  }
  return names;
}

constructorOf(ABC_META, (vm, args, keywords) => {
  const [meta, name, bases, dict] = args as [PyClass, string, PyTuple, Value];
  return makeAbstractable(vm, meta, name, bases.items as PyClass[], namespaceOf(vm, dict), keywords);
});

export function belongs(cls: PyClass, wanted: PyClass): boolean {
  if (cls.isSubclassOf(wanted)) return true;
  if (TESTS.get(wanted)?.(cls) === true) return true;
  if (REGISTERED.get(wanted)?.some((one) => belongs(cls, one)) === true) return true;
  return registrations > 0 && wanted.subclasses().some((one) => one.metaclass !== null && belongs(cls, one));
}

method(ABC_META, 'register', 1, 1, (_vm, self: PyClass, cls: Value) => {
  if (!(cls instanceof PyClass)) throw typeError('Can only register classes');
  const known = REGISTERED.get(self);
  registrations++;
  if (known === undefined) REGISTERED.set(self, [cls]);
  else known.push(cls);
  return cls;
});
method(ABC_META, '__instancecheck__', 1, 1, (_vm, self: PyClass, value: Value) =>
  belongs(typeOf(value), self),
);
method(ABC_META, '__subclasscheck__', 1, 1, (_vm, self: PyClass, cls: Value) => {
  if (!(cls instanceof PyClass)) throw typeError('issubclass() arg 1 must be a class');
  return belongs(cls, self);
});

export function makeAbc(): Module {
  const module = new Module('abc');
  defineClasses(module, [ABC_META, ABC]);
  const mark = (value: Value): Value => {
    const func = value instanceof ClassMethod || value instanceof StaticMethod ? value.func : value;
    if (func instanceof PyFunction) {
      func.attributes ??= new PyDict();
      func.attributes.setString('__isabstractmethod__', true);
    }
    return value;
  };
  define(module, 'abstractmethod', 1, 1, (_vm, value: Value) => mark(value));
  define(module, 'abstractproperty', 1, 1, (_vm, value: Value) => new Property(mark(value), null, null));
  define(module, 'abstractclassmethod', 1, 1, (_vm, value: Value) => new ClassMethod(mark(value)));
  define(module, 'abstractstaticmethod', 1, 1, (_vm, value: Value) => new StaticMethod(mark(value)));
  module.namespace.set(
    'get_cache_token',
    native('get_cache_token', 0, 0, () => 0),
  );
  return module;
}
