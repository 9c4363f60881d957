/**
 * The registry: every strategy of the project, in the order in which tables show them: the controls, those of the thread, what came
 * later, candidates, and last the forms that clean up. A test holds it against the folder: a file that is not listed here, or listed
 * and missing, fails.
 */

import type { Strategy } from './contract.ts';
import countInCode from './count-in-code.ts';
import indexed from './indexed.ts';
import inline from './inline.ts';
import lossyTable from './lossy-table.ts';
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
import mapCached1 from './map-cached-1.ts';
import mapCached64 from './map-cached-64.ts';
import none from './none.ts';
import privateField from './private-field.ts';
import sideTable from './side-table.ts';
import symbolProperty from './symbol-property.ts';
import trailing from './trailing.ts';
import tuple from './tuple.ts';
import unusedField from './unused-field.ts';
import weakmap from './weakmap.ts';
import weakrefList from './weakref-list.ts';

export const STRATEGIES: readonly Strategy[] = [
  none,
  unusedField,
  inline,
  trailing,
  mapById,
  mapByAddress,
  mapByObject,
  weakmap,
  weakrefList,
  countInCode,
  tuple,
  indexed,
  sideTable,
  mapCached1,
  mapCached64,
  lossyTable,
  symbolProperty,
  privateField,
  mapByIdFinalized,
  mapByIdWeak,
  mapByIdWatched,
  mapByAddressFinalized,
  mapByAddressWeak,
  mapByAddressWatched,
  mapByObjectWatched,
];
