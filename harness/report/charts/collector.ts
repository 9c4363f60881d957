/** What the collector pays for the extras: its pauses, and calls together with the collections that they bring. */

import type { Row, Run } from '../../records/schema.ts';
import { namesOfStrategies, namesWithForms } from '../arms.ts';
import { counted, figureLine, whole } from '../figure.ts';
import { isMeasured, rowLike, rowsLike, settings } from '../rows.ts';
import { bySetting, lines, type Panel } from './lines.ts';
import type { Question } from './question.ts';

const pause = { experiment: 'collector', part: 'full collection', metric: 'ms' } as const;
const call = {
  experiment: 'collector',
  part: 'call with collections',
  metric: 'added-ns',
  reference: 'none',
} as const;

export const collector: Question = {
  name: 'collector',
  asks: 'What do the extras cost the collector?',
  aid:
    'Uppermost, how long a full collection stops the program, among few and many live extras; below it the same for the forms that clean ' +
    'up otherwise. The grey line is the collector without any storage, or a twin of it. Lowest, what a call takes more when the ' +
    'collections that come with it are counted. All scales are logarithmic; what is not above zero stands on the line of zero, below a break.',
  configure(run, look) {
    return lines(
      run,
      panelsOf(run),
      collector,
      {
        subtitle:
          'pause of a full collection; ns that a call takes more, its collections counted (all logarithmic)',
        axis: 'live extras (logarithmic)',
        setting: 'population',
        scale: 'logarithmic',
        upright: 'logarithmic',
        tick: whole,
        where: (population) => counted(population, 'live extra'),
      },
      look,
    );
  },
  height: (run) => 140 + 220 * panelsOf(run).length,
  gist(run) {
    const largest = settings(rowsLike(run, pause), 'population').at(-1);
    if (largest === undefined) return '';
    const each = ['none', ...namesWithForms(run)].flatMap((strategy) => {
      const row = rowLike(run, { ...pause, strategy, population: largest });
      return isMeasured(row) ? [`${strategy} ${figureLine(row)}`] : [];
    });
    return `A full collection with ${whole(largest)} live extras: ${each.join('; ')}.`;
  },
};

function panelsOf(run: Run): Panel[] {
  const strategies = namesOfStrategies(run);
  const forms = namesWithForms(run).filter((name) => !strategies.includes(name));
  return [
    panelOf(run, 'pause: ms', strategies, pause),
    panelOf(run, 'pause, forms: ms', forms, pause),
    panelOf(run, 'call: ns', strategies, call),
    panelOf(run, 'call, forms: ns', forms, call),
  ].flat();
}

/** Empty where none of the arms was measured; the control alone makes no panel. */
function panelOf(
  run: Run,
  axis: string,
  arms: readonly string[],
  measure: Pick<Row, 'experiment' | 'metric'> & Partial<Row>,
): Panel[] {
  const seriesOf = (names: readonly string[]) =>
    names
      .map((arm) => ({
        arm,
        rows: rowsLike(run, { ...measure, strategy: arm })
          .filter(isMeasured)
          .sort(bySetting('population')),
      }))
      .filter(({ rows }) => rows.length > 0);
  // A figure beside "none" cannot be one of "none" itself: there its twin is the control.
  const controls = measure.reference === 'none' ? ['none-twin'] : ['none'];
  const series = seriesOf(arms);
  return series.length === 0
    ? []
    : [{ axis, kind: measure.part!, series: [...seriesOf(controls), ...series], noise: [] }];
}
