/** iter, next, and the functions and classes that iterate: range, enumerate, zip, map, filter, reversed, sum, ... */

import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { pyError, stopIteration, typeError, valueError } from '../objects/exception.ts';
import type { Keywords, Native } from '../objects/function.ts';
import { PyGenerator } from '../objects/generator.ts';
import { ITERATOR, NativeIterator, RangeIterator, StepIterator } from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { PyRange, PySlice, RANGE, SLICE, typeOf } from '../objects/scalars.ts';
import { binaryOperator } from '../operations/arithmetic.ts';
import { callValue } from '../operations/call.ts';
import { compare, contains } from '../operations/compare.ts';
import { generatorSend } from '../operations/generators.ts';
import { getIterator, iterateNext, listOf } from '../operations/iteration.ts';
import { getItem, indexOf, sliceBounds } from '../operations/subscripts.ts';
import { isTrue } from '../operations/truth.ts';
import { PyTuple, type Slot, type Value } from '../values.ts';
import {
  attribute,
  constructorOf,
  expectCount,
  integer,
  method,
  methodList,
  native,
  nativeList,
  parse,
} from './define.ts';
import { lengthOf } from './functions.ts';

// --- range and slice

constructorOf(RANGE, (vm, args, keywords) => {
  if (keywords !== null && keywords.size > 0) throw typeError('range() takes no keyword arguments');
  if (args.length < 2) throw typeError('range expected at least 1 argument, got 0');
  if (args.length > 4) throw typeError(`range expected at most 3 arguments, got ${args.length - 1}`);
  const [a, b, c] = args.slice(1).map((arg) => {
    const int = indexOf(vm, arg);
    if (int === undefined) {
      throw typeError(`'${typeOf(arg).name}' object cannot be interpreted as an integer`);
    }
    return int;
  }) as [number, number | undefined, number | undefined];
  if (c === 0) throw valueError('range() arg 3 must not be zero');
  if (args.some((arg) => typeof arg === 'bigint')) {
    throw pyError('NotImplementedError', 'range() beyond 2 ** 53 is outside the supported subset of Python');
  }
  return b === undefined ? new PyRange(0, a, 1) : new PyRange(a, b, c ?? 1);
});
methodList(RANGE, '__init__', () => null);
attribute(RANGE, 'start', (range: PyRange) => range.start);
attribute(RANGE, 'stop', (range: PyRange) => range.stop);
attribute(RANGE, 'step', (range: PyRange) => range.step);
method(RANGE, '__len__', 0, 0, (_vm, range: PyRange) => range.length);
method(RANGE, '__iter__', 0, 0, (vm, range: PyRange) => getIterator(vm, range));
method(RANGE, 'count', 1, 1, (vm, range: PyRange, item: Value) => (contains(vm, range, item) ? 1 : 0));
method(RANGE, 'index', 1, 1, (vm, range: PyRange, item: Value) => {
  if (!contains(vm, range, item)) throw valueError(`${vm.repr(item)} is not in range`);
  return ((item as number) - range.start) / range.step;
});

constructorOf(SLICE, (_vm, args) => {
  const [, a, b, c] = args;
  if (a === undefined) throw typeError('slice expected at least 1 argument, got 0');
  return b === undefined ? new PySlice(null, a, null) : new PySlice(a, b, c ?? null);
});
methodList(SLICE, '__init__', () => null);
method(SLICE, 'indices', 1, 1, (vm, slice: PySlice, length: Value) => {
  const size = integer(vm, length);
  if (size < 0) throw valueError('length should not be negative');
  return new PyTuple(sliceBounds(vm, size, slice));
});
attribute(SLICE, 'start', (slice: PySlice) => slice.start);
attribute(SLICE, 'stop', (slice: PySlice) => slice.stop);
attribute(SLICE, 'step', (slice: PySlice) => slice.step);

// --- Classes of iterators

function iteratorClass(
  name: string,
  make: (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => (vm: Interpreter) => Slot,
): PyClass {
  const cls = builtinClass(name, ITERATOR);
  constructorOf(cls, (vm, args, keywords) => new StepIterator(make(vm, args.slice(1), keywords), cls));
  methodList(cls, '__init__', () => null);
  return cls;
}

const ENUMERATE = iteratorClass('enumerate', (vm, args, keywords) => {
  const [iterable, start] = parse('enumerate', ['iterable', 'start'], 1, args, keywords);
  const iterator = getIterator(vm, iterable!);
  let count = integer(vm, start ?? 0);
  return (vm) => {
    const value = iterateNext(vm, iterator);
    return value === undefined ? undefined : new PyTuple([count++, value]);
  };
});

const ZIP = iteratorClass('zip', (vm, args, keywords) => {
  const strict = keywords?.get('strict') === true;
  const iterators = args.map((arg) => {
    if (typeof arg !== 'string' && typeOf(arg).lookup('__iter__') === undefined && !typeOf(arg).builtin) {
      if (typeOf(arg).lookup('__getitem__') === undefined) {
        throw typeError(`'${typeOf(arg).name}' object is not iterable`);
      }
    }
    return getIterator(vm, arg);
  });
  return (vm) => {
    if (iterators.length === 0) return undefined;
    const items: Value[] = [];
    for (let i = 0; i < iterators.length; i++) {
      const value = iterateNext(vm, iterators[i]!);
      if (value === undefined) {
        if (strict) checkLengths(vm, iterators, i);
        return undefined;
      }
      items.push(value);
    }
    return new PyTuple(items);
  };
});

function checkLengths(vm: Interpreter, iterators: Value[], ended: number): void {
  const others = (count: number) => (count === 1 ? 'argument 1' : `arguments 1-${count}`);
  if (ended > 0) throw valueError(`zip() argument ${ended + 1} is shorter than ${others(ended)}`);
  for (let i = 1; i < iterators.length; i++) {
    if (iterateNext(vm, iterators[i]!) !== undefined) {
      throw valueError(`zip() argument ${i + 1} is longer than ${others(i)}`);
    }
  }
}

const MAP = iteratorClass('map', (vm, args) => {
  if (args.length < 2) throw typeError('map() must have at least two arguments.');
  const f = args[0]!;
  const iterators = args.slice(1).map((arg) => getIterator(vm, arg));
  return (vm) => {
    const items: Value[] = [];
    for (const iterator of iterators) {
      const value = iterateNext(vm, iterator);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return callValue(vm, f, items, null);
  };
});

const FILTER = iteratorClass('filter', (vm, args) => {
  expectCount('filter', args, 2);
  const [f, iterable] = args as [Value, Value];
  const iterator = getIterator(vm, iterable);
  return (vm) => {
    for (;;) {
      const value = iterateNext(vm, iterator);
      if (value === undefined) return undefined;
      if (isTrue(vm, f === null ? value : callValue(vm, f, [value], null))) return value;
    }
  };
});

const REVERSED = builtinClass('reversed', ITERATOR);
const RANGE_REVERSED = builtinClass('range_iterator', ITERATOR);
const LIST_REVERSED = builtinClass('list_reverseiterator', ITERATOR);
const DICT_REVERSED = builtinClass('dict_reversekeyiterator', ITERATOR);
methodList(REVERSED, '__init__', () => null);
constructorOf(REVERSED, (vm, args, keywords) => {
  if (keywords !== null && keywords.size > 0) throw typeError('reversed() takes no keyword arguments');
  expectCount('reversed', args.slice(1), 1);
  const value = args[1]!;
  const method = typeOf(value).lookup('__reversed__');
  if (method === null) throw typeError(`'${typeOf(value).name}' object is not reversible`);
  if (method !== undefined && !(value instanceof PyList && typeOf(value).builtin)) {
    return callValue(vm, method, [value], null);
  }
  const cls = value instanceof PyRange ? RANGE_REVERSED : value instanceof PyDict ? DICT_REVERSED : REVERSED;
  return new StepIterator(backwards(vm, value), value instanceof PyList ? LIST_REVERSED : cls);
});

function backwards(vm: Interpreter, value: Value): (vm: Interpreter) => Slot {
  if (value instanceof PyRange) {
    const iterator = new RangeIterator(
      value.start + (value.length - 1) * value.step,
      -value.step,
      value.length,
    );
    return () => iterator.next();
  }
  if (value instanceof PyDict) {
    const keys = value.keys();
    return () => keys.pop();
  }
  if (value instanceof PyList) {
    let at = value.items.length - 1;
    return () => (at >= 0 ? value.items[at--] : undefined);
  }
  if (
    typeof value !== 'string' &&
    typeOf(value).lookup('__getitem__') === undefined &&
    !(value instanceof PyTuple)
  ) {
    throw typeError(`'${typeOf(value).name}' object is not reversible`);
  }
  let at = lengthOf(vm, value) - 1;
  return (vm) => (at >= 0 ? getItem(vm, value, at--) : undefined);
}

export const ITERATION_CLASSES = [ENUMERATE, ZIP, MAP, FILTER, REVERSED];

// --- Functions

/** max() and min(): the first of equals wins. */
function extreme(name: 'max' | 'min', op: number): Native {
  return nativeList(name, (vm, args, keywords) => {
    const key = keywords?.get('key') ?? null;
    const fallback = keywords?.get('default');
    if (args.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
    for (const keyword of keywords?.keys() ?? []) {
      if (keyword !== 'key' && keyword !== 'default') {
        throw typeError(`'${keyword}' is an invalid keyword argument for ${name}()`);
      }
    }
    if (fallback !== undefined && args.length > 1) {
      throw typeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
    }
    const items = args.length === 1 ? listOf(vm, args[0]!) : args;
    if (items.length === 0) {
      if (fallback !== undefined) return fallback;
      throw valueError(`${name}() arg is an empty sequence`);
    }
    let best = items[0]!;
    let bestKey = key === null ? best : callValue(vm, key, [best], null);
    for (let i = 1; i < items.length; i++) {
      const item = items[i]!;
      const itemKey = key === null ? item : callValue(vm, key, [item], null);
      const better =
        typeof itemKey === 'number' && typeof bestKey === 'number'
          ? op === 4
            ? itemKey > bestKey
            : itemKey < bestKey
          : isTrue(vm, compare(vm, op, itemKey, bestKey));
      if (better) {
        best = item;
        bestKey = itemKey;
      }
    }
    return best;
  });
}

export const ITERATION_FUNCTIONS: readonly Native[] = [
  extreme('max', 4),
  extreme('min', 0),
  native('iter', 1, 2, (vm, value: Value, sentinel?: Value) => {
    if (sentinel === undefined) return getIterator(vm, value);
    let done = false;
    return new StepIterator((vm) => {
      if (done) return undefined;
      const next = callValue(vm, value, [], null);
      done = isTrue(vm, compare(vm, 2, next, sentinel));
      return done ? undefined : next;
    });
  }),
  native('next', 1, 2, (vm, iterator: Value, fallback?: Value) => {
    if (fallback === undefined && iterator instanceof PyGenerator) return generatorSend(vm, iterator, null);
    if (!(iterator instanceof NativeIterator || iterator instanceof PyGenerator)) {
      const method = typeOf(iterator).lookup('__next__');
      if (method === undefined) throw typeError(`'${typeOf(iterator).name}' object is not an iterator`);
      if (fallback === undefined) return callValue(vm, method, [iterator], null);
    }
    const value = iterateNext(vm, iterator);
    if (value !== undefined) return value;
    if (fallback !== undefined) return fallback;
    throw stopIteration(null);
  }),
  nativeList('sum', (vm, args, keywords) => {
    const [iterable, start] = parse('sum', ['iterable', 'start'], 1, args, keywords);
    if (typeof start === 'string') throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
    const iterator = getIterator(vm, iterable!);
    let total: Value = start === undefined ? 0 : start;
    for (;;) {
      const value = iterateNext(vm, iterator);
      if (value === undefined) return total;
      if (typeof total === 'number' && typeof value === 'number') {
        const sum: number = total + value;
        if (Number.isSafeInteger(sum)) {
          total = sum;
          continue;
        }
      }
      total = binaryOperator(vm, 0, total, value);
    }
  }),
  native('any', 1, 1, (vm, iterable: Value) => {
    const iterator = getIterator(vm, iterable);
    for (let value = iterateNext(vm, iterator); value !== undefined; value = iterateNext(vm, iterator)) {
      if (isTrue(vm, value)) return true;
    }
    return false;
  }),
  native('all', 1, 1, (vm, iterable: Value) => {
    const iterator = getIterator(vm, iterable);
    for (let value = iterateNext(vm, iterator); value !== undefined; value = iterateNext(vm, iterator)) {
      if (!isTrue(vm, value)) return false;
    }
    return true;
  }),
];
