/**
 * A table of small scales: one row for each arm, one column for each situation, and in each cell a figure with its
 * interval. The columns have scales of one kind, so that a row can be read across and a column down.
 */

import type { Run } from '../../records/schema.ts';
import { shownValue } from '../figure.ts';
import { hasInterval, type Measured } from '../rows.ts';
import { marksOf } from './dots.ts';
import {
  errorBars,
  type Fitted,
  frame,
  logarithmicAxis,
  logarithmicTicks,
  nameColumn,
  onLogarithmic,
  saying,
  tickText,
} from './frame.ts';
import { type Band, noiseBand } from './noise-band.ts';
import type { Configuration, Look, Point, Question } from './question.ts';
import { type Mark, paints } from './theme.ts';

const ROW_PX = 21;
const HEAD_PX = 92;

export interface Entry {
  /** The row of the table in which it stands. */
  readonly name: string;
  /** Painted as this arm. */
  readonly arm: string;
  readonly figure: Measured;
  /** Another mark than that of the arm, where a cell has several figures, and which of them it is. */
  readonly mark?: Mark;
  readonly rank?: string;
}

export interface Column {
  /** Lines of its heading. */
  readonly heading: readonly string[];
  readonly entries: readonly Entry[];
  /** The noise floor, in the unit shown. */
  readonly noise?: { readonly from: number; readonly to: number } | null;
}

export interface ColumnsStyle {
  readonly subtitle: string;
  /** share: from 0 to 100 %; what is zero is a small hollow grey mark. */
  readonly scale: 'share' | 'logarithmic';
  readonly tick?: (value: number) => string;
  /** The figure as it is drawn; as it is written elsewhere, if absent. */
  readonly shown?: typeof shownValue;
  /** What a logarithmic scale names; what it has room for, if absent. */
  readonly named?: readonly number[];
  /** Where no difference is: at 1, for ratios. At zero, if absent, which on a logarithmic scale lies below a break. */
  readonly nothing?: 1;
  readonly nameShown?: (name: string) => string;
}

export function columns(
  run: Run,
  table: readonly Column[],
  question: Question,
  style: ColumnsStyle,
  look: Look,
): Configuration {
  const { theme } = look;
  const rows = rowsOf(table);
  const { nameShown = (name) => name } = style;
  const axis = style.scale === 'share' ? shareAxis(look) : commonAxis(table, style, look);
  const scales: Record<string, unknown> = {};
  const bands: Band[] = [];
  const datasets = table.flatMap(({ heading, entries, noise }, index) => {
    const column = `column${index}`;
    scales[column] = {
      ...axis.scale,
      axis: 'x',
      position: 'top',
      stack: 'columns',
      // The first of a stack is the one farthest to the right.
      weight: table.length - index,
      title: {
        display: true,
        text: heading,
        color: theme.text,
        font: { size: look.narrow ? 9.5 : 12, weight: 600 },
        padding: { bottom: 4 },
      },
    };
    if (noise) bands.push({ panel: 'y', across: column, from: axis.at(noise.from), to: axis.at(noise.to) });
    return dataset(run, heading.join(' '), column, entries, style, axis.at, look);
  });
  const options = frame(question, style.subtitle, look);
  return {
    type: 'scatterWithErrorBars',
    data: { datasets },
    options: {
      ...options,
      plugins: { ...options.plugins, noiseBand: { colour: theme.noise, bands } },
      scales: {
        ...scales,
        y: {
          type: 'category',
          labels: rows,
          offset: true,
          border: { display: false },
          grid: { color: theme.grid, drawTicks: false },
          afterFit(scale: Fitted) {
            scale.width = nameColumn(rows.map(nameShown), look, scale);
          },
          ticks: {
            autoSkip: false,
            color: theme.text,
            font: { size: look.narrow ? 11 : 12 },
            callback: (value: number) => nameShown(rows[value]!),
          },
        },
      },
    },
    plugins: [noiseBand],
  } as Configuration;
}

export function columnsHeight(table: readonly Column[]): number {
  return HEAD_PX + ROW_PX * rowsOf(table).length;
}

function rowsOf(table: readonly Column[]): string[] {
  return [...new Set(table.flatMap(({ entries }) => entries.map(({ name }) => name)))];
}

function dataset(
  run: Run,
  label: string,
  column: string,
  entries: readonly Entry[],
  { scale, shown = shownValue }: ColumnsStyle,
  at: (value: number) => number,
  { theme, narrow }: Look,
) {
  const paint = paints(run, theme);
  const isNothing = ({ figure: { estimate, high } }: Entry) => scale === 'share' && (high ?? estimate) === 0;
  const colours = entries.map((entry) => (isNothing(entry) ? theme.control : paint(entry.arm).colour));
  const marks = entries.map((entry): Mark => {
    const { mark = paint(entry.arm).mark } = entry;
    return isNothing(entry) ? { pointStyle: 'circle', rotation: 0, radius: 2.5 } : mark;
  });
  return {
    label,
    xAxisID: column,
    yAxisID: 'y',
    data: entries.map(({ name, figure, rank }) => ({
      ...point(name, figure, (value) => at(shown(figure.unit, value))),
      ...saying(figure, rank === undefined ? label : `${label}, ${rank}`),
    })),
    ...marksOf(narrow ? marks.map((mark) => ({ ...mark, radius: mark.radius * 0.8 })) : marks),
    backgroundColor: entries.map((entry) => (isNothing(entry) ? theme.background : paint(entry.arm).fill)),
    borderColor: colours,
    borderWidth: 1.75,
    clip: false as const,
    ...errorBars(colours),
  };
}

function point(y: string, figure: Measured, at: (value: number) => number): Point {
  const x = at(figure.estimate);
  // An interval without width would only be a stroke through the mark.
  if (!hasInterval(figure) || figure.low === figure.high) return { x, y };
  return { x, y, xMin: at(figure.low), xMax: at(figure.high) };
}

/** An axis, and where on it a figure is drawn. */
interface ColumnAxis {
  readonly scale: Record<string, unknown>;
  readonly at: (value: number) => number;
}

function shareAxis({ theme, narrow }: Look): ColumnAxis {
  const scale = {
    type: 'linear',
    min: narrow ? -16 : -12,
    max: narrow ? 136 : 122,
    border: { display: false },
    grid: {
      color: ({ tick }: { tick: { value: number } }) => (tick.value === 0 ? theme.muted : theme.grid),
      drawTicks: false,
    },
    ticks: {
      color: theme.muted,
      font: { size: narrow ? 8 : 11 },
      autoSkip: false,
      maxRotation: 0,
      callback: (value: number) => (value === 50 ? '' : String(value)),
    },
    afterBuildTicks(axis: { ticks: { value: number }[] }) {
      axis.ticks = [0, 50, 100].map((value) => ({ value }));
    },
  };
  return { scale, at: (value) => value };
}

/** One for all columns, with room at both ends for marks. */
function commonAxis(table: readonly Column[], style: ColumnsStyle, look: Look): ColumnAxis {
  const { tick = tickText, shown = shownValue, nothing } = style;
  const figures = table.flatMap(({ entries }) => entries.map(({ figure }) => figure));
  const drawn = (value: (figure: Measured) => number) =>
    figures.map((figure) => shown(figure.unit, value(figure))).filter((each) => each > 0);
  const inside = drawn(({ estimate, high }) => high ?? estimate).concat(drawn(({ estimate }) => estimate));
  if (nothing !== undefined) inside.push(nothing);
  // An interval may reach down to next to nothing: it does not stretch the scale by more than a decade.
  const lows = drawn(({ estimate, low }) => low ?? estimate);
  const values = [...inside, ...lows.filter((low) => low >= Math.min(...inside) / 10)];
  const axis = logarithmicAxis('', values, look);
  const { min: zero, max } = axis;
  const lowest = onLogarithmic(axis, Number.MIN_VALUE);
  const all = logarithmicTicks(lowest, max);
  const names = look.narrow ? 2 : Math.max(2, Math.floor(16 / table.length));
  const step = Math.ceil(all.length / names);
  // On a phone zero takes the room of whatever would stand close to it.
  const isClear = (value: number) => !look.narrow || Math.log(value / zero) > 0.3 * Math.log(max / zero);
  const named =
    style.named?.filter((value) => value <= max) ??
    all.filter((value, index) => index % step === 0 && isClear(value));
  // A ratio has no zero: its scale begins with its lowest figure.
  const first = nothing === undefined ? zero : lowest;
  const strong = nothing ?? zero;
  const scale = {
    ...axis,
    min: first / (max / first) ** 0.05,
    max: max * (max / first) ** 0.08,
    grid: {
      color: ({ tick: { value } }: { tick: { value: number } }) =>
        value === strong ? look.theme.muted : look.theme.grid,
      drawTicks: false,
    },
    ticks: {
      ...axis.ticks,
      padding: 2,
      maxRotation: 0,
      font: { size: look.narrow ? 9 : 11 },
      callback: (value: number) => (value === zero ? '0' : named.includes(value) ? tick(value) : ''),
    },
    afterBuildTicks(built: { ticks: { value: number }[] }) {
      built.ticks = [...new Set([first, ...named])].map((value) => ({ value }));
    },
  };
  return { scale, at: (value) => Math.max(first, onLogarithmic(axis, value)) };
}
