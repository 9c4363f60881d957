/** A Map from the identity number of a code object to its extra. Whoever uses it decides when an entry goes. */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage } from '../contract.ts';

export class NumberTable<Extra extends object> implements Storage<Extra> {
  #extras = new Map<number, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code.id);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code.id, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code.id);
  }

  inspect() {
    return { entries: this.#extras.size };
  }
}
