/**
 * What an instruction remembers about the last time it looked something up.
 *
 * One class for every kind of instruction, so that the loop's loads from a cache always see one layout. A code
 * object gets its array of caches when it first runs: one place per instruction, at first all NOTHING_YET.
 *
 * - LOAD_GLOBAL: `globals` is the namespace it looked in; `cell` the name's cell there and `fallback` the one in the
 *   built-ins. Both cells are permanent, so nothing can make the entry stale.
 * - LOAD_ATTR, LOAD_METHOD, STORE_ATTR on instances: `shape` is the shape met, valid while `epoch` is that of the
 *   classes. `index` is the slot, or -1 and `cell` holds the attribute of the class. `nextShape` is the shape that
 *   STORE_ATTR goes over to when it adds the attribute.
 * - LOAD_METHOD on other objects: `cls` is the class met, `cell` its method.
 * - `other` is one more entry of the same instruction, up to MOST_ENTRIES: real programs are polymorphic.
 */

import type { CodeObject } from './code.ts';
import type { PyClass } from './objects/class.ts';
import type { NameCell, Namespace } from './objects/namespace.ts';
import type { Shape } from './objects/shape.ts';

export const MOST_ENTRIES = 4;

export class Cache {
  globals: Namespace | null = null;
  cell: NameCell | null = null;
  fallback: NameCell | null = null;
  shape: Shape | null = null;
  nextShape: Shape | null = null;
  cls: PyClass | null = null;
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

/** Puts a new entry in front; old ones move back and the oldest falls off. Stale ones go first. */
export function remember(caches: Cache[], at: number, entry: Cache): void {
  let kept: Cache | null = null;
  let count = 1;
  for (let old: Cache | null = caches[at]!; old !== null && count < MOST_ENTRIES; old = old.other) {
    if (old === NOTHING_YET || old.epoch !== entry.epoch) continue;
    const copy = Object.assign(new Cache(), old);
    copy.other = null;
    if (kept === null) entry.other = copy;
    else kept.other = copy;
    kept = copy;
    count++;
  }
  caches[at] = entry;
}

/** The entry of an instruction for a shape, besides the first one. */
export function entryFor(first: Cache, shape: Shape, epoch: number): Cache | null {
  for (let entry = first.other; entry !== null; entry = entry.other) {
    if (entry.shape === shape && entry.epoch === epoch) return entry;
  }
  return null;
}
