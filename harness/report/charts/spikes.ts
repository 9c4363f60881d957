/** Single operations, timed one by one: the usual one, the slowest of a hundred, and the slowest of all. */

import type { MetricName } from '../../records/metrics.ts';
import type { Run } from '../../records/schema.ts';
import { figureLine } from '../figure.ts';
import { isMeasured, rowLike } from '../rows.ts';
import { type Column, columns, columnsHeight } from './columns.ts';
import { nameShown, namesInFamilies } from './families.ts';
import type { Question } from './question.ts';
import type { Mark } from './theme.ts';

const PARTS = ['attach, growing', 'attach, churning', 'detach, churning'];

const RANKS: readonly { readonly metric: MetricName; readonly rank: string; readonly mark?: Mark }[] = [
  { metric: 'p50', rank: 'in the middle' },
  { metric: 'p99', rank: 'slowest of a hundred', mark: { pointStyle: 'line', rotation: 90, radius: 5 } },
  { metric: 'max', rank: 'slowest of all', mark: { pointStyle: 'crossRot', rotation: 0, radius: 4 } },
];

export const spikes: Question = {
  name: 'spikes',
  asks: 'How slow is the slowest single operation?',
  aid:
    'The mark of the strategy is the operation in the middle, the upright stroke the slowest of a hundred, the cross the ' +
    'slowest of all. The row of none is the floor: the clock is read and nothing is done. Its cross is what the machine ' +
    'does to anybody.',
  configure(run, look) {
    const table = tableOf(run);
    if (table.length === 0) return null;
    const style = {
      subtitle:
        'one operation: in the middle (mark), slowest of a hundred (stroke), slowest of all (cross); logarithmic',
      scale: 'logarithmic',
      tick: timeText,
      nameShown: (name: string) => nameShown(run, name, look),
    } as const;
    return columns(run, table, spikes, style, look);
  },
  height: (run) => columnsHeight(tableOf(run)),
  gist(run) {
    const each = tableOf(run).map(({ heading, entries }) => {
      const largest = entries.filter(({ figure }) => figure.metric === 'max');
      return `${heading.join(' ')} ${largest.map(({ name, figure }) => `${name} ${figureLine(figure)}`).join('; ')}`;
    });
    return `The slowest single operation. ${each.join('. ')}.`;
  },
};

function tableOf(run: Run): Column[] {
  return PARTS.flatMap((part) => {
    const entries = ['none', ...namesInFamilies(run)].flatMap((name) =>
      RANKS.flatMap(({ metric, ...ranked }) => {
        const figure = rowLike(run, { experiment: 'life', part, metric, strategy: name });
        return isMeasured(figure) ? [{ name, arm: name, figure, ...ranked }] : [];
      }),
    );
    return entries.length === 0 ? [] : [{ heading: part.split(' '), entries }];
  });
}

/** From nanoseconds: "10 µs". */
function timeText(ns: number): string {
  if (ns >= 1e6) return `${ns / 1e6} ms`;
  return ns >= 1e3 ? `${ns / 1e3} µs` : `${ns} ns`;
}
