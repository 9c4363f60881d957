/**
 * The table under dict, set and frozenset: Python's equality, order of insertion.
 *
 * A key that equals others only in plain ways (str, int, bool, float, None, objects compared by identity) is
 * normalised to something a JavaScript Map compares rightly: 1, 1.0 and True all become 1. Any other key (a tuple,
 * an instance with `__eq__`) is found by its hash in `buckets`; there the key that came first stands for all its
 * equals, and is itself the key in `entries`. So `entries` alone tells the order.
 *
 * Hashing and equality are asked of the interpreter: they may run the program's methods. (They also know dict and
 * set, which derive from this class, so this file cannot import them.)
 */

import type { Interpreter } from '../interpreter.ts';
import type { Slot, Value } from '../values.ts';

/** Instead of a normalised key: only hash and equality can tell. */
export const NOT_PLAIN: unique symbol = Symbol('not plain');

export class Entry {
  declare readonly key: Value;
  declare value: Value;
  constructor(key: Value, value: Value) {
    this.key = key;
    this.value = value;
  }
}

export class HashTable {
  entries: Map<unknown, Entry> = new Map();
  buckets: Map<number, Value[]> | null = null;

  get size(): number {
    return this.entries.size;
  }

  find(vm: Interpreter, key: Value): Entry | undefined {
    if (typeof key === 'string' || typeof key === 'number') return this.entries.get(key);
    const normal = vm.normalKey(key);
    if (normal !== NOT_PLAIN) return this.entries.get(normal);
    const hash = vm.hash(key);
    if (this.buckets === null) return undefined;
    const twin = this.#twin(vm, hash, key);
    return twin === undefined ? undefined : this.entries.get(twin);
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
      normal = vm.normalKey(key);
      if (normal === NOT_PLAIN) {
        const hash = vm.hash(key);
        const twin = this.#twin(vm, hash, key);
        if (twin === undefined) {
          this.buckets ??= new Map();
          const bucket = this.buckets.get(hash);
          if (bucket === undefined) this.buckets.set(hash, [key]);
          else bucket.push(key);
          normal = key;
        } else {
          normal = twin;
        }
      }
    }
    const entry = this.entries.get(normal);
    if (entry === undefined) this.entries.set(normal, new Entry(key, value));
    else entry.value = value;
  }

  /** Removes a key and yields its entry. */
  remove(vm: Interpreter, key: Value): Entry | undefined {
    let normal = vm.normalKey(key);
    if (normal === NOT_PLAIN) {
      const hash = vm.hash(key);
      const twin = this.#twin(vm, hash, key);
      if (twin === undefined) return undefined;
      const bucket = this.buckets!.get(hash)!;
      if (bucket.length === 1) this.buckets!.delete(hash);
      else bucket.splice(bucket.indexOf(twin), 1);
      normal = twin;
    }
    const entry = this.entries.get(normal);
    if (entry !== undefined) this.entries.delete(normal);
    return entry;
  }

  clear(): void {
    this.entries.clear();
    this.buckets = null;
  }

  /** Takes over all entries of another table; much cheaper than setting them one by one. */
  copyFrom(other: HashTable): void {
    for (const [normal, entry] of other.entries) this.entries.set(normal, new Entry(entry.key, entry.value));
    if (other.buckets !== null) {
      this.buckets = new Map();
      for (const [hash, keys] of other.buckets) this.buckets.set(hash, [...keys]);
    }
  }

  keys(): Value[] {
    const keys: Value[] = [];
    for (const entry of this.entries.values()) keys.push(entry.key);
    return keys;
  }

  #twin(vm: Interpreter, hash: number, key: Value): Value | undefined {
    const bucket = this.buckets?.get(hash);
    if (bucket === undefined) return undefined;
    for (const other of bucket) if (other === key || vm.equals(other, key)) return other;
    return undefined;
  }
}
