/** A walk: code objects of a small population are looked up in the order in which they were made. */

import type { Experiment } from '../../../harness/experiments/experiment.ts';
import { isOrdinary, type PlannedCell, POPULATION, taking } from '../../../harness/experiments/planning.ts';
import { EQUIVALENT } from '../../../harness/samples/thresholds.ts';
import { timeFigures } from '../../../harness/samples/time-figures.ts';
import { TOY, view } from './view.ts';

const toy: Experiment = {
  takesPart: (arm) => isOrdinary(arm) && arm.hook,
  cells(options): PlannedCell[] {
    const arms = taking(options, toy.takesPart);
    return [{ experiment: TOY, workload: POPULATION, populations: [100], arms, seconds: 0.01 }];
  },
  process: { timed: true, engine: 'still compiler', rounds: () => 2 },
  figures: timeFigures(['none']),
  comparison: { metric: 'added-ns', threshold: EQUIVALENT.lookUpNs },
  view,
};

export default toy;
