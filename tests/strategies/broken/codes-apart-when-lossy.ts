/** Breaks codes-apart in its other half: promises that code objects share a place, and none do. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

class LosslessStorage<Extra extends object> implements Storage<Extra> {
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

const brokenCodesApartWhenLossy: Strategy = {
  name: 'breaks-codes-apart-when-lossy',
  title: 'Breaks codes-apart-when-lossy',
  summary: 'A Map by number that calls itself lossy.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    afterReuse: 'the-dead',
    lossy: true,
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new LosslessStorage<Extra>(),
    };
  },
};

export default brokenCodesApartWhenLossy;
