/**
 * The legend of lines: a piece of each line, with its dashes and its mark, so that lines of one colour are told apart.
 * Chart.js draws the pieces; a plugin of ours sets the marks on them.
 */

import type { ChartType, LegendItem, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import type { Look } from './question.ts';
import type { Mark } from './theme.ts';

const PIECE_PX = 30;

interface Line extends Mark {
  readonly label: string;
  readonly borderColor: string;
  readonly backgroundColor: string;
  readonly borderDash: number[];
}
type Drawn = Omit<Line, 'radius'> & { readonly radius: number[] };

/** What Chart.js tells of its legend, as far as it is used here. */
interface DrawnLegend {
  readonly legendItems?: readonly LegendItem[];
  readonly legendHitBoxes?: readonly { left: number; top: number; height: number }[];
}

/** Each arm once, however many panels it is in; its lines come and go together. */
export function lineLegend(lines: readonly Drawn[], { theme, narrow }: Look) {
  const isFirst = ({ label }: Drawn, index: number) =>
    lines.findIndex((line) => line.label === label) === index;
  return {
    display: true,
    position: 'bottom',
    labels: {
      usePointStyle: true,
      pointStyleWidth: PIECE_PX,
      color: theme.text,
      padding: narrow ? 9 : 14,
      boxHeight: 7,
      generateLabels: (chart: { isDatasetVisible(index: number): boolean }) =>
        lines.flatMap((line, datasetIndex) =>
          isFirst(line, datasetIndex)
            ? {
                text: line.label,
                datasetIndex,
                hidden: !chart.isDatasetVisible(datasetIndex),
                fontColor: theme.text,
                strokeStyle: line.borderColor,
                lineWidth: 2,
                lineDash: line.borderDash,
                pointStyle: 'line' as const,
              }
            : [],
        ),
    },
    onClick(_: unknown, { text }: LegendItem, { chart }: LegendOwner) {
      for (const [index, { label }] of lines.entries()) {
        if (label === text) chart.setDatasetVisibility(index, !chart.isDatasetVisible(index));
      }
      chart.update();
    },
  } as const;
}

interface LegendOwner {
  readonly chart: {
    isDatasetVisible(index: number): boolean;
    setDatasetVisibility(index: number, visible: boolean): void;
    update(): void;
  };
}

export const dashedLegend: Plugin<ChartType> = {
  id: 'dashedLegend',
  afterDraw(chart) {
    const { legendItems = [], legendHitBoxes = [] } = (chart.legend ?? {}) as DrawnLegend;
    const { ctx } = chart;
    for (const [index, { datasetIndex }] of legendItems.entries()) {
      const box = legendHitBoxes[index];
      const line = chart.data.datasets[datasetIndex ?? -1] as unknown as Drawn | undefined;
      if (box === undefined || line === undefined) continue;
      ctx.save();
      ctx.strokeStyle = line.borderColor;
      ctx.fillStyle = line.backgroundColor;
      ctx.setLineDash([]);
      const { pointStyle, rotation, radius } = line;
      const mark = { pointStyle, rotation, radius: Math.max(...radius), borderWidth: 2 };
      drawPoint(ctx, mark, box.left + PIECE_PX / 2, box.top + box.height / 2);
      ctx.restore();
    }
  },
};
