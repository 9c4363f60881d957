/**
 * Map by address. As map-by-id, but the numbers look like 64-bit addresses. V8 keeps such numbers on the heap:
 * hashing one means loading it first, and comparing two means loading both. This is the nearer likeness of the
 * hash table that the thread had in mind, and about twice as dear in V8; the two must not be mixed up.
 *
 * The price: as for map-by-id, and in V8 16 bytes for the number itself, which an address in C does not cost.
 */

import type { CodeObject } from '../interpreter/code.ts';
import type { Storage, Strategy } from './contract.ts';

class AddressMapStorage<Extra extends object> implements Storage<Extra> {
  #extras = new Map<number, Extra>();

  get(code: CodeObject): Extra | undefined {
    return this.#extras.get(code.id);
  }

  set(code: CodeObject, extra: Extra): void {
    this.#extras.set(code.id, extra);
  }

  delete(code: CodeObject): void {
    this.#extras.delete(code.id);
  }

  inspect() {
    return { entries: this.#extras.size };
  }
}

const mapByAddress: Strategy = {
  name: 'map-by-address',
  title: 'Map by address',
  summary: 'An external Map from a number that looks like a 64-bit address to the extra.',
  origin: 'the hash table keyed by address, named on python-dev, June 2016',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'address',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new AddressMapStorage<Extra>(),
    };
  },
};

export default mapByAddress;
