import { plannedPlaces } from '../planned-places.ts';
import type { View } from '../view.ts';

/** Special builds are no strategies: what is said of arms is said of all. */
export const view: View = {
  due: {
    metric: 'ratio',
    ofControls: true,
    isWanted: () => false,
    places: ({ plan }) => plannedPlaces(plan, 'builds'),
  },
  verdicts: {
    title: 'Time of a call, in special builds',
    of: 'of a call',
    heading: ({ workload }) => workload,
    ofControls: true,
  },
};
