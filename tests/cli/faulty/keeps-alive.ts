/** A Map by object that claims its entries die with their objects. It holds every one of them. */

import type { Strategy } from '../../../strategies/contract.ts';
import mapByObject from '../../../strategies/map-by-object.ts';

const keepsAlive: Strategy = {
  ...mapByObject,
  name: 'keeps-alive',
  promises: { ...mapByObject.promises, fate: 'dies-with-code' },
};

export default keepsAlive;
