import { settingWords } from '../../figures/places.ts';
import { counted, whole } from '../../figures/written.ts';
import { UNCROWDED } from '../../records/finding.ts';
import { POPULATION } from '../planning.ts';
import type { View } from '../view.ts';

const HIT_RATIOS = [1, 0];

export const view: View = {
  due: {
    metric: 'added-ns',
    places: ({ plan }) =>
      plan.populations.flatMap((population) =>
        HIT_RATIOS.map((hitRatio) => ({
          where: ` among ${settingWords({ population, hitRatio }).join(', ')}`,
          holds: (row) => row.population === population && row.hitRatio === hitRatio,
        })),
      ),
  },
  columns(_, { lookUps: population }) {
    if (population === undefined) return [];
    const wanted = {
      experiment: 'look-up',
      workload: POPULATION,
      metric: 'added-ns',
      reference: 'none',
    } as const;
    return HIT_RATIOS.map((hitRatio) => ({
      group: `Look-up alone, ${whole(population)} code objects, ns`,
      heading: hitRatio === 1 ? 'hit' : 'miss',
      wanted: { ...wanted, population, hitRatio, ...UNCROWDED },
    }));
  },
  verdicts: {
    title: 'Time of a look-up alone',
    of: 'a look-up',
    heading: ({ population, hitRatio }) =>
      `${counted(population ?? 0, 'object')}, ${hitRatio === 1 ? 'hit' : 'miss'}`,
    belongs: ({ others, perTurn }) => others === undefined && perTurn === undefined,
  },
  beside: {
    asks: 'What does the look-up alone cost?',
    shows: 'A mark is what a look-up takes longer than the same loop without one.',
    scale: 'linear',
    metric: 'added-ns',
  },
  terminal: {
    alone: (heading) => `${heading}, ns`,
    narrow: 'each',
    bars: { rank: 3, picks: 'first', head: (heading) => ['ns added, look-up alone', heading] },
  },
};
