/** The module `bisect`: places in sorted lists. */

import { integer, parse } from '../builtins/define.ts';
import { lengthOf } from '../builtins/functions.ts';
import type { Interpreter } from '../interpreter.ts';
import { valueError } from '../objects/exception.ts';
import type { Keywords } from '../objects/function.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { getAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { compare } from '../operations/compare.ts';
import { getItem } from '../operations/subscripts.ts';
import { isTrue } from '../operations/truth.ts';
import type { Value } from '../values.ts';
import { defineList } from './define.ts';

/** Is a < b? */
export function isLess(vm: Interpreter, a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  const result = compare(vm, 0, a, b);
  return typeof result === 'boolean' ? result : isTrue(vm, result);
}

interface Search {
  readonly list: Value;
  readonly item: Value;
  readonly low: number;
  readonly high: number;
  readonly key: Value;
}

const PARAMETERS = ['a', 'x', 'lo', 'hi', 'key'];

function searchOf(vm: Interpreter, name: string, args: readonly Value[], keywords: Keywords | null): Search {
  const [list, item, lo = 0, hi = null, key = null] = parse(name, PARAMETERS, 2, args, keywords);
  const low = integer(vm, lo);
  if (low < 0) throw valueError('lo must be non-negative');
  const high = hi === null ? lengthOf(vm, list!) : integer(vm, hi);
  return { list: list!, item: item!, low, high, key };
}

/** The first place whose item is greater (`right`), or not less. */
function place(vm: Interpreter, { list, low, high, key }: Search, item: Value, right: boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    let there = list instanceof PyList && list.cls.builtin ? list.items[middle] : undefined;
    if (there === undefined) there = getItem(vm, list, middle);
    if (key !== null) there = callValue(vm, key, [there], null);
    if (right ? isLess(vm, item, there) : !isLess(vm, there, item)) to = middle;
    else from = middle + 1;
  }
  return from;
}

export function makeBisect(): Module {
  const module = new Module('bisect');
  for (const [side, right] of [
    ['left', false],
    ['right', true],
    ['', true],
  ] as const) {
    const find = side === '' ? 'bisect' : `bisect_${side}`;
    const insert = side === '' ? 'insort' : `insort_${side}`;
    defineList(module, find, (vm, args, keywords) => {
      const search = searchOf(vm, find, args, keywords);
      return place(vm, search, search.item, right);
    });
    defineList(module, insert, (vm, args, keywords) => {
      const search = searchOf(vm, insert, args, keywords);
      const { list, item, key } = search;
      const at = place(vm, search, key === null ? item : callValue(vm, key, [item], null), right);
      if (list instanceof PyList && list.cls.builtin) list.items.splice(at, 0, item);
      else callValue(vm, getAttribute(vm, list, 'insert'), [at, item], null);
      return null;
    });
  }
  return module;
}
