/** Figures in the guide: written as every figure is, and an interval without width as the one value that it is. */

import { counted, type FigureText, figureText } from '../figure.ts';
import type { Measured } from '../rows.ts';
import type { Estimate } from './costs.ts';

/** "6.1 [6.0, 6.5] ms". */
export function amount(of: Estimate, unit: string): string {
  const { estimate, low, high, sure, processes, level } = of;
  // The unit decides no more than how many decimals still mean something: to a hundredth, as of nanoseconds.
  const row = { unit: 'ns', estimate, low, high, processes, level } as const;
  if (!sure) return `${bare(row).estimate} ${unit} (no interval)`;
  return isExact(of) ? `${bare(row).estimate} ${unit}` : spread(figureText(row)!, unit);
}

export function rowText(row: Measured): string {
  const text = figureText(row)!;
  if (row.low === null || row.high === null) {
    return `${text.estimate} ${text.unit} (no interval, ${counted(row.processes, 'process')})`;
  }
  if (!isExact({ low: row.low, high: row.high })) return spread(text, text.unit);
  return `${bare(row).estimate} ${text.unit}`;
}

function bare(row: Pick<Measured, 'unit' | 'estimate' | 'level' | 'processes'>): FigureText {
  return figureText({ ...row, low: null, high: null })!;
}

function spread({ estimate, interval, level }: FigureText, unit: string): string {
  return `${estimate} ${interval} ${unit}${level === null ? '' : ` (${level} interval)`}`;
}

/** Binary dust of a sum is no width. */
function isExact({ low, high }: { readonly low: number; readonly high: number }): boolean {
  return Math.abs(high - low) <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
}
