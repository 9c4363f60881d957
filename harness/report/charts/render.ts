/** From a question to its pictures, by chartjs-node-canvas: light or dark, wide or narrow, with or without a title. */

import { createRequire } from 'node:module';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { Run } from '../../records/schema.ts';
import { FONT_FAMILY, registerFont } from './font.ts';
import { TITLE_PX } from './frame.ts';
import type { Configuration, Question } from './question.ts';
import type { Theme } from './theme.ts';

const require = createRequire(import.meta.url);
const PIXEL_RATIO = 2;

const WIDE_PX = 760;
const NARROW_PX = 360;

/** A chart as files and in the page. */
export interface Pictures {
  /** PNG, with its question above, to stand alone. */
  readonly titled: Buffer;
  /** WebP, a third of the bytes, without the question: for a place where a heading asks it. */
  readonly wide: Buffer;
  /** WebP, drawn for the width of a phone, without the question. */
  readonly narrow: Buffer;
  /** Sizes in CSS pixels of the two that go into a page. */
  readonly size: { readonly wide: Size; readonly narrow: Size };
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Null where the run did not measure what the chart needs. */
export function pictures(question: Question, run: Run, theme: Theme): Pictures | null {
  const forFile = question.configure(run, { theme, titled: true, narrow: false });
  const forWide = question.configure(run, { theme, titled: false, narrow: false });
  const forNarrow = question.configure(run, { theme, titled: false, narrow: true });
  if (forFile === null || forWide === null || forNarrow === null) return null;
  const height = question.height(run);
  const size = { wide: { width: WIDE_PX, height }, narrow: { width: NARROW_PX, height } };
  return {
    titled: draw(forFile, { width: WIDE_PX, height: height + TITLE_PX }, theme, 'image/png'),
    wide: draw(forWide, size.wide, theme, 'image/webp'),
    narrow: draw(forNarrow, size.narrow, theme, 'image/webp'),
    size,
  };
}

/** The picture as a file, with twice as many pixels each way as its size in CSS pixels. */
export function draw(
  configuration: Configuration,
  { width, height }: Size,
  theme: Theme,
  format: 'image/png' | 'image/webp',
): Buffer {
  registerFont();
  const canvas = new ChartJSNodeCanvas({
    width,
    height,
    backgroundColour: theme.background,
    chartCallback(chartJs) {
      const bars = freshErrorBars();
      chartJs.register(
        bars.ScatterWithErrorBarsController,
        bars.LineWithErrorBarsController,
        bars.PointWithErrorBar,
      );
      chartJs.defaults.font.family = FONT_FAMILY;
      chartJs.defaults.devicePixelRatio = PIXEL_RATIO;
    },
  });
  // Its types know PNG and JPEG; the canvas below it writes WebP too.
  return canvas.renderToBufferSync(configuration as ChartConfiguration, format as 'image/png');
}

/**
 * chartjs-node-canvas loads a Chart.js of its own for every canvas, and Chart.js knows only the controllers that
 * extend its own classes: the error bars must be loaded anew beside each.
 */
function freshErrorBars(): typeof import('chartjs-chart-error-bars') {
  delete require.cache[require.resolve('chartjs-chart-error-bars')];
  return require('chartjs-chart-error-bars');
}
