/** Breaks set-is-got: what was deleted once stays deleted, whatever is set later. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

class OnceDeletedStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();
  #deleted = new WeakSet<CodeObject>();

  get(code: CodeObject): Extra | undefined {
    return this.#deleted.has(code) ? undefined : this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code, extra);
  }

  delete(code: CodeObject): void {
    if (this.#extras.delete(code)) this.#deleted.add(code);
  }

  inspect() {
    return { entries: null };
  }
}

const brokenSetIsGot: Strategy = {
  name: 'breaks-set-is-got',
  title: 'Breaks set-is-got',
  summary: 'A WeakMap that never forgives a deletion.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the WeakMap holds no key',
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new OnceDeletedStorage<Extra>(),
    };
  },
};

export default brokenSetIsGot;
