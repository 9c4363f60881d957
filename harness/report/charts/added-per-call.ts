/** What a look-up adds to each call, in ns, on each program. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies, programsOf } from '../arms.ts';
import { rangeText } from '../figure.ts';
import { noiseFloor } from '../noise.ts';
import { isMeasured, rowLike, rowsLike } from '../rows.ts';
import { dots, dotsHeight, type Strip } from './dots.ts';
import type { Question } from './question.ts';

const measure = { experiment: 'call-cost', metric: 'added-ns', reference: 'none' } as const;

export const addedPerCall: Question = {
  name: 'added-per-call',
  asks: 'What does a look-up add to each call?',
  aid:
    'Each mark is the time that a call takes longer than with the same hook and no look-up (the zero line). The line ' +
    'through it is its interval; a mark whose interval reaches into the grey band is not told apart from noise.',
  configure(run, look) {
    const strips = stripsOf(run);
    if (strips.length === 0) return null;
    return dots(
      run,
      strips,
      addedPerCall,
      { subtitle: 'ns per call more than with a hook that looks nothing up; grey: the noise floor', axis: 'ns per call' },
      look,
    );
  },
  height: (run) => dotsHeight(stripsOf(run)),
  gist(run) {
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const range = rangeText(rowsLike(run, { ...measure, strategy }));
      return range === null ? [] : [`${strategy} ${range}`];
    });
    return `Added to a call, smallest to largest median over the programs: ${each.join('; ')}.`;
  },
};

/** Twins stand among the strategies: they show what no difference looks like. */
export function stripsOf(run: Run): Strip[] {
  const arms = [...namesOfStrategies(run), 'inline-twin', 'none-twin'];
  return programsOf(run).flatMap((workload) => {
    const rows = arms.map((strategy) => rowLike(run, { ...measure, workload, strategy })).filter(isMeasured);
    if (rows.length === 0) return [];
    const reach = noiseFloor(run, { ...measure, workload });
    return [{ heading: workload, rows, noise: reach === null ? null : { from: -reach, to: reach } }];
  });
}
