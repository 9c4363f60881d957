/** Float arithmetic where Python's differs from JavaScript's, and how floats are written. */

import { pyError, valueError } from '../objects/exception.ts';
import { pow } from './elementary.ts';
import type { Int } from './integers.ts';

/** The quotient of two ints, rounded once. */
export function trueDivide(a: Int, b: Int): number {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const x = BigInt(a);
  const y = BigInt(b);
  const negative = x < 0n !== y < 0n;
  let dividend = x < 0n ? -x : x;
  let divisor = y < 0n ? -y : y;
  // Scale so that the quotient has 64 bits or a few more: 53 for the result, the rest to round by.
  const shift = 66 - (dividend.toString(2).length - divisor.toString(2).length);
  if (shift > 0) dividend <<= BigInt(shift);
  else divisor <<= BigInt(-shift);
  let quotient = dividend / divisor;
  // A sticky bit, so that a tie is seen to be none.
  if (quotient * divisor !== dividend) quotient |= 1n;
  const result = scale(Number(quotient), -shift);
  if (!Number.isFinite(result))
    throw pyError('OverflowError', 'integer division result too large for a float');
  return negative ? -result : result;
}

/** value * 2 ** exponent, also where 2 ** exponent alone is no float. */
export function scale(value: number, exponent: number): number {
  let scaled = value;
  let left = exponent;
  while (left > 1000) {
    scaled *= 2 ** 1000;
    left -= 1000;
  }
  while (left < -1000) {
    scaled *= 2 ** -1000;
    left += 1000;
  }
  return scaled * 2 ** left;
}

export function floatModulo(x: number, y: number): number {
  const rest = x % y;
  if (rest === 0) return y < 0 ? -0 : 0;
  return rest < 0 !== y < 0 ? rest + y : rest;
}

export function floatFloorDivide(x: number, y: number): number {
  const rest = x % y;
  let quotient = (x - rest) / y;
  if (rest !== 0 && rest < 0 !== y < 0) quotient -= 1;
  if (quotient === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

export function floatPower(x: number, y: number): number {
  if (x === 0 && y < 0 && y !== -Infinity)
    throw pyError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) {
    throw valueError('a negative number to a fractional power is complex, and complex is outside the subset');
  }
  const result = pow(x, y);
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) {
    throw pyError('OverflowError', 34, 'Numerical result out of range');
  }
  return result;
}

/** repr(): the shortest digits that read back the same, in CPython's form. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e16 || size < 1e-4) return pythonExponent(value.toExponential());
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** "1e-7" as Python writes it: "1e-07". */
export function pythonExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
