/** What a look-up adds to each call, in ns, on each program. */

import { namesOfStrategies } from '../arms.ts';
import { rangeText } from '../figure.ts';
import { rowsLike } from '../rows.ts';
import { costStrips, dots, dotsHeight } from './dots.ts';
import type { Question } from './question.ts';

const measure = { metric: 'added-ns', reference: 'none' } as const;

export const addedPerCall: Question = {
  name: 'added-per-call',
  asks: 'What does a look-up add to each call?',
  aid:
    'Each mark is the time that a call takes longer than under the same hook without a look-up (the zero line); the ' +
    'line through it is its interval. One that reaches into the grey band is no difference that counts.',
  configure(run, look) {
    const strips = costStrips(run, measure);
    if (strips.length === 0) return null;
    const style = {
      subtitle: 'ns more than with a hook that looks nothing up; grey: the noise floor',
      axis: 'ns per call',
    };
    return dots(run, strips, addedPerCall, style, look);
  },
  height: (run) => dotsHeight(costStrips(run, measure)),
  gist(run) {
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const range = rangeText(rowsLike(run, { experiment: 'call-cost', ...measure, strategy }));
      return range === null ? [] : [`${strategy} ${range}`];
    });
    return `Added to a call, smallest to largest median over the programs: ${each.join('; ')}.`;
  },
};
