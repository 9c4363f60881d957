/** Stable sorting by Python's `<`. */

import type { Interpreter } from '../interpreter.ts';
import { typeError } from '../objects/exception.ts';
import type { Keywords } from '../objects/function.ts';
import { callValue } from '../operations/call.ts';
import { compare, compareStrings } from '../operations/compare.ts';
import { isTrue } from '../operations/truth.ts';
import { PyFloat, type Value } from '../values.ts';

/** What sort() and sorted() may be told: key and reverse. */
export function sortOptions(keywords: Keywords | null): [key: Value, reverse: Value] {
  for (const name of keywords?.keys() ?? []) {
    if (name !== 'key' && name !== 'reverse') {
      throw typeError(`'${name}' is an invalid keyword argument for sort()`);
    }
  }
  return [keywords?.get('key') ?? null, keywords?.get('reverse') ?? false];
}

/** Sorts in place. With `reverse`, equal items keep their order too. */
export function sortItems(vm: Interpreter, items: Value[], key: Value, reverse: Value): void {
  const order = comparator(vm);
  const backwards = isTrue(vm, reverse);
  if (key === null) {
    const kind = kindOf(items);
    const by =
      kind === 'number' ? byNumber : kind === 'string' ? byString : kind === 'float' ? byFloat : order;
    // Reversed before and after, so that equal items end up in the order they had.
    if (backwards) items.reverse();
    mergeSort(items, by);
    if (backwards) items.reverse();
    return;
  }
  const keyed = items.map((item) => ({ item, key: callValue(vm, key, [item], null) }));
  const kind = kindOf(keyed.map((one) => one.key));
  const by = kind === 'number' ? byNumber : kind === 'string' ? byString : kind === 'float' ? byFloat : order;
  if (backwards) keyed.reverse();
  mergeSort(keyed, (a, b) => by(a.key, b.key));
  if (backwards) keyed.reverse();
  for (let i = 0; i < keyed.length; i++) items[i] = keyed[i]!.item;
}

/** True when b must come before a. */
type Before = (a: Value, b: Value) => boolean;

function comparator(vm: Interpreter): Before {
  return (a, b) => isTrue(vm, compare(vm, 0, b, a));
}

const byNumber: Before = (a, b) => (b as number) < (a as number);
const byString: Before = (a, b) => compareStrings(b as string, a as string) < 0;
const byFloat: Before = (a, b) => (b as PyFloat).value < (a as PyFloat).value;

function kindOf(items: readonly Value[]): 'number' | 'string' | 'float' | 'mixed' {
  const first = items[0];
  if (typeof first === 'number') return items.every((item) => typeof item === 'number') ? 'number' : 'mixed';
  if (typeof first === 'string') return items.every((item) => typeof item === 'string') ? 'string' : 'mixed';
  if (first instanceof PyFloat) return items.every((item) => item instanceof PyFloat) ? 'float' : 'mixed';
  return 'mixed';
}

/**
 * Merge sort with binary insertion of short runs, as CPython's does for short lists: a program that counts its
 * comparisons sees as many for lists of up to 64 items.
 */
function mergeSort<T>(items: T[], before: (a: T, b: T) => boolean): void {
  const { length } = items;
  if (length < 2) return;
  if (length <= 64) {
    insertionSort(items, before);
    return;
  }
  const middle = length >> 1;
  const left = items.slice(0, middle);
  const right = items.slice(middle);
  mergeSort(left, before);
  mergeSort(right, before);
  let i = 0;
  let j = 0;
  for (let k = 0; k < length; k++) {
    if (j >= right.length || (i < left.length && !before(left[i]!, right[j]!))) items[k] = left[i++]!;
    else items[k] = right[j++]!;
  }
}

function insertionSort<T>(items: T[], before: (a: T, b: T) => boolean): void {
  let sorted = 1;
  const { length } = items;
  if (before(items[0]!, items[1]!)) {
    sorted = 2;
    while (sorted < length && before(items[sorted - 1]!, items[sorted]!)) sorted++;
    for (let i = 0, j = sorted - 1; i < j; i++, j--) [items[i], items[j]] = [items[j]!, items[i]!];
  } else {
    sorted = 2;
    while (sorted < length && !before(items[sorted - 1]!, items[sorted]!)) sorted++;
  }
  for (; sorted < length; sorted++) {
    const pivot = items[sorted]!;
    let low = 0;
    let high = sorted;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(items[middle]!, pivot)) high = middle;
      else low = middle + 1;
    }
    items.splice(sorted, 1);
    items.splice(low, 0, pivot);
  }
}
