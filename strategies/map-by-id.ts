/**
 * Map by identity number. An external Map from the code object's number to the extra, the numbers being small
 * integers, which V8 keeps inside the pointer.
 *
 * The price: a hash look-up on each call, an entry that outlives its object, and, once the number of a dead
 * object is handed out again, an answer that belongs to the dead. That leak is the strategy's nature and its
 * promise; the forms that clean up are strategies of their own.
 */

import type { Strategy } from './contract.ts';
import { NumberTable } from './tables/number-table.ts';

const mapById: Strategy = {
  name: 'map-by-id',
  title: 'Map by small number',
  summary: 'An external Map from a small identity number to the extra.',
  origin:
    'the hash table keyed by address, named on python-dev, June 2016; numbers as favourable as they get',
  role: 'strategy',
  promises: {
    fate: 'leaks',
    means: 'nobody tells the table that an object died',
    afterReuse: 'the-dead',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new NumberTable<Extra>(),
    };
  },
};

export default mapById;
