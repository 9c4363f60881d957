/** Times of operations, and the quantiles of single ones. */

import type { Cell, CellProcess } from '../../samples/cells.ts';
import { type Figure, figure } from '../../samples/figure.ts';
import { timeFigures } from '../../samples/time-figures.ts';

const times = timeFigures(['none', 'inline']);

export function lifeFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  return (cell.unit === 'ns-quantiles' ? quantileFigures : times)(cell, arm, processes);
}

const QUANTILES = ['p50', 'p99', 'max'] as const;

/** Single operations: the middle, the 99th percentile and the largest of each process. */
function quantileFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  return QUANTILES.map((metric, i) => {
    const values = processes.map((process) => process.samples.get(arm)!.values[i]!);
    return figure(cell, arm, metric, values);
  });
}
