/** int, float and bool: making them from other values, and their methods. */

import type { Interpreter } from '../interpreter.ts';
import type { PyClass } from '../objects/class.ts';
import { ClassMethod } from '../objects/descriptors.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { Native } from '../objects/function.ts';
import { PyPrimitive, plainOf } from '../objects/primitive.ts';
import { BOOL, FLOAT, INT, NOT_IMPLEMENTED, typeOf } from '../objects/scalars.ts';
import { builtinOperator, toInt, unaryOperator } from '../operations/arithmetic.ts';
import { bytesOf } from '../operations/bytes.ts';
import { callValue } from '../operations/call.ts';
import { scale } from '../operations/floats.ts';
import { publicHash } from '../operations/hash.ts';
import { type Int, norm } from '../operations/integers.ts';
import { quote } from '../operations/repr.ts';
import { isTrue } from '../operations/truth.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import {
  attribute,
  constructorOf,
  integer,
  method,
  methodList,
  native,
  nativeList,
  parse,
} from './define.ts';
import { parseHex, writeHex } from './float-hex.ts';
import { roundFloat, roundInt } from './rounding.ts';

const DIGITS = /^[\s]*([+-]?)(?:0([xXoObB]))?_?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/u;
const PREFIX: Record<string, number> = { x: 16, o: 8, b: 2 };

/** Decimal digits of any script as those of ASCII. */
function withAsciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    // Each script has its ten digits in a row.
    let zero = digit.codePointAt(0)!;
    while (digit.codePointAt(0)! - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(digit.codePointAt(0)! - zero);
  });
}

const ASCII = /^[ -~]*$/;

function parseInteger(source: string, base: number): Int {
  const bad = () => valueError(`invalid literal for int() with base ${base}: ${quote(source)}`);
  const match = DIGITS.exec(ASCII.test(source) ? source : withAsciiDigits(source));
  if (match === null) throw bad();
  const [, sign, letter, raw] = match as unknown as [string, string, string | undefined, string];
  let radix = base;
  let digits = raw.replaceAll('_', '').toLowerCase();
  if (letter !== undefined) {
    const own = PREFIX[letter.toLowerCase()]!;
    if (base === 0) radix = own;
    else if (base !== own) digits = `0${letter.toLowerCase()}${digits}`;
  } else if (base === 0) {
    radix = 10;
    if (/^0+[1-9]/.test(digits)) throw bad();
  }
  for (const digit of digits) {
    const value = Number.parseInt(digit, 36);
    if (Number.isNaN(value) || value >= radix) throw bad();
  }
  let value: Int;
  if (digits.length < 11) value = Number.parseInt(digits, radix);
  else if (radix === 10) value = norm(BigInt(digits));
  else {
    let big = 0n;
    for (const digit of digits) big = big * BigInt(radix) + BigInt(Number.parseInt(digit, 36));
    value = norm(big);
  }
  return sign === '-' ? (typeof value === 'number' ? 0 - value : -value) : value;
}

/** How a program's subclass of int, float or str is converted, when it has a way of its own. */
function conversion(value: Value, name: '__int__' | '__float__'): Value | undefined {
  if (!(value instanceof PyPrimitive)) return undefined;
  const method = value.cls.lookup(name);
  return method instanceof Native ? undefined : method;
}

/** int(x) */
function toInteger(vm: Interpreter, given: Value): Int {
  const own = conversion(given, '__int__');
  if (own !== undefined) return callValue(vm, own, [given], null) as Int;
  const value = plainOf(given);
  const int = toInt(value);
  if (int !== undefined) return int;
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.value)) throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(value.value))
      throw pyError('OverflowError', 'cannot convert float infinity to integer');
    const whole = Math.trunc(value.value) + 0;
    return Number.isSafeInteger(whole) ? whole : norm(BigInt(whole));
  }
  if (typeof value === 'string') return parseInteger(value, 10);
  if (value instanceof PyBytes) return parseInteger(new TextDecoder().decode(value.bytes), 10);
  for (const name of ['__int__', '__index__', '__trunc__']) {
    const convert = typeOf(value).lookup(name);
    if (convert !== undefined) return callValue(vm, convert, [value], null) as Int;
  }
  throw typeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeOf(value).name}'`,
  );
}

/** What a constructor yields: the plain value, or an instance of the subclass that stands for it. */
export function instanceFor(cls: Value, plain: PyClass, value: Value): Value {
  return cls === plain ? value : new PyPrimitive((cls as PyClass).rootShape, value);
}

constructorOf(INT, (vm, args, keywords) => {
  const cls = args[0]!;
  if (cls === INT) {
    for (const name of keywords?.keys() ?? []) {
      if (name !== 'base') throw typeError(`'${name}' is an invalid keyword argument for int()`);
    }
  }
  const value = args[1];
  const base = args[2] ?? keywords?.get('base');
  if (value === undefined) return instanceFor(cls, INT, 0);
  if (base === undefined) return instanceFor(cls, INT, toInteger(vm, value));
  const digits = value instanceof PyBytes ? new TextDecoder().decode(value.bytes) : plainOf(value);
  if (typeof digits !== 'string') throw typeError("int() can't convert non-string with explicit base");
  if (typeof base !== 'number' || (base !== 0 && (base < 2 || base > 36))) {
    throw valueError('int() base must be >= 2 and <= 36, or 0');
  }
  return instanceFor(cls, INT, parseInteger(digits, base));
});
methodList(INT, '__init__', () => null);
constructorOf(BOOL, (vm, args) => args.length > 1 && isTrue(vm, args[1]!), 1);

const FLOAT_TEXT = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;

function parseFloatText(source: string): number {
  const trimmed = source.trim();
  const lower = trimmed.toLowerCase().replace(/^[+-]/, '');
  const negative = trimmed.startsWith('-');
  if (lower === 'inf' || lower === 'infinity') return negative ? -Infinity : Infinity;
  if (lower === 'nan') return Number.NaN;
  if (!FLOAT_TEXT.test(trimmed)) throw valueError(`could not convert string to float: ${quote(source)}`);
  return Number(trimmed.replaceAll('_', ''));
}

/** float(x) */
export function toFloat(vm: Interpreter, given: Value): number {
  if (given instanceof PyFloat) return given.value;
  const own = conversion(given, '__float__');
  if (own !== undefined) return toFloat(vm, callValue(vm, own, [given], null));
  const value = plainOf(given);
  const int = toInt(value);
  if (int !== undefined) {
    const float = Number(int);
    if (!Number.isFinite(float)) throw pyError('OverflowError', 'int too large to convert to float');
    return float;
  }
  if (value instanceof PyFloat) return value.value;
  if (typeof value === 'string') return parseFloatText(value);
  if (value instanceof PyBytes) return parseFloatText(new TextDecoder().decode(value.bytes));
  for (const name of ['__float__', '__index__']) {
    const convert = typeOf(value).lookup(name);
    if (convert !== undefined) return toFloat(vm, callValue(vm, convert, [value], null));
  }
  throw typeError(`float() argument must be a string or a real number, not '${typeOf(value).name}'`);
}

constructorOf(
  FLOAT,
  (vm, args) => {
    const value = args[1];
    const plain =
      value instanceof PyFloat ? value : new PyFloat(value === undefined ? 0 : toFloat(vm, value));
    return instanceFor(args[0]!, FLOAT, plain);
  },
  1,
);
methodList(FLOAT, '__init__', () => null);

// --- Methods

method(INT, 'bit_length', 0, 0, (_vm, self: Value) => {
  const int = toInt(self)!;
  return int === 0 ? 0 : (int < 0 ? -int : int).toString(2).length;
});
method(INT, 'bit_count', 0, 0, (_vm, self: Value) => {
  const int = toInt(self)!;
  return (int < 0 ? -int : int).toString(2).replaceAll('0', '').length;
});
method(INT, 'conjugate', 0, 0, (_vm, self: Value) => toInt(self)!);
attribute(INT, 'real', (self: Value) => toInt(self)!);
attribute(INT, 'imag', () => 0);
attribute(INT, 'numerator', (self: Value) => toInt(self)!);
attribute(INT, 'denominator', () => 1);
function byteOrder(given: Value | undefined): 'big' | 'little' {
  const order = given ?? 'big';
  if (order !== 'big' && order !== 'little') throw valueError("byteorder must be either 'little' or 'big'");
  return order;
}
methodList(INT, 'to_bytes', (vm, args, keywords) => {
  const length = integer(vm, args[1] ?? keywords?.get('length') ?? 1);
  if (length > 2 ** 30) throw pyError('MemoryError');
  const order = byteOrder(args[2] ?? keywords?.get('byteorder'));
  const int = BigInt(toInt(args[0]!)!);
  if (!(length >= 0)) throw valueError('length argument must be non-negative');
  const signed = keywords?.get('signed') === true;
  if (int < 0n && !signed) throw pyError('OverflowError', "can't convert negative int to unsigned");
  const fits = signed ? BigInt.asIntN(length * 8, int) === int : BigInt.asUintN(length * 8, int) === int;
  if (!fits) throw pyError('OverflowError', 'int too big to convert');
  let rest = BigInt.asUintN(length * 8, int);
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    bytes[order === 'big' ? length - 1 - i : i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return new PyBytes(bytes);
});
const fromBytes = nativeList('from_bytes', (vm, args, keywords) => {
  const [, bytes, byteorder] = parse(
    'from_bytes',
    ['cls', 'bytes', 'byteorder'],
    2,
    args,
    keywords === null ? null : new Map([...keywords].filter(([name]) => name !== 'signed')),
  );
  const all = bytesOf(vm, bytes!);
  if (byteOrder(byteorder) === 'little') all.reverse();
  let value = 0n;
  for (const byte of all) value = (value << 8n) | BigInt(byte);
  if (isTrue(vm, keywords?.get('signed') ?? false)) value = BigInt.asIntN(8 * all.length, value);
  return norm(value);
});
INT.attributes.set('from_bytes', new ClassMethod(fromBytes));
method(INT, 'as_integer_ratio', 0, 0, (_vm, self: Value) => new PyTuple([toInt(self)!, 1]));
method(FLOAT, 'is_integer', 0, 0, (_vm, self: PyFloat) => Number.isInteger(self.value));
method(FLOAT, 'hex', 0, 0, (_vm, self: PyFloat) => writeHex(self.value));
FLOAT.attributes.set(
  'fromhex',
  new ClassMethod(
    native('fromhex', 2, 2, (_vm, cls: Value, text: Value) =>
      instanceFor(cls, FLOAT, new PyFloat(parseHex(text))),
    ),
  ),
);
method(FLOAT, 'conjugate', 0, 0, (_vm, self: PyFloat) => self);
attribute(FLOAT, 'real', (self: PyFloat) => self);
attribute(FLOAT, 'imag', () => new PyFloat(0));
method(FLOAT, 'as_integer_ratio', 0, 0, (_vm, self: PyFloat) => {
  let { value } = self;
  let exponent = 0;
  while (!Number.isInteger(value)) {
    value = scale(value, 1);
    exponent++;
  }
  return new PyTuple([norm(BigInt(value)), norm(1n << BigInt(exponent))]);
});

for (const cls of [INT, FLOAT] as PyClass[]) {
  method(cls, '__neg__', 0, 0, (vm, self: Value) => unaryOperator(vm, '-', self));
  method(cls, '__pos__', 0, 0, (vm, self: Value) => unaryOperator(vm, '+', self));
  method(cls, '__abs__', 0, 0, absolute);
  method(cls, '__divmod__', 1, 1, (vm, a: Value, b: Value) =>
    isNumber(b) ? quotientAndRest(vm, a, b) : NOT_IMPLEMENTED,
  );
  method(cls, '__rdivmod__', 1, 1, (vm, a: Value, b: Value) =>
    isNumber(b) ? quotientAndRest(vm, b, a) : NOT_IMPLEMENTED,
  );
  method(cls, '__hash__', 0, 0, (vm, self: Value) => publicHash(vm, self));
  method(cls, '__bool__', 0, 0, (vm, self: Value) => isTrue(vm, self));
  method(cls, '__int__', 0, 0, (vm, self: Value) => toInteger(vm, self));
  method(cls, '__trunc__', 0, 0, (vm, self: Value) => toInteger(vm, self));
  method(cls, '__float__', 0, 0, (vm, self: Value) => new PyFloat(toFloat(vm, self)));
}
method(INT, '__index__', 0, 0, (_vm, self: Value) => toInt(self)!);
method(INT, '__invert__', 0, 0, (vm, self: Value) => unaryOperator(vm, '~', self));
method(INT, '__floor__', 0, 0, (_vm, self: Value) => toInt(self)!);
method(INT, '__ceil__', 0, 0, (_vm, self: Value) => toInt(self)!);
method(INT, '__round__', 0, 1, (_vm, self: Value, digits: Value = null) => roundInt(toInt(self)!, digits));
method(FLOAT, '__round__', 0, 1, (_vm, self: PyFloat, digits: Value = null) =>
  roundFloat(self.value, digits),
);
method(FLOAT, '__floor__', 0, 0, (vm, self: PyFloat) => toInteger(vm, new PyFloat(Math.floor(self.value))));
method(FLOAT, '__ceil__', 0, 0, (vm, self: PyFloat) => toInteger(vm, new PyFloat(Math.ceil(self.value))));

/** abs() of a number. */
function absolute(vm: Interpreter, self: Value): Value {
  if (self instanceof PyFloat) return new PyFloat(Math.abs(self.value));
  return toInt(self)! < 0 ? unaryOperator(vm, '-', self) : toInt(self)!;
}

/** divmod() of numbers. */
export function quotientAndRest(vm: Interpreter, a: Value, b: Value): PyTuple {
  if ((plainOf(a) instanceof PyFloat || plainOf(b) instanceof PyFloat) && !isTrue(vm, b)) {
    throw pyError('ZeroDivisionError', 'float divmod()');
  }
  return new PyTuple([builtinOperator(vm, 2, false, a, b), builtinOperator(vm, 6, false, a, b)]);
}

function isNumber(value: Value): boolean {
  return plainOf(value) instanceof PyFloat || toInt(value) !== undefined;
}
