/**
 * Map by address, cleaned by a finalisation callback: the engine reports a death some turns after the collection.
 *
 * The price: an entry and a registration for each extra, and wrong answers between a death and its callback, once the
 * number of the dead is handed out again.
 */

import type { Strategy } from './contract.ts';
import { FinalizedTable } from './tables/finalized-table.ts';

const mapByAddressFinalized: Strategy = {
  name: 'map-by-address-finalized',
  title: 'Map by address, finalised',
  summary: 'map-by-address, whose entries a finalisation callback deletes.',
  origin: 'FinalizationRegistry (ES2021); the callback of a weak reference, in CPython',
  role: 'strategy',
  promises: {
    fate: 'dies-after-callback',
    means: 'a finalisation callback deletes the entry',
    afterReuse: 'the-dead-until-cleaned',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  formOf: 'map-by-address',
  identity: 'address',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new FinalizedTable<Extra>(),
    };
  },
};

export default mapByAddressFinalized;
