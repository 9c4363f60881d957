/** Bytes per code object against the share of code objects that have an extra. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { figureLine } from '../figure.ts';
import { isMeasured, rowLike, rowsLike } from '../rows.ts';
import { bySetting, lines, type Panel } from './lines.ts';
import type { Question } from './question.ts';

const measure = { experiment: 'memory', metric: 'bytes-per-code' } as const;

export const memory: Question = {
  name: 'memory',
  asks: 'How many bytes does each code object pay?',
  aid:
    'Bytes more than the same code objects without any storage (the zero line), for each live code object, whether it ' +
    'has an extra or not. The left edge is what those pay who attach nothing. The extra itself is not counted.',
  configure(run, look) {
    const panels = panelsOf(run);
    if (panels.length === 0) return null;
    return lines(
      run,
      panels,
      memory,
      {
        subtitle: 'bytes per live code object more than without a storage',
        axis: 'code objects that have an extra',
        setting: 'attachFraction',
        scale: 'linear',
        tick: (fraction) => `${Math.round(fraction * 100)} %`,
      },
      look,
    );
  },
  height: () => 400,
  gist(run) {
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const none = rowLike(run, { ...measure, strategy, attachFraction: 0 });
      const all = rowLike(run, { ...measure, strategy, attachFraction: 1 });
      if (!isMeasured(none) || !isMeasured(all)) return [];
      return [`${strategy} ${figureLine(none)} without extras, ${figureLine(all)} with an extra on each`];
    });
    return `Bytes per code object: ${each.join('; ')}.`;
  },
};

function panelsOf(run: Run): Panel[] {
  const arms = [...namesOfStrategies(run), 'inline-twin', 'none-twin'];
  const series = arms
    .map((arm) => ({
      arm,
      rows: rowsLike(run, { ...measure, strategy: arm })
        .filter(isMeasured)
        .sort(bySetting('attachFraction')),
    }))
    .filter(({ rows }) => rows.length > 0);
  return series.length === 0 ? [] : [{ axis: 'bytes', series, noise: [] }];
}
