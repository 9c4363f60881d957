/**
 * Map by small number, behind a cache of one entry: the number asked for last and its answer, an answer of nothing included.
 *
 * Invariant: what is cached is what the table would answer for that number; to set and to delete writes both. (It holds from
 * the beginning: an empty table answers nothing for 0 too.) The cache knows a number and no object, so it keeps no code object alive.
 *
 * The price: a comparison and two writes wherever it misses, and it mostly does: in recorded traces of real programs 9 to 33 % of
 * calls enter the code object that was entered last. A loop over one function, where it always hits, is no real program.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';
import { NumberTable } from './tables/number-table.ts';

class OneCachedStorage<Extra extends object> implements Storage<Extra> {
  readonly #table = new NumberTable<Extra>();
  #id = 0;
  #answer: Extra | undefined = undefined;

  get(code: CodeObject): Extra | undefined {
    const { id } = code;
    if (id === this.#id) return this.#answer;
    const answer = this.#table.get(code);
    this.#id = id;
    this.#answer = answer;
    return answer;
  }

  set(code: CodeObject, extra: Extra): void {
    this.#table.set(code, extra);
    if (code.id === this.#id) this.#answer = extra;
  }

  delete(code: CodeObject): void {
    this.#table.delete(code);
    if (code.id === this.#id) this.#answer = undefined;
  }

  inspect() {
    return this.#table.inspect();
  }
}

const mapCached1: Strategy = {
  name: 'map-cached-1',
  title: 'Map, one entry cached',
  summary: 'map-by-id behind a cache of the last look-up.',
  origin: 'the first thought against a dear table: ask it once where the same is asked again',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    afterReuse: 'the-dead',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  beyond: 'candidate',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new OneCachedStorage<Extra>(),
    };
  },
};

export default mapCached1;
