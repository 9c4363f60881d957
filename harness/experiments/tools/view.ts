import { plannedPlaces } from '../planned-places.ts';
import type { View } from '../view.ts';

export const view: View = {
  due: {
    metric: 'ratio',
    ofControls: true,
    isWanted: () => false,
    places: ({ plan }) => plannedPlaces(plan, 'tools'),
  },
  verdicts: {
    title: 'Time of a call with a tool, against the inline field',
    of: 'of a call',
    heading: ({ part, workload }) => `${part ?? 'a tool'}, ${workload}`,
  },
};
