/** WeakMap whose `get` throws once 2000 extras have been set in one storage: more than the laws set. */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Storage, Strategy } from '../../../strategies/contract.ts';
import weakmap from '../../../strategies/weakmap.ts';

const MOST = 2000;

class BrittleStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();
  #set = 0;

  get(code: CodeObject): Extra | undefined {
    if (this.#set > MOST) throw new Error('too many extras');
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code, extra);
    this.#set += 1;
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const throwsLate: Strategy = {
  ...weakmap,
  name: 'throws-late',
  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new BrittleStorage<Extra>(),
    };
  },
};

export default throwsLate;
