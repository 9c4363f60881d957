/**
 * The one definition of a difference. A comparison comes to
 *
 * - `same`: the whole interval lies within the threshold of no difference;
 * - `more`, `less`: the whole interval lies beyond the threshold, and beyond what the controls next to it differ by, and the test of
 *   "no difference" is passed after the correction for its family of comparisons;
 * - `open`: all else, also where too few processes were measured.
 *
 * The judge decides once for each comparison and writes it into the rows (judge/verdicts.ts). Pages, claims and the terminal read it there.
 * The gate decides by the same function, with a threshold and an error level of its own.
 */

import { standing } from '../statistics/equivalence.ts';
import type { Interval } from '../statistics/interval.ts';

export type Difference = 'more' | 'less' | 'same' | 'open';

export interface DifferenceRule {
  /** No difference: 1 for ratios, 0 otherwise. */
  readonly middle: number;
  /** A difference up to this counts as none, in the unit of the interval. */
  readonly threshold: number;
  /** How far the differences of controls reach whose known answer is no difference, in the same unit. Absent: none was measured. */
  readonly reach?: number | null;
  /** Level that the interval must have. Absent: any. */
  readonly leastLevel?: number;
  /** Of the corrected test. Absent: the interval alone decides. */
  readonly errorLevel?: number;
}

export interface Found extends Pick<Interval, 'low' | 'high' | 'level'> {
  /** Two-sided, of "no difference", corrected; null where there is no test. */
  readonly pValue?: number | null;
}

export function differenceOf({ low, high, level, pValue = null }: Found, rule: DifferenceRule): Difference {
  const { middle, threshold, reach, leastLevel = 0, errorLevel } = rule;
  if (level < leastLevel) return 'open';
  const within = (edge: number) => standing({ low, high }, { low: middle - edge, high: middle + edge });
  if (within(threshold) === 'inside') return 'same';
  if (errorLevel !== undefined && (pValue === null || pValue > errorLevel)) return 'open';
  const side = within(Math.max(threshold, reach ?? 0));
  return side === 'above' ? 'more' : side === 'below' ? 'less' : 'open';
}
