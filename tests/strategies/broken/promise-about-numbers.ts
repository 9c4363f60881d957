/** Breaks promise-about-numbers: goes by a number that is handed out again, and does not say so. */

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

const brokenPromiseAboutNumbers: Strategy = {
  name: 'breaks-promise-about-numbers',
  title: 'Breaks promise-about-numbers',
  summary: 'A Map by number that promises right answers.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
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

export default brokenPromiseAboutNumbers;
