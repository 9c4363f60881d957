/**
 * What an instruction remembers about the last time it looked something up.
 *
 * One class for every kind of instruction, so that the loop's loads from a cache always see one layout. A code
 * object gets its array of caches when it first runs: one place per instruction, at first all NOTHING_YET.
 *
 * - LOAD_GLOBAL: `globals` is the namespace it looked in; `cell` the name's cell there and `fallback` the one in the
 *   built-ins. Both cells are permanent, so nothing can make the entry stale.
 * - LOAD_ATTR, LOAD_METHOD, STORE_ATTR on instances: `shape` is the shape met, valid while `epoch` is that of the
 *   classes. `index` is the slot, or one of the numbers below and `cell` holds the attribute of the class. `nextShape`
 *   is the shape that STORE_ATTR goes over to when it adds the attribute.
 * - LOAD_METHOD on other objects: `cls` is the class met, `cell` its method.
 * - LOAD_ATTR and LOAD_METHOD on a class: `cls` is that class and `index` not PLAIN; on a module: `globals` is its
 *   namespace.
 * - Operators on instances: `shape` and `nextShape` are those of the operands (null: the right one is of a class of
 *   `builtins`), `method` the one to ask first.
 * - `other` is one more entry of the same instruction, up to MOST_ENTRIES: real programs are polymorphic.
 */

import type { CodeObject } from './code.ts';
import type { PyClass } from './objects/class.ts';
import type { PyFunction } from './objects/function.ts';
import type { NameCell, Namespace } from './objects/namespace.ts';
import type { Shape } from './objects/shape.ts';

export const MOST_ENTRIES = 8;

/** How the attribute in `cell` binds: as it is, or as a method; */
export const PLAIN = -1;
/** as a static method, */
export const STATIC = -2;
/** a class method, */
export const CLASS_BOUND = -3;
/** a property; */
export const PROPERTY = -4;
/** an attribute of a class, read from the class itself; */
export const UNBOUND = -5;
/** an attribute that the class of classes computes (`cls` is that one). */
export const COMPUTED = -6;

export class Cache {
  globals: Namespace | null = null;
  cell: NameCell | null = null;
  fallback: NameCell | null = null;
  shape: Shape | null = null;
  nextShape: Shape | null = null;
  cls: PyClass | null = null;
  method: PyFunction | null = null;
  epoch = -1;
  index = -1;
  other: Cache | null = null;
}

const NOTHING_YET = new Cache();

/** Gives a code object its caches. */
export function warm(code: CodeObject): Cache[] {
  const caches: Cache[] = new Array(code.instructions.length).fill(NOTHING_YET);
  code.caches = caches;
  return caches;
}

/** Puts a new entry in front; stale ones go, and the oldest falls off. */
export function remember(caches: Cache[], at: number, entry: Cache): void {
  let last = entry;
  let count = 1;
  for (let old: Cache | null = caches[at]!; old !== null && count < MOST_ENTRIES; old = old.other) {
    if (old === NOTHING_YET || old.epoch !== entry.epoch) continue;
    last.other = old;
    last = old;
    count++;
  }
  last.other = null;
  caches[at] = entry;
}

/** The entry of an instruction for a shape. */
export function entryFor(first: Cache, shape: Shape, epoch: number): Cache | null {
  for (let entry: Cache | null = first; entry !== null; entry = entry.other) {
    if (entry.shape === shape && entry.epoch === epoch) return entry;
  }
  return null;
}
