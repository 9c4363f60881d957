/** float.hex() and float.fromhex(). */

import { pyError, typeError, valueError } from '../objects/exception.ts';
import { typeOf } from '../objects/scalars.ts';
import type { Value } from '../values.ts';

const bits = new DataView(new ArrayBuffer(8));

/** 1.5 is 0x1.8000000000000p+0. */
export function writeHex(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const sign = word >> 63n === 1n ? '-' : '';
  if (value === 0) return `${sign}0x0.0p+0`;
  const exponent = Number((word >> 52n) & 2047n);
  const fraction = (word & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? '' : '+'}${power}`;
}

const HEX = /^\s*([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?\s*$/i;
const NAMED = /^\s*([+-]?)(inf|infinity|nan)\s*$/i;

export function parseHex(text: Value): number {
  if (typeof text !== 'string') throw typeError(`fromhex() argument must be str, not ${typeOf(text).name}`);
  const named = NAMED.exec(text);
  if (named !== null) {
    if (named[2]!.toLowerCase() === 'nan') return Number.NaN;
    return named[1] === '-' ? -Infinity : Infinity;
  }
  const match = HEX.exec(text);
  if (match === null || `${match[2]}${match[3] ?? ''}` === '') {
    throw valueError('invalid hexadecimal floating-point string');
  }
  const [, sign, whole, fraction = '', power = '0'] = match;
  const size = scaled(BigInt(`0x${whole}${fraction}`), Number(power) - 4 * fraction.length);
  if (!Number.isFinite(size)) {
    throw pyError('OverflowError', 'hexadecimal value too large to represent as a float');
  }
  return sign === '-' ? -size : size;
}

/** digits * 2 ** exponent, rounded once, half to even. */
function scaled(digits: bigint, exponent: number): number {
  if (digits === 0n) return 0;
  const length = digits.toString(2).length;
  if (length + exponent > 1024) return Infinity;
  if (length + exponent < -1075) return 0;
  // The last bit that a double of this size has; what lies below is rounded away.
  const unit = Math.max(length + exponent - 53, -1074);
  if (exponent >= unit) return Number(digits << BigInt(exponent - unit)) * 2 ** unit;
  const cut = BigInt(unit - exponent);
  const kept = digits >> cut;
  const rest = digits - (kept << cut);
  const half = 1n << (cut - 1n);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  return Number(up ? kept + 1n : kept) * 2 ** unit;
}
