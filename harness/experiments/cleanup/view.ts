import { counted } from '../../figures/written.ts';
import { ALL_DIED } from '../../records/finding.ts';
import type { View } from '../view.ts';

export const view: View = {
  due: { metric: 'left-fraction' },
  columns(_, { collections: rounds }) {
    if (rounds === undefined) return [];
    const group = `Extras after death, ${counted(rounds, 'collection')}`;
    const wanted = { experiment: 'cleanup', ...ALL_DIED } as const;
    return [
      { group, heading: '% left', wanted: { ...wanted, metric: 'left-fraction', rounds } },
      { group, heading: 'gone after', wanted: { ...wanted, metric: 'rounds-until-gone' } },
    ];
  },
  beside: {
    asks: 'What is left after the code objects died?',
    shows: 'A mark is the share of the extras that are still held; a small grey one is none.',
    scale: 'share',
    metric: 'left-fraction',
  },
};
