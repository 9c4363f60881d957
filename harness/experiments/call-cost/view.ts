import type { View } from '../view.ts';

export const view: View = {
  due: {
    metric: 'added-ns',
    places: (_, { programs }) =>
      programs.map((workload) => ({ where: ` on ${workload}`, holds: (row) => row.workload === workload })),
  },
  columns: (_, { programs }) =>
    programs.map((workload) => ({
      group: 'Added to each call, ns',
      heading: workload,
      wanted: { experiment: 'call-cost', workload, metric: 'added-ns', reference: 'none' },
    })),
  columnsOnPage: 2,
  verdicts: { title: 'Time of a call, on programs', of: 'of a call', heading: ({ workload }) => workload },
  beside: {
    asks: 'What does a look-up add to each call of a program?',
    shows: 'A mark is what a call takes longer than under the same hook without a look-up.',
    scale: 'linear',
    metric: 'added-ns',
  },
  terminal: {
    alone: (heading) => `${heading}, ns`,
    narrow: { heading: 'per call, ns' },
    bars: { rank: 4, picks: 'quietest', head: (heading) => ['ns added to a call', heading] },
  },
};
