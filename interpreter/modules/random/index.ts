/**
 * The module `random`: CPython's generator and CPython's way from its bits to every distribution, so that seeded
 * programs agree. Logarithms and sines are JavaScript's, so the last bit of gauss() and its kin may differ.
 *
 * A subclass that overrides random() does not change what the other methods draw. SystemRandom is absent.
 */

import { attribute, integer, method, methodList, native, nativeList, parse } from '../../builtins/define.ts';
import { lengthOf } from '../../builtins/functions.ts';
import { toFloat } from '../../builtins/numbers.ts';
import type { Interpreter } from '../../interpreter.ts';
import { builtinClass } from '../../objects/class.ts';
import { indexError, pyError, typeError, valueError } from '../../objects/exception.ts';
import type { Keywords } from '../../objects/function.ts';
import { PyList } from '../../objects/list.ts';
import { Module } from '../../objects/module.ts';
import { PyRange, typeOf } from '../../objects/scalars.ts';
import { AnySet } from '../../objects/set.ts';
import { toInt } from '../../operations/arithmetic.ts';
import { acos, cos, exp, log, pow, sin } from '../../operations/elementary.ts';
import { hashOf } from '../../operations/hash.ts';
import { addInts, floorDivide, type Int, multiplyInts, subtractInts } from '../../operations/integers.ts';
import { listOf } from '../../operations/iteration.ts';
import { getItem, setItem } from '../../operations/subscripts.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../../values.ts';
import { belongsTo, initializedClass } from '../define.ts';
import { sha512 } from './sha512.ts';
import { Twister } from './twister.ts';

const RANDOM = builtinClass('Random', undefined, 'random');

class PyRandom {
  readonly twister = new Twister();
  gaussNext: number | null = null;
}
belongsTo(PyRandom, RANDOM);

// --- Seeds

function bigOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

/** CPython's hash of a float: the number modulo 2^61 - 1. */
function floatHash(value: number): bigint {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 0n : value > 0 ? 314159n : -314159n;
  const modulus = (1n << 61n) - 1n;
  let rest = Math.abs(value);
  let exponent = 0;
  while (!Number.isInteger(rest)) {
    rest *= 2;
    exponent++;
  }
  // Dividing by 2 is turning 61 bits to the right.
  const turn = BigInt((61 - (exponent % 61)) % 61);
  const hash = ((BigInt(rest) % modulus) << turn) % modulus;
  const signed = value < 0 ? -hash : hash;
  return signed === -1n ? -2n : signed;
}

function seedNumber(vm: Interpreter, value: Value): bigint {
  if (value === null) return BigInt(Math.floor(Math.random() * 2 ** 52));
  const int = toInt(value);
  if (int !== undefined) return int < 0 ? -BigInt(int) : BigInt(int);
  if (value instanceof PyFloat) return BigInt.asUintN(64, floatHash(value.value));
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : (value as PyBytes).bytes;
  if (!(bytes instanceof Uint8Array)) {
    if (typeOf(value).core) {
      throw typeError('The only supported seed types are: None,\nint, float, str, bytes, and bytearray.');
    }
    return BigInt.asUintN(64, BigInt(hashOf(vm, value)));
  }
  return (bigOf(bytes) << 512n) | bigOf(sha512(bytes));
}

function seed(vm: Interpreter, self: PyRandom, value: Value): void {
  self.twister.seed(seedNumber(vm, value));
  self.gaussNext = null;
}

initializedClass(RANDOM, PyRandom, (vm, self: PyRandom, args, keywords) =>
  seed(vm, self, args[0] ?? keywords?.get('x') ?? null),
);

// --- What can be drawn: each is a method of Random and a function of the module.

type Draw = (vm: Interpreter, self: PyRandom, ...args: Value[]) => Value;
const POSITIONAL: [name: string, min: number, max: number, run: Draw][] = [];

function draw(name: string, min: number, max: number, run: Draw): void {
  method(RANDOM, name, min, max, run);
  POSITIONAL.push([name, min, max, run]);
}

type DrawNamed = (vm: Interpreter, self: PyRandom, args: (Value | undefined)[]) => Value;
const NAMED: [name: string, parameters: readonly string[], required: number, run: DrawNamed][] = [];

function drawNamed(name: string, parameters: readonly string[], required: number, run: DrawNamed): void {
  methodList(RANDOM, name, (vm, args, keywords) =>
    run(vm, args[0] as PyRandom, given(name, parameters, required, args.slice(1), keywords)),
  );
  NAMED.push([name, parameters, required, run]);
}

function given(
  name: string,
  parameters: readonly string[],
  required: number,
  args: readonly Value[],
  keywords: Keywords | null,
): (Value | undefined)[] {
  if (keywords === null && args.length >= required && args.length <= parameters.length) {
    return args as Value[];
  }
  return parse(`Random.${name}`, parameters, required, args, keywords);
}

draw('random', 0, 0, (_vm, self) => new PyFloat(self.twister.random()));
draw('getrandbits', 1, 1, (vm, self, count) => {
  const bits = integer(vm, count!);
  if (bits < 0) throw valueError('number of bits must be non-negative');
  return self.twister.bits(bits);
});
draw('randbytes', 1, 1, (vm, self, count) => {
  const bytes = new Uint8Array(integer(vm, count!));
  let rest = BigInt(self.twister.bits(bytes.length * 8));
  for (let i = 0; i < bytes.length; i++, rest >>= 8n) bytes[i] = Number(rest & 255n);
  return new PyBytes(bytes);
});

/** An int argument; unlike `integer` it keeps big ones whole. */
function whole(vm: Interpreter, value: Value): Int {
  if (typeof value === 'number') return value;
  if (value instanceof PyFloat && Number.isInteger(value.value)) return value.value;
  if (value instanceof PyFloat) throw valueError('non-integer arg 1 for randrange()');
  return toInt(value) ?? integer(vm, value);
}

function randrange(vm: Interpreter, self: PyRandom, from: Value, to: Value, by: Value): Int {
  const start = whole(vm, from);
  const step = whole(vm, by);
  if (to === null) {
    if (step !== 1) throw typeError('Missing a non-None stop argument');
    if (start > 0) return self.twister.below(start);
    throw valueError('empty range for randrange()');
  }
  const stop = whole(vm, to);
  const width = subtractInts(stop, start);
  if (step === 1) {
    if (width > 0) return addInts(start, self.twister.below(width));
    throw valueError(`empty range for randrange() (${start}, ${stop}, ${width})`);
  }
  if (step === 0) throw valueError('zero step for randrange()');
  const count = floorDivide(addInts(width, step > 0 ? subtractInts(step, 1) : addInts(step, 1)), step);
  if (count <= 0) throw valueError('empty range for randrange()');
  return addInts(start, multiplyInts(step, self.twister.below(count)));
}

draw('randrange', 1, 3, (vm, self, start, stop = null, step = 1) => randrange(vm, self, start!, stop, step));
draw('randint', 2, 2, (vm, self, a, b) => {
  if (typeof a === 'number' && typeof b === 'number' && a <= b) {
    return addInts(a, self.twister.below(addInts(subtractInts(b, a), 1)));
  }
  return randrange(vm, self, a!, addInts(whole(vm, b!), 1), 1);
});
draw('choice', 1, 1, (vm, self, sequence) => {
  const length = lengthOf(vm, sequence!);
  if (length === 0) throw indexError('Cannot choose from an empty sequence');
  return getItem(vm, sequence!, self.twister.below(length));
});
draw('shuffle', 1, 1, (vm, self, sequence) => {
  if (sequence instanceof PyList && typeOf(sequence).builtin) {
    const { items } = sequence;
    for (let i = items.length - 1; i > 0; i--) {
      const j = self.twister.below(i + 1) as number;
      const moved = items[i]!;
      items[i] = items[j]!;
      items[j] = moved;
    }
    return null;
  }
  for (let i = lengthOf(vm, sequence!) - 1; i > 0; i--) {
    const j = self.twister.below(i + 1);
    const [a, b] = [getItem(vm, sequence!, i), getItem(vm, sequence!, j)];
    setItem(vm, sequence!, i, b);
    setItem(vm, sequence!, j, a);
  }
  return null;
});

drawNamed('sample', ['population', 'k', 'counts'], 2, (vm, self, [population, size, counts]) => {
  const cls = typeOf(population!);
  if (
    population instanceof AnySet ||
    typeof population === 'number' ||
    cls.lookup('__getitem__') === undefined
  ) {
    if (!(typeof population === 'string' || population instanceof PyRange)) {
      throw typeError('Population must be a sequence.  For dicts or sets, use sorted(d).');
    }
  }
  const items = listOf(vm, population!);
  const wanted = integer(vm, size!);
  if (counts === undefined || counts === null) return new PyList(sample(self, items, wanted));
  const ends = accumulate(listOf(vm, counts).map((count) => integer(vm, count)));
  if (ends.length !== items.length) throw valueError('The number of counts does not match the population');
  const total = ends.pop() ?? 0;
  const picked = sample(self, [...new Array(total).keys()], wanted) as number[];
  return new PyList(picked.map((at) => items[bisect(ends, at)]!));
});

function sample(self: PyRandom, items: readonly Value[], wanted: number): Value[] {
  const { length } = items;
  if (wanted < 0 || wanted > length) throw valueError('Sample larger than population or is negative');
  const { twister } = self;
  const result: Value[] = [];
  const tableSize = wanted > 5 ? 4 ** Math.ceil(Math.log(wanted * 3) / Math.log(4)) : 0;
  if (length <= 21 + tableSize) {
    const pool = items.slice();
    for (let i = 0; i < wanted; i++) {
      const j = twister.below(length - i) as number;
      result.push(pool[j]!);
      pool[j] = pool[length - i - 1]!;
    }
    return result;
  }
  const selected = new Set<number>();
  for (let i = 0; i < wanted; i++) {
    let j = twister.below(length) as number;
    while (selected.has(j)) j = twister.below(length) as number;
    selected.add(j);
    result.push(items[j]!);
  }
  return result;
}

function accumulate(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((number) => {
    sum += number;
    return sum;
  });
}

/** Where `x` would go in, behind its equals. */
function bisect(ends: readonly number[], x: number, high = ends.length): number {
  let low = 0;
  let top = high;
  while (low < top) {
    const middle = (low + top) >> 1;
    if (x < ends[middle]!) top = middle;
    else low = middle + 1;
  }
  return low;
}

const CHOICES = ['population', 'weights', 'cum_weights', 'k'];
drawNamed('choices', CHOICES, 1, (vm, self, [population, weights = null, cumulative = null, count = 1]) => {
  const { twister } = self;
  const items = listOf(vm, population!);
  const times = integer(vm, count);
  const picked: Value[] = [];
  if (weights === null && cumulative === null) {
    if (items.length === 0 && times > 0) throw indexError('list index out of range');
    for (let i = 0; i < times; i++) picked.push(items[Math.floor(twister.random() * items.length)]!);
    return new PyList(picked);
  }
  if (weights !== null && cumulative !== null) {
    throw typeError('Cannot specify both weights and cumulative weights');
  }
  const numbers = listOf(vm, (cumulative ?? weights)!).map((weight) => toFloat(vm, weight));
  const ends = cumulative === null ? accumulate(numbers) : numbers;
  if (ends.length !== items.length) throw valueError('The number of weights does not match the population');
  const total = ends.at(-1) ?? 0;
  if (total <= 0) throw valueError('Total of weights must be greater than zero');
  if (!Number.isFinite(total)) throw valueError('Total of weights must be finite');
  for (let i = 0; i < times; i++)
    picked.push(items[bisect(ends, twister.random() * total, items.length - 1)]!);
  return new PyList(picked);
});

// --- Distributions of floats

type Shaped = (self: PyRandom, ...parameters: number[]) => number;

/** A distribution whose parameters are floats; `usual` holds defaults for the last of them. */
function distribution(name: string, parameters: readonly string[], usual: number[], run: Shaped): void {
  const required = parameters.length - usual.length;
  drawNamed(name, parameters, required, (vm, self, args) => {
    const numbers = parameters.map((_, i) => {
      const value = args[i];
      return value === undefined ? usual[i - required]! : toFloat(vm, value);
    });
    return new PyFloat(run(self, ...numbers));
  });
}

distribution('uniform', ['a', 'b'], [], ({ twister }, a, b) => a! + (b! - a!) * twister.random());
drawNamed('triangular', ['low', 'high', 'mode'], 0, (vm, self, [from, to, mode = null]) => {
  let low = toFloat(vm, from ?? 0);
  let high = toFloat(vm, to ?? 1);
  let u = self.twister.random();
  if (high === low) return from ?? new PyFloat(0);
  let c = mode === null ? 0.5 : (toFloat(vm, mode) - low) / (high - low);
  if (u > c) {
    u = 1 - u;
    c = 1 - c;
    [low, high] = [high, low];
  }
  return new PyFloat(low + (high - low) * Math.sqrt(u * c));
});

const NORMAL = (4 * Math.exp(-0.5)) / Math.sqrt(2);
const { PI } = Math;

function normal({ twister }: PyRandom, mean: number, deviation: number): number {
  for (;;) {
    const u1 = twister.random();
    const u2 = 1 - twister.random();
    const z = (NORMAL * (u1 - 0.5)) / u2;
    if ((z * z) / 4 <= -log(u2)) return mean + z * deviation;
  }
}

distribution('normalvariate', ['mu', 'sigma'], [0, 1], (self, mean, deviation) =>
  normal(self, mean!, deviation!),
);
distribution('lognormvariate', ['mu', 'sigma'], [], (self, mean, deviation) =>
  exp(normal(self, mean!, deviation!)),
);
distribution('gauss', ['mu', 'sigma'], [0, 1], (self, mean, deviation) => {
  let z = self.gaussNext;
  self.gaussNext = null;
  if (z === null) {
    const angle = self.twister.random() * 2 * PI;
    const radius = Math.sqrt(-2 * log(1 - self.twister.random()));
    z = cos(angle) * radius;
    self.gaussNext = sin(angle) * radius;
  }
  return mean! + z * deviation!;
});
distribution('expovariate', ['lambd'], [], ({ twister }, rate) => {
  if (rate === 0) throw pyError('ZeroDivisionError', 'float division by zero');
  return -log(1 - twister.random()) / rate!;
});
distribution('paretovariate', ['alpha'], [], ({ twister }, alpha) => pow(1 - twister.random(), -1 / alpha!));
distribution('weibullvariate', ['alpha', 'beta'], [], ({ twister }, alpha, beta) => {
  return alpha! * pow(-log(1 - twister.random()), 1 / beta!);
});
distribution('vonmisesvariate', ['mu', 'kappa'], [], ({ twister }, mean, kappa) => {
  if (kappa! <= 1e-6) return 2 * PI * twister.random();
  const s = 0.5 / kappa!;
  const r = s + Math.sqrt(1 + s * s);
  let z: number;
  for (;;) {
    z = cos(PI * twister.random());
    const d = z / (r + z);
    const u = twister.random();
    if (u < 1 - d * d || u <= (1 - d) * exp(d)) break;
  }
  const q = 1 / r;
  const f = (q + z) / (1 + q * z);
  const turned = twister.random() > 0.5 ? mean! + acos(f) : mean! - acos(f);
  const rest = turned % (2 * PI);
  return rest < 0 ? rest + 2 * PI : rest;
});

const LOG4 = Math.log(4);
const MAGIC = 1 + Math.log(4.5);

function gamma({ twister }: PyRandom, alpha: number, beta: number): number {
  if (alpha <= 0 || beta <= 0) throw valueError('gammavariate: alpha and beta must be > 0.0');
  if (alpha === 1) return -log(1 - twister.random()) * beta;
  if (alpha > 1) {
    const spread = Math.sqrt(2 * alpha - 1);
    const b = alpha - LOG4;
    const c = alpha + spread;
    for (;;) {
      const u1 = twister.random();
      if (!(u1 > 1e-7 && u1 < 0.9999999)) continue;
      const u2 = 1 - twister.random();
      const v = log(u1 / (1 - u1)) / spread;
      const x = alpha * exp(v);
      const z = u1 * u1 * u2;
      const r = b + c * v - x;
      if (r + MAGIC - 4.5 * z >= 0 || r >= log(z)) return x * beta;
    }
  }
  for (;;) {
    const b = (Math.E + alpha) / Math.E;
    const p = b * twister.random();
    const x = p <= 1 ? pow(p, 1 / alpha) : -log((b - p) / alpha);
    const u1 = twister.random();
    if (p > 1 ? u1 <= pow(x, alpha - 1) : u1 <= exp(-x)) return x * beta;
  }
}

distribution('gammavariate', ['alpha', 'beta'], [], (self, alpha, beta) => gamma(self, alpha!, beta!));
distribution('betavariate', ['alpha', 'beta'], [], (self, alpha, beta) => {
  const y = gamma(self, alpha!, 1);
  return y === 0 ? 0 : y / (y + gamma(self, beta!, 1));
});

// --- State

drawNamed('seed', ['a', 'version'], 0, (vm, self, [value = null]) => {
  seed(vm, self, value);
  return null;
});
draw('getstate', 0, 0, (_vm, self) => {
  const { state, index } = self.twister;
  const numbers = new PyTuple([...state, index]);
  return new PyTuple([3, numbers, self.gaussNext === null ? null : new PyFloat(self.gaussNext)]);
});
draw('setstate', 1, 1, (_vm, self, state) => {
  const [version, numbers, next] = state instanceof PyTuple ? state.items : [];
  if (version !== 3 || !(numbers instanceof PyTuple)) {
    throw valueError('state with version None passed to Random.setstate() of version 3');
  }
  if (numbers.items.length !== 625) throw valueError('state vector is the wrong size');
  numbers.items.slice(0, 624).forEach((word, i) => {
    self.twister.state[i] = Number(word);
  });
  self.twister.index = Number(numbers.items[624]);
  self.gaussNext = next instanceof PyFloat ? next.value : null;
  return null;
});
attribute(RANDOM, 'VERSION', () => 3);

/** The functions of the module draw from one hidden instance, which each interpreter has for itself. */
export function makeRandom(vm: Interpreter): Module {
  const module = new Module('random');
  const { namespace } = module;
  const hidden = new PyRandom();
  seed(vm, hidden, null);
  namespace.set('Random', RANDOM);
  for (const [name, min, max, run] of POSITIONAL)
    namespace.set(name, native(name, min, max, bindTo(hidden, run, max)));
  for (const [name, parameters, required, run] of NAMED) {
    const code = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) =>
      run(vm, hidden, given(name, parameters, required, args, keywords));
    namespace.set(name, nativeList(name, code));
  }
  return module;
}

/** Without spreading arguments, which would cost more than drawing a number. */
function bindTo(hidden: PyRandom, run: Draw, max: number): (vm: Interpreter, ...args: Value[]) => Value {
  if (max === 0) return (vm) => run(vm, hidden);
  if (max === 1) return (vm, a) => run(vm, hidden, a!);
  if (max === 2) return (vm, a, b) => run(vm, hidden, a!, b!);
  return (vm, a, b, c) => run(vm, hidden, a!, b!, c!);
}
