/**
 * The order in which CPython iterates a set: that of its hash table, of which this is a copy with the same rules of probing
 * and growing. It exists beside the table that finds members (hash-table.ts), and only once somebody asks for the order or
 * removes a member; until then the order of insertion is all there is to know. Members added since lie in `pending`.
 *
 * The order is CPython's where hashes are the same in every run (exact-hash.ts). A set with any other member keeps the
 * order of insertion: INSERTION.
 */

import { exactHash, Halves } from './exact-hash.ts';
import type { Entry } from './hash-table.ts';

const SMALLEST = 8;
const LINEAR_PROBES = 9;
const LARGE = 50000;

/** Stands where a member was. */
const GONE: unique symbol = Symbol('gone');
type Slot = Entry | typeof GONE | null;

const hash = new Halves();

export class SetOrder {
  readonly pending: Entry[] = [];
  #slots: Slot[] = new Array(SMALLEST).fill(null);
  #mask = SMALLEST - 1;
  /** Slots that are not free, and those of them with a member. */
  #fill = 0;
  #used = 0;
  found = 0;

  /** Takes a member that is new to the set; false when its hash cannot be known. */
  add(entry: Entry): boolean {
    if (!hashOfEntry(entry)) return false;
    this.#used++;
    if (this.#insert(entry, hash.low, hash.high)) return true;
    this.#fill++;
    if (this.#fill * 5 >= this.#mask * 3) this.#resize(this.#room());
    return true;
  }

  remove(entry: Entry): void {
    hashOfEntry(entry);
    const slots = this.#slots;
    let { low, high } = hash;
    for (let i = low & this.#mask; ; ) {
      const last = i + LINEAR_PROBES <= this.#mask ? i + LINEAR_PROBES : i;
      for (let at = i; at <= last; at++) {
        if (slots[at] === entry) {
          slots[at] = GONE;
          this.#used--;
          return;
        }
      }
      low = (low >>> 5) | (high << 27);
      high >>>= 5;
      i = (Math.imul(i, 5) + 1 + low) & this.#mask;
    }
  }

  /** The first member from a place on, around the end; its place is in `found`. There must be one. */
  from(place: number): Entry {
    for (let at = place & this.#mask; ; at = (at + 1) & this.#mask) {
      const slot = this.#slots[at]!;
      if (slot !== null && slot !== GONE) {
        this.found = at;
        return slot;
      }
    }
  }

  entries(): Entry[] {
    const entries: Entry[] = [];
    for (const slot of this.#slots) if (slot !== null && slot !== GONE) entries.push(slot);
    return entries;
  }

  /** Has every slot always been free since it was made? */
  get isFresh(): boolean {
    return this.#fill === 0;
  }

  /** Makes room at once for `count` members of another set (or dict), before they are added. */
  expect(count: number): void {
    if ((this.#fill + count) * 5 >= this.#mask * 3) this.#resize((this.#used + count) * 2);
  }

  /** After many removals: drops what they left when that is more than a quarter. */
  tidy(): void {
    if (this.#fill - this.#used > this.#mask >> 2) this.#resize(this.#room());
  }

  /** Does an empty set that takes over these members get the very same table? */
  isCopiedAsItIs(): boolean {
    const few = this.#used * 5 < (SMALLEST - 1) * 3;
    return this.#fill === this.#used && this.#mask + 1 === (few ? SMALLEST : sizeFor(this.#used * 2));
  }

  /** A copy in which `copies` stand for the members, in their order. */
  copy(copies: readonly Entry[]): SetOrder {
    const other = new SetOrder();
    let i = 0;
    other.#slots = this.#slots.map((slot) => (slot === null ? null : copies[i++]!));
    other.#mask = this.#mask;
    other.#fill = this.#fill;
    other.#used = this.#used;
    return other;
  }

  #room(): number {
    return this.#used > LARGE ? this.#used * 2 : this.#used * 4;
  }

  /** Into the first free slot, or into the last one on the way there whose member is gone: then true. */
  #insert(entry: Entry, low: number, high: number): boolean {
    const slots = this.#slots;
    const mask = this.#mask;
    let restLow = low;
    let restHigh = high;
    let gone = -1;
    for (let i = low & mask; ; ) {
      const last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let at = i; at <= last; at++) {
        if (slots[at] === null) {
          const place = gone < 0 ? at : gone;
          slots[place] = entry;
          return gone >= 0;
        }
        if (slots[at] === GONE) gone = at;
      }
      restLow = (restLow >>> 5) | (restHigh << 27);
      restHigh >>>= 5;
      i = (Math.imul(i, 5) + 1 + restLow) & mask;
    }
  }

  #resize(least: number): void {
    const size = sizeFor(least);
    const slots = this.#slots;
    this.#slots = new Array(size).fill(null);
    this.#mask = size - 1;
    for (const slot of slots) {
      if (slot === null || slot === GONE) continue;
      hashOfEntry(slot);
      this.#insert(slot, hash.low, hash.high);
    }
    this.#fill = this.#used;
  }
}

function sizeFor(least: number): number {
  let size = SMALLEST;
  while (size <= least) size *= 2;
  return size;
}

/** The order of insertion will do. */
export const INSERTION: unique symbol = Symbol('order of insertion');

/** Into `hash`. What a program's `__hash__` once said is in the entry. */
function hashOfEntry({ key, hash: known }: Entry): boolean {
  if (exactHash(key, hash)) return true;
  if (known === undefined || !saidByProgram(key)) return false;
  hash.setInt(known);
  return true;
}

/** Has the key an `__hash__` of its program? */
function saidByProgram(key: unknown): boolean {
  const { shape } = key as { shape?: { cls: { lookup(name: string): unknown } } };
  const method = shape?.cls.lookup('__hash__') as { code?: unknown } | undefined;
  return method?.code !== undefined;
}
