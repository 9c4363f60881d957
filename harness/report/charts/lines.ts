/**
 * Lines with intervals over a setting of the experiment: the form of the charts that sweep something. Panels stand
 * above one another on one horizontal axis; a strategy has the same colour and mark in each.
 */

import type { Row, Run } from '../../records/schema.ts';
import { shownValue } from '../figure.ts';
import { hasInterval, type Measured } from '../rows.ts';
import { errorBars, frame, logarithmicAxis, measuredAxis } from './frame.ts';
import { type Band, noiseBand } from './noise-band.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import { paints } from './theme.ts';

/** At more places than this only those that the axis names get marks: all of them would hide the line. */
const FINE = 20;

export interface Panel {
  /** What its vertical axis counts. */
  readonly axis: string;
  readonly series: readonly { readonly arm: string; readonly rows: readonly Measured[] }[];
  readonly noise: readonly { readonly x: number; readonly from: number; readonly to: number }[];
}

export interface Sweep {
  readonly subtitle: string;
  readonly axis: string;
  readonly setting: 'population' | 'attachFraction' | 'others' | 'perTurn' | 'tools';
  /** steps: the places stand at even distances, whatever lies between them (0, 1, 4, 16). */
  readonly scale: 'linear' | 'logarithmic' | 'steps';
  /** Of the figures; on a logarithmic axis what is not above `least` is left out. */
  readonly upright?: 'linear' | 'logarithmic';
  /** Zero, if absent. */
  readonly least?: number;
  readonly tick: (value: number) => string;
  /** Places that the axis names as far as there is room; all, if absent. */
  readonly named?: readonly number[];
}

export function lines(
  run: Run,
  panels: readonly Panel[],
  question: Question,
  sweep: Sweep,
  look: Look,
): Configuration | null {
  if (panels.length === 0) return null;
  const { theme } = look;
  const paint = paints(run, theme);
  const places = [
    ...new Set(
      panels.flatMap(({ series }) => series.flatMap(({ rows }) => rows.map((row) => row[sweep.setting]!))),
    ),
  ];
  places.sort((a, b) => a - b);
  const at = (place: number) => (sweep.scale === 'steps' ? places.indexOf(place) : place);
  const ends = places.map(at);
  const named = withRoom((sweep.named ?? places).map(at), sweep.scale, look);
  const hasMark = (place: number) => places.length <= FINE || named.includes(at(place));
  const axisOf = sweep.upright === 'logarithmic' ? logarithmicAxis : measuredAxis;
  const least = sweep.upright === 'logarithmic' ? (sweep.least ?? 0) : Number.NEGATIVE_INFINITY;
  const bands: Band[] = [];
  const scales: Record<string, unknown> = {};
  const datasets = panels.flatMap(({ axis, series, noise }, index) => {
    const panel = `panel${index}`;
    if (noise.length > 1) bands.push({ panel, edges: noise });
    const values = series.flatMap(({ rows }) => rows.flatMap(reach));
    scales[panel] = {
      ...axisOf(
        axis,
        [...values, ...noise.flatMap(({ from, to }) => [from, to])].filter((value) => value > least),
        look,
      ),
      axis: 'y',
      position: 'left',
      stack: 'panels',
      weight: panels.length - index,
      afterFit(scale: { width: number }) {
        scale.width = look.narrow ? 58 : 72;
      },
    };
    return series.map(({ arm, rows }) => {
      const { colour, fill, mark, dash } = paint(arm);
      const drawn = rows.filter((row) => row.estimate > least);
      return {
        label: arm,
        yAxisID: panel,
        data: drawn.map((row) => point(row, at(row[sweep.setting]!), least)),
        borderColor: colour,
        backgroundColor: fill,
        ...mark,
        radius: drawn.map((row) => (hasMark(row[sweep.setting]!) ? mark.radius : 0)),
        borderWidth: 2,
        borderDash: dash,
        clip: false as const,
        ...errorBars(colour),
        errorBarWhiskerSize: places.length > FINE ? 0 : 7,
      };
    });
  });
  const options = frame(question, sweep.subtitle, look);
  return {
    type: 'lineWithErrorBars',
    data: { datasets },
    options: {
      ...options,
      plugins: {
        ...options.plugins,
        noiseBand: { colour: theme.noise, bands },
        legend: {
          display: true,
          position: 'bottom',
          labels: {
            usePointStyle: true,
            color: theme.text,
            padding: look.narrow ? 9 : 14,
            boxHeight: 7,
            // Each arm once, however many panels it is in.
            filter: ({ text, datasetIndex }: { text: string; datasetIndex?: number }) =>
              datasets.findIndex(({ label }) => label === text) === datasetIndex,
          },
        },
      },
      scales: {
        x: {
          type: sweep.scale === 'logarithmic' ? 'logarithmic' : 'linear',
          min: ends[0],
          max: ends.at(-1),
          title: { display: true, text: sweep.axis, color: theme.muted, font: { size: 12 } },
          border: { display: false },
          grid: { color: theme.grid, drawTicks: false },
          ticks: {
            color: theme.muted,
            callback: (value: number) => sweep.tick(sweep.scale === 'steps' ? places[value]! : value),
            autoSkip: false,
            maxRotation: 0,
          },
          afterBuildTicks(axis: { ticks: { value: number }[] }) {
            axis.ticks = named.map((value) => ({ value }));
          },
        },
        ...scales,
      },
    },
    plugins: [noiseBand],
  } as Configuration;
}

/** The places that can be named without their names touching; the ends always. */
function withRoom(places: readonly number[], scale: Sweep['scale'], { narrow }: Look): number[] {
  const last = places.at(-1)!;
  const along = (value: number) =>
    scale === 'logarithmic' ? Math.log(value / places[0]!) : value - places[0]!;
  const room = along(last) * (narrow ? 0.17 : 0.08);
  const named: number[] = [];
  for (const place of places) {
    const before = named.at(-1);
    const clearOfBefore = before === undefined || along(place) - along(before) >= room;
    const clearOfLast = place === last || along(last) - along(place) >= room;
    if (place === last || (clearOfBefore && clearOfLast)) named.push(place);
  }
  return named;
}

/** What a row covers on the axis of its figures. */
function reach(row: Measured): number[] {
  const ends = hasInterval(row) ? [row.low, row.high] : [];
  return [row.estimate, ...ends].map((value) => shownValue(row.unit, value));
}

function point(row: Measured, x: number, least: number): Point {
  const at = { x, y: shownValue(row.unit, row.estimate) };
  if (!hasInterval(row)) return at;
  const low = shownValue(row.unit, row.low);
  // A bar that reaches down to nothing has no end on a logarithmic axis: it ends at the figure.
  const yMin = low <= least ? at.y : low;
  return { ...at, yMin, yMax: shownValue(row.unit, row.high) };
}

export function bySetting(setting: Sweep['setting']): (a: Row, b: Row) => number {
  return (a, b) => a[setting]! - b[setting]!;
}
