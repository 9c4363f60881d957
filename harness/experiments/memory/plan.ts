/** Populations and attach fractions, one arm in each process. */

import type { PlannedArm } from '../../records/schema.ts';
import {
  type CellOptions,
  isItself,
  type PlannedCell,
  POPULATION,
  type Scale,
  type ScaleName,
  storesNothing,
  taking,
} from '../planning.ts';

const SECONDS = 0.2;
const SECONDS_GROWING = 0.4;

interface MemoryScale {
  /** Attach fractions and populations, each pair in processes of its own. */
  readonly attachFractions: readonly number[];
  readonly populations: readonly number[];
  /** Populations over one doubling, with an extra on every object: tables grow in jumps. */
  readonly doubling: readonly number[];
  /** Fractions that one population grows through, and how large it is. */
  readonly growth: readonly number[];
  readonly growing: readonly number[];
  /** Populations that are measured by heap snapshot too. */
  readonly snapshots: readonly number[];
}

/** Where the bytes of a table cross those of a field: between 2 and 40 % of a population, so steps are fine there. */
const GROWTH = [
  0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.24,
  0.26, 0.28, 0.3, 0.35, 0.4, 0.5, 0.75, 1,
];

/** Nine sizes from one to twice as many, evenly by ratio. */
const DOUBLING = Array.from({ length: 9 }, (_, i) => Math.round(20_000 * 2 ** (i / 8)));

export const SCALES: Readonly<Record<ScaleName, MemoryScale>> = {
  usual: {
    attachFractions: [0, 1],
    populations: [12_000],
    doubling: [],
    growth: [0.02, 0.03, 0.04, 0.1, 0.16, 0.18, 0.2, 0.22, 0.24, 0.3, 0.5],
    growing: [12_000],
    snapshots: [],
  },
  full: {
    attachFractions: [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1],
    populations: [1_500, 5_000, 12_000, 40_000, 100_000],
    doubling: DOUBLING,
    growth: GROWTH,
    growing: [12_000, 40_000],
    snapshots: [5_000],
  },
  quick: {
    attachFractions: [0, 1],
    populations: [5_000],
    doubling: [],
    growth: [],
    growing: [],
    snapshots: [],
  },
};

/** Bytes need no twins; of special builds, the fields are weighed. */
export function takesPart(arm: PlannedArm): boolean {
  return arm.injectedLeak === undefined && isItself(arm);
}

export function memoryCells(options: CellOptions, { name, beyond }: Scale): PlannedCell[] {
  const scale = SCALES[name];
  const forms = scale.doubling.length > 0;
  const main = taking(options, takesPart);
  // Strategies beyond the discussion are not followed through every size: a usual table's jumps are those of the discussion's.
  const followed = taking(options, takesPart, { forms });
  const [firstPopulation] = scale.populations;
  const [firstGrowing] = scale.growing;
  return taking(options, takesPart, { forms, beyond }).flatMap((arm): PlannedCell[] => {
    const cell = { experiment: 'memory', arms: [arm], seconds: SECONDS } as const;
    const at = (population: number, attachFraction: number, workload: string = POPULATION): PlannedCell => {
      return { ...cell, workload, populations: [population], attachFraction };
    };
    // What a layout takes by itself is the same at every fraction, and in every growth.
    if (arm !== 'none' && isEmpty(options, arm)) return scale.populations.map((n) => at(n, 1));
    const curves = scale.populations.flatMap((population) => {
      // Of others than those of the discussion the curve is drawn at one population, and its end at all.
      const whole = main.includes(arm) || population === firstPopulation;
      return (whole ? scale.attachFractions : [1]).map((fraction) => at(population, fraction));
    });
    const isFollowed = followed.includes(arm);
    const growing = isFollowed ? scale.growing : [firstGrowing].filter((n) => n !== undefined);
    return [
      ...curves,
      ...(isFollowed ? scale.doubling : []).map((n) => at(n, 1, 'doubling')),
      ...(isFollowed ? scale.snapshots : []).map((n) => at(n, 1, 'snapshot')),
      ...growing.map((n): PlannedCell => {
        const growth = [...scale.growth];
        return { ...cell, workload: 'growing', populations: [n], growth, seconds: SECONDS_GROWING };
      }),
    ];
  });
}

function isEmpty({ arms }: CellOptions, name: string): boolean {
  return arms.some((arm) => arm.name === name && storesNothing(arm));
}
