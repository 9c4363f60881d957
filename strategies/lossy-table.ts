/**
 * Lossy table. 64 places and no more; the low bits of a code object's number say which is its own, and it shares it with every
 * other code object that has the same bits. A look-up answers whatever lies there.
 *
 * The price is being wrong: an extra may be another code object's, and setting one takes another's away. That is enough for hot
 * counts, where a wrong answer compiles something too early; it is no home for data that must be right.
 *
 * Not here: LuaJIT's hash of the address of the bytecode (numbers that follow one another spread better), nor a check whose extra it
 * is, which would make this a cache.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';

const PLACES = 64;

class LossyStorage<Extra extends object> implements Storage<Extra> {
  readonly #extras = new Array<Extra | undefined>(PLACES).fill(undefined);

  get(code: CodeObject): Extra | undefined {
    return this.#extras[code.id & (PLACES - 1)];
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras[code.id & (PLACES - 1)] = extra;
  }

  delete(code: CodeObject): void {
    this.#extras[code.id & (PLACES - 1)] = undefined;
  }

  inspect() {
    return { entries: this.#extras.filter((extra) => extra !== undefined).length };
  }
}

const lossyTable: Strategy = {
  name: 'lossy-table',
  title: 'Lossy table',
  summary: 'A table of 64 places that code objects share: small, fast, and sometimes wrong.',
  origin: 'the hot counts of LuaJIT: a hash table of 64 counters in which collisions are let be',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'an extra stays until another takes its place; 64 at most',
    afterReuse: 'the-dead',
    tools: Number.POSITIVE_INFINITY,
    lossy: true,
    touches: ['id'],
  },
  beyond: 'candidate',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new LossyStorage<Extra>(),
    };
  },
};

export default lossyTable;
