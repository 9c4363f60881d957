/**
 * Map by small number, with weak values: each entry knows weakly whom it belongs to, so no look-up is answered for the dead,
 * and the table takes out its dead when it has doubled.
 *
 * The price: a weak reference for each extra, read on each call, and dead entries until the next sweep.
 */

import type { Strategy } from './contract.ts';
import { WeakTable } from './tables/weak-table.ts';

const mapByIdWeak: Strategy = {
  name: 'map-by-id-weak',
  title: 'Map by small number, weak values',
  summary: 'map-by-id, whose entries know their object weakly and are swept as the table grows.',
  origin: "Python's WeakValueDictionary",
  role: 'strategy',
  promises: {
    fate: 'dies-after-sweep',
    means: 'the table takes out its dead when it has doubled',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  formOf: 'map-by-id',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new WeakTable<Extra>(),
    };
  },
};

export default mapByIdWeak;
