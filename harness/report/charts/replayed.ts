/** What a look-up adds to each call of a real program, replayed from its trace. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { figureLine } from '../figure.ts';
import { isMeasured, rowsLike } from '../rows.ts';
import { dots, dotsHeight, replayStrips } from './dots.ts';
import type { Question } from './question.ts';

/** Named where there are several: the others stand in the tables. */
function ruleOf({ plan: { rules = [] } }: Run): string {
  return rules.length > 1 ? `, rule ${rules[0]}` : '';
}

const measure = { metric: 'added-ns', reference: 'none' } as const;

export const replayed: Question = {
  name: 'replayed',
  asks: "What does a look-up add to each call of a real program's trace?",
  aid:
    'The calls of real programs, recorded under CPython, entered again in their order: as many code objects, births and deaths ' +
    'as there were, and next to nothing in each call. So the caches are as that program leaves them, and nothing else ' +
    'hides the look-up.',
  configure(run, look) {
    const strips = replayStrips(run, measure);
    if (strips.length === 0) return null;
    const style = {
      subtitle: `ns more than with a hook that looks nothing up${ruleOf(run)}; grey: the noise floor`,
      axis: 'ns per call',
    };
    return dots(run, strips, replayed, style, look);
  },
  height: (run) => dotsHeight(replayStrips(run, measure)),
  gist(run) {
    const each = namesOfStrategies(run).flatMap((strategy) =>
      rowsLike(run, { experiment: 'replay', ...measure, strategy })
        .filter(isMeasured)
        .map((row) => `${strategy} on ${row.workload} (${row.rule}) ${figureLine(row)}`),
    );
    return `Added to a replayed call: ${each.join('; ')}.`;
  },
};
