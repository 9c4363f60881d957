/** What each storage takes back of the time that a JIT saves. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { figureLine } from '../figure.ts';
import { JIT, programsWith } from '../tools.ts';
import { dots, dotsHeight, type Strip, stripOf } from './dots.ts';
import type { Question } from './question.ts';

const measure = { experiment: 'tools', part: JIT, metric: 'gain-eaten', reference: 'inline' } as const;

export const jit: Question = {
  name: 'jit',
  asks: 'How much of what a JIT gains does its storage take back?',
  aid:
    'A JIT makes a program faster and looks up its data on each call. The zero line is the JIT with its data in the field; at 100 % ' +
    'all that it saves is lost again to the look-ups, and beyond that the program is slower than without a JIT.',
  configure(run, look) {
    const strips = stripsOf(run);
    if (strips.length === 0) return null;
    const subtitle = '% of the time that a JIT with the field saves; grey: the noise floor';
    return dots(run, strips, jit, { subtitle, axis: '% of the gain' }, look);
  },
  height: (run) => dotsHeight(stripsOf(run)),
  gist(run) {
    const each = stripsOf(run).flatMap(({ heading, rows }) =>
      rows.map((row) => `${row.strategy} on ${heading} ${figureLine(row)}`),
    );
    return `Taken back of what a JIT saves with the inline field: ${each.join('; ')}.`;
  },
};

function stripsOf(run: Run): Strip[] {
  const arms = [...namesOfStrategies(run), 'inline-twin'];
  return programsWith(run, JIT).flatMap((workload) => stripOf(run, workload, { ...measure, workload }, arms));
}
