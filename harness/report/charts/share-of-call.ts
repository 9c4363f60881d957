/** The same cost as a share: how much longer the whole program takes. */

import { namesOfStrategies } from '../arms.ts';
import { rangeText } from '../figure.ts';
import { rowsLike } from '../rows.ts';
import { costStrips, dots, dotsHeight } from './dots.ts';
import type { Question } from './question.ts';

const measure = { metric: 'ratio', reference: 'none' } as const;

export const shareOfCall: Question = {
  name: 'share-of-call',
  asks: 'How much longer does the whole program take?',
  aid:
    'The same measurement as a share of everything that a call does: a look-up weighs most where functions do little. ' +
    'The zero line is the program under a hook that looks nothing up; grey is the noise floor.',
  configure(run, look) {
    const strips = costStrips(run, measure);
    if (strips.length === 0) return null;
    const style = {
      subtitle: '% more time than with a hook that looks nothing up; grey: the noise floor',
      axis: '% more time',
    };
    return dots(run, strips, shareOfCall, style, look);
  },
  height: (run) => dotsHeight(costStrips(run, measure)),
  gist(run) {
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const range = rangeText(rowsLike(run, { experiment: 'call-cost', ...measure, strategy }));
      return range === null ? [] : [`${strategy} ${range}`];
    });
    return `Added to the time of a program, smallest to largest median over the programs: ${each.join('; ')}.`;
  },
};
