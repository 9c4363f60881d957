/** WeakMap that takes 4 MB for each extra after the 4000th of a storage, and gives none back. */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Storage, Strategy } from '../../../strategies/contract.ts';
import weakmap from '../../../strategies/weakmap.ts';

const MODEST_UNTIL = 4000;
const NUMBERS = 500_000;

const eaten: number[][] = [];

class GreedyStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();
  #set = 0;

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code, extra);
    this.#set += 1;
    if (this.#set > MODEST_UNTIL) eaten.push(new Array<number>(NUMBERS).fill(0.5));
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const eatsMemory: Strategy = {
  ...weakmap,
  name: 'eats-memory',
  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new GreedyStorage<Extra>(),
    };
  },
};

export default eatsMemory;
