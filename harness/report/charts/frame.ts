/** What all charts share: quiet axes, the question above, error bars in the colour of their mark. */

import type { ChartOptions } from 'chart.js';
import type { Row } from '../../records/schema.ts';
import { counted, figureLine } from '../figure.ts';
import { hasInterval } from '../rows.ts';
import type { Look, Point, Question } from './question.ts';
import type { Theme } from './theme.ts';

type Options = ChartOptions<'scatterWithErrorBars'>;

/** Lines at the top of a titled picture that hold nothing but its title: padding, question and what is drawn. */
export const TITLE_PX = 62;

export function frame(question: Pick<Question, 'asks'>, subtitle: string, look: Look): Options {
  const { theme } = look;
  return {
    responsive: false,
    animation: false,
    color: theme.text,
    layout: {
      padding: look.titled
        ? { top: 16, right: 20, bottom: 14, left: 16 }
        : { top: 4, right: 14, bottom: 4, left: 4 },
    },
    plugins: {
      title: {
        display: look.titled,
        text: question.asks,
        align: 'start',
        color: theme.text,
        font: { size: 17, weight: 600 },
        padding: { bottom: 4 },
      },
      subtitle: {
        display: look.titled,
        text: subtitle,
        align: 'start',
        color: theme.muted,
        font: { size: 12.5 },
        padding: { bottom: 14 },
      },
      legend: { display: false },
      colors: { enabled: false },
      tooltip: tooltipOf(theme),
    },
    interaction: { mode: 'nearest', intersect: true },
    elements: { pointWithErrorBar: { hitRadius: HIT_PX } },
  } as Options;
}

/** How far from a mark a pointer still means it: a finger is broad. */
const HIT_PX = 14;

/** A box in the colours of the page turned round, that says of a mark where it was measured and what was found. */
function tooltipOf({ text, background }: Theme) {
  return {
    displayColors: false,
    backgroundColor: text,
    titleColor: background,
    bodyColor: background,
    titleFont: { weight: 400, size: 12 },
    bodyFont: { weight: 600, size: 12.5 },
    padding: 9,
    caretPadding: 8,
    cornerRadius: 6,
    callbacks: {
      title: ([first]: readonly { raw: unknown }[]) => (first?.raw as Point | undefined)?.setting ?? '',
      label: ({ raw }: { raw: unknown }) => pointLine(raw as Point),
    },
  } as const;
}

/** "inline: 0.6 [0.2, 1.1] ns, 6 processes". */
export function pointLine({ name, figure = '' }: Point): string {
  return name === undefined ? figure : `${name}: ${figure}`;
}

/** What the point of a row says of itself. */
export function saying(
  row: Row,
  setting: string,
  name = row.strategy,
): Pick<Point, 'name' | 'setting' | 'figure'> {
  const { processes } = row;
  const line = figureLine(row);
  return { name, setting, figure: hasInterval(row) ? `${line}, ${counted(processes, 'process')}` : line };
}

/** A scale while it is fitted, as far as it is asked here. */
export interface Fitted {
  width: number;
  readonly ctx: Pick<CanvasText, 'font' | 'measureText'>;
  readonly chart: { readonly options: { readonly font?: { readonly family?: string } } };
}
interface CanvasText {
  font: string;
  measureText(text: string): { readonly width: number };
}

/** Room for the names at the left, as broad as the font draws them. Chart.js would give stacked axes too little and cut them. */
export function nameColumn(names: readonly string[], { narrow }: Look, { ctx, chart }: Fitted): number {
  ctx.font = `600 ${narrow ? 11 : 12}px ${chart.options.font?.family}`;
  const longest = Math.max(...names.map((name) => ctx.measureText(name).width));
  return Math.min(narrow ? 142 : 210, 18 + longest);
}

/** The axis of the figures: named by what it counts, holding `values`, with the zero line drawn stronger. */
export function measuredAxis(title: string, values: readonly number[], look: Look, zero = 0) {
  const { theme } = look;
  const least = Math.min(zero, ...values);
  const most = Math.max(zero, ...values);
  const room = (most - least) * 0.03 || 1;
  return {
    type: 'linear',
    min: least === zero ? zero : least - room,
    max: most === zero ? zero : most + room,
    border: { display: false },
    title: { display: true, text: title, color: theme.muted, font: { size: 12 } },
    ticks: {
      color: theme.muted,
      padding: 8,
      maxTicksLimit: look.narrow ? 7 : 10,
      callback: tickText,
      includeBounds: false,
    },
    grid: {
      color: ({ tick }: { tick: { value: number } }) => (tick.value === zero ? theme.muted : theme.grid),
      drawTicks: false,
    },
  } as const;
}

/**
 * The same on a logarithmic axis, from the round figure below the least one above zero. A logarithm has no zero: below a
 * break stands a line for it, on which everything is drawn that is not above `least`.
 */
export function logarithmicAxis(title: string, values: readonly number[], look: Look, least = 0) {
  const { theme } = look;
  const above = values.filter((value) => value > least);
  // With nothing above zero there is nothing to draw, on whatever scale.
  const lowest = above.length === 0 ? 1 : roundBelow(Math.min(...above));
  const highest = above.length === 0 ? 10 : Math.max(...above) * 1.15;
  // Room for the half of a mark.
  const max = highest * (highest / lowest) ** 0.03;
  const zero = lowest / (max / lowest) ** BREAK;
  // The uppermost end stays unnamed: the lowest name of a panel above it stands there.
  const named = logarithmicTicks(lowest, max).filter((value) => value < max / (max / lowest) ** 0.08);
  const isNamed = (value: number) => named.some((each) => Math.abs(value / each - 1) < 1e-9);
  const lineColour = (value: number) => (isNamed(value) ? theme.grid : 'transparent');
  return {
    type: 'logarithmic',
    min: zero,
    max,
    border: { display: false },
    title: { display: true, text: title, color: theme.muted, font: { size: 12 } },
    ticks: {
      color: theme.muted,
      padding: 8,
      callback: (value: number | string) => {
        if (value === zero) return '0';
        return isNamed(Number(value)) ? tickText(value) : '';
      },
      autoSkip: false,
      includeBounds: false,
    },
    grid: {
      color: ({ tick }: { tick: { value: number } }) =>
        tick.value === zero ? theme.muted : lineColour(tick.value),
      drawTicks: false,
    },
    afterBuildTicks(axis: { ticks: { value: number }[] }) {
      axis.ticks = [{ value: zero }, ...axis.ticks.filter(({ value }) => value >= lowest)];
    },
  } as const;
}

/** How much of a logarithmic axis the break below its lowest figure takes. */
const BREAK = 0.1;

/** Where a logarithmic axis has a figure. What is above `least`, and yet below its first line, ends there: inside the break nothing is to scale. */
export function onLogarithmic(
  { min: zero, max }: { min: number; max: number },
  value: number,
  least = 0,
): number {
  const lowest = zero * (max / zero) ** (BREAK / (1 + BREAK));
  return value > least ? Math.max(value, lowest) : zero;
}

/** Powers of ten, with 2 and 5 between them where they are few. */
export function logarithmicTicks(min: number, max: number): number[] {
  const mantissas = max / min > 100 ? [1] : [1, 2, 5];
  const first = Math.floor(Math.log10(min));
  const decades = Math.ceil(Math.log10(max)) - first;
  const all = Array.from({ length: decades + 1 }, (_, i) => mantissas.map((m) => m * powerOfTen(first + i)));
  return all.flat().filter((value) => value >= min && value <= max);
}

function roundBelow(value: number): number {
  const power = powerOfTen(Math.floor(Math.log10(value)));
  return Math.max(...[1, 2, 5].map((m) => m * power).filter((round) => round <= value), power);
}

/** Without the binary dust of 10 ** -1 * 5. */
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** Ticks with the true minus and without a comma in the thousands. */
export function tickText(value: number | string): string {
  return String(Number(Number(value).toPrecision(6))).replace('-', '−');
}

/** The package's own bars grow with hovering and come in two weights; ours are thin and of one colour. */
export function errorBars(colours: string | string[]) {
  return {
    errorBarColor: colours,
    errorBarWhiskerColor: colours,
    errorBarLineWidth: 1.75,
    errorBarWhiskerLineWidth: 1.75,
    errorBarWhiskerSize: 7,
    errorBarWhiskerRatio: 0,
  } as const;
}
