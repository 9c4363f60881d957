/** Functions of the built-ins that belong to no other file here. */

import type { Interpreter } from '../interpreter.ts';
import { PyClass } from '../objects/class.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import type { Native } from '../objects/function.ts';
import { HashTable } from '../objects/hash-table.ts';
import { PyList } from '../objects/list.ts';
import { plainOf } from '../objects/primitive.ts';
import { NOT_IMPLEMENTED, PyRange, typeOf } from '../objects/scalars.ts';
import { UnionType } from '../objects/type-hints.ts';
import { binaryOperator, toInt } from '../operations/arithmetic.ts';
import { callValue } from '../operations/call.ts';
import { equals } from '../operations/compare.ts';
import { formatWith } from '../operations/format.ts';
import { hashOf, publicHash } from '../operations/hash.ts';
import { powerModulo } from '../operations/integers.ts';
import { charactersOf, hasSurrogates, listOf } from '../operations/iteration.ts';
import { asciiOf, reprOf, strOf } from '../operations/repr.ts';
import { isTrue } from '../operations/truth.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { isCallable } from './callables.ts';
import { expectCount, integer, native, nativeList } from './define.ts';
import { quotientAndRest } from './numbers.ts';
import { roundFloat, roundInt } from './rounding.ts';
import { sortItems, sortOptions } from './sorting.ts';

/** len() */
export function lengthOf(vm: Interpreter, value: Value): number {
  if (typeof value === 'string') return hasSurrogates(value) ? charactersOf(value).length : value.length;
  const cls = typeOf(value);
  if (cls.builtin) {
    if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
    if (value instanceof HashTable) return value.size;
  }
  if (value instanceof PyRange) return value.length;
  if (value instanceof PyBytes) return value.bytes.length;
  const method = cls.lookup('__len__');
  if (method === undefined) throw typeError(`object of type '${cls.name}' has no len()`);
  const length = callValue(vm, method, [value], null);
  if (typeof length === 'boolean') return length ? 1 : 0;
  if (typeof length !== 'number') {
    throw typeError(`'${typeOf(length).name}' object cannot be interpreted as an integer`);
  }
  if (length < 0) throw valueError('__len__() should return >= 0');
  return length;
}

function isInstance(vm: Interpreter, value: Value, wanted: Value): boolean {
  if (wanted instanceof PyClass) {
    const check = wanted.metaclass?.lookup('__instancecheck__');
    if (check !== undefined && typeOf(value) !== wanted) {
      return isTrue(vm, callValue(vm, check, [wanted, value], null));
    }
    return typeOf(value).isSubclassOf(wanted);
  }
  if (wanted instanceof PyTuple) return wanted.items.some((one) => isInstance(vm, value, one));
  if (wanted instanceof UnionType) return isInstance(vm, value, wanted.args);
  throw typeError('isinstance() arg 2 must be a type, a tuple of types, or a union');
}

function isSubclass(vm: Interpreter, cls: Value, wanted: Value): boolean {
  if (wanted instanceof PyClass) {
    const check = wanted.metaclass?.lookup('__subclasscheck__');
    if (check !== undefined) return isTrue(vm, callValue(vm, check, [wanted, cls], null));
  }
  if (!(cls instanceof PyClass)) throw typeError('issubclass() arg 1 must be a class');
  if (wanted instanceof PyClass) return cls.isSubclassOf(wanted);
  if (wanted instanceof PyTuple) return wanted.items.some((one) => isSubclass(vm, cls, one));
  if (wanted instanceof UnionType) return isSubclass(vm, cls, wanted.args);
  throw typeError('issubclass() arg 2 must be a class, a tuple of classes, or a union');
}

function abs(vm: Interpreter, value: Value): Value {
  if (typeof value === 'number') return Math.abs(value);
  if (value instanceof PyFloat) return new PyFloat(Math.abs(value.value));
  const int = toInt(value);
  if (int !== undefined) return int < 0 ? -int : int;
  const method = typeOf(value).lookup('__abs__');
  if (method === undefined) throw typeError(`bad operand type for abs(): '${typeOf(value).name}'`);
  return callValue(vm, method, [value], null);
}

function inBase(name: string, prefix: string, base: number): Native {
  return native(name, 1, 1, (vm, value: Value) => {
    const int = toInt(value) ?? toInt(index(vm, value));
    if (int === undefined) {
      throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
    }
    return (int < 0 ? '-' : '') + prefix + (int < 0 ? -int : int).toString(base);
  });
}

function index(vm: Interpreter, value: Value): Value {
  const method = typeOf(value).lookup('__index__');
  return method === undefined ? null : callValue(vm, method, [value], null);
}

function textOrNone(name: string, given: Value, usual: string): string {
  const value = plainOf(given);
  if (value === null) return usual;
  if (typeof value !== 'string')
    throw typeError(`${name} must be None or a string, not ${typeOf(value).name}`);
  return value;
}

/** What print() writes one after another: a program's own stream is called for each. */
function partsOf(vm: Interpreter, args: readonly Value[], separator: string, end: string): string[] {
  const parts = args.flatMap((arg, i) => (i === 0 ? [strOf(vm, arg)] : [separator, strOf(vm, arg)]));
  return [...parts, end];
}

const print = nativeList('print', (vm, args, keywords) => {
  let separator = ' ';
  let end = '\n';
  let file: Value = null;
  for (const [name, value] of keywords ?? []) {
    if (name === 'sep') separator = textOrNone(name, value, ' ');
    else if (name === 'end') end = textOrNone(name, value, '\n');
    else if (name === 'file') file = value;
    else if (name !== 'flush') throw typeError(`'${name}' is an invalid keyword argument for print()`);
  }
  const text = () => args.map((arg) => strOf(vm, arg)).join(separator) + end;
  const out = file ?? vm.modules.get('sys')?.get('stdout') ?? null;
  if (out === null) {
    vm.write(text());
  } else {
    const write = typeOf(out).lookup('write');
    if (write === undefined)
      throw pyError('AttributeError', `'${typeOf(out).name}' object has no attribute 'write'`);
    if (typeOf(out).builtin) callValue(vm, write, [out, text()], null);
    else for (const part of partsOf(vm, args, separator, end)) callValue(vm, write, [out, part], null);
  }
  return null;
});

const round = native('round', 1, 2, (vm, value: Value, digits?: Value) => {
  if (value instanceof PyFloat) return roundFloat(value.value, digits ?? null);
  const int = toInt(value);
  if (int !== undefined)
    return roundInt(int, typeof digits === 'boolean' ? Number(digits) : (digits ?? null));
  const method = typeOf(value).lookup('__round__');
  if (method === undefined) throw typeError(`type ${typeOf(value).name} doesn't define __round__ method`);
  return callValue(vm, method, digits === undefined ? [value] : [value, digits], null);
});

function isReal(value: Value): boolean {
  return value instanceof PyFloat || toInt(value) !== undefined;
}

const pow = native('pow', 2, 3, (vm, a: Value, b: Value, m?: Value) => {
  if (m === undefined || m === null) return binaryOperator(vm, 8, a, b);
  const method = typeOf(a).builtin ? undefined : typeOf(a).lookup('__pow__');
  if (method !== undefined) return callValue(vm, method, [a, b, m], null);
  const [x, y, z] = [toInt(a), toInt(b), toInt(m)];
  if (x === undefined || y === undefined || z === undefined) {
    throw typeError('pow() 3rd argument not allowed unless all arguments are integers');
  }
  if (z === 0) throw valueError('pow() 3rd argument cannot be 0');
  if (y < 0) return powerModulo(inverse(BigInt(x), BigInt(z)), -y, z);
  return powerModulo(x, y, z);
});

function inverse(a: bigint, m: bigint): bigint {
  let [r, next, s, after] = [((a % m) + m) % m, m, 1n, 0n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next, s, after] = [next, r - quotient * next, after, s - quotient * after];
  }
  if (r !== 1n) throw valueError('base is not invertible for the given modulus');
  return ((s % m) + m) % m;
}

export const FUNCTIONS: readonly Native[] = [
  print,
  round,
  pow,
  native('len', 1, 1, lengthOf),
  native('abs', 1, 1, abs),
  native('repr', 1, 1, reprOf),
  native('ascii', 1, 1, asciiOf),
  native('hash', 1, 1, publicHash),
  native('id', 1, 1, (vm, value: Value) => {
    if (typeof value === 'object' && value !== null) return vm.identityOf(value);
    return hashOf(vm, value);
  }),
  native('callable', 1, 1, (_vm, value: Value) => isCallable(value)),
  native('isinstance', 2, 2, isInstance),
  native('issubclass', 2, 2, (vm, cls: Value, wanted: Value) => isSubclass(vm, cls, wanted)),
  native('chr', 1, 1, (vm, value: Value) => {
    const point = integer(vm, value);
    if (point < 0 || point > 0x10ffff) throw valueError('chr() arg not in range(0x110000)');
    return String.fromCodePoint(point);
  }),
  native('ord', 1, 1, (vm, given: Value) => {
    const text = plainOf(given);
    if (text instanceof PyBytes && text.bytes.length === 1) return text.bytes[0]!;
    if (typeof text !== 'string') {
      throw typeError(`ord() expected string of length 1, but ${typeOf(text).name} found`);
    }
    if (lengthOf(vm, text) !== 1) {
      throw typeError(`ord() expected a character, but string of length ${lengthOf(vm, text)} found`);
    }
    return text.codePointAt(0)!;
  }),
  inBase('hex', '0x', 16),
  inBase('oct', '0o', 8),
  inBase('bin', '0b', 2),
  native('divmod', 2, 2, (vm, a: Value, b: Value) => {
    for (const [self, other, name] of [
      [a, b, '__divmod__'],
      [b, a, '__rdivmod__'],
    ] as const) {
      const method = typeOf(self).builtin ? undefined : typeOf(self).lookup(name);
      const result = method === undefined ? NOT_IMPLEMENTED : callValue(vm, method, [self, other], null);
      if (result !== NOT_IMPLEMENTED) return result;
    }
    if (!isReal(a) || !isReal(b)) {
      throw typeError(
        `unsupported operand type(s) for divmod(): '${typeOf(a).name}' and '${typeOf(b).name}'`,
      );
    }
    return quotientAndRest(vm, a, b);
  }),
  native('format', 1, 2, (vm, value: Value, spec: Value = '') => formatWith(vm, value, spec as string)),
  nativeList('sorted', (vm, args, keywords) => {
    expectCount('sorted', args, 1);
    const items = listOf(vm, args[0]!);
    sortItems(vm, items, ...sortOptions(keywords));
    return new PyList(items);
  }),
];

/** Position of an item, or -1. */
export function positionOf(
  vm: Interpreter,
  items: readonly Value[],
  item: Value,
  from = 0,
  to = items.length,
): number {
  const [first, last] = [from, to].map((at) => (at < 0 ? Math.max(0, at + items.length) : at));
  for (let i = first!; i < last! && i < items.length; i++) {
    if (items[i] === item || equals(vm, items[i]!, item)) return i;
  }
  return -1;
}
