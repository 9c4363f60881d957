/**
 * A Map from identity number to extra whose entries know weakly whom they belong to, as the values of Python's
 * WeakValueDictionary do. A look-up compares: the entry of a dead object answers nobody.
 *
 * Entries of the dead are taken out when the table has doubled since it was last swept. So setting costs a constant
 * more on average, the table never holds more than twice what lived at once (and a few), and a table that is not
 * written any more keeps what it has.
 */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage } from '../contract.ts';

interface Entry<Extra> {
  readonly owner: WeakRef<CodeObject>;
  extra: Extra;
}

const FIRST_SWEEP = 64;

export class WeakTable<Extra extends object> implements Storage<Extra> {
  readonly #entries = new Map<number, Entry<Extra>>();
  #sweepAt = FIRST_SWEEP;

  get(code: CodeObject): Extra | undefined {
    const entry = this.#entries.get(code.id);
    return entry !== undefined && entry.owner.deref() === code ? entry.extra : undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    const entry = this.#entries.get(code.id);
    if (entry !== undefined && entry.owner.deref() === code) {
      entry.extra = extra;
      return;
    }
    if (this.#entries.size >= this.#sweepAt) this.#sweep();
    this.#entries.set(code.id, { owner: new WeakRef(code), extra });
  }

  delete(code: CodeObject): void {
    this.#entries.delete(code.id);
  }

  inspect() {
    return { entries: this.#entries.size };
  }

  #sweep(): void {
    for (const [id, { owner }] of this.#entries) {
      if (owner.deref() === undefined) this.#entries.delete(id);
    }
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#entries.size);
  }
}
