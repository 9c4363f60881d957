import type { View } from '../view.ts';

export const view: View = {
  verdicts: {
    title: 'Time of attaching, detaching and dying',
    of: 'each',
    heading: ({ part }) => part ?? '',
  },
};
