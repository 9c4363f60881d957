/** A Map by number that asks nobody about deaths, and yet claims that a newborn is answered with nothing. */

import type { Strategy } from '../../../strategies/contract.ts';
import mapById from '../../../strategies/map-by-id.ts';

const forgetsReuse: Strategy = {
  ...mapById,
  name: 'forgets-reuse',
  promises: { ...mapById.promises, afterReuse: 'nothing' },
};

export default forgetsReuse;
