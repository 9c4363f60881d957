import type { View } from '../view.ts';

export const view: View = {
  due: {
    metric: 'added-ns',
    // Replays are there for the traces that were asked for.
    isWanted: ({ traces = [] }) => traces.length > 0,
    places: (_, { replays }) =>
      replays.map(({ workload, rule }) => ({
        where: ` of ${workload}, ${rule}`,
        holds: (row) => row.workload === workload && row.rule === rule,
      })),
  },
  /** Real programs' calls, by the first of the rules. */
  columns: ({ plan: { rules: [first] = [] } }, { replays }) =>
    replays
      .filter(({ ofProgram, rule }) => !ofProgram && rule === first)
      .map(({ workload, rule }) => ({
        group: 'Added to each replayed call, ns',
        heading: workload,
        wanted: { experiment: 'replay', workload, metric: 'added-ns', reference: 'none', rule },
      })),
  columnsOnPage: 3,
  verdicts: {
    title: 'Time of a replayed call',
    of: 'a call',
    heading: ({ workload, rule }, { replays }) =>
      replays.find((each) => each.workload === workload && each.rule === rule)?.heading ?? workload,
  },
  beside: {
    asks: "What does a look-up add to each call of a real program's trace?",
    shows: 'A mark is what a call takes longer than under the same hook without a look-up.',
    scale: 'linear',
    metric: 'added-ns',
  },
  terminal: {
    alone: (heading) => `${heading}, ns`,
    narrow: { heading: 'replayed, ns' },
    bars: { rank: 1, picks: 'quietest', head: (heading) => ['ns added to a replayed call', heading] },
  },
};
