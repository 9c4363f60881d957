/**
 * A Map from identity number to extra whose entries are deleted by a finalisation callback: some turns after the
 * collection that found the code object dead.
 *
 * Between death and callback the number may have been handed out again. So a callback deletes the entry it was
 * registered for and no other, or it would take the extra of whoever has the number now; and until it has run, the
 * new owner of the number is answered with the extra of the dead. Nothing that the table knows can tell them apart.
 */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage } from '../contract.ts';

interface Entry<Extra> {
  readonly id: number;
  readonly extra: Extra;
}

export class FinalizedTable<Extra extends object> implements Storage<Extra> {
  readonly #entries = new Map<number, Entry<Extra>>();
  readonly #callback = new FinalizationRegistry<Entry<Extra>>((entry) => {
    if (this.#entries.get(entry.id) === entry) this.#entries.delete(entry.id);
  });

  get(code: CodeObject): Extra | undefined {
    const entry = this.#entries.get(code.id);
    return entry === undefined ? undefined : entry.extra;
  }

  set(code: CodeObject, extra: Extra): void {
    this.delete(code);
    const entry = { id: code.id, extra };
    this.#entries.set(code.id, entry);
    this.#callback.register(code, entry, entry);
  }

  delete(code: CodeObject): void {
    const entry = this.#entries.get(code.id);
    if (entry === undefined) return;
    this.#entries.delete(code.id);
    this.#callback.unregister(entry);
  }

  inspect() {
    return { entries: this.#entries.size };
  }
}
