/** Bytes per code object against the share of code objects that have an extra, and from which share on a field is cheaper. */

import type { Row, Run } from '../../records/schema.ts';
import { namesOfStrategies } from '../arms.ts';
import { figureLine, figureText, setShare } from '../figure.ts';
import { hasInterval, isMeasured, type Measured, rowsLike, settings } from '../rows.ts';
import { breakEven, type Crossing } from './break-even.ts';
import { errorBars, saying } from './frame.ts';
import { bySetting, lines, type Panel } from './lines.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import { paints } from './theme.ts';

const measure = { experiment: 'memory', metric: 'bytes-per-code' } as const;

/** Less is nothing that anybody would pay. */
const HALF_A_BYTE = 0.5;

const LINES_PX = 400;
const CROSSING_PX = 20;

export const memory: Question = {
  name: 'memory',
  asks: 'How many bytes does each code object pay?',
  aid:
    'Bytes more than the same code objects without any storage, for each live code object, whether it has an extra or ' +
    'not. The left edge is what those pay who attach nothing; where the scale is logarithmic, what costs less than half ' +
    'a byte stands on the line of zero, below a break. Grey: a field that nobody uses. Where there are marks below, a storage becomes dearer there than a field in every code ' +
    'object. The extra itself is not counted.',
  configure(run, look) {
    const rows = chosen(run);
    const series = seriesOf(run, rows);
    const grows = rows.some(({ workload }) => workload === 'growing');
    const panels: Panel[] = series.length === 0 ? [] : [{ axis: 'bytes', series, noise: [] }];
    const drawn = lines(
      run,
      panels,
      memory,
      {
        subtitle: `bytes per live code object more than without a storage${grows ? ' (logarithmic); below: dearer than a field from here on' : ''}`,
        axis: 'code objects that have an extra',
        setting: 'attachFraction',
        scale: 'linear',
        upright: grows ? 'logarithmic' : 'linear',
        tick: (fraction) => `${Math.round(fraction * 100)} %`,
        where: (fraction) => `${setShare(fraction)} have an extra`,
        ...(grows ? { named: TENTHS, least: HALF_A_BYTE } : {}),
      },
      look,
    );
    return drawn === null ? null : withBreakEven(drawn, run, rows, look);
  },
  height: (run) => LINES_PX + CROSSING_PX * crossingRows(run, chosen(run)).length,
  gist(run) {
    const rows = chosen(run);
    const each = namesOfStrategies(run).flatMap((strategy) => {
      const of = rows.filter((row) => row.strategy === strategy);
      const none = of.find(({ attachFraction }) => attachFraction === 0);
      const all = of.find(({ attachFraction }) => attachFraction === 1);
      if (!isMeasured(none) || !isMeasured(all)) return [];
      return [`${strategy} ${figureLine(none)} without extras, ${figureLine(all)} with an extra on each`];
    });
    const crossings = crossingRows(run, rows).map((row) => `${row.strategy} ${figureLine(row)}`);
    const dearer = crossings.length === 0 ? '' : ` Dearer than a field from: ${crossings.join('; ')}.`;
    return `Bytes per code object: ${each.join('; ')}.${dearer}`;
  },
};

const TENTHS = Array.from({ length: 11 }, (_, tenth) => tenth / 10);

/** The rows of one population: one that grew through many attach fractions, with its ends, or else the one with most of them. */
function chosen(run: Run): Measured[] {
  const of = (workload: string) => rowsLike(run, { ...measure, workload }).filter(isMeasured);
  const grown = of('growing');
  const apart = of('population');
  const [smallest] = settings(grown, 'population');
  if (smallest !== undefined) {
    const ends = apart.filter(({ attachFraction }) => attachFraction === 0 || attachFraction === 1);
    const grownOnes = grown.filter(({ population }) => population === smallest);
    const isNew = (end: Row) =>
      end.population === smallest &&
      !grownOnes.some(
        ({ strategy, attachFraction }) => strategy === end.strategy && attachFraction === end.attachFraction,
      );
    return [...grownOnes, ...ends.filter(isNew)];
  }
  const at = (population: number) => apart.filter((row) => row.population === population);
  const fractions = (population: number) => settings(at(population), 'attachFraction').length;
  // The sort is stable: of several with as many fractions the smallest stays first.
  const [best] = settings(apart, 'population').sort((a, b) => fractions(b) - fractions(a));
  return best === undefined ? [] : at(best);
}

function seriesOf(run: Run, rows: readonly Measured[]): Panel['series'] {
  return [...namesOfStrategies(run), 'inline-twin', 'none-twin', 'unused-field']
    .map((arm) => ({
      arm,
      rows: rows.filter(({ strategy }) => strategy === arm).sort(bySetting('attachFraction')),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** Of the population drawn, from the last to cross to the first: so no dropped line runs through the name of another. */
function crossingRows(run: Run, [drawn]: readonly Measured[]): Measured[] {
  if (drawn?.workload !== 'growing') return [];
  const { population, workload } = drawn;
  return rowsLike(run, { experiment: 'memory', metric: 'break-even', workload, population })
    .filter(isMeasured)
    .filter(({ strategy }) => namesOfStrategies(run).includes(strategy))
    .sort((a, b) => b.estimate - a.estimate);
}

/** Puts a low panel under the lines, in which each crossing has a row of its own. */
function withBreakEven(
  drawn: Configuration,
  run: Run,
  rows: readonly Measured[],
  { theme, narrow }: Look,
): Configuration {
  const found = crossingRows(run, rows);
  if (found.length === 0) return drawn;
  const paint = paints(run, theme);
  const field = rows.filter(({ strategy }) => strategy === found[0]!.reference);
  const crossings = found.map((row, y): Crossing => {
    const distance = ({ attachFraction = 0 }: Row) => Math.abs(attachFraction - row.estimate);
    const nearest = field.toSorted((a, b) => distance(a) - distance(b))[0];
    const { estimate, unit } = figureText(row)!;
    return {
      x: row.estimate,
      level: nearest?.estimate ?? 0,
      y,
      low: row.low ?? row.estimate,
      high: row.high ?? row.estimate,
      label: `${row.strategy} ${estimate} ${unit}`,
      colour: paint(row.strategy).colour,
    };
  });
  const colours = crossings.map(({ colour }) => colour);
  const dots = {
    type: 'scatterWithErrorBars',
    label: 'break-even',
    yAxisID: 'crossings',
    data: found.map((row, y): Point => {
      const at = { x: row.estimate, y, ...saying(row, 'dearer than a field from here on') };
      return hasInterval(row) ? { ...at, xMin: row.low, xMax: row.high } : at;
    }),
    pointStyle: found.map(({ strategy }) => paint(strategy).mark.pointStyle),
    rotation: found.map(({ strategy }) => paint(strategy).mark.rotation),
    radius: found.map(({ strategy }) => paint(strategy).mark.radius),
    backgroundColor: colours,
    borderColor: colours,
    borderWidth: 1.75,
    clip: false,
    ...errorBars(colours),
  };
  return {
    ...drawn,
    data: { datasets: [...drawn.data.datasets, dots] },
    options: {
      ...drawn.options,
      plugins: {
        ...drawn.options?.plugins,
        breakEven: {
          above: 'panel0',
          below: 'crossings',
          text: theme.text,
          fontPx: narrow ? 11 : 12,
          crossings,
        },
      },
      scales: {
        ...drawn.options?.scales,
        crossings: {
          type: 'linear',
          axis: 'y',
          position: 'left',
          stack: 'panels',
          stackWeight: (CROSSING_PX * found.length) / (LINES_PX - 110),
          weight: -1,
          reverse: true,
          min: -0.6,
          max: found.length - 0.4,
          border: { display: false },
          grid: { display: false },
          ticks: { display: false },
        },
      },
    },
    plugins: [...(drawn.plugins ?? []), breakEven],
  } as Configuration;
}
