/**
 * Map by object. An external Map keyed by the code object itself: no number to hand out again, so no wrong
 * answers. The price: a hash look-up on each call, and the table keeps every code object alive for ever.
 */

import type { Strategy } from './contract.ts';
import { ObjectTable } from './tables/object-table.ts';

const mapByObject: Strategy = {
  name: 'map-by-object',
  title: 'Map by object',
  summary: 'An external Map keyed by the code object, which it keeps alive.',
  origin: 'a dict keyed by the code object: what a tool without access to the interpreter does',
  role: 'strategy',
  promises: {
    fate: 'keeps-code-alive',
    means: 'the table holds the object as its key',
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new ObjectTable<Extra>(),
    };
  },
};

export default mapByObject;
