/** int, float and bool: making them from other values, and their methods. */

import type { Interpreter } from '../interpreter.ts';
import type { PyClass } from '../objects/class.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { BOOL, FLOAT, INT, NOT_IMPLEMENTED, typeOf } from '../objects/scalars.ts';
import { BINARY_OPERATORS } from '../opcodes.ts';
import { builtinOperator, OPERATOR_NAMES, toInt, unaryOperator } from '../operations/arithmetic.ts';
import { callValue } from '../operations/call.ts';
import { compare } from '../operations/compare.ts';
import { scale } from '../operations/floats.ts';
import { hashOf } from '../operations/hash.ts';
import { type Int, norm } from '../operations/integers.ts';
import { quote } from '../operations/repr.ts';
import { isTrue } from '../operations/truth.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { attribute, constructorOf, method, methodList } from './define.ts';

const DIGITS = /^[\s]*([+-]?)(?:0([xXoObB]))?_?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/u;
const PREFIX: Record<string, number> = { x: 16, o: 8, b: 2 };

function parseInteger(source: string, base: number): Int {
  const bad = () => valueError(`invalid literal for int() with base ${base}: ${quote(source)}`);
  const match = DIGITS.exec(source);
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

/** int(x) */
function toInteger(vm: Interpreter, value: Value): Int {
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

constructorOf(INT, (vm, args, keywords) => {
  const value = args[1];
  const base = args[2] ?? keywords?.get('base');
  if (value === undefined) return 0;
  if (base === undefined) return toInteger(vm, value);
  if (typeof value !== 'string') throw typeError("int() can't convert non-string with explicit base");
  if (typeof base !== 'number' || (base !== 0 && (base < 2 || base > 36))) {
    throw valueError('int() base must be >= 2 and <= 36, or 0');
  }
  return parseInteger(value, base);
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
export function toFloat(vm: Interpreter, value: Value): number {
  if (value instanceof PyFloat) return value.value;
  const int = toInt(value);
  if (int !== undefined) {
    const float = Number(int);
    if (!Number.isFinite(float)) throw pyError('OverflowError', 'int too large to convert to float');
    return float;
  }
  if (typeof value === 'string') return parseFloatText(value);
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
    if (value instanceof PyFloat) return value;
    return new PyFloat(value === undefined ? 0 : toFloat(vm, value));
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
methodList(INT, 'to_bytes', (_vm, args, keywords) => {
  const length = (args[1] ?? keywords?.get('length') ?? 1) as number;
  const order = (args[2] ?? keywords?.get('byteorder') ?? 'big') as string;
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
method(INT, 'as_integer_ratio', 0, 0, (_vm, self: Value) => new PyTuple([toInt(self)!, 1]));
method(FLOAT, 'is_integer', 0, 0, (_vm, self: PyFloat) => Number.isInteger(self.value));
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

// Operators by name, for programs that call them: `int.__add__`, `super().__eq__`.
for (const cls of [INT, FLOAT] as PyClass[]) {
  for (const [op, name] of OPERATOR_NAMES.entries()) {
    if (name === 'matmul' || (cls === FLOAT && ['and', 'or', 'xor', 'lshift', 'rshift'].includes(name)))
      continue;
    if (BINARY_OPERATORS[op] === undefined) continue;
    method(cls, `__${name}__`, 1, 1, (vm, a: Value, b: Value) =>
      isNumber(b) ? builtinOperator(vm, op, false, a, b) : NOT_IMPLEMENTED,
    );
    method(cls, `__r${name}__`, 1, 1, (vm, a: Value, b: Value) =>
      isNumber(b) ? builtinOperator(vm, op, false, b, a) : NOT_IMPLEMENTED,
    );
  }
  for (const [op, name] of ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].entries()) {
    method(cls, name, 1, 1, (vm, a: Value, b: Value) =>
      isNumber(b) ? compare(vm, op, a, b) : NOT_IMPLEMENTED,
    );
  }
  method(cls, '__neg__', 0, 0, (vm, self: Value) => unaryOperator(vm, '-', self));
  method(cls, '__hash__', 0, 0, (vm, self: Value) => hashOf(vm, self));
  method(cls, '__bool__', 0, 0, (vm, self: Value) => isTrue(vm, self));
  method(cls, '__int__', 0, 0, (vm, self: Value) => toInteger(vm, self));
  method(cls, '__float__', 0, 0, (vm, self: Value) => new PyFloat(toFloat(vm, self)));
}
method(INT, '__index__', 0, 0, (_vm, self: Value) => toInt(self)!);

function isNumber(value: Value): boolean {
  return value instanceof PyFloat || toInt(value) !== undefined;
}
