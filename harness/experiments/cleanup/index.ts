/** What is left of extras when their code objects die, and stale hits. */

import type { PlannedArm } from '../../records/schema.ts';
import type { Experiment } from '../experiment.ts';
import {
  hasPopulation,
  isItself,
  isOfBuilds,
  type PlannedCell,
  POPULATION,
  type ScaleName,
  taking,
} from '../planning.ts';
import { cleanupFigures } from './figures.ts';
import { view } from './view.ts';

const SECONDS = 0.4;

interface CleanupScale {
  readonly deaths: readonly ('all' | 'half' | 'churn')[];
  /** The strategies whose forms are let die; true: all forms are. */
  readonly forms: true | readonly string[];
  readonly population: number;
}

const SCALES: Readonly<Record<ScaleName, CleanupScale>> = {
  usual: { deaths: ['all', 'churn'], forms: ['map-by-address', 'map-by-object'], population: 2_500 },
  full: { deaths: ['all', 'half', 'churn'], forms: true, population: 10_000 },
  quick: { deaths: ['all', 'churn'], forms: [], population: 2_000 },
};

const cleanup: Experiment = {
  takesPart: (arm: PlannedArm) =>
    arm.injectedLeak !== undefined || (!isOfBuilds(arm) && hasPopulation(arm) && isItself(arm)),
  cells(options, { name, beyond, ordinary }) {
    const { deaths, forms, population } = SCALES[name];
    return taking(options, cleanup.takesPart, { forms, beyond }).flatMap((arm): PlannedCell[] => {
      const cell = { experiment: 'cleanup', workload: POPULATION, arms: [arm], seconds: SECONDS } as const;
      const forced: PlannedCell = { ...cell, populations: [population], deaths: [...deaths] };
      return ordinary ? [forced, { ...forced, deaths: ['all', 'churn'], collections: 'ordinary' }] : [forced];
    });
  },
  process: { timed: false, engine: 'still heap' },
  records: { units: ['bytes', 'extras', 'codes', 'wrong-answers', 'mb-until-gone'], parts: 'its own' },
  figures: cleanupFigures,
  view,
};

export default cleanup;
