/**
 * Powers, exponentials, logarithms, angles and distances, rounded once.
 *
 * JavaScript leaves the last digit of these functions to the engine; that of V8 differs from the C library's, which
 * CPython uses, in up to a tenth of all cases. (`x ** 3`: 10 %, `exp`: 10 %, `hypot`: 37 %.) A program that prints
 * floats in full would show it. The C library's results are the correctly rounded ones but for one case in a
 * thousand or so, hence the correctly rounded ones are computed here.
 *
 * Values are carried as two floats, a high part and a low one that adds what the high part could not hold: about 70
 * good bits here, of which 53 are wanted. A function that has such a result returns the high part and leaves the low
 * part in `low`. Tables are computed with bigints when first needed.
 *
 * Where numbers are so large or small that parts would overflow or vanish, JavaScript's own function does.
 */

/** The low part of the latest result. */
let low = 0;

/** a + b, exactly. */
function sumOf(a: number, b: number): number {
  const sum = a + b;
  const back = sum - a;
  low = a - (sum - back) + (b - back);
  return sum;
}

/** 2 ** 27 + 1: splits a float into two halves of 26 bits. */
const SPLITTER = 134217729;

/** a * b, exactly. */
function productOf(a: number, b: number): number {
  const product = a * b;
  let scaled = SPLITTER * a;
  const aHigh = scaled - (scaled - a);
  const aLow = a - aHigh;
  scaled = SPLITTER * b;
  const bHigh = scaled - (scaled - b);
  const bLow = b - bHigh;
  low = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return product;
}

// --- Constants and tables, from bigints with a fixed point

const POINT = 240n;
const ONE = 1n << POINT;

/** The parts of a number with a fixed point: each of so many bits, the last one a whole float. */
function partsOf(value: bigint, bits: readonly number[]): number[] {
  const parts: number[] = [];
  let rest = value;
  for (const wanted of bits) {
    const size = (rest < 0n ? -rest : rest).toString(2).length;
    const cut = BigInt(Math.max(0, size - wanted));
    const part = (rest >> cut) << cut;
    parts.push(toFloat(part));
    rest -= part;
  }
  parts.push(toFloat(rest));
  return parts;
}

function toFloat(value: bigint): number {
  return Number(value) / 2 ** Number(POINT);
}

/** High and low part of a number with a fixed point. */
function pairOf(value: bigint): [number, number] {
  const high = toFloat(value);
  return [high, toFloat(value - BigInt(high * 2 ** 60) * (ONE >> 60n) - remainderOf(high))];
}

/** What of a float lies beyond its 60th binary place, with a fixed point. */
function remainderOf(value: number): bigint {
  const scaled = value * 2 ** 60;
  return BigInt((scaled - Math.trunc(scaled)) * 2 ** 60) * (ONE >> 120n);
}

function squareRoot(value: bigint): bigint {
  const target = value << POINT;
  let root = BigInt(Math.floor(Math.sqrt(toFloat(value)) * 2 ** 50)) << (POINT - 50n);
  for (let i = 0; i < 4; i++) root = (root + target / root) >> 1n;
  return root;
}

/** 2 * (x + x**3 / 3 + ...) for x = 1 / n, the signs alternating or not. */
function inverseTangent(n: bigint, alternating: boolean): bigint {
  let sum = 0n;
  let power = ONE / n;
  for (let i = 1n; power !== 0n; i += 2n) {
    sum += alternating && (i & 2n) !== 0n ? -power / i : power / i;
    power /= n * n;
  }
  return sum;
}

const LN2 = 2n * inverseTangent(3n, false);
const HALF_PI = 2n * (4n * inverseTangent(5n, true) - inverseTangent(239n, true));

/** ln 2 / 64, in parts whose products with up to 16 bits are exact. */
const [STEP_1, STEP_2, STEP_3] = partsOf(LN2 >> 6n, [37, 37]) as [number, number, number];
const STEPS = 64 / Math.LN2;
const [TURN_1, TURN_2, TURN_3, TURN_4] = partsOf(HALF_PI, [35, 35, 35]) as [number, number, number, number];
const [PER_LN2_HIGH, PER_LN2_LOW] = pairOf((ONE << POINT) / LN2);

/** 2 ** (i / 64): high parts, then low parts. */
let powers: Float64Array | null = null;

function powersOfTwo(): Float64Array {
  const table = new Float64Array(128);
  let root = 2n * ONE;
  for (let i = 0; i < 6; i++) root = squareRoot(root);
  let power = ONE;
  for (let i = 0; i < 64; i++) {
    const [high, rest] = pairOf(power);
    table[i] = high;
    table[64 + i] = rest;
    power = (power * root) >> POINT;
  }
  return table;
}

const ANGLES = 52;
/** Sine and cosine of i / 64 up to an eighth of a turn: two parts each. */
let angles: Float64Array | null = null;

function anglesOf64ths(): Float64Array {
  const table = new Float64Array(4 * ANGLES);
  for (let i = 0; i < ANGLES; i++) {
    const x = (BigInt(i) * ONE) >> 6n;
    let term = ONE;
    let sine = 0n;
    let cosine = 0n;
    for (let n = 0n; term !== 0n; n++) {
      const signed = (n & 2n) === 0n ? term : -term;
      if ((n & 1n) === 0n) cosine += signed;
      else sine += signed;
      term = ((term * x) >> POINT) / (n + 1n);
    }
    table.set([...pairOf(sine), ...pairOf(cosine)], 4 * i);
  }
  return table;
}

// --- Exponentials and logarithms

/** Beyond these the parts would overflow or lose bits. */
const MOST_EXPONENT = 690;

/** e ** (high + rest) */
function exponential(high: number, rest: number): number {
  powers ??= powersOfTwo();
  const step = Math.round(high * STEPS);
  const a = sumOf(high - step * STEP_1, -step * STEP_2);
  const aLow = low + (rest - step * STEP_3);
  // e ** a - 1: its first two terms exactly.
  const square = productOf(a, a) / 2;
  const squareLow = low / 2 + a * aLow;
  const more = a * a * a * (1 / 6 + a * (1 / 24 + a * (1 / 120 + a * (1 / 720 + a * (1 / 5040)))));
  const growth = sumOf(a, square);
  const growthLow = low + (aLow + squareLow + more);

  const index = step & 63;
  const power = powers[index]!;
  const powerLow = powers[64 + index]!;
  const product = productOf(power, growth);
  const productLow = low + (power * growthLow + powerLow * growth);
  const sum = sumOf(power, product);
  const sumLow = low + (productLow + powerLow);
  const scale = 2 ** ((step - index) / 64);
  const result = sumOf(sum, sumLow);
  low *= scale;
  return result * scale;
}

export function exp(x: number): number {
  if (!(Math.abs(x) < MOST_EXPONENT)) return Math.exp(x);
  return exponential(x, 0);
}

/** The natural logarithm of a positive float. */
function logarithm(x: number): number {
  if (Math.abs(x - 1) < 0.05) return logarithmNearOne(x - 1);
  const guess = Math.log(x);
  // x / e ** guess is 1 plus what is missing.
  const inverse = exponential(-guess, 0);
  const inverseLow = low;
  const product = productOf(x, inverse);
  const missing = product - 1 + (low + x * inverseLow);
  return sumOf(guess, missing - (missing * missing) / 2);
}

/** ln(1 + u) = 2 artanh(u / (2 + u)) */
function logarithmNearOne(u: number): number {
  const divisor = sumOf(2, u);
  const divisorLow = low;
  const q = u / divisor;
  const product = productOf(q, divisor);
  const qLow = (u - product - low - q * divisorLow) / divisor;
  const z = q * q;
  const more =
    q * z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * (1 / 13 + z * (1 / 15)))))));
  return sumOf(2 * q, 2 * (qLow + more));
}

function hasPlainLogarithm(x: number): boolean {
  return x > 1e-290 && x < 1e290;
}

export function log(x: number): number {
  return hasPlainLogarithm(x) ? logarithm(x) : Math.log(x);
}

export function log2(x: number): number {
  if (!hasPlainLogarithm(x)) return Math.log2(x);
  const high = logarithm(x);
  const rest = low;
  const product = productOf(high, PER_LN2_HIGH);
  return product + (low + high * PER_LN2_LOW + rest * PER_LN2_HIGH);
}

/** As C libraries compute it, which do not round it once: from the logarithm of a number between 1 and 2. */
export function log10(x: number): number {
  if (!hasPlainLogarithm(x)) return Math.log10(x);
  let exponent = Math.floor(Math.log2(x));
  let fraction = x / 2 ** exponent;
  if (fraction >= 2) {
    fraction /= 2;
    exponent++;
  } else if (fraction < 1) {
    fraction *= 2;
    exponent--;
  }
  if (exponent < 0) {
    fraction /= 2;
    exponent++;
  }
  return exponent * LOG_2_LOW + PER_LN10 * log(fraction) + exponent * LOG_2_HIGH;
}

const PER_LN10 = Math.LOG10E;
/** log10(2), the first part short enough that its multiples are exact. */
const LOG_2_HIGH = 0.30102999566361177;
const LOG_2_LOW = 3.694239077158931e-13;

/** x ** y for a positive x and a y of a few halves: products, a square root, a quotient. */
function smallPower(x: number, y: number): number {
  let left = Math.abs(y);
  let high = x;
  let rest = 0;
  if (left % 1 !== 0) {
    high = Math.sqrt(x);
    const square = productOf(high, high);
    rest = (x - square - low) / (2 * high);
    left += 0.5;
  }
  for (; left > 1; left--) {
    const product = productOf(high, x);
    high = sumOf(product, low + rest * x);
    rest = low;
  }
  if (y > 0) return high + rest;
  const inverse = 1 / high;
  const product = productOf(inverse, high);
  return inverse + (1 - product - low - inverse * rest) * inverse;
}

/** x ** y as C has it, NaN for a root of a negative number. */
export function pow(x: number, y: number): number {
  if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) return 1;
  if (y === 2) return x * x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  if (y === 1 || y === -1) return y === 1 ? x : 1 / x;
  const size = Math.abs(x);
  if (Number.isInteger(2 * y) && Math.abs(y) <= 4 && y !== 0 && size > 1e-50 && size < 1e50) {
    if (x > 0 || Number.isInteger(y)) return smallPower(size, y) * (x < 0 && y % 2 !== 0 ? -1 : 1);
  }
  if (hasPlainLogarithm(size) && y !== 0) {
    const high = logarithm(size);
    const rest = low;
    if (Math.abs(high * y) < MOST_EXPONENT && Math.abs(y) < 1e15) {
      const exponent = productOf(high, y);
      const power = exponential(exponent, low + rest * y);
      if (x > 0) return power;
      if (Number.isInteger(y)) return y % 2 === 0 ? power : -power;
    }
  }
  return x ** y;
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0.5 * Math.LN2 && size < MOST_EXPONENT)) return Math.cosh(x);
  const power = exp(size);
  return size < 22 ? 0.5 * power + 0.5 / power : 0.5 * power;
}

export function sinh(x: number): number {
  const size = Math.abs(x);
  if (!(size >= 22 && size < MOST_EXPONENT)) return Math.sinh(x);
  return x < 0 ? -0.5 * exp(size) : 0.5 * exp(size);
}

// --- Angles

/** Beyond this the multiples of the parts of a quarter turn are no longer exact. */
const MOST_ANGLE = 100_000;

/** What sineAndCosine found. */
const found = { sine: 0, sineLow: 0, cosine: 0, cosineLow: 0 };

function sineAndCosine(x: number): void {
  angles ??= anglesOf64ths();
  const turns = Math.round(x / (Math.PI / 2));
  let r = sumOf(x - turns * TURN_1, -turns * TURN_2);
  let rLow = low - turns * TURN_3 - turns * TURN_4;
  r = sumOf(r, rLow);
  rLow = low;
  const negative = r < 0;
  if (negative) {
    r = -r;
    rLow = -rLow;
  }
  const at = Math.round(r * 64);
  const d = r - at / 64;
  const [s, sLow, c, cLow] = [angles[4 * at]!, angles[4 * at + 1]!, angles[4 * at + 2]!, angles[4 * at + 3]!];
  const square = productOf(d, d);
  const squareLow = low;
  // sin d = d + bent, cos d = 1 + dropped
  const bent = d * square * (-1 / 6 + square * (1 / 120 - square * (1 / 5040)));
  const dropped = -square / 2 - (squareLow / 2 + d * rLow) + square * square * (1 / 24 - square * (1 / 720));
  let product = productOf(c, d);
  let rest = low + (cLow * d + c * (rLow + bent) + s * dropped + sLow);
  let sum = sumOf(s, product);
  let sine = sumOf(sum, low + rest);
  let sineLow = low;
  product = productOf(s, d);
  rest = cLow - low - (sLow * d + s * (rLow + bent)) + c * dropped;
  sum = sumOf(c, -product);
  const cosine = sumOf(sum, low + rest);
  const cosineLow = low;
  if (negative) {
    sine = -sine;
    sineLow = -sineLow;
  }
  switch (turns & 3) {
    case 0:
      setFound(sine, sineLow, cosine, cosineLow);
      break;
    case 1:
      setFound(cosine, cosineLow, -sine, -sineLow);
      break;
    case 2:
      setFound(-sine, -sineLow, -cosine, -cosineLow);
      break;
    default:
      setFound(-cosine, -cosineLow, sine, sineLow);
  }
}

function setFound(sine: number, sineLow: number, cosine: number, cosineLow: number): void {
  found.sine = sine;
  found.sineLow = sineLow;
  found.cosine = cosine;
  found.cosineLow = cosineLow;
}

/** Small angles are their own sine; large ones, NaN and the infinities are left to JavaScript. */
function hasPlainAngle(x: number): boolean {
  const size = Math.abs(x);
  return size > 1e-9 && size < MOST_ANGLE;
}

export function sin(x: number): number {
  if (!hasPlainAngle(x)) return Math.sin(x);
  sineAndCosine(x);
  return found.sine;
}

export function cos(x: number): number {
  if (!hasPlainAngle(x)) return Math.cos(x);
  sineAndCosine(x);
  return found.cosine;
}

export function tan(x: number): number {
  if (!hasPlainAngle(x)) return Math.tan(x);
  sineAndCosine(x);
  const { sine, sineLow, cosine, cosineLow } = found;
  const quotient = sine / cosine;
  const product = productOf(quotient, cosine);
  return quotient + (sine - product - low + sineLow - quotient * cosineLow) / cosine;
}

/** The angle of a point: a guess, and what turns the guess on to it. */
export function atan2(y: number, x: number): number {
  const guess = Math.atan2(y, x);
  if (!hasPlainAngle(guess) || !hasPlainSize(x) || !hasPlainSize(y)) return guess;
  sineAndCosine(guess);
  const { sine, sineLow, cosine, cosineLow } = found;
  const up = productOf(y, cosine);
  const upLow = low;
  const along = productOf(x, sine);
  const missing = up - along + (upLow - low + (y * cosineLow - x * sineLow));
  return guess + missing / (x * cosine + y * sine);
}

function hasPlainSize(x: number): boolean {
  const size = Math.abs(x);
  return size > 1e-140 && size < 1e140;
}

export function atan(x: number): number {
  return atan2(x, 1);
}

export function asin(x: number): number {
  const guess = Math.asin(x);
  if (!hasPlainAngle(guess) || Math.abs(x) === 1) return guess;
  sineAndCosine(guess);
  return guess + (x - found.sine - found.sineLow) / found.cosine;
}

export function acos(x: number): number {
  const guess = Math.acos(x);
  if (!hasPlainAngle(guess) || Math.abs(x) === 1) return guess;
  sineAndCosine(guess);
  return guess + (found.cosine - x + found.cosineLow) / found.sine;
}

// --- Distances

/** The length of a vector. */
export function hypot(parts: readonly number[]): number {
  let most = 0;
  for (const part of parts) most = Math.max(most, Math.abs(part));
  if (!hasPlainSize(most)) return Math.hypot(...parts);
  let sum = 0;
  let rest = 0;
  for (const part of parts) {
    const square = productOf(part, part);
    rest += low;
    sum = sumOf(sum, square);
    rest += low;
  }
  const root = Math.sqrt(sum);
  const square = productOf(root, root);
  return root + (sum - square - low + rest) / (2 * root);
}
