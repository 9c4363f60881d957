/** The module `itertools`. */

import { constructorOf, integer, method, methodList, native, nativeList, parse } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { ClassMethod } from '../objects/descriptors.ts';
import { typeError, valueError } from '../objects/exception.ts';
import type { Keywords } from '../objects/function.ts';
import { ITERATOR, NativeIterator, StepIterator } from '../objects/iterators.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { binaryOperator } from '../operations/arithmetic.ts';
import { callValue } from '../operations/call.ts';
import { equals } from '../operations/compare.ts';
import { getIterator, iterateNext, listOf } from '../operations/iteration.ts';
import { reprOf } from '../operations/repr.ts';
import { isTrue } from '../operations/truth.ts';
import { PyFloat, PyTuple, type Slot, type Value } from '../values.ts';
import { belongsTo, defineClasses } from './define.ts';

type Make = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => (vm: Interpreter) => Slot;

const CLASSES: PyClass[] = [];

function iteratorClass(name: string, make: Make): PyClass {
  const cls = builtinClass(name, ITERATOR, 'itertools');
  constructorOf(cls, (vm, args, keywords) => new StepIterator(make(vm, args.slice(1), keywords), cls));
  methodList(cls, '__init__', () => null);
  CLASSES.push(cls);
  return cls;
}

/** The arguments of a class that takes exactly `count` of them. */
function exactly(name: string, args: readonly Value[], count: number): void {
  if (args.length !== count) throw typeError(`${name} expected ${count} arguments, got ${args.length}`);
}

// --- Endless

class Count extends NativeIterator {
  value: Value;
  readonly step: Value;
  constructor(value: Value, step: Value) {
    super();
    this.value = value;
    this.step = step;
  }
  override next(vm: Interpreter): Slot {
    const { value, step } = this;
    if (typeof value === 'number' && typeof step === 'number' && Number.isSafeInteger(value + step)) {
      this.value = value + step;
    } else {
      this.value = binaryOperator(vm, 0, value, step);
    }
    return value;
  }
}

const COUNT = iteratorClass('count', () => () => undefined);
belongsTo(Count, COUNT);
constructorOf(COUNT, (_vm, args, keywords) => {
  const [start = 0, step = 1] = parse('count', ['start', 'step'], 0, args.slice(1), keywords);
  for (const value of [start, step]) {
    const isNumber = typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat;
    if (!isNumber && (typeOf(value).core || typeOf(value).lookup('__add__') === undefined))
      throw typeError('a number is required');
  }
  return new Count(start, step);
});
methodList(COUNT, '__repr__', (vm, [self]) => {
  const { value, step } = self as Count;
  return step === 1 ? `count(${reprOf(vm, value)})` : `count(${reprOf(vm, value)}, ${reprOf(vm, step)})`;
});

class Repeat extends NativeIterator {
  readonly value: Value;
  left: number;
  constructor(value: Value, left: number) {
    super();
    this.value = value;
    this.left = left;
  }
  override next(): Slot {
    if (this.left <= 0) return undefined;
    this.left--;
    return this.value;
  }
}

const REPEAT = iteratorClass('repeat', () => () => undefined);
belongsTo(Repeat, REPEAT);
constructorOf(REPEAT, (vm, args, keywords) => {
  const [value, times] = parse('repeat', ['object', 'times'], 1, args.slice(1), keywords);
  return new Repeat(value!, times === undefined ? Infinity : Math.max(0, integer(vm, times)));
});
methodList(REPEAT, '__repr__', (vm, [self]) => {
  const { value, left } = self as Repeat;
  return left === Infinity ? `repeat(${reprOf(vm, value)})` : `repeat(${reprOf(vm, value)}, ${left})`;
});

iteratorClass('cycle', (vm, args) => {
  exactly('cycle', args, 1);
  let source: Value | null = getIterator(vm, args[0]!);
  const saved: Value[] = [];
  let at = 0;
  return (vm) => {
    if (source !== null) {
      const value = iterateNext(vm, source);
      if (value !== undefined) {
        saved.push(value);
        return value;
      }
      source = null;
    }
    if (saved.length === 0) return undefined;
    if (at >= saved.length) at = 0;
    return saved[at++];
  };
});

// --- One after another

/** Iterators drawn one after another from an iterator of iterables. */
class Chain extends NativeIterator {
  #sources: Value | null;
  #current: Value | null = null;
  constructor(sources: Value) {
    super();
    this.#sources = sources;
  }
  override next(vm: Interpreter): Slot {
    for (;;) {
      if (this.#current === null) {
        if (this.#sources === null) return undefined;
        const source = iterateNext(vm, this.#sources);
        if (source === undefined) {
          this.#sources = null;
          return undefined;
        }
        this.#current = getIterator(vm, source);
      }
      const value = iterateNext(vm, this.#current);
      if (value !== undefined) return value;
      this.#current = null;
    }
  }
}

const CHAIN = iteratorClass('chain', () => () => undefined);
belongsTo(Chain, CHAIN);
constructorOf(CHAIN, (vm, args) => new Chain(getIterator(vm, new PyTuple(args.slice(1)))));
const fromIterable = native(
  'from_iterable',
  2,
  2,
  (vm, _cls, sources: Value) => new Chain(getIterator(vm, sources)),
);
CHAIN.attributes.set('from_iterable', new ClassMethod(fromIterable));

// --- Parts

function sliceLimit(vm: Interpreter, value: Value | undefined, usual: number, what: string): number {
  if (value === undefined || value === null) return usual;
  const isIndex =
    typeof value === 'number' || typeof value === 'boolean' || typeOf(value).lookup('__index__');
  const limit = isIndex ? integer(vm, value) : -1;
  if (limit < 0) {
    throw valueError(
      what === 'Step'
        ? 'Step for islice() must be a positive integer or None.'
        : what === 'Stop'
          ? 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
          : 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.',
    );
  }
  return limit;
}

iteratorClass('islice', (vm, args) => {
  if (args.length < 2) throw typeError(`islice expected at least 2 arguments, got ${args.length}`);
  if (args.length > 4) throw typeError(`islice expected at most 4 arguments, got ${args.length}`);
  const source = getIterator(vm, args[0]!);
  const alone = args.length === 2;
  const stop = sliceLimit(vm, alone ? args[1] : args[2], Infinity, alone ? 'Stop' : 'Indices');
  let next = alone ? 0 : sliceLimit(vm, args[1], 0, 'Indices');
  const step = sliceLimit(vm, args[3], 1, 'Step');
  if (step === 0) throw valueError('Step for islice() must be a positive integer or None.');
  let at = 0;
  let done = false;
  return (vm) => {
    if (done) return undefined;
    // An end without an item still uses up what lies before it.
    const wanted = Math.min(next, stop);
    for (; at < wanted; at++) {
      if (iterateNext(vm, source) === undefined) {
        done = true;
        return undefined;
      }
    }
    if (at >= stop) {
      done = true;
      return undefined;
    }
    const value = iterateNext(vm, source);
    if (value === undefined) {
      done = true;
      return undefined;
    }
    at++;
    next += step;
    return value;
  };
});

iteratorClass('takewhile', (vm, args) => {
  exactly('takewhile', args, 2);
  const [test, iterable] = args as [Value, Value];
  const source = getIterator(vm, iterable);
  let done = false;
  return (vm) => {
    if (done) return undefined;
    const value = iterateNext(vm, source);
    if (value !== undefined && isTrue(vm, callValue(vm, test, [value], null))) return value;
    done = true;
    return undefined;
  };
});

iteratorClass('dropwhile', (vm, args) => {
  exactly('dropwhile', args, 2);
  const [test, iterable] = args as [Value, Value];
  const source = getIterator(vm, iterable);
  let started = false;
  return (vm) => {
    for (;;) {
      const value = iterateNext(vm, source);
      if (value === undefined || started) return value;
      if (!isTrue(vm, callValue(vm, test, [value], null))) {
        started = true;
        return value;
      }
    }
  };
});

iteratorClass('filterfalse', (vm, args) => {
  exactly('filterfalse', args, 2);
  const [test, iterable] = args as [Value, Value];
  const source = getIterator(vm, iterable);
  return (vm) => {
    for (;;) {
      const value = iterateNext(vm, source);
      if (value === undefined) return undefined;
      if (!isTrue(vm, test === null ? value : callValue(vm, test, [value], null))) return value;
    }
  };
});

iteratorClass('compress', (vm, args, keywords) => {
  const [data, selectors] = parse('compress', ['data', 'selectors'], 2, args, keywords);
  const source = getIterator(vm, data!);
  const choice = getIterator(vm, selectors!);
  return (vm) => {
    for (;;) {
      const value = iterateNext(vm, source);
      if (value === undefined) return undefined;
      const selected = iterateNext(vm, choice);
      if (selected === undefined) return undefined;
      if (isTrue(vm, selected)) return value;
    }
  };
});

// --- Item by item

iteratorClass('starmap', (vm, args) => {
  exactly('starmap', args, 2);
  const [f, iterable] = args as [Value, Value];
  const source = getIterator(vm, iterable);
  return (vm) => {
    const value = iterateNext(vm, source);
    return value === undefined ? undefined : callValue(vm, f, listOf(vm, value), null);
  };
});

iteratorClass('accumulate', (vm, args, keywords) => {
  const only = new Map(keywords ?? []);
  const initial = only.get('initial') ?? null;
  only.delete('initial');
  const [iterable, f = null] = parse('accumulate', ['iterable', 'func'], 1, args, only);
  const source = getIterator(vm, iterable!);
  let total: Slot;
  let first = initial;
  return (vm) => {
    if (first !== null) {
      total = first;
      first = null;
      return total;
    }
    const value = iterateNext(vm, source);
    if (value === undefined) return undefined;
    if (total === undefined) total = value;
    else total = f === null ? binaryOperator(vm, 0, total, value) : callValue(vm, f, [total, value], null);
    return total;
  };
});

iteratorClass('pairwise', (vm, args) => {
  exactly('pairwise', args, 1);
  const source = getIterator(vm, args[0]!);
  let before: Slot;
  return (vm) => {
    if (before === undefined) before = iterateNext(vm, source);
    if (before === undefined) return undefined;
    const value = iterateNext(vm, source);
    if (value === undefined) return undefined;
    const pair = new PyTuple([before, value]);
    before = value;
    return pair;
  };
});

iteratorClass('zip_longest', (vm, args, keywords) => {
  const fill = keywords?.get('fillvalue') ?? null;
  for (const name of keywords?.keys() ?? []) {
    if (name !== 'fillvalue') throw typeError('zip_longest() got an unexpected keyword argument');
  }
  const sources: (Value | null)[] = args.map((arg) => getIterator(vm, arg));
  let active = sources.length;
  return (vm) => {
    if (active === 0) return undefined;
    const items: Value[] = [];
    for (let i = 0; i < sources.length; i++) {
      const source = sources[i]!;
      let value = source === null ? undefined : iterateNext(vm, source);
      if (value === undefined) {
        if (source !== null) {
          sources[i] = null;
          if (--active === 0) return undefined;
        }
        value = fill;
      }
      items.push(value);
    }
    return new PyTuple(items);
  };
});

// --- Groups

class Group extends NativeIterator {
  readonly owner: GroupBy;
  readonly key: Value;
  constructor(owner: GroupBy, key: Value) {
    super();
    this.owner = owner;
    this.key = key;
  }
  override next(vm: Interpreter): Slot {
    return this.owner.nextOf(vm, this);
  }
}
belongsTo(Group, builtinClass('_grouper', ITERATOR, 'itertools'));

class GroupBy extends NativeIterator {
  readonly #source: Value;
  readonly #keyOf: Value;
  #value: Slot;
  #key: Slot;
  #group: Group | null = null;
  #done = false;
  constructor(source: Value, keyOf: Value) {
    super();
    this.#source = source;
    this.#keyOf = keyOf;
  }
  #step(vm: Interpreter): boolean {
    this.#value = this.#done ? undefined : iterateNext(vm, this.#source);
    if (this.#value === undefined) {
      this.#done = true;
      return false;
    }
    this.#key = this.#keyOf === null ? this.#value : callValue(vm, this.#keyOf, [this.#value], null);
    return true;
  }
  override next(vm: Interpreter): Slot {
    const before = this.#group;
    this.#group = null;
    do {
      if ((before === null || this.#value === undefined) && !this.#step(vm)) return undefined;
      if (before === null || !equals(vm, before.key, this.#key!)) break;
      this.#value = undefined;
    } while (!this.#done);
    this.#group = new Group(this, this.#key!);
    return new PyTuple([this.#key!, this.#group]);
  }
  nextOf(vm: Interpreter, group: Group): Slot {
    if (group !== this.#group) return undefined;
    if (this.#value === undefined && !this.#step(vm)) return undefined;
    if (!equals(vm, group.key, this.#key!)) return undefined;
    const value = this.#value;
    this.#value = undefined;
    return value;
  }
}

const GROUP_BY = iteratorClass('groupby', () => () => undefined);
belongsTo(GroupBy, GROUP_BY);
constructorOf(GROUP_BY, (vm, args, keywords) => {
  const [iterable, key = null] = parse('groupby', ['iterable', 'key'], 1, args.slice(1), keywords);
  return new GroupBy(getIterator(vm, iterable!), key);
});

// --- Combinations. Each keeps the indices of the tuple it gave last.

class Product extends NativeIterator {
  readonly #pools: readonly (readonly Value[])[];
  #at: number[] | null = null;
  #done = false;
  constructor(pools: readonly (readonly Value[])[]) {
    super();
    this.#pools = pools;
  }
  override next(): Slot {
    const pools = this.#pools;
    if (this.#done) return undefined;
    if (this.#at === null) {
      this.#at = pools.map(() => 0);
      this.#done = pools.some((pool) => pool.length === 0);
      return this.#done ? undefined : new PyTuple(pools.map((pool) => pool[0]!));
    }
    const at = this.#at;
    let i = pools.length - 1;
    while (i >= 0 && at[i] === pools[i]!.length - 1) at[i--] = 0;
    if (i < 0) {
      this.#done = true;
      return undefined;
    }
    at[i]!++;
    const items: Value[] = [];
    for (let j = 0; j < pools.length; j++) items.push(pools[j]![at[j]!]!);
    return new PyTuple(items);
  }
}

const PRODUCT = iteratorClass('product', () => () => undefined);
belongsTo(Product, PRODUCT);
constructorOf(PRODUCT, (vm, args, keywords) => {
  const times = integer(vm, keywords?.get('repeat') ?? 1);
  if (times < 0) throw valueError('repeat argument cannot be negative');
  const pools = args.slice(1).map((arg) => listOf(vm, arg));
  return new Product(new Array(times).fill(pools).flat() as Value[][]);
});

function pick(pool: readonly Value[], at: readonly number[], size: number): PyTuple {
  const items: Value[] = [];
  for (let i = 0; i < size; i++) items.push(pool[at[i]!]!);
  return new PyTuple(items);
}

function sizeArgument(vm: Interpreter, value: Value): number {
  const size = integer(vm, value);
  if (size < 0) throw valueError('r must be non-negative');
  return size;
}

iteratorClass('permutations', (vm, args, keywords) => {
  const [iterable, r = null] = parse('permutations', ['iterable', 'r'], 1, args, keywords);
  const pool = listOf(vm, iterable!);
  const { length } = pool;
  if (r !== null && typeof r !== 'number') throw typeError('Expected int as r');
  const size = r === null ? length : sizeArgument(vm, r);
  const at = pool.map((_, i) => i);
  const cycles = Array.from({ length: size }, (_, i) => length - i);
  let state: 'first' | 'going' | 'done' = size > length ? 'done' : 'first';
  return () => {
    if (state === 'done') return undefined;
    if (state === 'first') {
      state = 'going';
      return pick(pool, at, size);
    }
    for (let i = size - 1; i >= 0; i--) {
      cycles[i]!--;
      if (cycles[i] !== 0) {
        const j = length - cycles[i]!;
        [at[i], at[j]] = [at[j]!, at[i]!];
        return pick(pool, at, size);
      }
      const moved = at[i]!;
      for (let j = i; j < length - 1; j++) at[j] = at[j + 1]!;
      at[length - 1] = moved;
      cycles[i] = length - i;
    }
    state = 'done';
    return undefined;
  };
});

/** Combinations: with repetition an index may equal the one before it. */
function combinations(name: string, repeating: boolean): void {
  iteratorClass(name, (vm, args, keywords) => {
    const [iterable, r] = parse(name, ['iterable', 'r'], 2, args, keywords);
    const pool = listOf(vm, iterable!);
    const { length } = pool;
    const size = sizeArgument(vm, r!);
    const at = Array.from({ length: size }, (_, i) => (repeating ? 0 : i));
    const impossible = repeating ? length === 0 && size > 0 : size > length;
    let state: 'first' | 'going' | 'done' = impossible ? 'done' : 'first';
    return () => {
      if (state === 'done') return undefined;
      if (state === 'first') {
        state = 'going';
        return pick(pool, at, size);
      }
      let i = size - 1;
      while (i >= 0 && at[i] === (repeating ? length - 1 : i + length - size)) i--;
      if (i < 0) {
        state = 'done';
        return undefined;
      }
      const value = at[i]! + 1;
      for (let j = i; j < size; j++) at[j] = repeating ? value : value + j - i;
      return pick(pool, at, size);
    };
  });
}
combinations('combinations', false);
combinations('combinations_with_replacement', true);

// --- tee

/** What several iterators over one source share: a chain of items, forgotten as the last of them passes. */
interface Link {
  value: Slot;
  next: Link | null;
}

const TEE = builtinClass('_tee', ITERATOR, 'itertools');

class Tee extends NativeIterator {
  readonly source: Value;
  link: Link;
  constructor(source: Value, link: Link) {
    super();
    this.source = source;
    this.link = link;
  }
  override next(vm: Interpreter): Slot {
    const { link } = this;
    if (link.next === null) {
      const value = iterateNext(vm, this.source);
      if (value === undefined) return undefined;
      link.value = value;
      link.next = { value: undefined, next: null };
    }
    this.link = link.next;
    return link.value;
  }
}
belongsTo(Tee, TEE);
method(TEE, '__copy__', 0, 0, (_vm, self: Tee) => new Tee(self.source, self.link));

const tee = nativeList('tee', (vm, args, keywords) => {
  const [iterable, n = 2] = parse('tee', ['iterable', 'n'], 1, args, keywords);
  const count = integer(vm, n);
  if (count < 0) throw valueError('n must be >= 0');
  const source = getIterator(vm, iterable!);
  const [from, link] =
    source instanceof Tee ? [source.source, source.link] : [source, { value: undefined, next: null }];
  return new PyTuple(Array.from({ length: count }, () => new Tee(from, link)));
});

export function makeItertools(): Module {
  const module = new Module('itertools');
  defineClasses(module, CLASSES);
  module.namespace.set('tee', tee);
  return module;
}
