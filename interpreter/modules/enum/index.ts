/**
 * The module `enum`: Enum, IntEnum, StrEnum, Flag, IntFlag, auto and unique. Boundaries of flags, verify(), member() and
 * nonmember() are absent, and members can be reassigned.
 */

import { makeClass, metaclassOf } from '../../builtins/build-class.ts';
import { attribute, constructorOf, method, native } from '../../builtins/define.ts';
import type { Interpreter } from '../../interpreter.ts';
import { builtinClass, OBJECT, PyClass, TYPE } from '../../objects/class.ts';
import { ClassMethod } from '../../objects/descriptors.ts';
import { PyDict } from '../../objects/dict.ts';
import { pyError, typeError, valueError } from '../../objects/exception.ts';
import { type Keywords, Native, type NativeCode, PyFunction } from '../../objects/function.ts';
import { ArrayIterator } from '../../objects/iterators.ts';
import { Module } from '../../objects/module.ts';
import { Namespace } from '../../objects/namespace.ts';
import { INT, NOT_IMPLEMENTED, STR, typeOf } from '../../objects/scalars.ts';
import { callValue } from '../../operations/call.ts';
import { formatWith } from '../../operations/format.ts';
import { hashOf } from '../../operations/hash.ts';
import { listOf } from '../../operations/iteration.ts';
import { reprOf, strOf } from '../../operations/repr.ts';
import { PyTuple, type Value } from '../../values.ts';
import { namespaceOf } from '../abc.ts';
import { define, defineClasses } from '../define.ts';
import {
  Auto,
  dataTypeOf,
  fillMembers,
  type Generator,
  isMemberName,
  maskOf,
  memberOf,
  membersOf,
  nameOf,
  nextNumber,
  rawValue,
  takeMembers,
} from './members.ts';

const META = builtinClass('EnumType', TYPE, 'enum');
META.open = true;

function enumClass(name: string, bases: readonly PyClass[]): PyClass {
  const mro = [...new Set(bases.flatMap((base) => base.mro.filter((cls) => cls !== OBJECT))), OBJECT];
  const cls = new PyClass(name, bases, new Namespace(), { module: 'enum', metaclass: META, mro });
  cls.open = true;
  const special = bases.find((base) => base.allocate !== OBJECT.allocate);
  cls.allocate = special === undefined ? OBJECT.allocate : special.allocate;
  return cls;
}

const ENUM = enumClass('Enum', [OBJECT]);
const REPR_ENUM = enumClass('ReprEnum', [ENUM]);
const INT_ENUM = enumClass('IntEnum', [INT, REPR_ENUM]);
const STR_ENUM = enumClass('StrEnum', [STR, REPR_ENUM]);
const FLAG = enumClass('Flag', [ENUM]);
const INT_FLAG = enumClass('IntFlag', [INT, REPR_ENUM, FLAG]);
const OWN = [ENUM, REPR_ENUM, INT_ENUM, STR_ENUM, FLAG, INT_FLAG];

/** A method that is given the member itself, also where the member is an int or a str. */
function memberMethod(cls: PyClass, name: string, count: number, run: NativeCode): Native {
  const made = new Native(name, count + 1, count + 1, run, cls);
  made.twin = made;
  cls.attributes.set(name, made);
  return made;
}

// --- Making classes

function generatorOf(names: Namespace | null, bases: readonly PyClass[]): Generator {
  const own = names?.get('_generate_next_value_');
  if (own !== undefined) return own;
  for (const base of bases) {
    const found = base.lookup('_generate_next_value_');
    if (found !== undefined) return found;
    if (base.isSubclassOf(FLAG)) return 'bit';
    if (base.isSubclassOf(STR_ENUM)) return 'lower';
  }
  return 'number';
}

/** Bases of the class whose body runs in a namespace: auto() asks. */
const BODIES = '__enum_bases__';
const prepare = new Native(
  '__prepare__',
  0,
  -1,
  (_vm: Interpreter, args: readonly Value[]) => {
    const given = args[2] instanceof PyTuple ? args[2].items : args.slice(2);
    const names = new PyDict();
    names.setString(BODIES, new PyTuple(given.filter((base) => base instanceof PyClass)));
    return names;
  },
  null,
);
META.attributes.set('__prepare__', new ClassMethod(prepare));

constructorOf(META, (vm, args, keywords) => {
  const [meta, name, bases, dict] = args as [PyClass, string, PyTuple, Value];
  const names = namespaceOf(vm, dict);
  names.delete(BODIES);
  return makeEnum(vm, meta, name, bases.items as PyClass[], names, keywords);
});

function makeEnum(
  vm: Interpreter,
  meta: PyClass,
  name: string,
  bases: readonly PyClass[],
  names: Namespace,
  keywords: Keywords | null,
): PyClass {
  for (const base of bases) {
    if ((membersOf(base)?.byName.size ?? 0) > 0) {
      throw typeError(`<enum '${name}'> cannot extend ${reprOf(vm, base)}`);
    }
  }
  const { rest, raw } = takeMembers(vm, names, generatorOf(names, bases));
  const cls = makeClass(vm, name, bases, rest, metaclassOf(meta, bases), keywords);
  if (dataTypeOf(cls) !== OBJECT && !cls.isSubclassOf(REPR_ENUM)) {
    // What int or str would say of themselves is not what a member says.
    for (const own of ['__repr__', '__str__', '__format__']) {
      if (!(cls.lookup(own) instanceof PyFunction)) cls.setAttribute(own, ENUM.lookup(own)!);
    }
  }
  fillMembers(vm, cls, raw, cls.isSubclassOf(FLAG));
  return cls;
}

/** Enum('Color', 'RED GREEN'): names with values from 1, or names with values of their own. */
function fromCall(
  vm: Interpreter,
  base: PyClass,
  name: string,
  given: Value,
  keywords: Keywords | null,
): PyClass {
  const names = new Namespace();
  names.set('__module__', keywords?.get('module') ?? vm.frame?.globals.get('__name__') ?? 'builtins');
  const start = keywords?.get('start');
  const list =
    typeof given === 'string' ? given.replaceAll(',', ' ').split(/\s+/).filter(Boolean) : listOf(vm, given);
  const isFlag = base.isSubclassOf(FLAG);
  list.forEach((item, i) => {
    const pair = item instanceof PyTuple ? item.items : null;
    const key = pair === null ? vm.str(item) : vm.str(pair[0]!);
    const value = given instanceof PyDict ? given.getString(key)! : pair === null ? undefined : pair[1]!;
    names.set(key, value ?? (isFlag ? 2 ** i : i + (typeof start === 'number' ? start : 1)));
  });
  return makeEnum(vm, META, name, [base], names, null);
}

META.attributes.set(
  '__call__',
  new Native(
    '__call__',
    0,
    -1,
    (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => {
      const [cls, value, given] = args as [PyClass, Value | undefined, Value | undefined];
      const wanted = value ?? keywords?.get('value');
      if (wanted === undefined) {
        throw typeError(`EnumType.__call__() missing 1 required positional argument: 'value'`);
      }
      const functional = given ?? keywords?.get('names');
      if (functional !== undefined) return fromCall(vm, cls, vm.str(wanted), functional, keywords);
      return memberOf(vm, cls, wanted);
    },
    META,
  ),
);
const all = (cls: PyClass) => membersOf(cls)?.all ?? [];
method(META, '__iter__', 0, 0, (_vm, cls: PyClass) => new ArrayIterator(all(cls)));
method(META, '__reversed__', 0, 0, (_vm, cls: PyClass) => new ArrayIterator(all(cls).toReversed()));
method(META, '__len__', 0, 0, (_vm, cls: PyClass) => all(cls).length);
method(META, '__bool__', 0, 0, () => true);
method(META, '__contains__', 1, 1, (_vm, cls: PyClass, value: Value) => {
  if (!typeOf(value).isSubclassOf(ENUM)) {
    throw typeError(
      `unsupported operand type(s) for 'in': '${typeOf(value).qualname}' and '${cls.qualname}'`,
    );
  }
  return typeOf(value).isSubclassOf(cls);
});
method(META, '__getitem__', 1, 1, (_vm, cls: PyClass, name: Value) => {
  const member = typeof name === 'string' ? membersOf(cls)?.byName.get(name) : undefined;
  if (member === undefined) throw pyError('KeyError', name);
  return member;
});
method(
  META,
  '__repr__',
  0,
  0,
  (_vm, cls: PyClass) => `<${cls.isSubclassOf(FLAG) ? 'flag' : 'enum'} '${cls.name}'>`,
);
method(META, '__getattr__', 1, 1, (_vm, _cls: PyClass, name: Value) => {
  throw pyError('AttributeError', name);
});
attribute(META, '__members__', (cls: PyClass) => {
  const dict = new PyDict();
  for (const [name, member] of membersOf(cls)?.byName ?? []) dict.setString(name, member);
  return dict;
});

// --- Members

attribute(ENUM, 'value', rawValue);
attribute(ENUM, 'name', nameOf);
for (const own of OWN) {
  constructorOf(own, (vm, args, keywords) => {
    const [cls, value = null, names] = args as [PyClass, Value?, Value?];
    const given = names ?? keywords?.get('names');
    return given === undefined ? memberOf(vm, cls, value) : fromCall(vm, cls, vm.str(value), given, keywords);
  });
}
memberMethod(ENUM, '__repr__', 0, (vm, self: Value) => {
  const name = nameOf(self);
  const shown = name === null ? '' : `.${vm.str(name)}`;
  return `<${typeOf(self).name}${shown}: ${reprOf(vm, rawValue(self))}>`;
});
memberMethod(ENUM, '__str__', 0, (vm, self: Value) => {
  const name = nameOf(self);
  return name === null
    ? `${typeOf(self).name}(${reprOf(vm, rawValue(self))})`
    : `${typeOf(self).name}.${vm.str(name)}`;
});
memberMethod(ENUM, '__format__', 1, (vm, self: Value, spec: string) => formatWith(vm, strOf(vm, self), spec));
memberMethod(ENUM, '__copy__', 0, (_vm, self: Value) => self);
memberMethod(ENUM, '__deepcopy__', 1, (_vm, self: Value) => self);
memberMethod(ENUM, '__hash__', 0, (vm, self: Value) => hashOf(vm, nameOf(self)));

for (const cls of [INT_ENUM, STR_ENUM, INT_FLAG]) {
  cls.attributes.set('__repr__', ENUM.lookup('__repr__')!);
  memberMethod(cls, '__str__', 0, (vm, self: Value) => vm.str(rawValue(self)));
  memberMethod(cls, '__format__', 1, (vm, self: Value, spec: string) => formatWith(vm, rawValue(self), spec));
  memberMethod(cls, '__hash__', 0, (vm, self: Value) => hashOf(vm, rawValue(self)));
}

// --- Flags

function bitsOf(cls: PyClass, other: Value): number | undefined {
  if (typeOf(other) === cls) return rawValue(other) as number;
  return cls.isSubclassOf(INT_FLAG) && typeof other === 'number' ? other : undefined;
}

const BITWISE: Record<string, (a: number, b: number) => number> = {
  or: (a, b) => a | b,
  and: (a, b) => a & b,
  xor: (a, b) => a ^ b,
};
for (const cls of [FLAG, INT_FLAG]) {
  for (const [name, run] of Object.entries(BITWISE)) {
    for (const method of [`__${name}__`, `__r${name}__`]) {
      memberMethod(cls, method, 1, (vm, self: Value, other: Value) => {
        const bits = bitsOf(typeOf(self), other);
        return bits === undefined
          ? NOT_IMPLEMENTED
          : memberOf(vm, typeOf(self), run(rawValue(self) as number, bits));
      });
    }
  }
  memberMethod(cls, '__invert__', 0, (vm, self: Value) => {
    const own = typeOf(self);
    return memberOf(vm, own, maskOf(membersOf(own)!) & ~(rawValue(self) as number));
  });
  memberMethod(cls, '__bool__', 0, (_vm, self: Value) => rawValue(self) !== 0);
  memberMethod(cls, '__contains__', 1, (_vm, self: Value, other: Value) => {
    if (typeOf(other) !== typeOf(self)) {
      throw typeError(
        `unsupported operand type(s) for 'in': '${typeOf(other).qualname}' and '${typeOf(self).qualname}'`,
      );
    }
    const bits = rawValue(other) as number;
    return ((rawValue(self) as number) & bits) === bits;
  });
  const parts = (self: Value) =>
    all(typeOf(self)).filter((member) => ((rawValue(member) as number) & (rawValue(self) as number)) !== 0);
  memberMethod(cls, '__iter__', 0, (_vm, self: Value) => new ArrayIterator(parts(self)));
  memberMethod(cls, '__len__', 0, (_vm, self: Value) => parts(self).length);
}

export function makeEnumModule(): Module {
  const module = new Module('enum');
  defineClasses(module, OWN);
  module.namespace.set('EnumMeta', META);
  module.namespace.set('EnumType', META);
  define(module, 'auto', 0, 0, (vm) => {
    const names = vm.frame?.names ?? null;
    const bases = names?.get(BODIES);
    if (names === null || !(bases instanceof PyTuple)) return new Auto();
    const values: Value[] = [];
    for (const [name, value] of names.entries()) if (isMemberName(name, value)) values.push(value);
    return nextNumber(generatorOf(names, bases.items as PyClass[]), values) ?? new Auto();
  });
  define(module, 'unique', 1, 1, (vm, cls: Value) => {
    if (!(cls instanceof PyClass)) throw typeError('unique() takes an enumeration');
    const aliases = [...(membersOf(cls)?.byName ?? [])].filter(([name, member]) => nameOf(member) !== name);
    if (aliases.length === 0) return cls;
    const shown = aliases.map(([name, member]) => `${name} -> ${vm.str(nameOf(member))}`).join(', ');
    throw valueError(`duplicate values found in ${reprOf(vm, cls)}: ${shown}`);
  });
  module.namespace.set(
    'property',
    native('property', 1, 1, (vm, f: Value) => callValue(vm, vm.builtins.get('property')!, [f], null)),
  );
  return module;
}
