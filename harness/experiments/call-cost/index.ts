/** Whole programs in the interpreter, every arm of a process on the same one. */

import { EQUIVALENT } from '../../samples/thresholds.ts';
import { timeFigures } from '../../samples/time-figures.ts';
import type { Experiment } from '../experiment.ts';
import { isOrdinary, type PlannedCell, taking } from '../planning.ts';
import { view } from './view.ts';

const SECONDS = 0.36;

const callCost: Experiment = {
  takesPart: isOrdinary,
  cells(options, scale) {
    const arms = taking(options, callCost.takesPart, scale);
    return options.programs.map(({ name }): PlannedCell => {
      return { experiment: 'call-cost', workload: name, arms, seconds: SECONDS };
    });
  },
  process: { timed: true, engine: 'still compiler', input: 'program' },
  records: { extended: true },
  figures: timeFigures(['none', 'inline']),
  comparison: { metric: 'ratio', threshold: EQUIVALENT.callShare },
  view,
};

export default callCost;
