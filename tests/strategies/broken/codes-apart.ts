/** Breaks codes-apart: a table of 1024 places that never looks who is in one, and no promise to be lossy. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

const PLACES = 1024;

class SharedPlaceStorage<Extra extends object> implements Storage<Extra> {
  #extras = new Map<number, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code.id % PLACES);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code.id % PLACES, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code.id % PLACES);
  }

  inspect() {
    return { entries: this.#extras.size };
  }
}

const brokenCodesApart: Strategy = {
  name: 'breaks-codes-apart',
  title: 'Breaks codes-apart',
  summary: 'A table with room for 1024, shared by all others.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    afterReuse: 'the-dead',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new SharedPlaceStorage<Extra>(),
    };
  },
};

export default brokenCodesApart;
