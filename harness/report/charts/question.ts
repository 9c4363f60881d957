/**
 * What a chart is to the report: a question, the answer drawn, and the answer in words for those who cannot see it.
 *
 * `configure` is pure and its result is plain data with plain functions: the same configuration can be drawn into a
 * file or come alive in a browser. What a mark says when it is pointed at stands in its point.
 */

import type { ChartConfiguration } from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type { Run } from '../../records/schema.ts';
import type { Theme } from './theme.ts';

/** A figure and its interval where the chart puts it. Without an interval the ends are missing. */
export interface Point {
  readonly x: number | string;
  readonly y: number | string;
  readonly xMin?: number;
  readonly xMax?: number;
  readonly yMin?: number;
  readonly yMax?: number;
  /** Whose figure it is: a strategy, as a rule. */
  readonly name?: string;
  /** Where it was measured: "fib", "40 000 code objects". */
  readonly setting?: string;
  /** The figure as it is written, with its interval and its processes: for whoever points at the mark, and for the table below the chart. */
  readonly figure?: string;
}

export type Configuration = ChartConfiguration<'scatterWithErrorBars' | 'lineWithErrorBars', Point[], string>;

export interface Look {
  readonly theme: Theme;
  /** Whether the question stands in the picture: yes in a file of its own, no where a heading asks it. */
  readonly titled: boolean;
  /** For the width of a phone. */
  readonly narrow: boolean;
}

export interface Question {
  /** The name of its files. */
  readonly name: string;
  readonly asks: string;
  /** How to read it, in one or two sentences. */
  readonly aid: string;
  /** Null where this run did not measure what it needs. */
  configure(run: Run, look: Look): Configuration | null;
  /** Height in pixels of the picture for this run, without the title. */
  height(run: Run): number;
  /** The gist of the figures, for a reader who cannot see the picture. */
  gist(run: Run): string;
}
