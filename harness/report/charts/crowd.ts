/** The look-up alone, when others hold weak references to the code objects too. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { counted, rangeText, whole } from '../figure.ts';
import { isMeasured, type Measured, rowsLike, settings } from '../rows.ts';
import { bySetting, lines, type Panel } from './lines.ts';
import type { Question } from './question.ts';

const measure = { experiment: 'look-up', metric: 'added-ns', reference: 'none' } as const;

const TENTH_OF_A_NS = 0.1;

export const crowd: Question = {
  name: 'crowd',
  asks: 'What if others hold weak references to the code objects too?',
  aid:
    'A look-up that walks the weak references of its object pays for those of everybody else. The figures are on a ' +
    'logarithmic scale; less than a tenth of a nanosecond stands on the line of zero, below a break. The grey line is a twin of the loop without a look-up. Above, look-ups that find an extra; below, look-ups that find none.',
  configure(run, look) {
    return lines(
      run,
      panelsOf(run),
      crowd,
      {
        subtitle: 'ns per look-up more than the same loop without one',
        axis: 'other weak references on each code object',
        setting: 'others',
        scale: 'steps',
        upright: 'logarithmic',
        least: TENTH_OF_A_NS,
        tick: whole,
        where: (others) => counted(others, 'other weak reference'),
      },
      look,
    );
  },
  height: (run) => 110 + 230 * panelsOf(run).length,
  gist(run) {
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const rows = crowded(run, strategy, 1);
      const range = rangeText(rows);
      return range === null ? [] : [`${strategy} ${range}`];
    });
    const most = settings(rowsLike(run, measure), 'others').at(-1);
    if (most === undefined) return '';
    const with_ = counted(most, 'other weak reference');
    return `A look-up that finds its extra, with none to ${with_} on the object: ${each.join('; ')}.`;
  },
};

function panelsOf(run: Run): Panel[] {
  return [
    { hitRatio: 1, axis: 'hits: ns', kind: 'hits' },
    { hitRatio: 0, axis: 'misses: ns', kind: 'misses' },
  ].flatMap(({ hitRatio, axis, kind }) => {
    const series = [...namesOfStrategies(run), 'none-twin']
      .map((arm) => ({ arm, rows: crowded(run, arm, hitRatio) }))
      .filter(({ rows }) => rows.length > 0);
    return series.length === 0 ? [] : [{ axis, kind, series, noise: [] }];
  });
}

/** Of look-ups with nobody else on the list, those with as many to a turn as the crowded ones. */
function crowded(run: Run, strategy: string, hitRatio: number): Measured[] {
  const [beside] = rowsLike(run, measure).filter(({ others = 0 }) => others > 0);
  return rowsLike(run, { ...measure, strategy, hitRatio })
    .filter(({ others, perTurn }) => others !== undefined && perTurn === beside?.perTurn)
    .filter(isMeasured)
    .sort(bySetting('others'));
}
