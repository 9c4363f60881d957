/** From a question to its picture as a file, by chartjs-node-canvas: light or dark, with its title, to stand alone. */

import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { writeBesidePage } from '../../records/report-folder.ts';
import type { Run } from '../../records/schema.ts';
import { FONT_FAMILY, registerFont } from './font.ts';
import { TITLE_PX } from './frame.ts';
import type { Configuration, Question } from './question.ts';
import { dark, light, type Theme } from './theme.ts';

const require = createRequire(import.meta.url);
const PIXEL_RATIO = 2;

const WIDE_PX = 760;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A PNG. Null where the run did not measure what the chart needs. */
export function picture(question: Question, run: Run, theme: Theme): Buffer | null {
  const configuration = question.configure(run, { theme, titled: true, narrow: false });
  if (configuration === null) return null;
  return draw(configuration, { width: WIDE_PX, height: question.height(run) + TITLE_PX }, theme);
}

export type Draw = typeof drawInto;

/** Writes the pictures of a question beside a page, light and dark. None where the run did not measure what it needs. */
export async function drawInto(folder: string, question: Question, run: Run): Promise<void> {
  for (const theme of [light, dark]) {
    // Drawing takes seconds in all: whoever waits may see that it goes on, or stop it.
    await setImmediate();
    const drawn = picture(question, run, theme);
    if (drawn === null) continue;
    writeBesidePage(folder, `charts/${question.name}${theme === dark ? '-dark' : ''}.png`, drawn);
  }
}

/** The picture as a file, with twice as many pixels each way as its size in CSS pixels. */
export function draw(configuration: Configuration, { width, height }: Size, theme: Theme): Buffer {
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
  return canvas.renderToBufferSync(configuration as ChartConfiguration);
}

/**
 * chartjs-node-canvas loads a Chart.js of its own for every canvas, and Chart.js knows only the controllers that
 * extend its own classes: the error bars must be loaded anew beside each.
 */
function freshErrorBars(): typeof import('chartjs-chart-error-bars') {
  delete require.cache[require.resolve('chartjs-chart-error-bars')];
  return require('chartjs-chart-error-bars');
}
