/** Breaks what no law could check: it ends the process that runs it. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

class EndingStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    if (this.#extras.has(code)) process.exit(0);
    this.#extras.set(code, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const brokenLetsItselfBeChecked: Strategy = {
  name: 'breaks-lets-itself-be-checked',
  title: 'Breaks lets-itself-be-checked',
  summary: 'A WeakMap that ends the process when an extra is replaced.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the WeakMap holds no key',
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new EndingStorage<Extra>(),
    };
  },
};

export default brokenLetsItselfBeChecked;
