/**
 * The noise floor behind the marks: a Chart.js plugin that shades what twins could not be told apart by.
 *
 * A band is the space between two edges, given as points along the other axis; a panel's full breadth is shaded when
 * the edges are bare numbers. The data stay in the configuration, under `options.plugins.noiseBand`.
 */

import type { Chart, ChartType, Plugin } from 'chart.js';

export type Band =
  /** Across a panel: from one value to another of its horizontal axis, which is `x` where none is named. */
  | { readonly panel: string; readonly across?: string; readonly from: number; readonly to: number }
  /** Along the horizontal axis: at each place from one value to another of the panel's axis. */
  | { readonly panel: string; readonly edges: readonly { x: number; from: number; to: number }[] };

export interface NoiseBandOptions {
  readonly colour: string;
  readonly bands: readonly Band[];
}

export const noiseBand: Plugin<ChartType, NoiseBandOptions> = {
  id: 'noiseBand',
  beforeDatasetsDraw(chart: Chart, _, options) {
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = options.colour;
    for (const band of options.bands) {
      const panel = chart.scales[band.panel]!;
      const across = chart.scales['across' in band && band.across ? band.across : 'x']!;
      ctx.beginPath();
      if ('edges' in band) {
        for (const { x, to } of band.edges)
          ctx.lineTo(across.getPixelForValue(x), panel.getPixelForValue(to));
        for (const { x, from } of [...band.edges].reverse()) {
          ctx.lineTo(across.getPixelForValue(x), panel.getPixelForValue(from));
        }
      } else {
        const left = across.getPixelForValue(band.from);
        ctx.rect(left, panel.top, across.getPixelForValue(band.to) - left, panel.bottom - panel.top);
      }
      ctx.fill();
    }
    ctx.restore();
  },
};
