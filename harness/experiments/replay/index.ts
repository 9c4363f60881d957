/** The recorded calls of real processes, entered again in every arm. */

import { COUNTER_RULE } from '../../records/settings.ts';
import { EQUIVALENT } from '../../samples/thresholds.ts';
import type { Experiment } from '../experiment.ts';
import { isOrdinary, type PlannedCell, taking } from '../planning.ts';
import { replayFigures } from './figures.ts';
import { view } from './view.ts';

const SECONDS = 0.36;

const replay: Experiment = {
  takesPart: (arm) => isOrdinary(arm) && arm.hook,
  cells(options, scale) {
    const { traces = [], rules = [] } = options;
    const arms = taking(options, replay.takesPart, scale);
    return traces.flatMap(({ name, ofProgram }) =>
      (ofProgram ? [COUNTER_RULE] : rules).map((rule): PlannedCell => {
        return { experiment: 'replay', workload: name, arms, seconds: SECONDS, rule };
      }),
    );
  },
  process: {
    timed: true,
    engine: 'still compiler',
    input: 'script',
    rounds: ({ replayRounds }) => replayRounds,
  },
  records: { units: ['ns-per-block', 'wrong-answers'], extended: true },
  figures: replayFigures,
  // A replayed call's ns move by more than a tenth with the two speeds of a machine.
  comparison: { metric: 'added-ns', threshold: EQUIVALENT.replayNs, knownShare: 0.2 },
  view,
};

export default replay;
