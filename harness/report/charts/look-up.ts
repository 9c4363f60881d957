/** The look-up alone, over populations: hits and misses in a filled table. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies, originOf } from '../arms.ts';
import { counted, figureLine, whole } from '../figure.ts';
import { isMeasured, rowLike, rowsLike, settings } from '../rows.ts';
import { shownNoise } from './dots.ts';
import { bySetting, lines, type Panel } from './lines.ts';
import type { Question } from './question.ts';

const measure = {
  experiment: 'look-up',
  workload: 'population',
  metric: 'added-ns',
  reference: 'none',
  others: undefined,
  perTurn: undefined,
} as const;

export const lookUp: Question = {
  name: 'look-up',
  asks: 'What does the look-up alone cost as code objects become many?',
  aid:
    'Look-ups in a loop of their own, less what the loop takes without them (the zero line). Above, look-ups that find ' +
    'an extra; below, look-ups of code objects that have none, in the same filled table. Of four panels the lower two are of ' +
    'what the thread does not name, beside the field.',
  configure(run, look) {
    return lines(
      run,
      panelsOf(run),
      lookUp,
      {
        subtitle: 'ns per look-up more than the same loop without one; grey: the noise floor',
        axis: 'code objects (logarithmic)',
        setting: 'population',
        scale: 'logarithmic',
        tick: whole,
        where: (population) => counted(population, 'code object'),
      },
      look,
    );
  },
  height: (run) => 110 + 250 * panelsOf(run).length,
  gist(run) {
    const largest = settings(rowsLike(run, measure), 'population').at(-1);
    if (largest === undefined) return '';
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const row = rowLike(run, { ...measure, strategy, population: largest, hitRatio: 1 });
      return isMeasured(row) ? [`${strategy} ${figureLine(row)}`] : [];
    });
    return `A look-up that finds its extra among ${whole(largest)} code objects: ${each.join('; ')}.`;
  },
};

function panelsOf(run: Run): Panel[] {
  const all = namesOfStrategies(run);
  const others = all.filter((name) => originOf(run, name) !== null);
  const isMeasuredOf = (name: string) => rowsLike(run, { ...measure, strategy: name }).some(isMeasured);
  return [
    ...panelsWith(
      run,
      '',
      all.filter((name) => !others.includes(name)),
    ),
    ...(others.some(isMeasuredOf) ? panelsWith(run, ', others', ['inline', ...others]) : []),
  ];
}

function panelsWith(run: Run, which: string, strategies: readonly string[]): Panel[] {
  const arms = [...strategies, 'none-twin'];
  return [
    { hitRatio: 1, axis: `hits${which}: ns`, kind: 'hits' },
    { hitRatio: 0, axis: `misses${which}: ns`, kind: 'misses' },
  ].flatMap(({ hitRatio, axis, kind }) => {
    const series = arms
      .map((arm) => ({
        arm,
        rows: rowsLike(run, { ...measure, strategy: arm, hitRatio })
          .filter(isMeasured)
          .sort(bySetting('population')),
      }))
      .filter(({ rows }) => rows.length > 0);
    if (series.length === 0) return [];
    const populations = settings(rowsLike(run, { ...measure, hitRatio }), 'population');
    const noise = populations.flatMap((population) => {
      const noise = shownNoise(run, rowLike(run, { ...measure, population, hitRatio })!);
      return noise === null ? [] : [{ x: population, ...noise }];
    });
    return [{ axis, kind, series, noise }];
  });
}
