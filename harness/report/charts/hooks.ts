/** What a call costs under hooks of each grain, and where there is none. */

import type { Run } from '../../records/schema.ts';
import { figureLine } from '../figure.ts';
import { builtPrograms, GRAIN_ARMS } from '../hooks.ts';
import { type DotsStyle, dots, dotsHeight, type Strip, stripOf } from './dots.ts';
import type { Question } from './question.ts';

const measure = { experiment: 'builds', metric: 'added-ns', reference: 'none' } as const;

/** Twins stand among them: they show what no difference looks like. */
const ARMS = [...GRAIN_ARMS, 'none-twin', 'no-hook-twin'];

const style: DotsStyle = {
  subtitle: 'ns more than with one hook for each interpreter; grey: the noise floor',
  axis: 'ns per call',
};

export const hooks: Question = {
  name: 'hooks',
  asks: 'What does it cost where the hook is?',
  aid:
    'The zero line is one hook for each interpreter, as PEP 523 has it. Each mark is a build of the core in which something else has ' +
    'the hook, or nothing; the tool counts calls in each. One that reaches into the grey band is no difference that counts.',
  configure(run, look) {
    const strips = stripsOf(run);
    return strips.length === 0 ? null : dots(run, strips, hooks, style, look);
  },
  height: (run) => dotsHeight(stripsOf(run)),
  gist(run) {
    const each = stripsOf(run).flatMap(({ heading, rows }) =>
      rows.map((row) => `${row.strategy} on ${heading} ${figureLine(row)}`),
    );
    return `Added to a call, beside one hook for each interpreter: ${each.join('; ')}.`;
  },
};

function stripsOf(run: Run): Strip[] {
  return builtPrograms(run).flatMap((workload) => stripOf(run, workload, { ...measure, workload }, ARMS));
}
