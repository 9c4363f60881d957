/**
 * Map by address, cleaned by notice: the interpreter tells its watchers of each death, and the table deletes the entry before the
 * number is free again.
 *
 * The price: an interpreter that knows of deaths and says so. CPython does since 3.12; a table can do nothing for itself.
 */

import type { Strategy } from './contract.ts';
import { NumberTable } from './tables/number-table.ts';

const mapByAddressWatched: Strategy = {
  name: 'map-by-address-watched',
  title: 'Map by address, told',
  summary: 'map-by-address, told of each death by the interpreter.',
  origin: 'the code watchers of CPython 3.12 (PyCode_AddWatcher)',
  role: 'strategy',
  promises: {
    fate: 'dies-after-notice',
    means: 'the interpreter announces the death',
    tools: Number.POSITIVE_INFINITY,
    touches: ['id'],
  },
  formOf: 'map-by-address',
  identity: 'address',
  roomWhenMade: false,

  makePlace(Code, watchers) {
    return {
      layout: { plain: Code, roomy: Code },
      open<Extra extends object>() {
        const table = new NumberTable<Extra>();
        watchers.add((dying) => table.delete(dying));
        return table;
      },
    };
  },
};

export default mapByAddressWatched;
