/** SHA-512, for seeds that are strings. Small rather than fast: a seed is hashed once. */

const MASK = (1n << 64n) - 1n;

/** The first 64 bits of the fractional part of the `degree`-th root of n: floor(root * 2^64) mod 2^64. */
function rootBits(n: bigint, degree: bigint): bigint {
  const wanted = n << (64n * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= wanted) low = middle;
    else high = middle;
  }
  return low & MASK;
}

function firstPrimes(count: number): bigint[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes.map(BigInt);
}

const rotate = (x: bigint, n: bigint) => ((x >> n) | (x << (64n - n))) & MASK;

export function sha512(message: Uint8Array): Uint8Array {
  const primes = firstPrimes(80);
  const constants = primes.map((prime) => rootBits(prime, 3n));
  let state = primes.slice(0, 8).map((prime) => rootBits(prime, 2n));

  const padded = new Uint8Array(Math.ceil((message.length + 17) / 128) * 128);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);

  for (let block = 0; block < padded.length; block += 128) {
    const words: bigint[] = [];
    for (let i = 0; i < 80; i++) {
      if (i < 16) {
        words.push(view.getBigUint64(block + 8 * i));
        continue;
      }
      const [early, late] = [words[i - 15]!, words[i - 2]!];
      const s0 = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n);
      const s1 = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n);
      words.push((words[i - 16]! + s0 + words[i - 7]! + s1) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i++) {
      const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
      const choice = (e & f) ^ (~e & MASK & g);
      const t1 = h + s1 + choice + constants[i]! + words[i]!;
      const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + s0 + majority) & MASK];
    }
    state = [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]!) & MASK);
  }
  const digest = new Uint8Array(64);
  const out = new DataView(digest.buffer);
  state.forEach((word, i) => {
    out.setBigUint64(8 * i, word);
  });
  return digest;
}
