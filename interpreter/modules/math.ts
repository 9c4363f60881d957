/** The module `math`. */

import { expectCount, native, nativeList } from '../builtins/define.ts';
import { toFloat } from '../builtins/numbers.ts';
import type { Interpreter } from '../interpreter.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { binaryOperator, toInt } from '../operations/arithmetic.ts';
import { callValue } from '../operations/call.ts';
import * as elementary from '../operations/elementary.ts';
import { scale } from '../operations/floats.ts';
import { type Int, multiplyInts, norm } from '../operations/integers.ts';
import { listOf } from '../operations/iteration.ts';
import { PyFloat, PyTuple, type Value } from '../values.ts';

const domain = () => valueError('math domain error');

/** A function from floats to a float; NaN out of numbers is a domain error, infinity out of finite ones a range error. */
function real(module: Module, name: string, run: (x: number) => number): void {
  module.namespace.set(
    name,
    native(name, 1, 1, (vm, x: Value) => {
      const value = realArgument(vm, x);
      const result = run(value);
      if (Number.isNaN(result) && !Number.isNaN(value)) throw domain();
      if (!Number.isFinite(result) && Number.isFinite(value))
        throw pyError('OverflowError', 'math range error');
      return new PyFloat(result);
    }),
  );
}

function realArgument(vm: Interpreter, x: Value): number {
  if (typeof x === 'string') throw typeError('must be real number, not str');
  if (toInt(x) === undefined && !(x instanceof PyFloat) && typeOf(x).lookup('__float__') === undefined) {
    throw typeError(`must be real number, not ${typeOf(x).name}`);
  }
  return toFloat(vm, x);
}

function integerArgument(x: Value): Int {
  const int = toInt(x);
  if (int === undefined) throw typeError(`'${typeOf(x).name}' object cannot be interpreted as an integer`);
  return int;
}

/** floor and kin: ints stay, floats become ints. */
function rounding(module: Module, name: string, method: string, run: (x: number) => number): void {
  module.namespace.set(
    name,
    native(name, 1, 1, (vm, x: Value) => {
      const int = toInt(x);
      if (int !== undefined) return int;
      const own = typeOf(x).lookup(method);
      if (own !== undefined) return callValue(vm, own, [x], null);
      const value = run(realArgument(vm, x));
      if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
      if (!Number.isFinite(value)) throw pyError('OverflowError', 'cannot convert float infinity to integer');
      return Number.isSafeInteger(value) ? value + 0 : norm(BigInt(value));
    }),
  );
}

function logOf(x: Int | number, log: (x: number) => number): number {
  if (x <= 0) throw domain();
  if (typeof x !== 'bigint') return log(x);
  const float = Number(x);
  if (Number.isFinite(float)) return log(float);
  // Too big for a float: a fraction of 1 times a power of two.
  const exponent = x.toString(2).length;
  return log(Number(x >> BigInt(exponent - 1000)) / 2 ** 1000) + log(2) * exponent;
}

function isqrt(n: Int): Int {
  if (n < 0) throw valueError('isqrt() argument must be nonnegative');
  if (typeof n === 'number') {
    let root = Math.floor(Math.sqrt(n));
    while (root * root > n) root--;
    while ((root + 1) * (root + 1) <= n) root++;
    return root;
  }
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return norm(root);
    root = next;
  }
}

function gcd(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let [x, y] = [BigInt(a), BigInt(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return norm(x < 0n ? -x : x);
}

export function makeMath(): Module {
  const module = new Module('math');
  const { namespace } = module;
  namespace.set('pi', new PyFloat(Math.PI));
  namespace.set('e', new PyFloat(Math.E));
  namespace.set('tau', new PyFloat(2 * Math.PI));
  namespace.set('inf', new PyFloat(Infinity));
  namespace.set('nan', new PyFloat(Number.NaN));

  for (const name of ['sqrt', 'tanh', 'asinh', 'acosh', 'atanh', 'expm1', 'cbrt'] as const) {
    real(module, name, Math[name]);
  }
  const { sin, cos, tan, asin, acos, atan, sinh, cosh, exp } = elementary;
  for (const [name, run] of Object.entries({ sin, cos, tan, asin, acos, atan, sinh, cosh, exp })) {
    real(module, name, run);
  }
  real(module, 'fabs', Math.abs);
  real(module, 'exp2', (x) => elementary.pow(2, x));
  real(module, 'ulp', ulp);
  real(module, 'degrees', (x) => x * (180 / Math.PI));
  real(module, 'radians', (x) => x * (Math.PI / 180));
  real(module, 'log1p', (x) => {
    if (x <= -1) throw domain();
    return Math.log1p(x);
  });
  rounding(module, 'floor', '__floor__', Math.floor);
  rounding(module, 'ceil', '__ceil__', Math.ceil);
  rounding(module, 'trunc', '__trunc__', Math.trunc);

  const define = (name: string, min: number, max: number, run: Parameters<typeof native>[3]) =>
    namespace.set(name, native(name, min, max, run));
  const logarithm = (vm: Interpreter, x: Value, log: (x: number) => number) =>
    logOf(toInt(x) ?? realArgument(vm, x), log);
  define('log', 1, 2, (vm, x: Value, base?: Value) => {
    const value = logarithm(vm, x, elementary.log);
    if (base === undefined) return new PyFloat(value);
    const divisor = logarithm(vm, base, elementary.log);
    if (divisor === 0) throw pyError('ZeroDivisionError', 'float division by zero');
    return new PyFloat(value / divisor);
  });
  define('log2', 1, 1, (vm, x: Value) => new PyFloat(logarithm(vm, x, elementary.log2)));
  define('log10', 1, 1, (vm, x: Value) => new PyFloat(logarithm(vm, x, elementary.log10)));
  define('pow', 2, 2, (vm, x: Value, y: Value) => {
    const [a, b] = [realArgument(vm, x), realArgument(vm, y)];
    if (a === 0 && b < 0 && b !== -Infinity) throw domain();
    const result = elementary.pow(a, b);
    if (Number.isNaN(result) && !Number.isNaN(a) && !Number.isNaN(b)) throw domain();
    if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
      throw pyError('OverflowError', 'math range error');
    }
    return new PyFloat(result);
  });
  define(
    'atan2',
    2,
    2,
    (vm, y: Value, x: Value) => new PyFloat(elementary.atan2(realArgument(vm, y), realArgument(vm, x))),
  );
  define('fmod', 2, 2, (vm, x: Value, y: Value) => {
    const [a, b] = [realArgument(vm, x), realArgument(vm, y)];
    const result = a % b;
    if (Number.isNaN(result) && !Number.isNaN(a) && !Number.isNaN(b)) throw domain();
    return new PyFloat(result);
  });
  define('remainder', 2, 2, (vm, x: Value, y: Value) => {
    const [a, b] = [realArgument(vm, x), realArgument(vm, y)];
    const result = remainder(a, b);
    if (Number.isNaN(result) && !Number.isNaN(a) && !Number.isNaN(b)) throw domain();
    return new PyFloat(result);
  });
  define('nextafter', 2, 2, (vm, x: Value, y: Value) => {
    const [a, b] = [realArgument(vm, x), realArgument(vm, y)];
    return new PyFloat(nextAfter(a, b));
  });
  define('copysign', 2, 2, (vm, x: Value, y: Value) => {
    const sign = realArgument(vm, y);
    const size = Math.abs(realArgument(vm, x));
    return new PyFloat(sign < 0 || Object.is(sign, -0) ? -size : size);
  });
  define('ldexp', 2, 2, (vm, x: Value, i: number) => new PyFloat(scale(realArgument(vm, x), i)));
  define('frexp', 1, 1, (vm, x: Value) => {
    let value = realArgument(vm, x);
    if (value === 0 || !Number.isFinite(value)) return new PyTuple([new PyFloat(value), 0]);
    let exponent = 0;
    while (Math.abs(value) >= 1) {
      value /= 2;
      exponent++;
    }
    while (Math.abs(value) < 0.5) {
      value *= 2;
      exponent--;
    }
    return new PyTuple([new PyFloat(value), exponent]);
  });
  define('modf', 1, 1, (vm, x: Value) => {
    const value = realArgument(vm, x);
    const whole = Math.trunc(value);
    return new PyTuple([new PyFloat(Number.isFinite(value) ? value - whole : 0), new PyFloat(whole)]);
  });
  define('isnan', 1, 1, (vm, x: Value) => Number.isNaN(realArgument(vm, x)));
  define('isinf', 1, 1, (vm, x: Value) => Math.abs(realArgument(vm, x)) === Infinity);
  define('isfinite', 1, 1, (vm, x: Value) => Number.isFinite(realArgument(vm, x)));
  define('isqrt', 1, 1, (_vm, x: Value) => isqrt(integerArgument(x)));
  define('factorial', 1, 1, (_vm, x: Value) => {
    const n = integerArgument(x);
    if (n < 0) throw valueError('factorial() not defined for negative values');
    let product: Int = 1;
    for (let i = 2; i <= n; i++) product = multiplyInts(product, i);
    return product;
  });
  define('comb', 2, 2, (_vm, n: Value, k: Value) => {
    const [total, some] = [BigInt(integerArgument(n)), BigInt(integerArgument(k))];
    if (total < 0n) throw valueError('n must be a non-negative integer');
    if (some < 0n) throw valueError('k must be a non-negative integer');
    if (some > total) return 0;
    let result = 1n;
    for (let i = 0n; i < some; i++) result = (result * (total - i)) / (i + 1n);
    return norm(result);
  });
  define('perm', 1, 2, (_vm, n: Value, k: Value = n) => {
    let result: Int = 1;
    const total = integerArgument(n) as number;
    for (let i = 0; i < (k as number); i++) result = multiplyInts(result, total - i);
    return result;
  });
  define('dist', 2, 2, (vm, p: Value, q: Value) => {
    const to = listOf(vm, q);
    return new PyFloat(
      elementary.hypot(listOf(vm, p).map((x, i) => realArgument(vm, x) - realArgument(vm, to[i]!))),
    );
  });
  const all = (name: string, run: Parameters<typeof nativeList>[1]) =>
    namespace.set(name, nativeList(name, run));
  all('gcd', (_vm, args) => args.map(integerArgument).reduce(gcd, 0));
  all('lcm', (_vm, args) =>
    args.map(integerArgument).reduce((a: Int, b): Int => {
      if (a === 0 || b === 0) return 0;
      const product = norm((BigInt(a) / BigInt(gcd(a, b))) * BigInt(b));
      return product < 0 ? -product : product;
    }, 1),
  );
  all('hypot', (vm, args) => new PyFloat(elementary.hypot(args.map((x) => realArgument(vm, x)))));
  all('prod', (vm, args, keywords) => {
    expectCount('prod', args, 1);
    return listOf(vm, args[0]!).reduce((a, b) => binaryOperator(vm, 5, a, b), keywords?.get('start') ?? 1);
  });
  define('fsum', 1, 1, (vm, values: Value) => {
    return new PyFloat(exactSum(listOf(vm, values).map((x) => realArgument(vm, x))));
  });
  all('isclose', (vm, args, keywords) => {
    expectCount('isclose', args, 2);
    const [a, b] = [realArgument(vm, args[0]!), realArgument(vm, args[1]!)];
    const relative = realArgument(vm, keywords?.get('rel_tol') ?? new PyFloat(1e-9));
    const absolute = realArgument(vm, keywords?.get('abs_tol') ?? 0);
    if (relative < 0 || absolute < 0) throw valueError('tolerances must be non-negative');
    if (a === b) return true;
    if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
    return Math.abs(a - b) <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
  });
  return module;
}

/** The float next to x on the way to y. */
function nextAfter(x: number, y: number): number {
  if (x === y || Number.isNaN(x) || Number.isNaN(y)) return x === y ? y : Number.NaN;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  view.setBigInt64(0, x < 0 === y < x ? bits + 1n : bits - 1n);
  return view.getFloat64(0);
}

/** The distance from x to the next float away from zero. */
function ulp(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(size)) return size;
  const next = nextAfter(size, Infinity);
  return next === Infinity ? size - nextAfter(size, 0) : next - size;
}

/** x less the multiple of y that is nearest to it, the even one of two. */
function remainder(x: number, y: number): number {
  if (!Number.isFinite(y)) return Number.isNaN(y) || !Number.isFinite(x) ? Number.NaN : x;
  const size = Math.abs(y);
  const rest = Math.abs(x) % size;
  const beyond = size - rest;
  let result = rest;
  if (rest > beyond) result = -beyond;
  else if (rest === beyond && Math.abs(x) % (2 * size) > size) result = -beyond;
  return x < 0 || Object.is(x, -0) ? -result : result;
}

/** The sum of floats without loss: partial sums that do not overlap. */
function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (let x of values) {
    let kept = 0;
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return roundedSum(partials);
}

/** The sum of numbers that do not overlap, smallest first, rounded once. */
function roundedSum(partials: number[]): number {
  let sum = partials.pop() ?? 0;
  for (let part = partials.pop(); part !== undefined; part = partials.pop()) {
    const before = sum;
    sum += part;
    const lost = part - (sum - before);
    if (lost === 0) continue;
    // Just between two floats, the rest decides.
    const next = partials.pop();
    if (next !== undefined && next < 0 === lost < 0) {
      const further = sum + lost * 2;
      if (further - sum === lost * 2) return further;
    }
    return sum;
  }
  return sum;
}
