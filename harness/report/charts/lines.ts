/**
 * Lines with intervals over a setting of the experiment: the form of the charts that sweep something. Panels stand
 * above one another on one horizontal axis; a strategy has the same colour and mark in each.
 */

import type { Row, Run } from '../../records/schema.ts';
import { shownValue } from '../figure.ts';
import { hasInterval, type Measured } from '../rows.ts';
import { errorBars, frame, logarithmicAxis, measuredAxis, onLogarithmic, saying } from './frame.ts';
import { dashedLegend, lineLegend } from './legend.ts';
import { type Band, noiseBand } from './noise-band.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import { paints } from './theme.ts';

/** At more places than this only those that the axis names get marks: all of them would hide the line. */
const FINE = 20;

export interface Panel {
  /** What its vertical axis counts. */
  readonly axis: string;
  /** What tells its figures from those of the other panels: "hits". */
  readonly kind?: string;
  readonly series: readonly { readonly arm: string; readonly rows: readonly Measured[] }[];
  readonly noise: readonly { readonly x: number; readonly from: number; readonly to: number }[];
}

export interface Sweep {
  readonly subtitle: string;
  readonly axis: string;
  readonly setting: 'population' | 'attachFraction' | 'others' | 'perTurn' | 'tools';
  /** steps: the places stand at even distances, whatever lies between them (0, 1, 4, 16). */
  readonly scale: 'linear' | 'logarithmic' | 'steps';
  /** Of the figures; on a logarithmic axis what is not above `least` stands on the line of zero, below a break. */
  readonly upright?: 'linear' | 'logarithmic';
  /** Zero, if absent. */
  readonly least?: number;
  readonly tick: (value: number) => string;
  /** A place in words: "40 000 code objects". As the axis writes it, if absent. */
  readonly where?: (value: number) => string;
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
  const where = sweep.where ?? ((place: number) => `${sweep.tick(place)} ${sweep.axis}`);
  const { least = 0 } = sweep;
  const bands: Band[] = [];
  const scales: Record<string, unknown> = {};
  const datasets = panels.flatMap(({ axis, kind, series, noise }, index) => {
    const panel = `panel${index}`;
    if (noise.length > 1) bands.push({ panel, edges: noise });
    const values = [
      ...series.flatMap(({ rows }) => rows.flatMap(reach)),
      ...noise.flatMap(({ from, to }) => [from, to]),
    ];
    const upright =
      sweep.upright === 'logarithmic'
        ? logarithmicAxis(axis, values, look, least)
        : measuredAxis(axis, values, look);
    const drawnAt = (value: number) =>
      upright.type === 'logarithmic' ? onLogarithmic(upright, value, least) : value;
    scales[panel] = {
      ...upright,
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
      return {
        label: arm,
        yAxisID: panel,
        data: rows.map((row) => {
          const place = row[sweep.setting]!;
          const setting = kind === undefined ? where(place) : `${where(place)}, ${kind}`;
          return { ...point(row, at(place), drawnAt), ...saying(row, setting) };
        }),
        borderColor: colour,
        backgroundColor: fill,
        ...mark,
        radius: rows.map((row) => (hasMark(row[sweep.setting]!) ? mark.radius : 0)),
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
        legend: lineLegend(datasets, look),
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
            // The last name has no room beside the edge of a phone.
            align: look.narrow ? 'inner' : 'center',
          },
          afterBuildTicks(axis: { ticks: { value: number }[] }) {
            axis.ticks = named.map((value) => ({ value }));
          },
        },
        ...scales,
      },
    },
    plugins: [noiseBand, dashedLegend],
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

function point(row: Measured, x: number, drawnAt: (value: number) => number): Point {
  const y = (value: number) => drawnAt(shownValue(row.unit, value));
  const at = { x, y: y(row.estimate) };
  return hasInterval(row) ? { ...at, yMin: y(row.low), yMax: y(row.high) } : at;
}

export function bySetting(setting: Sweep['setting']): (a: Row, b: Row) => number {
  return (a, b) => a[setting]! - b[setting]!;
}
