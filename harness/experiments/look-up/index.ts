/** The look-up alone, among populations; on a crowded list of weak references; and by turn of the event loop. */

import { EQUIVALENT } from '../../samples/thresholds.ts';
import { timeFigures } from '../../samples/time-figures.ts';
import type { Experiment } from '../experiment.ts';
import {
  type CellOptions,
  CROWDED,
  inGroups,
  isOrdinary,
  type PlannedCell,
  POPULATION,
  type Scale,
  type ScaleName,
  taking,
} from '../planning.ts';
import { view } from './view.ts';

const SECONDS = 0.08;
const SECONDS_LARGE = 0.22;
const SECONDS_CROWDED = 0.07;

/** Above this many code objects a process holds four arms or five. */
const LARGE_POPULATION = 5_000;

/** Among others a look-up reads dozens of weak references: fewer look-ups in a turn, and the same number for all. */
const CROWDED_PER_TURN = 4_000;

interface LookUpScale {
  readonly populations: readonly number[];
  /** Other weak references on each of a thousand code objects, for the look-ups of a crowded list. */
  readonly others: readonly number[];
  /** Look-ups per turn of the event loop, among a thousand code objects. */
  readonly perTurn: readonly number[];
}

export const SCALES: Readonly<Record<ScaleName, LookUpScale>> = {
  usual: { populations: [1_000, 5_000], others: [16], perTurn: [] },
  full: {
    populations: [1, 1_000, 40_000],
    others: [0, 1, 4, 16, 64],
    perTurn: [100, 1_000, 10_000, 100_000],
  },
  quick: { populations: [1_000], others: [], perTurn: [] },
};

const lookUp: Experiment = {
  takesPart: (arm) => isOrdinary(arm) && arm.hook,
  cells(options, scale) {
    const { populations } = SCALES[scale.name];
    const all = taking(options, lookUp.takesPart, { ...scale, forms: scale.ordinary });
    const small = populations.filter((population) => population <= LARGE_POPULATION);
    const large = populations.filter((population) => population > LARGE_POPULATION);
    const cell = (some: readonly number[], arms: readonly string[], seconds: number): PlannedCell => {
      return { experiment: 'look-up', workload: POPULATION, populations: [...some], arms, seconds };
    };
    return [
      ...(small.length > 0 ? [cell(small, all, SECONDS * small.length)] : []),
      ...large.flatMap((population) => inGroups(all).map((arms) => cell([population], arms, SECONDS_LARGE))),
      ...crowdedCells(options, scale),
    ];
  },
  process: {
    timed: true,
    alone: true,
    engine: 'still compiler',
    rounds: ({ lookUpRounds }) => lookUpRounds,
  },
  records: { hitRatios: true, extended: true },
  figures: timeFigures(['none', 'inline']),
  // Among many objects a look-up takes tens of ns.
  comparison: { metric: 'added-ns', threshold: EQUIVALENT.lookUpNs, knownShare: 0.1 },
  view,
};

/** A list that others are on too, and look-ups by turn of the event loop: one is swept, the other held. */
function crowdedCells(options: CellOptions, { name, without }: Scale): PlannedCell[] {
  const { others, perTurn } = SCALES[name];
  const arms = taking(options, lookUp.takesPart, { without }).filter((arm) => arm !== 'inline-slowed');
  const sweeps = [
    { others: [...others], perTurn: [CROWDED_PER_TURN] },
    { others: [0], perTurn: [...perTurn] },
  ];
  return sweeps
    .filter((sweep) => sweep.others.length > 0 && sweep.perTurn.length > 0)
    .map((sweep): PlannedCell => {
      const seconds = SECONDS_CROWDED * Math.max(sweep.others.length, sweep.perTurn.length);
      return { experiment: 'look-up', workload: POPULATION, populations: [CROWDED], arms, ...sweep, seconds };
    });
}

export default lookUp;
