/** Whether the replay tells the truth: what a look-up adds to a call, in the program itself and in its replay. */

import type { Calibration, Run } from '../../records/schema.ts';
import { calibrationText } from '../figure.ts';
import type { Measured } from '../rows.ts';
import { dots, dotsHeight, type Strip } from './dots.ts';
import type { Question } from './question.ts';

export const calibration: Question = {
  name: 'calibration',
  asks: 'Does a replay cost what the program costs?',
  aid:
    'Programs were run whole, and the calls of one run of them replayed. For each strategy the upper mark is what a look-up ' +
    'adds to a call in the program, the lower one in its replay.',
  configure(run, look) {
    const strips = stripsOf(run);
    if (strips.length === 0) return null;
    const style = {
      subtitle: 'ns more than with a hook that looks nothing up, in the program and replayed',
      axis: 'ns per call',
    };
    return dots(run, strips, calibration, style, look);
  },
  height: (run) => dotsHeight(stripsOf(run)),
  gist(run) {
    const { calibrations = [] } = run;
    const each = calibrations.map(
      ({ program, strategy, is, real, replayed }) =>
        `${strategy} on ${program} ${calibrationText(real)}, replayed ${calibrationText(replayed)}: ${is}`,
    );
    return `Added ns per call, in the program and replayed: ${each.join('; ')}.`;
  },
};

function stripsOf({ calibrations = [] }: Run): Strip[] {
  const programs = [...new Set(calibrations.map(({ program }) => program))];
  return programs.map((program) => ({
    heading: program,
    rows: calibrations.filter((each) => each.program === program).flatMap(rowsOf),
    noise: null,
  }));
}

/** Two rows for each strategy; the second is named after the first, so that they stay apart on the axis. */
function rowsOf({ program, strategy, real, replayed }: Calibration): Measured[] {
  const common = {
    workload: program,
    metric: 'added-ns',
    unit: 'ns',
    reference: 'none',
    level: 0.95,
  } as const;
  return [
    { ...common, experiment: 'call-cost', strategy, ...real },
    { ...common, experiment: 'replay', strategy: `${strategy}, replayed`, ...replayed },
  ];
}
