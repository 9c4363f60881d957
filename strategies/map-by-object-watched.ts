/**
 * Map by object, cleaned by notice: the table keeps each code object alive until the interpreter says that it dies.
 *
 * The price: an interpreter that knows of deaths by other means than the collector, for the table itself is what keeps
 * the object alive: a callback of the collector would never come, and weak values cannot help where the key is held.
 */

import type { Strategy } from './contract.ts';
import { ObjectTable } from './tables/object-table.ts';

const mapByObjectWatched: Strategy = {
  name: 'map-by-object-watched',
  title: 'Map by object, told',
  summary: 'map-by-object, told of each death by the interpreter.',
  origin: 'the code watchers of CPython 3.12 (PyCode_AddWatcher)',
  role: 'strategy',
  promises: {
    fate: 'dies-after-notice',
    means: 'the interpreter announces the death',
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  formOf: 'map-by-object',
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code, watchers) {
    return {
      layout: { plain: Code, roomy: Code },
      open<Extra extends object>() {
        const table = new ObjectTable<Extra>();
        watchers.add((dying) => table.delete(dying));
        return table;
      },
    };
  },
};

export default mapByObjectWatched;
