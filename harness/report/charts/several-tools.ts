/** Several tools at once: what all their look-ups take, the more tools there are. */

import type { Run } from '../../records/schema.ts';
import { namesOfStrategies, originOf } from '../arms.ts';
import { counted, figureLine, whole } from '../figure.ts';
import { isMeasured, rowsLike, settings } from '../rows.ts';
import { bySetting, lines, type Panel } from './lines.ts';
import type { Question } from './question.ts';

const measure = { experiment: 'several-tools', metric: 'ns' } as const;

export const severalTools: Question = {
  name: 'several-tools',
  asks: 'What if several tools want to keep data?',
  aid:
    'Each tool looks up an extra of its own on each call; the lines are all their look-ups together, with the loop around them, which the ' +
    'grey line is alone. A mark without a line has room for one tool. Both scales are logarithmic. Of two panels the lower one is ' +
    'of what the thread does not name.',
  configure(run, look) {
    return lines(
      run,
      panelsOf(run),
      severalTools,
      {
        subtitle: 'ns for the look-ups of all tools on one call (logarithmic)',
        axis: 'tools (logarithmic)',
        setting: 'tools',
        scale: 'logarithmic',
        upright: 'logarithmic',
        tick: whole,
        where: (tools) => counted(tools, 'tool'),
      },
      look,
    );
  },
  height: (run) => 130 + 270 * panelsOf(run).length,
  gist(run) {
    const most = settings(rowsLike(run, measure), 'tools').at(-1);
    if (most === undefined) return '';
    const each = rowsLike(run, { ...measure, tools: most })
      .filter(isMeasured)
      .map((row) => `${row.strategy} ${figureLine(row)}`);
    return `The look-ups of ${whole(most)} tools on one call: ${each.join('; ')}.`;
  },
};

/** Beside the strategies of each panel the loop without look-ups; it alone makes no panel. */
function panelsOf(run: Run): Panel[] {
  const strategies = namesOfStrategies(run);
  const isOfThread = (name: string) => originOf(run, name) === null;
  return [strategies.filter(isOfThread), strategies.filter((name) => !isOfThread(name))].flatMap((arms) => {
    const series = seriesOf(run, arms);
    return series.length === 0
      ? []
      : [{ axis: 'ns', series: [...seriesOf(run, ['none']), ...series], noise: [] }];
  });
}

function seriesOf(run: Run, arms: readonly string[]): Panel['series'] {
  return arms
    .map((arm) => ({
      arm,
      rows: rowsLike(run, { ...measure, strategy: arm })
        .filter(isMeasured)
        .sort(bySetting('tools')),
    }))
    .filter(({ rows }) => rows.length > 0);
}
