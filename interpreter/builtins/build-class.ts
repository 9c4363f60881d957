/** `__build_class__`: what a class statement does once its body is a function; and type(name, bases, dict). */

import type { Interpreter } from '../interpreter.ts';
import { linearize, OBJECT, PyClass, TYPE } from '../objects/class.ts';
import { ClassMethod, SlotMember, StaticMethod } from '../objects/descriptors.ts';
import { DICT, PyDict } from '../objects/dict.ts';
import { EXCEPTIONS, pyError, typeError } from '../objects/exception.ts';
import { Cell, type Keywords, PyFunction } from '../objects/function.ts';
import { LIST } from '../objects/list.ts';
import { Namespace } from '../objects/namespace.ts';
import { TUPLE, typeOf } from '../objects/scalars.ts';
import { SET } from '../objects/set.ts';
import { GenericAlias } from '../objects/type-hints.ts';
import { bind } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { listOf } from '../operations/iteration.ts';
import { reprOf } from '../operations/repr.ts';
import type { Value } from '../values.ts';
import { nativeList } from './define.ts';

export const BUILD_CLASS = nativeList('__build_class__', (vm, args, keywords) => {
  const [body, name, ...given] = args as [PyFunction, string, ...Value[]];
  const bases = classesOf(given);
  const rest: Keywords = new Map(keywords ?? []);
  const wanted = rest.get('metaclass');
  const meta = metaclassOf(wanted, bases);
  rest.delete('metaclass');

  const names = new Namespace();
  names.set('__module__', body.globals.get('__name__') ?? 'builtins');
  names.set('__qualname__', name);
  const prepare = meta?.lookup('__prepare__');
  if (prepare !== undefined)
    fill(names, callValue(vm, bind(vm, prepare, undefined, meta!), [name, vm.tuple(bases)], null));
  vm.runBody(body, names);

  // Any callable will do for a metaclass.
  if (wanted !== undefined && !(wanted instanceof PyClass)) {
    return callMetaclass(vm, wanted, name, bases, names, rest);
  }
  if (meta !== null) {
    const own = ['__new__', '__init__'].some((method) => meta.lookup(method) !== TYPE.lookup(method));
    if (own) return callMetaclass(vm, meta, name, bases, names, rest);
  }
  return makeClass(vm, name, bases, names, meta, rest);
});

function callMetaclass(
  vm: Interpreter,
  meta: Value,
  name: string,
  bases: PyClass[],
  names: Namespace,
  keywords: Keywords,
): Value {
  const dict = new PyDict();
  for (const [key, value] of names.entries()) dict.setString(key, value);
  return callValue(vm, meta, [name, vm.tuple(bases), dict], keywords);
}

function fill(names: Namespace, dict: Value): void {
  if (!(dict instanceof PyDict)) return;
  for (const { key, value } of dict.entries.values()) names.set(key as string, value);
}

function classesOf(given: readonly Value[]): PyClass[] {
  return given.map((hinted) => {
    const base = hinted instanceof GenericAlias ? hinted.origin : hinted;
    if (!(base instanceof PyClass)) throw typeError(`bases must be classes, not ${typeOf(base).name}`);
    return base;
  });
}

/** The most derived metaclass; null for plain type. */
export function metaclassOf(given: Value | undefined, bases: readonly PyClass[]): PyClass | null {
  let meta: PyClass | null = given instanceof PyClass && given !== TYPE ? given : null;
  for (const base of bases) {
    if (base.metaclass === null) continue;
    if (meta === null || base.metaclass.isSubclassOf(meta)) meta = base.metaclass;
    else if (!meta.isSubclassOf(base.metaclass)) {
      throw typeError(
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
  }
  return meta;
}

/** Built-in classes that programs may derive from. */
for (const cls of [OBJECT, LIST, DICT, SET, TUPLE, TYPE]) cls.open = true;

export function makeClass(
  vm: Interpreter,
  name: string,
  given: readonly PyClass[],
  names: Namespace,
  metaclass: PyClass | null,
  keywords: Keywords | null,
): PyClass {
  const bases = given.length === 0 ? [OBJECT] : given;
  for (const base of bases) checkBase(base);
  const twice = bases.find((base, i) => bases.indexOf(base) < i);
  if (twice !== undefined) throw typeError(`duplicate base class ${twice.name}`);
  const stuck: PyClass[] = [];
  const mro = linearize(bases, stuck);
  if (mro === null) {
    throw typeError(
      `Cannot create a consistent method resolution\norder (MRO) for bases ${stuck.map((base) => base.name).join(', ')}`,
    );
  }
  const module = names.get('__module__');
  const qualname = names.get('__qualname__');
  const classCell = names.get('__classcell__');
  names.delete('__qualname__');
  names.delete('__classcell__');
  const cls = new PyClass(name, bases, names, {
    mro,
    module: typeof module === 'string' ? module : 'builtins',
    metaclass,
    builtin: false,
  });
  if (typeof qualname === 'string') cls.qualname = qualname;
  const special = bases.find((base) => base.allocate !== OBJECT.allocate);
  if (special !== undefined) cls.allocate = special.allocate;

  if (names.get('__eq__') !== undefined && names.get('__hash__') === undefined) names.set('__hash__', null);
  for (const implicit of ['__init_subclass__', '__class_getitem__']) {
    const method = names.get(implicit);
    if (method instanceof PyFunction) names.set(implicit, new ClassMethod(method));
  }
  const make = names.get('__new__');
  if (make instanceof PyFunction) names.set('__new__', new StaticMethod(make));
  takeSlots(vm, cls, names);
  if (classCell instanceof Cell) classCell.value = cls;

  for (const [key, value] of [...names.entries()]) {
    const setName = typeOf(value).core ? undefined : typeOf(value).lookup('__set_name__');
    if (setName !== undefined) callValue(vm, setName, [value, cls, key], null);
  }
  const announce = cls.lookupAfter(cls, '__init_subclass__');
  if (announce !== undefined) {
    const func = announce instanceof ClassMethod ? announce.func : announce;
    callValue(vm, func, [cls], keywords);
  } else if (keywords !== null && keywords.size > 0) {
    throw typeError(`${name}.__init_subclass__() takes no keyword arguments`);
  }
  return cls;
}

function checkBase(base: PyClass): void {
  if (!base.builtin || base.open || base.isSubclassOf(EXCEPTIONS.BaseException)) return;
  if (['bool', 'function', 'NoneType', 'range', 'slice', 'generator', 'ellipsis'].includes(base.name)) {
    throw typeError(`type '${base.name}' is not an acceptable base type`);
  }
  throw pyError('NotImplementedError', `subclassing ${base.name} is outside the supported subset of Python`);
}

/** `__slots__`: allowed attributes are those of all classes in order, unless one of them has a `__dict__`. */
function takeSlots(vm: Interpreter, cls: PyClass, names: Namespace): void {
  const slots = names.get('__slots__');
  if (slots === undefined) return;
  const mangled = (slot: string) =>
    slot.startsWith('__') && !slot.endsWith('__') ? `_${cls.name.replace(/^_+/, '')}${slot}` : slot;
  const own = (typeof slots === 'string' ? [slots] : listOf(vm, slots)).map((slot) => {
    if (typeof slot !== 'string')
      throw typeError(`__slots__ items must be strings, not '${typeOf(slot).name}'`);
    if (names.get(slot) !== undefined) {
      throw pyError('ValueError', `${reprOf(vm, slot)} in __slots__ conflicts with class variable`);
    }
    return mangled(slot);
  });
  for (const slot of own) {
    if (slot !== '__dict__' && slot !== '__weakref__') names.set(slot, new SlotMember(slot));
  }
  if (own.includes('__dict__')) return;
  const allowed = new Set(own);
  for (const base of cls.bases) {
    if (base.builtin) {
      if (base !== OBJECT && base.isSubclassOf(EXCEPTIONS.BaseException)) return;
      continue;
    }
    if (base.slotNames === null) return;
    for (const name of base.slotNames) allowed.add(name);
  }
  cls.slotNames = allowed;
}
