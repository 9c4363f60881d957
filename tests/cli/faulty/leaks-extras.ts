/** WeakMap with a set of all extras beside it, for statistics of some kind: no extra ever dies. */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Storage, Strategy } from '../../../strategies/contract.ts';
import weakmap from '../../../strategies/weakmap.ts';

class LeakingStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();
  #all = new Set<Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.delete(code);
    this.#extras.set(code, extra);
    this.#all.add(extra);
  }

  delete(code: CodeObject): void {
    const extra = this.#extras.get(code);
    if (extra !== undefined) this.#all.delete(extra);
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const leaksExtras: Strategy = {
  ...weakmap,
  name: 'leaks-extras',
  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new LeakingStorage<Extra>(),
    };
  },
};

export default leaksExtras;
