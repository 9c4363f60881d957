/** Bytes per extra while a population doubles: tables grow in jumps, and a figure at one population may be lucky. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { counted, rangeText, whole } from '../figure.ts';
import { isMeasured, type Measured, rowsLike } from '../rows.ts';
import { bySetting, lines, type Panel } from './lines.ts';
import type { Question } from './question.ts';

export const doubling: Question = {
  name: 'doubling',
  asks: 'How do the bytes jump while the code objects double?',
  aid:
    'Every code object has an extra, and there are more and more of them, up to twice as many. A table grows in jumps: it is dear just ' +
    'after one and cheap just before the next. The figures are on a logarithmic scale, with zero, which is no storage, below a break.',
  configure(run, look) {
    return lines(
      run,
      panelsOf(run),
      doubling,
      {
        subtitle: 'bytes per code object, all with an extra, more than without a storage (logarithmic)',
        axis: 'code objects',
        setting: 'population',
        scale: 'linear',
        upright: 'logarithmic',
        tick: whole,
        where: (population) => counted(population, 'code object'),
      },
      look,
    );
  },
  height: () => 360,
  gist(run) {
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const range = rangeText(whileDoubling(run, strategy));
      return range === null ? [] : [`${strategy} ${range}`];
    });
    return `Bytes per extra, least to most while the code objects double: ${each.join('; ')}.`;
  },
};

function panelsOf(run: Run): Panel[] {
  const series = namesOfStrategies(run)
    .map((arm) => ({ arm, rows: whileDoubling(run, arm) }))
    .filter(({ rows }) => rows.length > 0);
  return series.length === 0 ? [] : [{ axis: 'bytes', series, noise: [] }];
}

function whileDoubling(run: Run, strategy: string): Measured[] {
  const wanted = {
    experiment: 'memory',
    workload: 'doubling',
    metric: 'bytes-per-code',
    attachFraction: 1,
  } as const;
  return rowsLike(run, { ...wanted, strategy })
    .filter(isMeasured)
    .sort(bySetting('population'));
}
