/** WeakMap that keeps every extra after the thousandth for ever: more than the laws set and let die. */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Storage, Strategy } from '../../../strategies/contract.ts';
import weakmap from '../../../strategies/weakmap.ts';

const KEPT_FROM = 1000;

class LateLeakingStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();
  #kept: Extra[] = [];
  #set = 0;

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code, extra);
    this.#set += 1;
    if (this.#set > KEPT_FROM) this.#kept.push(extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const leaksLate: Strategy = {
  ...weakmap,
  name: 'leaks-late',
  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new LateLeakingStorage<Extra>(),
    };
  },
};

export default leaksLate;
