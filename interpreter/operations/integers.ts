/** Exact integer arithmetic: numbers while safe, bigints beyond. Operands are checked by the caller. */

import { pyError } from '../objects/exception.ts';

export type Int = number | bigint;

/** A bigint as a Python int: a number when it is safe. */
export function norm(value: bigint): Int {
  return value <= 9007199254740991n && value >= -9007199254740991n ? Number(value) : value;
}

const isSafe = Number.isSafeInteger;

export function addInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (isSafe(sum)) return sum;
  }
  return norm(BigInt(a) + BigInt(b));
}

export function subtractInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (isSafe(difference)) return difference;
  }
  return norm(BigInt(a) - BigInt(b));
}

export function multiplyInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (isSafe(product)) return product + 0;
  }
  return norm(BigInt(a) * BigInt(b));
}

/** Rounds towards minus infinity. */
export function floorDivide(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    // a / b may round up to the next integer; the remainder is exact and tells.
    const rest = a % b;
    const quotient = (a - rest) / b;
    return (rest !== 0 && rest < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  const quotient = x / y;
  return norm(x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient);
}

/** Has the sign of the divisor. */
export function modulo(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
  }
  const y = BigInt(b);
  const rest = BigInt(a) % y;
  return norm(rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest);
}

export function power(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a ** b;
    if (isSafe(result)) return result;
  }
  return norm(BigInt(a) ** BigInt(b));
}

export function powerModulo(a: Int, b: Int, m: Int): Int {
  const modulus = BigInt(m);
  const size = modulus < 0n ? -modulus : modulus;
  let base = ((BigInt(a) % size) + size) % size;
  let exponent = BigInt(b);
  let result = 1n % size;
  while (exponent > 0n) {
    if ((exponent & 1n) === 1n) result = (result * base) % size;
    base = (base * base) % size;
    exponent >>= 1n;
  }
  return norm(modulus < 0n && result !== 0n ? result + modulus : result);
}

const fits32 = (value: Int): value is number => typeof value === 'number' && value === (value | 0);

export function bitAnd(a: Int, b: Int): Int {
  return fits32(a) && fits32(b) ? a & b : norm(BigInt(a) & BigInt(b));
}

export function bitOr(a: Int, b: Int): Int {
  return fits32(a) && fits32(b) ? a | b : norm(BigInt(a) | BigInt(b));
}

export function bitXor(a: Int, b: Int): Int {
  return fits32(a) && fits32(b) ? a ^ b : norm(BigInt(a) ^ BigInt(b));
}

export function shiftLeft(a: Int, b: Int): Int {
  if (a === 0) return 0;
  if (typeof a === 'number' && typeof b === 'number' && b < 53) {
    const result = a * (b < 31 ? 1 << b : 2 ** b);
    if (isSafe(result)) return result;
  }
  if (b > 1 << 28) throw pyError('MemoryError');
  return norm(BigInt(a) << BigInt(b));
}

export function shiftRight(a: Int, b: Int): Int {
  if (typeof a === 'number') return b > 52 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** Number(b));
  return norm(a >> BigInt(b));
}
