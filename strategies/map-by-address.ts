/**
 * Map by address. As map-by-id, but the numbers look like 64-bit addresses. V8 keeps such numbers on the heap:
 * hashing one means loading it first, and comparing two means loading both. This is the nearer likeness of the
 * hash table that the thread had in mind, and about twice as dear in V8; the two must not be mixed up.
 *
 * The price: as for map-by-id, and in V8 16 bytes for the number itself, which an address in C does not cost.
 */

import type { Strategy } from './contract.ts';
import { NumberTable } from './tables/number-table.ts';

const mapByAddress: Strategy = {
  name: 'map-by-address',
  title: 'Map by address',
  summary: 'An external Map from a number that looks like a 64-bit address to the extra.',
  origin: 'the hash table keyed by address, named on python-dev, June 2016',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    afterReuse: 'the-dead',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'address',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new NumberTable<Extra>(),
    };
  },
};

export default mapByAddress;
