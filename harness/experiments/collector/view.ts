import { counted } from '../../figures/written.ts';
import type { View } from '../view.ts';

export const view: View = {
  verdicts: {
    title: 'Time of a full collection',
    of: 'of a collection',
    heading: ({ population }) => counted(population ?? 0, 'live extra'),
    belongs: ({ part }) => part === 'full collection',
    atEnd: true,
  },
};
