/**
 * WeakMap. An external table keyed by the code object that does not keep it alive: the engine drops the entry when
 * the object dies. The price: a hash look-up on each call, and work for the collector, which visits every entry.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';

class WeakMapStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
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

const weakmap: Strategy = {
  name: 'weakmap',
  title: 'WeakMap',
  summary: 'An external table keyed by the code object that lets it die.',
  origin: "JavaScript's own answer to data about objects one does not own (ES2015)",
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the engine drops the entry with its key',
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new WeakMapStorage<Extra>(),
    };
  },
};

export default weakmap;
