/**
 * The module `heapq`. Items are compared in the same order as CPython compares them, so programs that count their
 * `__lt__` calls agree.
 */

import { integer, parse } from '../builtins/define.ts';
import { sortItems } from '../builtins/sorting.ts';
import type { Interpreter } from '../interpreter.ts';
import { indexError, typeError } from '../objects/exception.ts';
import { StepIterator } from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { callValue } from '../operations/call.ts';
import { getIterator, iterateNext, listOf } from '../operations/iteration.ts';
import type { Value } from '../values.ts';
import { isLess } from './bisect.ts';
import { define, defineList } from './define.ts';

function heapOf(value: Value, what: string): Value[] {
  if (!(value instanceof PyList)) throw typeError(`${what} must be list, not ${typeOf(value).name}`);
  return value.items;
}

/** Moves the item at `from` up until its parent is not greater. */
function up(vm: Interpreter, heap: Value[], start: number, from: number): void {
  const item = heap[from]!;
  let at = from;
  while (at > start) {
    const above = (at - 1) >> 1;
    const parent = heap[above]!;
    if (!isLess(vm, item, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = item;
}

/** Lets the smaller child rise to the bottom, then moves the item up from there: fewer comparisons than going down. */
function down(vm: Interpreter, heap: Value[], start: number): void {
  const end = heap.length;
  const item = heap[start]!;
  let at = start;
  let child = 2 * at + 1;
  while (child < end) {
    const right = child + 1;
    if (right < end && !isLess(vm, heap[child]!, heap[right]!)) child = right;
    heap[at] = heap[child]!;
    at = child;
    child = 2 * at + 1;
  }
  heap[at] = item;
  up(vm, heap, start, at);
}

function pop(vm: Interpreter, heap: Value[]): Value {
  const last = heap.pop();
  if (last === undefined) throw indexError('index out of range');
  if (heap.length === 0) return last;
  const least = heap[0]!;
  heap[0] = last;
  down(vm, heap, 0);
  return least;
}

function heapify(vm: Interpreter, heap: Value[]): void {
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) down(vm, heap, i);
}

export function makeHeapq(): Module {
  const module = new Module('heapq');
  define(module, 'heappush', 2, 2, (vm, heap: Value, item: Value) => {
    const items = heapOf(heap, 'heappush() argument 1');
    items.push(item);
    up(vm, items, 0, items.length - 1);
    return null;
  });
  define(module, 'heappop', 1, 1, (vm, heap: Value) => pop(vm, heapOf(heap, 'heappop() argument')));
  define(module, 'heapify', 1, 1, (vm, heap: Value) => {
    heapify(vm, heapOf(heap, 'heapify() argument'));
    return null;
  });
  define(module, 'heapreplace', 2, 2, (vm, heap: Value, item: Value) => {
    const items = heapOf(heap, 'heapreplace() argument 1');
    if (items.length === 0) throw indexError('index out of range');
    const least = items[0]!;
    items[0] = item;
    down(vm, items, 0);
    return least;
  });
  define(module, 'heappushpop', 2, 2, (vm, heap: Value, item: Value) => {
    const items = heapOf(heap, 'heappushpop() argument 1');
    if (items.length === 0 || !isLess(vm, items[0]!, item)) return item;
    const least = items[0]!;
    items[0] = item;
    down(vm, items, 0);
    return least;
  });
  for (const [name, reverse] of [
    ['nsmallest', false],
    ['nlargest', true],
  ] as const) {
    defineList(module, name, (vm, args, keywords) => {
      const [n, iterable, key = null] = parse(name, ['n', 'iterable', 'key'], 2, args, keywords);
      const items = listOf(vm, iterable!);
      sortItems(vm, items, key, reverse);
      return new PyList(items.slice(0, Math.max(0, integer(vm, n!))));
    });
  }
  defineList(module, 'merge', (vm, args, keywords) => {
    const key = keywords?.get('key') ?? null;
    const reverse = keywords?.get('reverse') === true;
    return merged(vm, args, key, reverse);
  });
  return module;
}

interface Head {
  value: Value;
  key: Value;
  readonly source: Value;
}

function merged(vm: Interpreter, iterables: readonly Value[], key: Value, reverse: boolean): StepIterator {
  const sources = iterables.map((iterable) => getIterator(vm, iterable));
  let heads: Head[] | null = null;
  const keyOf = (vm: Interpreter, value: Value) => (key === null ? value : callValue(vm, key, [value], null));
  return new StepIterator((vm) => {
    if (heads === null) {
      heads = [];
      for (const source of sources) {
        const value = iterateNext(vm, source);
        if (value !== undefined) heads.push({ value, key: keyOf(vm, value), source });
      }
    }
    if (heads.length === 0) return undefined;
    let best = heads[0]!;
    for (const head of heads) {
      const better = reverse ? isLess(vm, best.key, head.key) : isLess(vm, head.key, best.key);
      if (better) best = head;
    }
    const { value } = best;
    const next = iterateNext(vm, best.source);
    if (next === undefined) {
      heads.splice(heads.indexOf(best), 1);
    } else {
      best.value = next;
      best.key = keyOf(vm, next);
    }
    return value;
  });
}
