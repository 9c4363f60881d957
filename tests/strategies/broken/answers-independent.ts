/** Breaks answers-independent: takes the last constant of the code object along when it deletes. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

class ConstantStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code, extra);
  }

  delete(code: CodeObject): void {
    (code.consts as unknown[]).pop();
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const brokenAnswersIndependent: Strategy = {
  name: 'breaks-answers-independent',
  title: 'Breaks answers-independent',
  summary: 'A WeakMap that deletes a constant too.',
  origin: 'made for the tests',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the WeakMap holds no key',
    tools: Number.POSITIVE_INFINITY,
    touches: ['consts'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new ConstantStorage<Extra>(),
    };
  },
};

export default brokenAnswersIndependent;
