/** The Mersenne Twister MT19937, seeded and read as CPython does, so that seeded programs see the same numbers. */

const SIZE = 624;
const SHIFT = 397;

export class Twister {
  readonly state: Uint32Array = new Uint32Array(SIZE);
  index: number = SIZE;

  #seedWord(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const before = state[i - 1]!;
      state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
    this.index = SIZE;
  }

  /** Seeds with a number that is not negative, 32 bits at a time. */
  seed(value: bigint): void {
    const key: number[] = [];
    for (let rest = value; rest > 0n; rest >>= 32n) key.push(Number(rest & 0xffffffffn));
    if (key.length === 0) key.push(0);
    this.#seedWord(19650218);
    const { state } = this;
    let i = 1;
    let j = 0;
    for (let k = Math.max(SIZE, key.length); k > 0; k--) {
      const before = state[i - 1]!;
      state[i] = (state[i]! ^ Math.imul(before ^ (before >>> 30), 1664525)) + key[j]! + j;
      if (++i >= SIZE) {
        state[0] = state[SIZE - 1]!;
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = SIZE - 1; k > 0; k--) {
      const before = state[i - 1]!;
      state[i] = (state[i]! ^ Math.imul(before ^ (before >>> 30), 1566083941)) - i;
      if (++i >= SIZE) {
        state[0] = state[SIZE - 1]!;
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  #refill(): void {
    const { state } = this;
    for (let i = 0; i < SIZE; i++) {
      const mixed = (state[i]! & 0x80000000) | (state[(i + 1) % SIZE]! & 0x7fffffff);
      state[i] = state[(i + SHIFT) % SIZE]! ^ (mixed >>> 1) ^ ((mixed & 1) === 0 ? 0 : 0x9908b0df);
    }
    this.index = 0;
  }

  /** The next 32 bits. */
  word(): number {
    if (this.index >= SIZE) this.#refill();
    let y = this.state[this.index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** A float in [0, 1) with 53 random bits. */
  random(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** An integer of up to `count` bits; a bigint only when it is no safe number. */
  bits(count: number): number | bigint {
    if (count <= 32) return count === 0 ? 0 : this.word() >>> (32 - count);
    let value = 0n;
    for (let at = 0; at < count; at += 32) {
      const left = count - at;
      const word = left >= 32 ? this.word() : this.word() >>> (32 - left);
      value |= BigInt(word) << BigInt(at);
    }
    return value <= 9007199254740991n ? Number(value) : value;
  }

  /** An integer in [0, limit). */
  below(limit: number | bigint): number | bigint {
    if (typeof limit === 'number' && limit <= 0xffffffff) {
      if (limit <= 0) return 0;
      const count = 32 - Math.clz32(limit);
      let value = this.word() >>> (32 - count);
      while (value >= limit) value = this.word() >>> (32 - count);
      return value;
    }
    const count = limit.toString(2).length;
    let value = this.bits(count);
    while (value >= limit) value = this.bits(count);
    return value;
  }
}
