/**
 * From a configuration to a PNG, by chartjs-node-canvas. The text is set in Inter, which comes as a package: a machine
 * without any font draws the same picture.
 */

import { createRequire } from 'node:module';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { Configuration } from './question.ts';
import { slimPng } from './slim-png.ts';
import type { Theme } from './theme.ts';

const require = createRequire(import.meta.url);
const { GlobalFonts } = require('canvas') as typeof import('@napi-rs/canvas');

/** A family name of our own: an Inter that the machine has may be another Inter. */
export const FONT_FAMILY = 'Coextra Inter';
const PIXEL_RATIO = 2;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export async function png(configuration: Configuration, { width, height }: Size, { background }: Theme): Promise<Buffer> {
  registerFont();
  const canvas = new ChartJSNodeCanvas({
    width,
    height,
    backgroundColour: background,
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
  return slimPng(canvas.renderToBufferSync(configuration as ChartConfiguration));
}

/**
 * chartjs-node-canvas loads a Chart.js of its own for every canvas, and Chart.js knows only the controllers that
 * extend its own classes: the error bars must be loaded anew beside each.
 */
function freshErrorBars(): typeof import('chartjs-chart-error-bars') {
  delete require.cache[require.resolve('chartjs-chart-error-bars')];
  return require('chartjs-chart-error-bars');
}

function registerFont(): void {
  if (GlobalFonts.has(FONT_FAMILY)) return;
  for (const weight of [400, 600]) {
    const file = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
    if (GlobalFonts.registerFromPath(file, FONT_FAMILY) === null) {
      throw new Error(`Internal error: the font ${file} could not be read.`);
    }
  }
}
