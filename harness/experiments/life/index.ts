/** What it costs to attach an extra, to replace and detach it, and to let its code object die. */

import { EQUIVALENT, TWIN_LIMIT_LIFE_NS } from '../../samples/thresholds.ts';
import type { Experiment } from '../experiment.ts';
import { hasPopulation, isOrdinary, POPULATION, taking } from '../planning.ts';
import { lifeFigures } from './figures.ts';
import { view } from './view.ts';

const SECONDS = 0.4;

const life: Experiment = {
  takesPart: (arm) => isOrdinary(arm) && hasPopulation(arm) && arm.hook && arm.injectedShare === 0,
  cells(options, scale) {
    if (scale.name === 'quick') return [];
    const arms = taking(options, life.takesPart, { ...scale, forms: scale.ordinary });
    return [{ experiment: 'life', workload: POPULATION, arms, seconds: SECONDS }];
  },
  process: { timed: true, engine: 'still compiler', rounds: ({ lifeRounds }) => lifeRounds },
  records: { units: ['ns-per-block', 'ns-quantiles'], ownPopulations: true, parts: 'its own' },
  figures: lifeFigures,
  comparison: { metric: 'added-ns', threshold: EQUIVALENT.lifeNs },
  twin: { limitNs: TWIN_LIMIT_LIFE_NS, widthNs: EQUIVALENT.lifeNs },
  view,
};

export default life;
