/** Breaks deleted-is-let-go: keeps what was replaced, for an undo that nobody asks for. */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

class UndoStorage<Extra extends object> implements Storage<Extra> {
  #extras = new WeakMap<CodeObject, Extra>();
  #replaced: Extra[] = [];

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code);
  }

  set(code: CodeObject, extra: Extra): void {
    const before = this.#extras.get(code);
    if (before !== undefined) this.#replaced.push(before);
    this.#extras.set(code, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code);
  }

  inspect() {
    return { entries: null };
  }
}

const brokenDeletedIsLetGo: Strategy = {
  name: 'breaks-deleted-is-let-go',
  title: 'Breaks deleted-is-let-go',
  summary: 'A WeakMap with a list of all that was ever replaced.',
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
      open: <Extra extends object>() => new UndoStorage<Extra>(),
    };
  },
};

export default brokenDeletedIsLetGo;
