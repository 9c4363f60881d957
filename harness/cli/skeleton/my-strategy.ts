/**
 * My strategy. TODO: the idea, in one sentence. As it stands: an external Map keyed by the code object.
 *
 * The price: TODO, in time, in bytes, after death. As it stands: a hash look-up on each call, and the table keeps every code
 * object alive for ever. Not here: TODO, what was left out and why.
 *
 * What each field means is in strategies/contract.ts, the way to a result in docs/add-a-strategy.md.
 */

import type { CodeObject } from 'coextra/code';
import type { Storage, Strategy } from 'coextra/contract';

/** One tool's extras. `get` is what is timed: it neither throws nor allocates. */
class MyStorage<Extra extends object> implements Storage<Extra> {
  // TODO: where the extras are.
  #extras = new Map<CodeObject, Extra>();

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
    return { entries: this.#extras.size };
  }
}

const myStrategy: Strategy = {
  name: 'my-strategy',
  // TODO: how reports call it, what it is in one sentence, and where the idea comes from.
  title: 'My strategy',
  summary: 'An external Map keyed by the code object, which it keeps alive.',
  origin: 'a skeleton',
  role: 'strategy',
  promises: {
    // TODO: what becomes of an extra when its code object dies, and by what means.
    fate: 'keeps-code-alive',
    means: 'the table holds the object as its key',
    // TODO: where the number of a dead object is all that a look-up goes by, say so with `afterReuse`.
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  // A usual comparison of all strategies leaves candidates out; `--strategy` names them.
  beyond: 'candidate',
  identity: 'small-integer',
  roomWhenMade: false,

  // TODO: a strategy that puts a field on code objects derives a class from Code; one that wants to be told of deaths takes a
  // second parameter, the watchers.
  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new MyStorage<Extra>(),
    };
  },
};

export default myStrategy;
