/**
 * Where an interval lies to a threshold. An interval wholly inside proves equivalence: it is the pair of one-sided tests
 * of D. J. Schuirmann, "A comparison of the two one-sided tests procedure and the power approach for assessing the
 * equivalence of average bioavailability", Journal of Pharmacokinetics and Biopharmaceutics 15 (1987) 657-680, each at half
 * of one less the interval's level (2.5 % for a 95 % interval, stricter than the customary 5 %). An interval that holds the
 * zero proves nothing.
 */

import type { Interval } from './interval.ts';

export interface Threshold {
  readonly low: number;
  readonly high: number;
}

/** below, above: wholly on that side of the threshold; inside: wholly in it; open: across an edge, or no interval. */
export type Standing = 'below' | 'above' | 'inside' | 'open';

export function standing({ low, high }: Pick<Interval, 'low' | 'high'>, threshold: Threshold): Standing {
  if (low === null || high === null) return 'open';
  if (high < threshold.low) return 'below';
  if (low > threshold.high) return 'above';
  return low >= threshold.low && high <= threshold.high ? 'inside' : 'open';
}
