/** The members of an enumeration: how a class body becomes them, and how they are found. */

import type { Interpreter } from '../../interpreter.ts';
import { builtinClass, OBJECT, type PyClass } from '../../objects/class.ts';
import { ClassMethod, GetSet, Property, StaticMethod } from '../../objects/descriptors.ts';
import { PyDict } from '../../objects/dict.ts';
import { isInstanceOf, pyError, typeError } from '../../objects/exception.ts';
import { Native, PyFunction } from '../../objects/function.ts';
import { type Attributed, ownAttribute, setOwnAttribute } from '../../objects/instance.ts';
import { PyList } from '../../objects/list.ts';
import { Namespace } from '../../objects/namespace.ts';
import { FLOAT, INT, STR, TUPLE, typeOf } from '../../objects/scalars.ts';
import { bind } from '../../operations/attributes.ts';
import { callValue } from '../../operations/call.ts';
import { equals } from '../../operations/compare.ts';
import { reprOf } from '../../operations/repr.ts';
import { PyTuple, type Value } from '../../values.ts';
import { belongsTo, ClassNote } from '../define.ts';

/** How auto() finds values. */
export type Generator = 'number' | 'bit' | 'lower' | Value;

export interface Members {
  readonly byName: Map<string, Value>;
  readonly byValue: PyDict;
  /** Without aliases, in order. */
  readonly all: Value[];
  readonly isFlag: boolean;
}

const MEMBERS = new ClassNote<Members>('members');

export function membersOf(cls: PyClass): Members | undefined {
  return MEMBERS.get(cls);
}

/** What auto() stands for until its name is known. */
export class Auto {}
belongsTo(Auto, builtinClass('auto', undefined, 'enum'));

export const rawValue = (member: Value): Value => ownAttribute(member as Attributed, '_value_') ?? null;
export const nameOf = (member: Value): Value => ownAttribute(member as Attributed, '_name_') ?? null;

/** Is a name of a class body a member's? */
export function isMemberName(name: string, value: Value): boolean {
  if (/^__.*__$/.test(name) || /^_[^_].*[^_]_$/.test(name) || /^_.*__.*[^_]_?$/.test(name)) return false;
  if (value instanceof PyFunction || value instanceof Property || value instanceof GetSet) return false;
  if (value instanceof ClassMethod || value instanceof StaticMethod) return false;
  if (value instanceof Native) return value.owner === null;
  const cls = typeOf(value);
  return cls.core || cls.lookup('__get__') === undefined;
}

/** The value of an auto() behind others; undefined when the generator wants to know the name. */
export function nextNumber(generator: Generator, before: readonly Value[]): number | undefined {
  if (generator === 'number') {
    const numbers = before.filter((value) => typeof value === 'number');
    return numbers.length === 0 ? 1 : numbers.at(-1)! + 1;
  }
  if (generator === 'bit') {
    const numbers = before.filter((value) => typeof value === 'number');
    return numbers.length === 0 ? 1 : 2 ** (Math.floor(Math.log2(Math.max(...numbers, 0.5))) + 1);
  }
  return undefined;
}

function resolve(
  vm: Interpreter,
  generator: Generator,
  name: string,
  value: Value,
  before: readonly Value[],
): Value {
  if (value instanceof PyTuple && value.items.some((item) => item instanceof Auto)) {
    return new PyTuple(value.items.map((item) => resolve(vm, generator, name, item, before)));
  }
  if (!(value instanceof Auto)) return value;
  if (generator === 'lower') return name.toLowerCase();
  const number = nextNumber(generator, before);
  if (number !== undefined) return number;
  const func = generator instanceof StaticMethod ? generator.func : (generator as Value);
  return callValue(vm, func, [name, 1, before.length, new PyList([...before])], null);
}

/** The class of plain values that an enumeration derives from: int, str, ... or object. */
export function dataTypeOf(cls: PyClass): PyClass {
  return cls.mro.find((base) => [INT, FLOAT, STR, TUPLE].includes(base)) ?? OBJECT;
}

/** Takes the members out of a class body; the rest stays for the class. */
export function takeMembers(
  vm: Interpreter,
  names: Namespace,
  generator: Generator,
): { rest: Namespace; raw: [string, Value][] } {
  const rest = new Namespace();
  const raw: [string, Value][] = [];
  const values: Value[] = [];
  const ignored = names.get('_ignore_');
  const skip = typeof ignored === 'string' ? ignored.split(/[\s,]+/) : [];
  for (const [name, value] of names.entries()) {
    if (skip.includes(name) || name === '_ignore_') continue;
    if (!isMemberName(name, value)) {
      rest.set(name, value);
      continue;
    }
    const resolved = resolve(vm, generator, name, value, values);
    values.push(resolved);
    raw.push([name, resolved]);
  }
  return { rest, raw };
}

/** Makes the members of a new class. */
export function fillMembers(
  vm: Interpreter,
  cls: PyClass,
  raw: readonly [string, Value][],
  isFlag: boolean,
): void {
  const members: Members = { byName: new Map(), byValue: new PyDict(), all: [], isFlag };
  MEMBERS.set(cls, members);
  const names = new PyList([]);
  const map = new PyDict();
  for (const [name, value] of raw) {
    const made = makeMember(vm, cls, name, value);
    const known = find(vm, members, rawValue(made));
    const member = known ?? made;
    if (known === undefined) {
      remember(vm, members, made);
      // A flag of several bits is a name for a combination.
      if (!isFlag || isSingleBit(rawValue(made))) {
        members.all.push(made);
        names.items.push(name);
      }
    }
    members.byName.set(name, member);
    map.setString(name, member);
    cls.setAttribute(name, member);
  }
  cls.setAttribute('_member_names_', names);
  cls.setAttribute('_member_map_', map);
  cls.setAttribute('_value2member_map_', members.byValue);
}

export function isSingleBit(value: Value): boolean {
  return typeof value === 'number' ? value > 0 && Number.isInteger(Math.log2(value)) : true;
}

function makeMember(vm: Interpreter, cls: PyClass, name: string, value: Value): Value {
  const dataType = dataTypeOf(cls);
  const args = value instanceof PyTuple && dataType !== TUPLE ? value.items : [value];
  const found = cls.lookup('__new__');
  const make = found instanceof StaticMethod ? found.func : found;
  let member: Value;
  if (make instanceof PyFunction) member = callValue(vm, make, [cls, ...args], null);
  else if (dataType === OBJECT) member = cls.allocate!(cls);
  else member = callValue(vm, (dataType.lookup('__new__') as StaticMethod).func, [cls, ...args], null);
  const own = member as Attributed;
  if (ownAttribute(own, '_value_') === undefined) {
    const plain = dataType === OBJECT ? value : callValue(vm, dataType, args, null);
    setOwnAttribute(own, '_value_', plain);
  }
  setOwnAttribute(own, '_name_', name);
  setOwnAttribute(own, '__objclass__', cls);
  setOwnAttribute(own, '_sort_order_', membersOf(cls)!.all.length);
  const init = cls.lookup('__init__');
  if (init instanceof PyFunction) callValue(vm, init, [member, ...args], null);
  return member;
}

function remember(vm: Interpreter, members: Members, member: Value): void {
  try {
    members.byValue.set(vm, rawValue(member), member);
  } catch (error) {
    // Unhashable values are looked for one by one.
    if (!isInstanceOf(error, 'TypeError')) throw error;
  }
}

function find(vm: Interpreter, members: Members, value: Value): Value | undefined {
  try {
    return members.byValue.get(vm, value);
  } catch (error) {
    if (!isInstanceOf(error, 'TypeError')) throw error;
    return members.all.find((member) => equals(vm, rawValue(member), value));
  }
}

/** The member with a value; a flag may be a combination of members. */
export function memberOf(vm: Interpreter, cls: PyClass, value: Value): Value {
  const members = membersOf(cls);
  if (members === undefined) throw typeError(`${cls.name} has no members`);
  if (typeOf(value) === cls) return value;
  const found = find(vm, members, value);
  if (found !== undefined) return found;
  const missing = cls.lookup('_missing_');
  if (missing !== undefined) {
    const result = callValue(vm, bind(vm, missing, undefined, cls), [value], null);
    if (typeOf(result).isSubclassOf(cls)) return result;
  }
  if (members.isFlag && typeof value === 'number') {
    const combined = combination(vm, cls, members, value);
    if (combined !== undefined) return combined;
  }
  throw pyError(
    'ValueError',
    members.isFlag && typeof value === 'number'
      ? outsideMask(vm, cls, value, maskOf(members))
      : `${reprOf(vm, value)} is not a valid ${cls.qualname}`,
  );
}

function outsideMask(vm: Interpreter, cls: PyClass, value: number, mask: number): string {
  const width = Math.max(value, mask).toString(2).length;
  const bits = (number: number) => `0b0 ${number.toString(2).padStart(width, '0')}`;
  return `${reprOf(vm, cls)} invalid value ${value}\n    given ${bits(value)}\n  allowed ${bits(mask)}`;
}

/** All bits of the members. */
export function maskOf(members: Members): number {
  return members.all.reduce((mask: number, member) => mask | (rawValue(member) as number), 0);
}

function combination(vm: Interpreter, cls: PyClass, members: Members, given: number): Value | undefined {
  const mask = maskOf(members);
  const isInt = cls.isSubclassOf(INT);
  let value = given;
  if (value < 0) value = isInt ? given : mask & given;
  if (!isInt && (value & ~mask) !== 0) return undefined;
  if (value < 0) value = mask & given;
  const known = members.byValue.get(vm, value);
  if (known !== undefined) return known;
  const made = isInt
    ? callValue(vm, (INT.lookup('__new__') as StaticMethod).func, [cls, value], null)
    : cls.allocate!(cls);
  const parts = members.all.filter((member) => ((rawValue(member) as number) & value) !== 0);
  const rest = value & ~mask;
  const text = [...parts.map((part) => String(nameOf(part))), ...(rest === 0 ? [] : [String(rest)])].join(
    '|',
  );
  setOwnAttribute(made as Attributed, '_value_', value);
  setOwnAttribute(made as Attributed, '_name_', parts.length === 0 ? null : text);
  members.byValue.set(vm, value, made);
  return made;
}
