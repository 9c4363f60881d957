/**
 * Indexed array: what CPython 3.6 made of co_extra. Each tool requests an index once and may leave a release function with it;
 * every code object has one field more, empty or holding an array of extras, and a look-up is a length check and a load.
 *
 * Invariant: an array is as long as there were indices when it was last made, so it may end before the index of a tool that came
 * later; the first extra of that tool makes a longer one.
 *
 * An extra is released when it is replaced, deleted (CPython would have NULL set), or still there when the interpreter announces
 * the death. It is detached first. What a release function sets on a dying code object is released in a further round.
 *
 * The price: everybody carries the field, and an array has room for all tools as soon as one sets an extra.
 */

import type { CodeObject } from '../interpreter/code.ts';
import { RELEASE_ROUNDS, type Storage, type Strategy, type Tool, throwAll } from './contract.ts';

type Extras = (object | undefined)[];

interface WithExtras extends CodeObject {
  extras: Extras | undefined;
}

/** The indices of one interpreter: who has which, and the array of a code object on which nobody has set anything. */
class Indices {
  readonly #tools: Tool[] = [];
  readonly #empty: Extras = [];

  request(tool: Tool): number {
    this.#empty.push(undefined);
    return this.#tools.push(tool) - 1;
  }

  /** A copy with room for every tool, and none to spare. */
  grown(extras: Extras | undefined): Extras {
    const copy = this.#empty.slice();
    if (extras !== undefined) for (let i = 0; i < extras.length; i++) copy[i] = extras[i];
    return copy;
  }

  releaseAll(dying: CodeObject): void {
    const code = dying as WithExtras;
    if (code.extras === undefined) return;
    const errors: unknown[] = [];
    for (let round = 0; code.extras !== undefined && round < RELEASE_ROUNDS; round++) {
      const { extras } = code;
      code.extras = undefined;
      this.#releaseEach(extras, errors);
    }
    if (code.extras !== undefined) this.#giveUp(code, code.extras, errors);
    throwAll(errors);
  }

  #releaseEach(extras: Extras, errors: unknown[]): void {
    for (const [index, extra] of extras.entries()) {
      try {
        // The array has room for tools that set nothing.
        if (extra !== undefined) this.#tools[index]!.release?.(extra);
      } catch (error) {
        errors.push(error);
      }
    }
  }

  #giveUp(dying: WithExtras, extras: Extras, errors: unknown[]): void {
    dying.extras = undefined;
    const left = this.#tools.filter((_, index) => extras[index] !== undefined).map(({ name }) => `"${name}"`);
    if (left.length === 0) return;
    const says = `After ${RELEASE_ROUNDS} rounds of releases, the dying code object "${dying.name}" has new extras of`;
    errors.push(new Error(`${says} ${left.join(', ')}. They are detached without a release.`));
  }
}

class IndexedStorage<Extra extends object> implements Storage<Extra> {
  readonly #tool: Tool;
  readonly #indices: Indices;
  readonly #index: number;

  constructor(tool: Tool, indices: Indices) {
    this.#tool = tool;
    this.#indices = indices;
    this.#index = indices.request(tool);
  }

  get(code: CodeObject): Extra | undefined {
    const { extras } = code as WithExtras;
    if (extras === undefined || extras.length <= this.#index) return undefined;
    return extras[this.#index] as Extra | undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    let { extras } = code as WithExtras;
    if (extras === undefined || extras.length <= this.#index) {
      extras = this.#indices.grown(extras);
      (code as WithExtras).extras = extras;
    }
    this.#put(extras, extra);
  }

  delete(code: CodeObject): void {
    const { extras } = code as WithExtras;
    if (extras !== undefined && extras.length > this.#index) this.#put(extras, undefined);
  }

  inspect() {
    return { entries: null };
  }

  /** The same extra once more is not let go. */
  #put(extras: Extras, extra: Extra | undefined): void {
    const before = extras[this.#index];
    extras[this.#index] = extra;
    if (before !== undefined && before !== extra) this.#tool.release?.(before);
  }
}

const indexed: Strategy = {
  name: 'indexed',
  title: 'Indexed array in the field',
  summary: 'One more field on every code object holds an array of extras; each tool has an index of its own.',
  origin: '_PyEval_RequestCodeExtraIndex and _PyCode_SetExtra of CPython 3.6',
  role: 'strategy',
  promises: {
    fate: 'dies-with-code',
    means: 'the array is part of the object',
    // MAX_CO_EXTRA_USERS of CPython.
    tools: 255,
    releases: true,
    touches: ['extras'],
  },
  beyond: 'later',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code, watchers) {
    class IndexedCode extends Code {
      extras: Extras | undefined = undefined;
    }
    const indices = new Indices();
    watchers.add((dying) => indices.releaseAll(dying));
    return {
      layout: { plain: IndexedCode, roomy: IndexedCode },
      open: <Extra extends object>(tool: Tool) => new IndexedStorage<Extra>(tool, indices),
    };
  },
};

export default indexed;
