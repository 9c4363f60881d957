/** Pauses of the collector among live extras, and calls with their collections. */

import { EQUIVALENT, TWIN_WIDTH_PAUSE } from '../../samples/thresholds.ts';
import { timeFigures } from '../../samples/time-figures.ts';
import type { Experiment } from '../experiment.ts';
import {
  hasPopulation,
  inGroups,
  isOrdinary,
  type PlannedCell,
  POPULATION,
  type ScaleName,
  taking,
} from '../planning.ts';
import { view } from './view.ts';

const SECONDS = 2;
const SECONDS_LARGE = 3;

/** Above this many live extras each visit of an arm takes seconds: there, forms are left to those who ask for them by name. */
const LARGE = 500_000;

/** What forms mean to the collector is asked among so many, where it is felt. */
const FORMS_FROM = 100_000;

/** Live extras. */
const POPULATIONS: Readonly<Record<ScaleName, readonly number[]>> = {
  usual: [],
  full: [1_500, 10_000, 100_000, 1_000_000],
  quick: [],
};

const collector: Experiment = {
  takesPart: (arm) => isOrdinary(arm) && hasPopulation(arm) && arm.hook && arm.injectedShare === 0,
  cells(options, { name, ordinary }) {
    return POPULATIONS[name].flatMap((population): PlannedCell[] => {
      const cell = (arms: readonly string[], seconds: number): PlannedCell => {
        return { experiment: 'collector', workload: POPULATION, populations: [population], arms, seconds };
      };
      if (population > LARGE)
        return inGroups(taking(options, collector.takesPart)).map((arms) => cell(arms, SECONDS_LARGE));
      const forms = ordinary && population >= FORMS_FROM;
      return [cell(taking(options, collector.takesPart, { forms }), SECONDS)];
    });
  },
  process: { timed: true, alone: true, engine: 'still compiler' },
  records: { parts: 'its own' },
  figures: timeFigures(['none', 'inline'], ({ part }) => (part === 'call with collections' ? 'ns' : 'ms')),
  comparison: { metric: 'ratio', threshold: EQUIVALENT.collectorShare },
  twin: { widest: TWIN_WIDTH_PAUSE },
  view,
};

export default collector;
