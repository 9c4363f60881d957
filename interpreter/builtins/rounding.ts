/** round(): half to even, by the exact value of the float. */

import { pyError, typeError, valueError } from '../objects/exception.ts';
import { typeOf } from '../objects/scalars.ts';
import { formatNumberAs } from '../operations/format.ts';
import {
  addInts,
  floorDivide,
  type Int,
  modulo,
  multiplyInts,
  norm,
  power,
  subtractInts,
} from '../operations/integers.ts';
import { PyFloat, type Value } from '../values.ts';

export function roundFloat(value: number, digits: Value): Value {
  if (digits === null) {
    if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(value)) throw pyError('OverflowError', 'cannot convert float infinity to integer');
    return norm(BigInt(halfToEven(value)));
  }
  if (typeof digits !== 'number') {
    throw typeError(`'${typeOf(digits).name}' object cannot be interpreted as an integer`);
  }
  if (!Number.isFinite(value) || digits > 323) return new PyFloat(value);
  if (digits >= 0) {
    const text = formatNumberAs('f', Math.abs(value), digits, false);
    const rounded = Number(text);
    return new PyFloat(value < 0 || Object.is(value, -0) ? -rounded : rounded);
  }
  if (digits < -308) return new PyFloat(0 * value);
  const size = Math.abs(value);
  const rounded = roundInt(norm(BigInt(offTies(size))), digits);
  return new PyFloat(value < 0 || Object.is(value, -0) ? -Number(rounded) : Number(rounded));
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The whole number that rounds to tens, hundreds, ... as the float does: ties are multiples of 5. */
function offTies(value: number): number {
  const floor = Math.floor(value);
  return floor !== value && floor % 5 === 0 ? floor + 1 : floor;
}

export function roundInt(value: Int, digits: Value): Value {
  if (digits === null || (typeof digits === 'number' && digits >= 0)) return value;
  if (typeof digits !== 'number') {
    throw typeError(`'${typeOf(digits).name}' object cannot be interpreted as an integer`);
  }
  const unit = power(10, -digits);
  const quotient = floorDivide(value, unit);
  const twice = multiplyInts(2, modulo(value, unit));
  const up = twice > unit || (twice === unit && modulo(quotient, 2) === 1);
  return multiplyInts(up ? addInts(quotient, 1) : subtractInts(quotient, 0), unit);
}
