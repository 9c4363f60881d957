/**
 * Map by small number, cleaned by a finalisation callback: the engine reports a death some turns after the collection.
 *
 * The price: an entry and a registration for each extra, and wrong answers between a death and its callback, once the
 * number of the dead is handed out again.
 */

import type { Strategy } from './contract.ts';
import { FinalizedTable } from './tables/finalized-table.ts';

const mapByIdFinalized: Strategy = {
  name: 'map-by-id-finalized',
  title: 'Map by small number, finalised',
  summary: 'map-by-id, whose entries a finalisation callback deletes.',
  origin: 'FinalizationRegistry (ES2021); the callback of a weak reference, in CPython',
  role: 'strategy',
  promises: {
    fate: 'dies-after-callback',
    means: 'a finalisation callback deletes the entry',
    afterReuse: 'the-dead-until-cleaned',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  formOf: 'map-by-id',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new FinalizedTable<Extra>(),
    };
  },
};

export default mapByIdFinalized;
