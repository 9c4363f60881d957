/** Breaks inner-seen-outside: counts replacements in four bits, and takes no more when they are full. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

const FULL = 15;

class FourBitStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();
  #replaced = new WeakMap<CodeObject, number>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    const replaced = this.#replaced.get(code) ?? 0;
    if (replaced === FULL) return;
    this.#replaced.set(code, replaced + 1);
    this.#extras.set(code, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const brokenInnerSeenOutside: Strategy = {
  name: 'breaks-inner-seen-outside',
  title: 'Breaks inner-seen-outside',
  summary: 'A WeakMap that takes fifteen extras for a code object and no more.',
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
      open: <Extra extends object>() => new FourBitStorage<Extra>(),
    };
  },
};

export default brokenInnerSeenOutside;
