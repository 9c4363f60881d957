/**
 * The table under dict, set and frozenset: Python's equality, order of insertion.
 *
 * A key that equals others only in plain ways (str, int, bool, float, None, objects compared by identity) is
 * normalised to something a JavaScript Map compares rightly: 1, 1.0 and True all become 1. Any other key (a tuple,
 * an instance with `__eq__`) is found by its hash: `heads` has the first entry with that hash, `next` leads on. In
 * `entries` such a key stands for itself, so `entries` alone tells the order of all.
 *
 * Hashing and equality are asked of the interpreter: they may run the program's methods. (They also know dict and
 * set, which derive from this class, so this file cannot import them.)
 */

import type { Interpreter } from '../interpreter.ts';
import { PyFloat, PyTuple, type Slot, type Value } from '../values.ts';

/** Instead of a normalised key: only hash and equality can tell. */
export const NOT_PLAIN: unique symbol = Symbol('not plain');

export class Entry {
  declare readonly key: Value;
  declare value: Value;
  /** Of a key that is not plain; else undefined. */
  declare readonly hash: number | bigint | undefined;
  /** The next entry with the same hash. */
  declare next: Entry | null;
  constructor(key: Value, value: Value, hash: number | bigint | undefined) {
    this.key = key;
    this.value = value;
    this.hash = hash;
    this.next = null;
  }
}

/** What stands for a number in a Map. */
function numberKey(key: Value): unknown {
  if (typeof key === 'boolean') return key ? 1 : 0;
  if (!(key instanceof PyFloat)) return key;
  const { value } = key;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

export class HashTable {
  entries: Map<unknown, Entry> = new Map();
  heads: Map<number | bigint, Entry> | null = null;

  get size(): number {
    return this.entries.size;
  }

  find(vm: Interpreter, key: Value): Entry | undefined {
    if (typeof key === 'string' || typeof key === 'number') return this.entries.get(key);
    if (!(key instanceof PyTuple)) {
      const normal = vm.normalKey(key);
      if (normal !== NOT_PLAIN) return this.entries.get(normal);
    }
    return this.#findHashed(vm, key, vm.hash(key));
  }

  get(vm: Interpreter, key: Value): Slot {
    return this.find(vm, key)?.value;
  }

  has(vm: Interpreter, key: Value): boolean {
    return this.find(vm, key) !== undefined;
  }

  set(vm: Interpreter, key: Value, value: Value): void {
    let normal: unknown = key;
    if (typeof key !== 'string' && typeof key !== 'number') {
      normal = key instanceof PyTuple ? NOT_PLAIN : vm.normalKey(key);
      if (normal === NOT_PLAIN) {
        const hash = vm.hash(key);
        const found = this.#findHashed(vm, key, hash);
        if (found === undefined) this.#link(new Entry(key, value, hash), hash);
        else found.value = value;
        return;
      }
    }
    const entry = this.entries.get(normal);
    if (entry === undefined) this.entries.set(normal, new Entry(key, value, undefined));
    else entry.value = value;
  }

  /** Adds a key that is not there, with None; undefined when it was. */
  addNew(vm: Interpreter, key: Value): Entry | undefined {
    let normal: unknown = key;
    if (typeof key !== 'string' && typeof key !== 'number') {
      normal = key instanceof PyTuple ? NOT_PLAIN : vm.normalKey(key);
      if (normal === NOT_PLAIN) {
        const hash = vm.hash(key);
        if (this.#findHashed(vm, key, hash) !== undefined) return undefined;
        const entry = new Entry(key, null, hash);
        this.#link(entry, hash);
        return entry;
      }
    }
    if (this.entries.has(normal)) return undefined;
    const entry = new Entry(key, null, undefined);
    this.entries.set(normal, entry);
    return entry;
  }

  /** Takes over an entry of another table, whose key is not here and is a number or not plain, as a copy. */
  adopt({ key, value, hash }: Entry): Entry {
    const entry = new Entry(key, value, hash);
    if (hash === undefined) this.entries.set(numberKey(key), entry);
    else this.#link(entry, hash);
    return entry;
  }

  /** Removes a key and yields its entry. */
  remove(vm: Interpreter, key: Value): Entry | undefined {
    const normal = vm.normalKey(key);
    if (normal === NOT_PLAIN) {
      const entry = this.#findHashed(vm, key, vm.hash(key));
      if (entry !== undefined) this.#unlink(entry);
      return entry;
    }
    const entry = this.entries.get(normal);
    if (entry !== undefined) this.entries.delete(normal);
    return entry;
  }

  clear(): void {
    this.entries.clear();
    this.heads = null;
  }

  /** Takes over all entries of another table into this empty one; much cheaper than setting them one by one. */
  copyFrom(other: HashTable): void {
    for (const [normal, { key, value, hash }] of other.entries) {
      const entry = new Entry(key, value, hash);
      if (hash === undefined) this.entries.set(normal, entry);
      else this.#link(entry, hash);
    }
  }

  keys(): Value[] {
    const keys: Value[] = [];
    for (const entry of this.entries.values()) keys.push(entry.key);
    return keys;
  }

  #findHashed(vm: Interpreter, key: Value, hash: number | bigint): Entry | undefined {
    if (this.heads === null) return undefined;
    let entry: Entry | null | undefined = this.heads.get(hash);
    for (; entry !== undefined && entry !== null; entry = entry.next) {
      if (entry.key === key || vm.equals(entry.key, key)) return entry;
    }
    return undefined;
  }

  #link(entry: Entry, hash: number | bigint): void {
    this.heads ??= new Map();
    const head = this.heads.get(hash);
    if (head === undefined) {
      this.heads.set(hash, entry);
    } else {
      entry.next = head.next;
      head.next = entry;
    }
    this.entries.set(entry.key, entry);
  }

  #unlink(entry: Entry): void {
    const heads = this.heads!;
    const hash = entry.hash!;
    const head = heads.get(hash)!;
    if (head === entry) {
      if (entry.next === null) heads.delete(hash);
      else heads.set(hash, entry.next);
    } else {
      let before = head;
      while (before.next !== entry) before = before.next!;
      before.next = entry.next;
    }
    this.entries.delete(entry.key);
  }
}
