/**
 * Where lines cross: a Chart.js plugin that drops a dashed line from each crossing to its mark in the panel below and
 * writes beside the mark what it is. The data stay in the configuration, under `options.plugins.breakEven`.
 */

import type { Chart, ChartType, Plugin } from 'chart.js';

export interface Crossing {
  readonly x: number;
  /** Where the lines cross, on the axis of the panel above. */
  readonly level: number;
  /** Its place on the axis of the panel below. */
  readonly y: number;
  /** The ends of its interval, beside which there is room to write. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
  readonly colour: string;
}

export interface BreakEvenOptions {
  readonly above: string;
  readonly below: string;
  readonly text: string;
  readonly fontPx: number;
  readonly crossings: readonly Crossing[];
}

const GAP_PX = 9;

export const breakEven: Plugin<ChartType, BreakEvenOptions> = {
  id: 'breakEven',
  afterDatasetsDraw(chart: Chart, _, { above, below, text, fontPx, crossings }) {
    const { ctx, scales } = chart;
    const across = scales.x!;
    ctx.save();
    ctx.font = `${fontPx}px ${chart.options.font?.family}`;
    ctx.textBaseline = 'middle';
    ctx.lineWidth = 1.5;
    for (const { x, level, y, low, high, label, colour } of crossings) {
      const at = across.getPixelForValue(x);
      const mark = scales[below]!.getPixelForValue(y);
      ctx.strokeStyle = colour;
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(at, scales[above]!.getPixelForValue(level));
      ctx.lineTo(at, mark);
      ctx.stroke();
      const right = across.getPixelForValue(high) + GAP_PX;
      const fits = right + ctx.measureText(label).width < chart.chartArea.right;
      ctx.textAlign = fits ? 'left' : 'right';
      ctx.fillStyle = text;
      ctx.fillText(label, fits ? right : across.getPixelForValue(low) - GAP_PX, mark);
    }
    ctx.restore();
  },
};
