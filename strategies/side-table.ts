/**
 * Side table. An external array of extras, and the small number of the code object is the index: no hashing, a length check and
 * a load.
 *
 * The price: the numbers must be small and close together, as addresses are not, so somebody has to hand them out; the array is as
 * long as the highest number that ever had an extra, whoever has none in between; and, as in every table by number, what the dead leave
 * behind answers for whoever has their number next.
 *
 * Invariant: the array has no holes. It grows by pushing, or V8 would make it a hash table where one number is far off.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';

class SideTableStorage<Extra extends object> implements Storage<Extra> {
  readonly #extras: (Extra | undefined)[] = [];

  get(code: CodeObject): Extra | undefined {
    const { id } = code;
    return id < this.#extras.length ? this.#extras[id] : undefined;
  }

  set(code: CodeObject, extra: Extra): void {
    while (this.#extras.length <= code.id) this.#extras.push(undefined);
    this.#extras[code.id] = extra;
  }

  delete(code: CodeObject): void {
    if (code.id < this.#extras.length) this.#extras[code.id] = undefined;
  }

  inspect() {
    return { entries: this.#extras.filter((extra) => extra !== undefined).length };
  }
}

const sideTable: Strategy = {
  name: 'side-table',
  title: 'Side table',
  summary: 'An external array of extras, indexed by the small number of the code object.',
  origin:
    'dense side tables of compilers and entity-component systems; it needs numbers that CPython does not give',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the array that an object died',
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
      open: <Extra extends object>() => new SideTableStorage<Extra>(),
    };
  },
};

export default sideTable;
