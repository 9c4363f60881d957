/**
 * Map by small number, behind a cache of 64 entries: the low bits of the number say where in the cache it stands, and whoever is
 * asked for later takes the place.
 *
 * Invariant: what is cached is what the table would answer for that number, an answer of nothing included; to set and to delete
 * writes both. (It holds from the beginning: an empty table answers nothing for 0 too.) The cache knows numbers and no objects.
 *
 * The price: a comparison on each call, two writes wherever it misses, and a kilobyte for each tool. In recorded traces of real
 * programs consecutive calls seldom enter the same code object, but 84 to 99 % enter one that still has its place among 64.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';
import { NumberTable } from './tables/number-table.ts';

const PLACES = 64;

class CachedStorage<Extra extends object> implements Storage<Extra> {
  readonly #table = new NumberTable<Extra>();
  readonly #ids = new Array<number>(PLACES).fill(0);
  readonly #answers = new Array<Extra | undefined>(PLACES).fill(undefined);

  get(code: CodeObject): Extra | undefined {
    const { id } = code;
    const place = id & (PLACES - 1);
    if (this.#ids[place] === id) return this.#answers[place];
    const answer = this.#table.get(code);
    this.#ids[place] = id;
    this.#answers[place] = answer;
    return answer;
  }

  set(code: CodeObject, extra: Extra): void {
    this.#table.set(code, extra);
    this.#write(code, extra);
  }

  delete(code: CodeObject): void {
    this.#table.delete(code);
    this.#write(code, undefined);
  }

  inspect() {
    return this.#table.inspect();
  }

  #write({ id }: CodeObject, answer: Extra | undefined): void {
    const place = id & (PLACES - 1);
    if (this.#ids[place] === id) this.#answers[place] = answer;
  }
}

const mapCached64: Strategy = {
  name: 'map-cached-64',
  title: 'Map, 64 entries cached',
  summary: 'map-by-id behind a direct-mapped cache of 64 look-ups.',
  origin: 'direct-mapped caches, as method caches are built',
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
      open: <Extra extends object>() => new CachedStorage<Extra>(),
    };
  },
};

export default mapCached64;
