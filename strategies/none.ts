/**
 * None: the control that stores nothing. A hook that asks it gets no answer at once, so whatever another strategy
 * costs more than this is its look-up.
 */

import type { Strategy } from './contract.ts';
import { NoTable } from './tables/no-table.ts';

const none: Strategy = {
  name: 'none',
  title: 'No storage',
  summary: 'A hook that looks nothing up: the control.',
  origin: 'the control of this experiment',
  role: 'control',
  promises: {
    fate: 'nothing-stored',
    means: 'nothing is stored',
    tools: Number.POSITIVE_INFINITY,
    touches: [],
  },
  identity: 'small-integer',
  roomWhenMade: false,

  makePlace(Code) {
    return {
      layout: { plain: Code, roomy: Code },
      open: <Extra extends object>() => new NoTable<Extra>(),
    };
  },
};

export default none;
