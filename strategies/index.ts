/**
 * The registry: every strategy of the project, in the order in which tables show them. A test holds it against the
 * folder: a file that is not listed here, or listed and missing, fails.
 */

import type { Strategy } from './contract.ts';
import inline from './inline.ts';
import mapByAddress from './map-by-address.ts';
import mapById from './map-by-id.ts';
import mapByObject from './map-by-object.ts';
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
];
