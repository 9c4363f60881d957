/** Breaks promise-about-death: promises that extras die with their objects, and holds them in a Map by number. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

class NumberStorage<Extra extends object> implements Storage<Extra> {
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

const brokenPromiseAboutDeath: Strategy = {
  name: 'breaks-promise-about-death',
  title: 'Breaks promise-about-death',
  summary: 'A Map by number that promises not to leak.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'a promise, and nothing else',
    afterReuse: 'the-dead',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new NumberStorage<Extra>(),
    };
  },
};

export default brokenPromiseAboutDeath;
