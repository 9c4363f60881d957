/** What a second layout of code objects costs the code that was warmed on one, and on both. */

import type { Run } from '../../records/schema.ts';
import { namesWithForms } from '../arms.ts';
import { figureLine } from '../figure.ts';
import { isMeasured, rowLike, rowsLike } from '../rows.ts';
import { type Column, columns, columnsHeight } from './columns.ts';
import { tickText } from './frame.ts';
import type { Question } from './question.ts';

const PARTS = [
  'warmed on one layout, at first',
  'warmed on one layout, settled',
  'warmed on both layouts, at first',
  'warmed on both layouts, settled',
];

const measure = { experiment: 'layouts', metric: 'ratio', reference: 'inline' } as const;

export const layouts: Question = {
  name: 'layouts',
  asks: 'What does a second layout of code objects cost?',
  aid:
    'After the warm-up code objects of another layout are called. The mark is the time against that of the field, where all ' +
    'code objects have one layout (1×, on a logarithmic scale): at first, and when the engine has settled. A warm-up on both ' +
    'layouts shows what is left when nothing comes as a surprise.',
  configure(run, look) {
    const table = tableOf(run);
    if (table.length === 0) return null;
    const style = {
      subtitle: 'time against the field, where all code objects have one layout (logarithmic)',
      scale: 'logarithmic',
      nothing: 1,
      named: look.narrow ? [1, 10] : [1, 2, 5, 10],
      shown: (_: string, ratio: number) => ratio,
      tick: (times: number) => `${tickText(times)}×`,
    } as const;
    return columns(run, table, layouts, style, look);
  },
  height: (run) => columnsHeight(tableOf(run)),
  gist(run) {
    const each = rowsLike(run, measure)
      .filter(isMeasured)
      .map((row) => `${row.strategy}, ${row.workload} ${row.part}: ${figureLine(row)}`);
    return `More time than the field: ${each.join('; ')}.`;
  },
};

function tableOf(run: Run): Column[] {
  const rows = rowsLike(run, measure).filter(isMeasured);
  const strategies = namesWithForms(run).filter((name) => rows.some(({ strategy }) => strategy === name));
  return [...new Set(rows.map(({ workload }) => workload))].map((workload) => ({
    heading: [workload],
    entries: strategies.flatMap((arm) =>
      PARTS.flatMap((part) => {
        const figure = rowLike(run, { ...measure, strategy: arm, workload, part });
        return isMeasured(figure) ? [{ name: rowName(part, arm, strategies), arm, figure }] : [];
      }),
    ),
  }));
}

/** "one layout, at first"; the strategy is named where there are several. */
function rowName(part: string, arm: string, strategies: readonly string[]): string {
  const short = part.replace('warmed on ', '');
  return strategies.length === 1 ? short : `${arm}: ${short}`;
}
