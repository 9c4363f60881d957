/**
 * Dots with intervals, one strip of rows for each program, all on one scale: the form of every chart that compares
 * arms on programs. The strips are category axes stacked above one another; the first row of a strip names it.
 */

import { nothing } from '../../records/finding.ts';
import type { Row, Run } from '../../records/schema.ts';
import { sameSetting } from '../../records/settings.ts';
import { namesOfStrategies, programsOf, replaysOf } from '../arms.ts';
import { shownValue } from '../figure.ts';
import { noiseFloor } from '../noise.ts';
import { hasInterval, isMeasured, type Measured, rowLike, type Wanted } from '../rows.ts';
import { errorBars, type Fitted, frame, measuredAxis, nameColumn, saying } from './frame.ts';
import { type Band, noiseBand } from './noise-band.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import { type Mark, paints } from './theme.ts';

const STRIP_ROW_PX = 19;
const FOOT_PX = 54;
/** A chart of more strips than this is taller than a screen: its scale stands at its head as well. */
const STRIPS_WITH_ONE_SCALE = 2;
const HEAD_PX = 48;

export interface Strip {
  readonly heading: string;
  readonly rows: readonly Measured[];
  /** The noise floor, in the unit shown. */
  readonly noise: { readonly from: number; readonly to: number } | null;
}

/** The arms of a strip, as far as they were measured. Twins stand among the strategies: they show what no difference looks like. */
export function stripOf(
  run: Run,
  heading: string,
  cell: Wanted,
  arms: readonly string[] = [...namesOfStrategies(run), 'inline-twin', 'none-twin'],
): Strip[] {
  const rows = arms.map((strategy) => rowLike(run, { ...cell, strategy })).filter(isMeasured);
  return rows.length === 0 ? [] : [{ heading, rows, noise: shownNoise(run, rows[0]!) }];
}

type Measure = Pick<Row, 'metric'> & { readonly reference: string };

/** The strips of a cost per program. */
export function costStrips(run: Run, measure: Measure): Strip[] {
  return programsOf(run).flatMap((workload) =>
    stripOf(run, workload, { experiment: 'call-cost', workload, ...measure }),
  );
}

/** The strips of a cost per recorded trace, by the first rule of the run. */
export function replayStrips(run: Run, measure: Measure): Strip[] {
  return replaysOf(run)
    .filter(({ ofProgram, rule }) => !ofProgram && rule === run.plan.rules?.[0])
    .flatMap(({ workload, rule }) =>
      stripOf(run, workload, { experiment: 'replay', workload, rule, ...measure }),
    );
}

/** The noise floor of a row's cell, in the unit in which the row is shown. */
export function shownNoise(run: Run, row: Row): Strip['noise'] {
  const reach = noiseFloor({ ...run, rows: run.rows.filter((each) => sameSetting(each, row)) }, row);
  if (reach === null) return null;
  const middle = nothing(row);
  return { from: shownValue(row.unit, middle - reach), to: shownValue(row.unit, middle + reach) };
}

export interface DotsStyle {
  readonly subtitle: string;
  readonly axis: string;
}

export function dots(
  run: Run,
  strips: readonly Strip[],
  question: Question,
  style: DotsStyle,
  look: Look,
): Configuration {
  const paint = paints(run, look.theme);
  const bands: Band[] = [];
  const datasets = strips.map(({ heading, rows, noise }, index) => {
    const panel = panelName(index);
    if (noise !== null) bands.push({ panel, ...noise });
    const colours = rows.map(({ strategy }) => paint(strategy).colour);
    return {
      label: heading,
      xAxisID: 'x',
      yAxisID: panel,
      data: rows.map((row) => point(row, heading)),
      ...marksOf(rows.map(({ strategy }) => paint(strategy).mark)),
      backgroundColor: rows.map(({ strategy }) => paint(strategy).fill),
      borderColor: colours,
      borderWidth: 1.75,
      clip: false as const,
      ...errorBars(colours),
    };
  });
  const panels = Object.fromEntries(
    strips.map((strip, index) => [panelName(index), panelAxis(strip, index, strips, look)]),
  );
  const drawn = datasets.flatMap(({ data }) =>
    data.flatMap(({ x, xMin, xMax }) => [x, xMin ?? x, xMax ?? x]),
  ) as number[];
  const shaded = strips.flatMap(({ noise }) => (noise === null ? [] : [noise.from, noise.to]));
  const options = frame(question, style.subtitle, look);
  return {
    type: 'scatterWithErrorBars',
    data: { datasets },
    options: {
      ...options,
      plugins: { ...options.plugins, noiseBand: { colour: look.theme.noise, bands } },
      scales: { ...axes(style.axis, [...drawn, ...shaded], strips, look), ...panels },
    },
    plugins: [noiseBand],
  } as Configuration;
}

function axes(title: string, values: readonly number[], strips: readonly Strip[], look: Look) {
  const x = measuredAxis(title, values, look);
  if (strips.length <= STRIPS_WITH_ONE_SCALE) return { x };
  return { x, xAtHead: { ...x, position: 'top', grid: { display: false } } };
}

/** One mark for each point, as Chart.js wants them. */
export function marksOf(marks: readonly Mark[]) {
  return {
    pointStyle: marks.map(({ pointStyle }) => pointStyle),
    rotation: marks.map(({ rotation }) => rotation),
    radius: marks.map(({ radius }) => radius),
  };
}

export function dotsHeight(strips: readonly Strip[]): number {
  const head = strips.length > STRIPS_WITH_ONE_SCALE ? HEAD_PX : 0;
  return FOOT_PX + head + strips.reduce((sum, { rows }) => sum + (rows.length + 1) * STRIP_ROW_PX, 0);
}

function point(row: Measured, heading: string): Point {
  const at = { x: shownValue(row.unit, row.estimate), y: row.strategy, ...saying(row, heading) };
  if (!hasInterval(row)) return at;
  return { ...at, xMin: shownValue(row.unit, row.low), xMax: shownValue(row.unit, row.high) };
}

const panelName = (index: number) => `panel${index}`;

function panelAxis({ heading, rows }: Strip, index: number, strips: readonly Strip[], look: Look) {
  const { theme } = look;
  const names = strips.flatMap((strip) => [strip.heading, ...strip.rows.map(({ strategy }) => strategy)]);
  const isHeading = ({ index: row }: { index: number }) => row === 0;
  return {
    type: 'category',
    axis: 'y',
    position: 'left',
    stack: 'strips',
    // The first strip of a stack is the lowest.
    weight: strips.length - index,
    stackWeight: rows.length + 1,
    offset: true,
    labels: [heading, ...rows.map(({ strategy }) => strategy)],
    border: { display: false },
    grid: { display: false },
    afterFit(scale: Fitted) {
      scale.width = nameColumn(names, look, scale);
    },
    ticks: {
      autoSkip: false,
      color: (tick: { index: number }) => (isHeading(tick) ? theme.text : theme.muted),
      font: (tick: { index: number }) => ({
        size: look.narrow ? 11 : 12,
        weight: isHeading(tick) ? 600 : 400,
      }),
    },
  };
}
