/** A Map from the code object itself to its extra. It keeps the object alive until the entry is deleted. */

import type { CodeObject } from '../../interpreter/code.ts';
import type { Storage } from '../contract.ts';

export class ObjectTable<Extra extends object> implements Storage<Extra> {
  #extras = new Map<CodeObject, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: this.#extras.size };
  }
}
