/**
 * The registry: every strategy of the project, in the order in which tables show them: those of the thread first, then their forms that
 * clean up. A test holds it against the folder: a file that is not listed here, or listed and missing, fails.
 */

import type { Strategy } from './contract.ts';
import inline from './inline.ts';
import mapByAddress from './map-by-address.ts';
import mapByAddressFinalized from './map-by-address-finalized.ts';
import mapByAddressWatched from './map-by-address-watched.ts';
import mapByAddressWeak from './map-by-address-weak.ts';
import mapById from './map-by-id.ts';
import mapByIdFinalized from './map-by-id-finalized.ts';
import mapByIdWatched from './map-by-id-watched.ts';
import mapByIdWeak from './map-by-id-weak.ts';
import mapByObject from './map-by-object.ts';
import mapByObjectWatched from './map-by-object-watched.ts';
import none from './none.ts';
import trailing from './trailing.ts';
import weakmap from './weakmap.ts';
import weakrefList from './weakref-list.ts';

export const STRATEGIES: readonly Strategy[] = [
  none,
  inline,
  trailing,
  mapById,
  mapByAddress,
  mapByObject,
  weakmap,
  weakrefList,
  mapByIdFinalized,
  mapByIdWeak,
  mapByIdWatched,
  mapByAddressFinalized,
  mapByAddressWeak,
  mapByAddressWatched,
  mapByObjectWatched,
];
