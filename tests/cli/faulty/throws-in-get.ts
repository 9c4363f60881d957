/** Throws for a code object without an extra, where it should answer undefined. */

import type { CodeObject } from '../../../interpreter/code.ts';
import type { Storage, Strategy } from '../../../strategies/contract.ts';
import weakmap from '../../../strategies/weakmap.ts';

class StrictStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();

  get(code: CodeObject): Extra | undefined {
    const extra = this.#extras.get(code);
    if (extra === undefined) throw new Error('no extra here');
    return extra;
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const throwsInGet: Strategy = {
  ...weakmap,
  name: 'throws-in-get',
  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new StrictStorage<Extra>(),
    };
  },
};

export default throwsInGet;
