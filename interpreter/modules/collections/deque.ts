/** deque: a ring buffer, so that both ends are cheap. */

import { attribute, integer, method, methodList, parse } from '../../builtins/define.ts';
import type { Interpreter } from '../../interpreter.ts';
import { builtinClass } from '../../objects/class.ts';
import { indexError, pyError, typeError, valueError } from '../../objects/exception.ts';
import { ITERATOR, StepIterator } from '../../objects/iterators.ts';
import type { Module } from '../../objects/module.ts';
import { NOT_IMPLEMENTED, PySlice, typeOf } from '../../objects/scalars.ts';
import { callValue } from '../../operations/call.ts';
import { compare, equals } from '../../operations/compare.ts';
import { listOf, MOST_ITEMS } from '../../operations/iteration.ts';
import { reprOf } from '../../operations/repr.ts';
import { indexOf } from '../../operations/subscripts.ts';
import { PyTuple, type Slot, type Value } from '../../values.ts';
import { initializedClass } from '../define.ts';

export const DEQUE = builtinClass('deque', undefined, 'collections');
const DEQUE_ITERATOR = builtinClass('_deque_iterator', ITERATOR, 'collections');
const DEQUE_REVERSED = builtinClass('_deque_reverse_iterator', ITERATOR, 'collections');
const FIRST_CAPACITY = 16;

/** The capacity is a power of two; item i lies at (head + i) modulo capacity. */
export class PyDeque {
  #ring: Slot[] = new Array(FIRST_CAPACITY).fill(undefined);
  #head = 0;
  size = 0;
  limit = Infinity;
  /** Grows with every change: iterators notice. */
  changes = 0;

  at(i: number): Value {
    return this.#ring[(this.#head + i) & (this.#ring.length - 1)]!;
  }

  put(i: number, value: Value): void {
    this.#ring[(this.#head + i) & (this.#ring.length - 1)] = value;
  }

  #grow(): void {
    const items: Slot[] = this.items();
    const capacity = this.#ring.length * 2;
    while (items.length < capacity) items.push(undefined);
    this.#ring = items;
    this.#head = 0;
  }

  push(value: Value): void {
    if (this.size >= this.limit) {
      if (this.limit === 0) return;
      this.shift();
    }
    if (this.size === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.size++) & (this.#ring.length - 1)] = value;
    this.changes++;
  }

  unshift(value: Value): void {
    if (this.size >= this.limit) {
      if (this.limit === 0) return;
      this.pop();
    }
    if (this.size === this.#ring.length) this.#grow();
    this.#head = (this.#head - 1) & (this.#ring.length - 1);
    this.#ring[this.#head] = value;
    this.size++;
    this.changes++;
  }

  pop(): Slot {
    if (this.size === 0) return undefined;
    const at = (this.#head + --this.size) & (this.#ring.length - 1);
    const value = this.#ring[at];
    this.#ring[at] = undefined;
    this.changes++;
    return value;
  }

  shift(): Slot {
    if (this.size === 0) return undefined;
    const value = this.#ring[this.#head];
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.size--;
    this.changes++;
    return value;
  }

  clear(): void {
    this.#ring = new Array(FIRST_CAPACITY).fill(undefined);
    this.#head = 0;
    this.size = 0;
    this.changes++;
  }

  items(): Value[] {
    const items: Value[] = [];
    for (let i = 0; i < this.size; i++) items.push(this.at(i));
    return items;
  }

  /** Replaces everything. */
  become(items: readonly Value[]): void {
    this.clear();
    for (const item of items) this.push(item);
  }
}

initializedClass(DEQUE, PyDeque, (vm, self: PyDeque, args, keywords) => {
  const [iterable, limit = null] = parse('deque', ['iterable', 'maxlen'], 0, args, keywords);
  if (limit !== null && indexOf(vm, limit) === undefined) throw typeError('an integer is required');
  const most = limit === null ? Infinity : integer(vm, limit);
  if (most < 0) throw valueError('maxlen must be non-negative');
  self.clear();
  self.limit = most;
  if (iterable !== undefined && iterable !== null) for (const item of listOf(vm, iterable)) self.push(item);
});

function copyOf(self: PyDeque): PyDeque {
  const cls = typeOf(self);
  const copy = cls.allocate!(cls) as PyDeque;
  copy.limit = self.limit;
  for (let i = 0; i < self.size; i++) copy.push(self.at(i));
  return copy;
}

function position(vm: Interpreter, self: PyDeque, index: Value): number {
  if (typeof index === 'object' && index instanceof PySlice) {
    throw typeError("sequence index must be integer, not 'slice'");
  }
  const given = indexOf(vm, index);
  if (given === undefined) throw typeError(`sequence index must be integer, not '${typeOf(index).name}'`);
  const at = given < 0 ? given + self.size : given;
  if (at < 0 || at >= self.size) throw indexError('deque index out of range');
  return at;
}

function iterate(self: PyDeque, backwards: boolean): StepIterator {
  const { changes } = self;
  let done = 0;
  const { size } = self;
  return new StepIterator(
    () => {
      if (self.changes !== changes) throw pyError('RuntimeError', 'deque mutated during iteration');
      if (done >= size) return undefined;
      const at = backwards ? size - 1 - done : done;
      done++;
      return self.at(at);
    },
    backwards ? DEQUE_REVERSED : DEQUE_ITERATOR,
  );
}

/** Position of an item, or -1; refuses a deque that changes meanwhile. */
function find(vm: Interpreter, self: PyDeque, item: Value, from: number, to: number): number {
  const { changes } = self;
  for (let i = from; i < to && i < self.size; i++) {
    const there = self.at(i);
    if (there === item || equals(vm, there, item)) return i;
    if (self.changes !== changes) throw pyError('RuntimeError', 'deque mutated during iteration');
  }
  return -1;
}

function removeAt(self: PyDeque, at: number): void {
  for (let i = at; i < self.size - 1; i++) self.put(i, self.at(i + 1));
  self.pop();
}

method(DEQUE, '__len__', 0, 0, (_vm, self: PyDeque) => self.size);
method(DEQUE, '__bool__', 0, 0, (_vm, self: PyDeque) => self.size > 0);
method(DEQUE, '__iter__', 0, 0, (_vm, self: PyDeque) => iterate(self, false));
method(DEQUE, '__reversed__', 0, 0, (_vm, self: PyDeque) => iterate(self, true));
method(
  DEQUE,
  '__contains__',
  1,
  1,
  (vm, self: PyDeque, item: Value) => find(vm, self, item, 0, self.size) >= 0,
);
method(DEQUE, '__getitem__', 1, 1, (vm, self: PyDeque, index: Value) => {
  if (typeof index === 'number' && index >= 0 && index < self.size) return self.at(index);
  return self.at(position(vm, self, index));
});
method(DEQUE, '__setitem__', 2, 2, (vm, self: PyDeque, index: Value, value: Value) => {
  self.put(position(vm, self, index), value);
  return null;
});
method(DEQUE, '__delitem__', 1, 1, (vm, self: PyDeque, index: Value) => {
  removeAt(self, position(vm, self, index));
  return null;
});
method(DEQUE, '__repr__', 0, 0, (vm, self: PyDeque) => {
  const { name } = typeOf(self);
  if (vm.written.has(self)) return '[...]';
  vm.written.add(self);
  try {
    const items = self.items().map((item) => reprOf(vm, item));
    const most = self.limit === Infinity ? '' : `, maxlen=${self.limit}`;
    return `${name}([${items.join(', ')}]${most})`;
  } finally {
    vm.written.delete(self);
  }
});
['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].forEach((name, op) => {
  method(DEQUE, name, 1, 1, (vm, self: PyDeque, other: Value) =>
    other instanceof PyDeque
      ? compare(vm, op, new PyTuple(self.items()), new PyTuple(other.items()))
      : NOT_IMPLEMENTED,
  );
});
DEQUE.attributes.set('__hash__', null);
attribute(DEQUE, 'maxlen', (self: PyDeque) => (self.limit === Infinity ? null : self.limit));

method(DEQUE, 'append', 1, 1, (_vm, self: PyDeque, item: Value) => {
  self.push(item);
  return null;
});
method(DEQUE, 'appendleft', 1, 1, (_vm, self: PyDeque, item: Value) => {
  self.unshift(item);
  return null;
});
method(DEQUE, 'pop', 0, 0, (_vm, self: PyDeque) => {
  const value = self.pop();
  if (value === undefined) throw indexError('pop from an empty deque');
  return value;
});
method(DEQUE, 'popleft', 0, 0, (_vm, self: PyDeque) => {
  const value = self.shift();
  if (value === undefined) throw indexError('pop from an empty deque');
  return value;
});
method(DEQUE, 'extend', 1, 1, (vm, self: PyDeque, iterable: Value) => {
  for (const item of listOf(vm, iterable)) self.push(item);
  return null;
});
method(DEQUE, 'extendleft', 1, 1, (vm, self: PyDeque, iterable: Value) => {
  for (const item of listOf(vm, iterable)) self.unshift(item);
  return null;
});
method(DEQUE, 'clear', 0, 0, (_vm, self: PyDeque) => {
  self.clear();
  return null;
});
for (const name of ['copy', '__copy__']) method(DEQUE, name, 0, 0, (_vm, self: PyDeque) => copyOf(self));
method(DEQUE, '__deepcopy__', 1, 1, (vm, self: PyDeque, memo: Value) => {
  const deepCopy = (vm.importModule('copy', null, 0) as Module).get('deepcopy')!;
  const copy = copyOf(self);
  for (let i = 0; i < copy.size; i++) copy.put(i, callValue(vm, deepCopy, [copy.at(i), memo], null));
  return copy;
});
method(DEQUE, 'count', 1, 1, (vm, self: PyDeque, item: Value) => {
  let count = 0;
  for (let at = find(vm, self, item, 0, self.size); at >= 0; at = find(vm, self, item, at + 1, self.size))
    count++;
  return count;
});
methodList(DEQUE, 'index', (vm, args) => {
  if (args.length < 2) throw typeError('index() takes at least 1 argument (0 given)');
  const [self, item, start = 0, stop] = args as [PyDeque, Value, Value?, Value?];
  const bound = (value: Value) => {
    const given = integer(vm, value);
    return given < 0 ? Math.max(0, given + self.size) : given;
  };
  const at = find(vm, self, item, bound(start), stop === undefined ? self.size : bound(stop));
  if (at < 0) throw valueError(`${reprOf(vm, item)} is not in deque`);
  return at;
});
method(DEQUE, 'insert', 2, 2, (vm, self: PyDeque, index: Value, item: Value) => {
  if (self.size >= self.limit) throw indexError('deque already at its maximum size');
  const given = integer(vm, index);
  const at = Math.min(self.size, given < 0 ? Math.max(0, given + self.size) : given);
  self.push(item);
  for (let i = self.size - 1; i > at; i--) self.put(i, self.at(i - 1));
  self.put(at, item);
  return null;
});
method(DEQUE, 'remove', 1, 1, (vm, self: PyDeque, item: Value) => {
  const at = find(vm, self, item, 0, self.size);
  if (at < 0) throw valueError(`${reprOf(vm, item)} is not in deque`);
  removeAt(self, at);
  return null;
});
method(DEQUE, 'reverse', 0, 0, (_vm, self: PyDeque) => {
  self.become(self.items().reverse());
  return null;
});
method(DEQUE, 'rotate', 0, 1, (vm, self: PyDeque, steps: Value = 1) => {
  if (self.size < 2) return null;
  let left = integer(vm, steps) % self.size;
  // Whichever way round is shorter.
  if (left > self.size / 2) left -= self.size;
  else if (left < -self.size / 2) left += self.size;
  const { limit } = self;
  self.limit = Infinity;
  for (; left > 0; left--) self.unshift(self.pop()!);
  for (; left < 0; left++) self.push(self.shift()!);
  self.limit = limit;
  return null;
});
method(DEQUE, '__add__', 1, 1, (_vm, self: PyDeque, other: Value) => {
  if (!(other instanceof PyDeque)) {
    throw typeError(`can only concatenate deque (not "${typeOf(other).name}") to deque`);
  }
  const sum = copyOf(self);
  for (const item of other.items()) sum.push(item);
  return sum;
});
method(DEQUE, '__iadd__', 1, 1, (vm, self: PyDeque, iterable: Value) => {
  for (const item of listOf(vm, iterable)) self.push(item);
  return self;
});
method(DEQUE, '__mul__', 1, 1, (vm, self: PyDeque, count: Value) => repeated(vm, self, count));
method(DEQUE, '__rmul__', 1, 1, (vm, self: PyDeque, count: Value) => repeated(vm, self, count));

function repeated(vm: Interpreter, self: PyDeque, count: Value): Value {
  const times = indexOf(vm, count);
  if (times === undefined) return NOT_IMPLEMENTED;
  const copy = copyOf(self);
  copy.clear();
  const items = self.items();
  if (items.length === 0) return copy;
  if (items.length * times > MOST_ITEMS) throw pyError('MemoryError');
  for (let i = 0; i < times; i++) for (const item of items) copy.push(item);
  return copy;
}
