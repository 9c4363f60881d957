/**
 * CPython's own hashes, 64 bits of them, for the values whose hash is the same in every run: numbers, tuples and frozensets
 * of such. The order in which sets are iterated depends on them, and hash() shows them. A hash comes as two halves in
 * `Halves`; bigints would be ten times slower.
 */

import { PyFloat, PyTuple, type Value } from '../values.ts';
import { PyPrimitive } from './primitive.ts';
import { TUPLE } from './scalars.ts';

/** The lower and the upper 32 bits, signed. */
export class Halves {
  low = 0;
  high = 0;

  set(low: number, high: number): void {
    this.low = low | 0;
    this.high = high | 0;
  }

  /** Of an int that is its own hash. */
  setInt(value: number | bigint): void {
    if (typeof value === 'number') this.set(value, Math.floor(value / 4294967296));
    else this.set(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
  }

  /** As a Python int. */
  toInt(): number | bigint {
    const value = (BigInt(this.high) << 32n) | BigInt(this.low >>> 0);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }

  multiply(low: number, high: number): void {
    const a = this.low;
    const b = this.high;
    const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, low & 0xffff, low >>> 16];
    const cross = a1 * b0 + ((a0 * b0) >>> 16);
    const middle = a0 * b1 + (cross & 0xffff);
    const carried = a1 * b1 + (cross - (cross & 0xffff)) / 65536 + (middle - (middle & 0xffff)) / 65536;
    this.set(Math.imul(a, low), (carried | 0) + Math.imul(a, high) + Math.imul(b, low));
  }

  add(low: number, high: number): void {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.set(sum, this.high + high + (sum > 0xffffffff ? 1 : 0));
  }

  rotateLeft31(): void {
    const { low, high } = this;
    this.set((low << 31) | (high >>> 1), (high << 31) | (low >>> 1));
  }
}

/** A set that can be hashed, as this file sees it. */
interface Frozen {
  readonly frozen: true;
  readonly entries: ReadonlyMap<unknown, { readonly key: Value }>;
}

const MODULUS = (1n << 61n) - 1n;

/** The hash of a value; false when it is not the same in every run, or its class has a say in it. */
export function exactHash(value: Value, hash: Halves): boolean {
  switch (typeof value) {
    case 'number':
      hash.setInt(value === -1 ? -2 : value);
      return true;
    case 'boolean':
      hash.set(value ? 1 : 0, 0);
      return true;
    case 'bigint':
      hash.setInt(hashOfBigInt(value));
      return true;
    case 'string':
      return false;
  }
  if (value instanceof PyFloat) return hashFloat(value.value, hash);
  if (value instanceof PyTuple) return value.cls === TUPLE && hashItems(value.items, hash);
  if (value instanceof PyPrimitive || value === null) return false;
  return (value as Partial<Frozen>).frozen === true && hashFrozen(value as Frozen, hash);
}

export function hashOfBigInt(value: bigint): bigint {
  const rest = (value < 0n ? -value : value) % MODULUS;
  const hash = value < 0n ? -rest : rest;
  return hash === -1n ? -2n : hash;
}

function hashFloat(value: number, hash: Halves): boolean {
  if (Number.isSafeInteger(value)) {
    hash.setInt(value === -1 ? -2 : value);
  } else if (Number.isInteger(value)) {
    hash.setInt(hashOfBigInt(BigInt(value)));
  } else if (Number.isFinite(value)) {
    hash.setInt(hashOfFraction(value));
  } else {
    // That of a NaN is its address.
    if (Number.isNaN(value)) return false;
    hash.setInt(value > 0 ? 314159 : -314159);
  }
  return true;
}

/** A fraction m / 2^k as m times the inverse of 2^k modulo 2^61 - 1: a rotation. */
function hashOfFraction(value: number): bigint {
  let mantissa = Math.abs(value);
  let twos = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    twos++;
  }
  const turn = BigInt((61 - (twos % 61)) % 61);
  const rest = BigInt(mantissa) % MODULUS;
  const turned = ((rest << turn) | (rest >> (61n - turn))) & MODULUS;
  const hash = value < 0 ? -turned : turned;
  return hash === -1n ? -2n : hash;
}

const [P1_LOW, P1_HIGH] = [0x85ebca87, 0x9e3779b1];
const [P2_LOW, P2_HIGH] = [0x27d4eb4f, 0xc2b2ae3d];
const [P5_LOW, P5_HIGH] = [0x165667c5, 0x27d4eb2f];

/** Takes the hashes of a tuple's items one by one. */
export class TupleHash {
  readonly #sum = new Halves();
  #count = 0;

  constructor() {
    this.#sum.set(P5_LOW, P5_HIGH);
  }

  /** `item` is used up. */
  add(item: Halves): void {
    const sum = this.#sum;
    item.multiply(P2_LOW, P2_HIGH);
    sum.add(item.low, item.high);
    sum.rotateLeft31();
    sum.multiply(P1_LOW, P1_HIGH);
    this.#count++;
  }

  finish(hash: Halves): void {
    const sum = this.#sum;
    sum.add(this.#count ^ P5_LOW ^ 3527539, P5_HIGH);
    if (sum.low === -1 && sum.high === -1) hash.set(1546275796, 0);
    else hash.set(sum.low, sum.high);
  }
}

function hashItems(items: readonly Value[], hash: Halves): boolean {
  const sum = new TupleHash();
  for (const item of items) {
    if (!exactHash(item, hash)) return false;
    sum.add(hash);
  }
  sum.finish(hash);
  return true;
}

function hashFrozen({ entries }: Frozen, hash: Halves): boolean {
  const word = (value: bigint) => BigInt.asUintN(64, value);
  let all = 0n;
  for (const { key } of entries.values()) {
    if (!exactHash(key, hash)) return false;
    const own = word(BigInt(hash.toInt()));
    all ^= word((own ^ 89869747n ^ word(own << 16n)) * 3644798167n);
  }
  all ^= word(BigInt(entries.size + 1) * 1927868237n);
  all ^= (all >> 11n) ^ (all >> 25n);
  all = word(all * 69069n + 907133923n);
  hash.setInt(BigInt.asIntN(64, all === word(-1n) ? 590923713n : all));
  return true;
}
