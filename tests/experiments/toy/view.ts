import type { View } from '../../../harness/experiments/view.ts';
import type { ExperimentName } from '../../../harness/records/schema.ts';

/** No name that this tree knows: its line in records/settings.ts is in a copy alone. */
export const TOY = 'toy' as string as ExperimentName;

export const view: View = {
  due: { metric: 'added-ns' },
  columns: () => [
    {
      group: 'A walk, ns',
      heading: 'each step',
      wanted: { experiment: TOY, metric: 'added-ns', reference: 'none' },
    },
  ],
  verdicts: { title: 'Time of a walk', of: 'a step', heading: () => 'each step' },
};
