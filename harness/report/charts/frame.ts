/** What all charts share: quiet axes, the question above, error bars in the colour of their mark. */

import type { ChartOptions } from 'chart.js';
import type { Look, Question } from './question.ts';

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
    },
  };
}

/** Room for the names at the left. Chart.js would give stacked axes too little and cut them. */
export function nameColumn(names: readonly string[], { narrow }: Look): number {
  const longest = Math.max(...names.map(({ length }) => length));
  return Math.min(narrow ? 118 : 190, 18 + longest * (narrow ? 6.2 : 6.9));
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

/** The same on a logarithmic axis, from the round figure below the least one above zero. */
export function logarithmicAxis(title: string, values: readonly number[], look: Look) {
  const { theme } = look;
  const above = values.filter((value) => value > 0);
  // With nothing above zero there is nothing to draw, on whatever scale.
  const min = above.length === 0 ? 1 : roundBelow(Math.min(...above));
  const max = above.length === 0 ? 10 : Math.max(...above) * 1.15;
  // The uppermost end stays unnamed: the lowest name of a panel above it stands there.
  const named = logarithmicTicks(min, max).filter((value) => value < max / (max / min) ** 0.06);
  const isNamed = (value: number) => named.some((each) => Math.abs(value / each - 1) < 1e-9);
  return {
    type: 'logarithmic',
    min,
    max,
    border: { display: false },
    title: { display: true, text: title, color: theme.muted, font: { size: 12 } },
    ticks: {
      color: theme.muted,
      padding: 8,
      callback: (value: number | string) => (isNamed(Number(value)) ? tickText(value) : ''),
      autoSkip: false,
      includeBounds: false,
    },
    grid: {
      color: ({ tick }: { tick: { value: number } }) => (isNamed(tick.value) ? theme.grid : 'transparent'),
      drawTicks: false,
    },
  } as const;
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
