/**
 * What globals() yields: a dict that is a window on a namespace. Reading it reads the names, writing it binds them.
 * Keys that are no strings, which nobody uses, lie in the map itself.
 */

import type { Value } from '../values.ts';
import { PyDict } from './dict.ts';
import { Entry } from './hash-table.ts';
import type { NameCell, Namespace } from './namespace.ts';

class NamespaceEntries extends Map<unknown, Entry> {
  readonly #namespace: Namespace;

  constructor(namespace: Namespace) {
    super();
    this.#namespace = namespace;
  }

  override get size(): number {
    let count = super.size;
    for (const cell of this.#namespace.cells.values()) if (cell.value !== undefined) count++;
    return count;
  }

  override get(key: unknown): Entry | undefined {
    if (typeof key !== 'string') return super.get(key);
    const cell = this.#namespace.cells.get(key);
    return cell?.value === undefined ? undefined : entryOf(key, cell);
  }

  override has(key: unknown): boolean {
    return this.get(key) !== undefined;
  }

  override set(key: unknown, entry: Entry): this {
    if (typeof key === 'string') this.#namespace.set(key, entry.value);
    else super.set(key, entry);
    return this;
  }

  override delete(key: unknown): boolean {
    return typeof key === 'string' ? this.#namespace.delete(key) : super.delete(key);
  }

  override clear(): void {
    for (const name of this.#namespace.cells.keys()) this.#namespace.delete(name);
    super.clear();
  }

  override *entries(): MapIterator<[unknown, Entry]> {
    for (const [name, cell] of this.#namespace.cells) {
      if (cell.value !== undefined) yield [name, entryOf(name, cell)];
    }
    yield* super.entries();
  }

  override *values(): MapIterator<Entry> {
    for (const [, entry] of this.entries()) yield entry;
  }

  override *keys(): MapIterator<unknown> {
    for (const [key] of this.entries()) yield key;
  }

  override [Symbol.iterator](): MapIterator<[unknown, Entry]> {
    return this.entries();
  }
}

/** An entry whose value is the cell's. */
function entryOf(name: string, cell: NameCell): Entry {
  const entry = new Entry(name, null, undefined);
  Object.defineProperty(entry, 'value', {
    get: () => cell.value,
    set: (value: Value) => {
      cell.value = value;
    },
  });
  return entry;
}

/** The dict of a namespace, one and the same however often it is asked for. */
export function liveDict(namespace: Namespace): PyDict {
  if (namespace.dict === null) {
    const dict = new PyDict();
    dict.entries = new NamespaceEntries(namespace);
    namespace.dict = dict;
  }
  return namespace.dict as PyDict;
}
