/** A hash table without chains: of two code objects with one hash, each is answered with the other's extra. */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Storage, Strategy } from '../../../strategies/contract.ts';
import mapById from '../../../strategies/map-by-id.ts';

const SLOTS = 1000;

class ChainlessTable<Extra extends object> implements Storage<Extra> {
  #extras = new Map<number, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code.id % SLOTS);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code.id % SLOTS, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code.id % SLOTS);
  }

  inspect() {
    return { entries: this.#extras.size };
  }
}

const answersForAnother: Strategy = {
  ...mapById,
  name: 'answers-for-another',
  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new ChainlessTable<Extra>(),
    };
  },
};

export default answersForAnother;
