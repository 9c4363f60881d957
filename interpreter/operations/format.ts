/** Format specs: format(), str.format fields and f-strings. `[[fill]align][sign][#][0][width][,][.precision][type]` */

import type { Interpreter } from '../interpreter.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { Native } from '../objects/function.ts';
import { plainOf } from '../objects/primitive.ts';
import { typeOf } from '../objects/scalars.ts';
import { PyFloat, type Value } from '../values.ts';
import { callValue } from './call.ts';
import { floatRepr, pythonExponent } from './floats.ts';
import type { Int } from './integers.ts';
import { strOf } from './repr.ts';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  /** A `0` before the width. */
  readonly zero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?(.)?$/su;

function parseSpec(spec: string, value: Value): Spec {
  const match = SPEC.exec(spec);
  if (match === null) {
    throw valueError(`Invalid format specifier '${spec}' for object of type '${typeOf(value).name}'`);
  }
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = match;
  return {
    fill: fill ?? (zero !== undefined ? '0' : ' '),
    align: align ?? (zero === undefined ? '' : '='),
    sign: sign ?? '',
    zero: zero !== undefined && align === undefined,
    alternate: alternate !== undefined,
    width: width === undefined ? 0 : Number(width),
    grouping: grouping ?? '',
    precision: precision === undefined ? -1 : Number(precision),
    type: type ?? '',
  };
}

export function formatWith(vm: Interpreter, value: Value, spec: string): string {
  const cls = typeOf(value);
  if (!cls.core) {
    const method = cls.lookup('__format__');
    if (method !== undefined && !(method instanceof Native && (method.owner === null || method.owner.core))) {
      const text = callValue(vm, method, [value, spec], null);
      if (typeof text !== 'string') throw typeError(`__format__ must return a str, not ${typeOf(text).name}`);
      return text;
    }
  }
  return builtinFormat(vm, value, spec);
}

/** What the built-in classes' own `__format__` do. */
export function builtinFormat(vm: Interpreter, given: Value, spec: string): string {
  if (spec === '') return strOf(vm, given);
  const value = plainOf(given);
  if (typeof value === 'string') return formatString(value, parseSpec(spec, value));
  if (typeof value === 'number' || typeof value === 'bigint') return formatInt(value, parseSpec(spec, value));
  if (typeof value === 'boolean') {
    const parsed = parseSpec(spec, value);
    return formatInt(value ? 1 : 0, parsed);
  }
  if (value instanceof PyFloat) return formatFloat(value.value, parseSpec(spec, value));
  throw typeError(`unsupported format string passed to ${typeOf(value).name}.__format__`);
}

function unknownCode(type: string, cls: string): object {
  return valueError(`Unknown format code '${type}' for object of type '${cls}'`);
}

function formatString(text: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec.type, 'str');
  if (spec.sign !== '') throw valueError('Sign not allowed in string format specifier');
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  if (spec.align === '=' && !spec.zero) {
    throw valueError("'=' alignment not allowed in string format specifier");
  }
  const characters = Array.from(text);
  const cut = spec.precision >= 0 ? characters.slice(0, spec.precision) : characters;
  return pad('', cut.join(''), spec.align === '=' ? { ...spec, align: '<' } : spec, '<');
}

const BASES: Record<string, [number, string]> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function formatInt(value: Int, spec: Spec): string {
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '') return formatFloat(Number(value), spec);
  if (spec.type === 'c' && (value < 0 || value > 0x10ffff)) {
    throw pyError('OverflowError', '%c arg not in range(0x110000)');
  }
  if (spec.type === 'c') return pad('', String.fromCodePoint(Number(value)), spec, '>');
  if (spec.precision >= 0) throw valueError('Precision not allowed in integer format specifier');
  const negative = value < 0;
  const size = negative ? -value : value;
  const base = BASES[spec.type];
  let digits: string;
  let prefix = '';
  if (base !== undefined) {
    if (spec.grouping === ',') throw valueError(`Cannot specify ',' with '${spec.type}'.`);
    digits = size.toString(base[0]);
    if (spec.type === 'X') digits = digits.toUpperCase();
    if (spec.alternate) prefix = base[1];
  } else if (spec.type === '' || spec.type === 'd' || spec.type === 'n') {
    digits = size.toString();
  } else {
    throw unknownCode(spec.type, 'int');
  }
  return padNumber(signOf(negative, spec) + prefix, digits, '', spec, base === undefined ? 3 : 4);
}

function formatFloat(value: number, spec: Spec): string {
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const sign = signOf(negative, spec);
  let text: string;
  if (spec.type === '') {
    text = spec.precision < 0 ? floatRepr(size) : withPoint(formatNumberAs('', size, spec.precision, false));
  } else if (spec.type === '%') {
    text = `${formatNumberAs('f', size * 100, spec.precision < 0 ? 6 : spec.precision, spec.alternate)}%`;
  } else if ('eEfFgGn'.includes(spec.type)) {
    const kind = spec.type === 'n' ? 'g' : spec.type;
    text = formatNumberAs(kind, size, spec.precision < 0 ? 6 : spec.precision, spec.alternate);
  } else {
    throw unknownCode(spec.type, 'float');
  }
  const point = text.search(/[^0-9]/);
  const whole = point < 0 ? text : text.slice(0, point);
  return padNumber(sign, whole, point < 0 ? '' : text.slice(point), spec, 3);
}

/** Like 'g', but a float shall look like one: what a precision without a type means. */
function withPoint(text: string): string {
  return /[.en]/.test(text) ? text : `${text}.0`;
}

/** A non-negative number in one of the styles e, f, g, and '' for the style of repr(). */
export function formatNumberAs(kind: string, value: number, precision: number, alternate: boolean): string {
  const lower = kind.toLowerCase();
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'nan' : 'inf';
  else if (lower === 'f') text = fixed(value, precision);
  else if (lower === 'e') text = pythonExponent(exponential(value, precision));
  else {
    const digits = precision === 0 ? 1 : precision;
    const [, exponent] = exponential(value, digits - 1).split('e');
    const power = Number(exponent);
    const most = kind === '' ? digits - 1 : digits;
    if (power < -4 || power >= most) text = pythonExponent(exponential(value, digits - 1));
    else text = fixed(value, digits - 1 - power);
    if (!alternate && text.includes('.')) {
      const [mantissa, exponent] = text.split('e') as [string, string?];
      text = mantissa.replace(/\.?0+$/, '') + (exponent === undefined ? '' : `e${exponent}`);
    }
  }
  if (alternate && !text.includes('.') && Number.isFinite(value)) text = text.replace(/^\d+/, '$&.');
  return kind === lower ? text : text.toUpperCase();
}

/** toFixed for any size and precision: exact digits, half to even on exact ties. */
function fixed(value: number, precision: number): string {
  if (value < 1e21 && precision <= 100) return tieToEven(value, precision, value.toFixed(precision));
  if (value >= 1e21) {
    const whole = BigInt(value).toString();
    return precision === 0 ? whole : `${whole}.${'0'.repeat(precision)}`;
  }
  return `${value.toFixed(100)}${'0'.repeat(precision - 100)}`;
}

/** toFixed rounds an exact tie up; Python to the even digit. Ties exist only when value * 2 * 10^p is odd and exact. */
function tieToEven(value: number, precision: number, text: string): string {
  if (precision > 22) return text;
  const more = value.toFixed(Math.min(100, precision + 30));
  const tail = more.slice(more.indexOf('.') + 1 + precision);
  if (!/^50*$/.test(tail)) return text;
  const down = more.slice(0, more.indexOf('.') + 1 + precision).replace(/\.$/, '');
  return Number(down[down.length - 1]) % 2 === 0 ? down : text;
}

function exponential(value: number, precision: number): string {
  const text = value.toExponential(Math.min(precision, 100));
  if (precision >= 30) return text;
  const more = value.toExponential(Math.min(100, precision + 30));
  const [mantissa, exponent] = more.split('e');
  const cut = precision === 0 ? 1 : precision + 2;
  const tail = mantissa!.replace('.', '').slice(precision + 1);
  if (!/^50*$/.test(tail)) return text;
  const down = mantissa!.slice(0, cut);
  return Number(down[down.length - 1]) % 2 === 0 ? `${down}e${exponent}` : text;
}

function signOf(negative: boolean, spec: Spec): string {
  if (negative) return '-';
  return spec.sign === '-' ? '' : spec.sign;
}

function pad(prefix: string, body: string, spec: Spec, usual: string): string {
  const missing = spec.width - prefix.length - Array.from(body).length;
  if (missing <= 0) return prefix + body;
  switch (spec.align || usual) {
    case '<':
      return prefix + body + spec.fill.repeat(missing);
    case '^':
      return spec.fill.repeat(missing >> 1) + prefix + body + spec.fill.repeat(missing - (missing >> 1));
    case '=':
      return prefix + spec.fill.repeat(missing) + body;
    default:
      return spec.fill.repeat(missing) + prefix + body;
  }
}

function padNumber(prefix: string, digits: string, tail: string, spec: Spec, group: number): string {
  if (spec.grouping === '') return pad(prefix, digits + tail, spec, '>');
  let all = digits;
  if (spec.fill === '0' && spec.align === '=') {
    // Zeros are grouped too: add them one at a time until the width is reached.
    while (prefix.length + grouped(all, spec.grouping, group).length + tail.length < spec.width)
      all = `0${all}`;
  }
  const body = grouped(all, spec.grouping, group).replace(/^[,_]/, '0$&');
  return pad(prefix, body + tail, spec, '>');
}

function grouped(digits: string, mark: string, size: number): string {
  return digits.replace(new RegExp(`(?!^)(?=(.{${size}})+$)`, 'g'), mark);
}
