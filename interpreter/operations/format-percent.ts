/** `template % values`: printf-style formatting. */

import type { Interpreter } from '../interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { typeOf } from '../objects/scalars.ts';
import { PyFloat, PyTuple, type Value } from '../values.ts';
import { toInt } from './arithmetic.ts';
import { formatNumberAs } from './format.ts';
import { asciiOf, reprOf, strOf } from './repr.ts';

const FIELD = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;

export function percentFormat(vm: Interpreter, template: string, values: Value): string {
  const args = values instanceof PyTuple ? values.items : [values];
  let next = 0;
  const take = (): Value => {
    if (next >= args.length) throw typeError('not enough arguments for format string');
    return args[next++]!;
  };
  let byName = false;
  const text = template.replace(
    FIELD,
    (all: string, name, flags: string, width, precision, kind, at: number) => {
      if (kind === '%') return '%';
      if (kind === undefined) throw valueError('incomplete format');
      const wide = width === '*' ? (take() as number) : width === undefined ? 0 : Number(width);
      const digits =
        precision === '*' ? (take() as number) : precision === undefined ? -1 : Number(precision);
      let value: Value;
      if (name === undefined) {
        value = take();
      } else {
        if (!(values instanceof PyDict)) throw typeError('format requires a mapping');
        byName = true;
        const found = values.getString(name as string);
        if (found === undefined) throw pyError('KeyError', name as string);
        value = found;
      }
      const left = flags.includes('-') || wide < 0;
      const body = convert(vm, kind as string, flags, digits, value, at + all.length - 1);
      const size = Math.abs(wide);
      if (left) return body.padEnd(size);
      if (flags.includes('0') && !'sra'.includes(kind as string)) {
        const sign = /^[-+ ]/.test(body) ? body[0]! : '';
        return sign + body.slice(sign.length).padStart(size - sign.length, '0');
      }
      return body.padStart(size);
    },
  );
  if (!byName && next < args.length && !(values instanceof PyDict)) {
    throw typeError('not all arguments converted during string formatting');
  }
  return text;
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
  value: Value,
  at: number,
): string {
  const cut = (text: string) => (digits >= 0 ? text.slice(0, digits) : text);
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
      let int = toInt(value);
      if (int === undefined && value instanceof PyFloat && kind !== 'x' && kind !== 'X' && kind !== 'o') {
        int = wholeOf(value.value);
      }
      if (int === undefined) {
        const wanted =
          kind === 'x' || kind === 'X' || kind === 'o'
            ? 'an integer is required'
            : 'a real number is required';
        throw typeError(`%${kind} format: ${wanted}, not ${typeOf(value).name}`);
      }
      const base = kind === 'o' ? 8 : kind === 'x' || kind === 'X' ? 16 : 10;
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
      const int = toInt(value);
      if (int === undefined && !(value instanceof PyFloat))
        throw typeError(`must be real number, not ${typeOf(value).name}`);
      const float = value instanceof PyFloat ? value.value : Number(int);
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

function signOf(negative: boolean, flags: string): string {
  if (negative) return '-';
  if (flags.includes('+')) return '+';
  return flags.includes(' ') ? ' ' : '';
}
