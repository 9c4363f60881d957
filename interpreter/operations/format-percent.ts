/** `template % values`: printf-style formatting. */

import type { Interpreter } from '../interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { plainOf } from '../objects/primitive.ts';
import { typeOf } from '../objects/scalars.ts';
import { PyFloat, PyTuple, type Value } from '../values.ts';
import { toInt } from './arithmetic.ts';
import { callValue } from './call.ts';
import { formatNumberAs } from './format.ts';
import type { Int } from './integers.ts';
import { charactersOf, hasSurrogates } from './iteration.ts';
import { asciiOf, reprOf, strOf } from './repr.ts';
import { getItem } from './subscripts.ts';

const FIELD = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;

export function percentFormat(vm: Interpreter, template: string, values: Value): string {
  const args = values instanceof PyTuple ? values.items : [values];
  let next = 0;
  let byName = false;
  const text = template.replace(
    FIELD,
    (all: string, name, flags: string, width, precision, kind, at: number) => {
      if (kind === '%') return '%';
      if (kind === undefined) throw valueError('incomplete format');
      const wide =
        width === '*' ? (argumentAt(args, next++) as number) : width === undefined ? 0 : Number(width);
      const digits =
        precision === '*'
          ? (argumentAt(args, next++) as number)
          : precision === undefined
            ? -1
            : Number(precision);
      let value: Value;
      if (name === undefined) {
        value = argumentAt(args, next++);
      } else {
        if (!isMapping(values)) throw typeError('format requires a mapping');
        byName = true;
        value = getItem(vm, values, name as string);
      }
      const left = flags.includes('-') || wide < 0;
      const body = convert(vm, kind as string, flags, digits, value, at + all.length - 1);
      const size = Math.abs(wide) + body.length - lengthInCharacters(body);
      if (left) return body.padEnd(size);
      if (flags.includes('0') && !'sra'.includes(kind as string)) {
        const sign = /^[-+ ]?(?:0[xXo])?/.exec(body)![0];
        return sign + body.slice(sign.length).padStart(size - sign.length, '0');
      }
      return body.padStart(size);
    },
  );
  // A mapping need not be used up, and a list passes for one.
  if (!byName && next < args.length && !(values instanceof PyDict) && !(values instanceof PyList)) {
    throw typeError('not all arguments converted during string formatting');
  }
  return text;
}

function argumentAt(args: readonly Value[], at: number): Value {
  if (at >= args.length) throw typeError('not enough arguments for format string');
  return args[at]!;
}

function lengthInCharacters(text: string): number {
  return hasSurrogates(text) ? charactersOf(text).length : text.length;
}

/** Anything that can be indexed will do, except a tuple of values and a string. */
function isMapping(values: Value): boolean {
  if (values instanceof PyTuple || typeof values === 'string') return false;
  return typeOf(values).lookup('__getitem__') !== undefined;
}

/** A float without its fraction. */
function wholeOf(value: number): bigint {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw pyError('OverflowError', 'cannot convert float infinity to integer');
  return BigInt(Math.trunc(value));
}

function characterOf(value: Value): string {
  if (typeof value === 'string' && Array.from(value).length === 1) return value;
  const point = toInt(value);
  if (point === undefined) throw typeError('%c requires int or char');
  if (point < 0 || point > 0x10ffff) throw pyError('OverflowError', '%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(point));
}

function convert(
  vm: Interpreter,
  kind: string,
  flags: string,
  digits: number,
  given: Value,
  at: number,
): string {
  const value = kind === 's' || kind === 'r' || kind === 'a' ? given : plainOf(given);
  const cut = (text: string) => {
    if (digits < 0) return text;
    return hasSurrogates(text) ? charactersOf(text).slice(0, digits).join('') : text.slice(0, digits);
  };
  switch (kind) {
    case 's':
      return cut(strOf(vm, value));
    case 'r':
      return cut(reprOf(vm, value));
    case 'a':
      return cut(asciiOf(vm, value));
    case 'c':
      return characterOf(value);
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o': {
      const base = kind === 'o' ? 8 : kind === 'x' || kind === 'X' ? 16 : 10;
      let int = toInt(value);
      if (int === undefined && value instanceof PyFloat && kind !== 'x' && kind !== 'X' && kind !== 'o') {
        int = wholeOf(value.value);
      }
      if (int === undefined) int = ownInteger(vm, value, base === 10);
      if (int === undefined) {
        const wanted =
          kind === 'x' || kind === 'X' || kind === 'o'
            ? 'an integer is required'
            : 'a real number is required';
        throw typeError(`%${kind} format: ${wanted}, not ${typeOf(value).name}`);
      }
      let body = (int < 0 ? -int : int).toString(base);
      if (digits > body.length) body = body.padStart(digits, '0');
      if (flags.includes('#') && base !== 10) body = (base === 8 ? '0o' : '0x') + body;
      if (kind === 'X') body = body.toUpperCase();
      return signOf(int < 0, flags) + body;
    }
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': {
      const float = floatOf(vm, value);
      const negative = float < 0 || Object.is(float, -0);
      return (
        signOf(negative, flags) +
        formatNumberAs(kind, Math.abs(float), digits < 0 ? 6 : digits, flags.includes('#'))
      );
    }
    default:
      throw valueError(
        `unsupported format character '${kind}' (0x${kind.codePointAt(0)!.toString(16)}) at index ${at}`,
      );
  }
}

/** What an object of a program's class says it is as an int. */
function ownInteger(vm: Interpreter, value: Value, loosely: boolean): Int | undefined {
  for (const name of loosely ? ['__int__', '__index__'] : ['__index__']) {
    const convert = typeof value === 'string' ? undefined : typeOf(value).lookup(name);
    if (convert !== undefined) return toInt(callValue(vm, convert, [value], null));
  }
  return undefined;
}

function floatOf(vm: Interpreter, value: Value): number {
  if (value instanceof PyFloat) return value.value;
  const int = toInt(value);
  if (int !== undefined) return Number(int);
  const convert = typeof value === 'string' ? undefined : typeOf(value).lookup('__float__');
  const float = convert === undefined ? undefined : callValue(vm, convert, [value], null);
  if (!(float instanceof PyFloat)) throw typeError(`must be real number, not ${typeOf(value).name}`);
  return float.value;
}

function signOf(negative: boolean, flags: string): string {
  if (negative) return '-';
  if (flags.includes('+')) return '+';
  return flags.includes(' ') ? ' ' : '';
}
