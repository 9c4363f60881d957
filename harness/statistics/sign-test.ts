/**
 * The sign test (J. Arbuthnot, 1710): one-sided, for the median of any distribution, symmetric or not. It is the test
 * whose acceptance region is the order-statistic interval of interval.ts.
 */

import { chanceBelow } from './interval.ts';
import type { Alternative } from './signed-rank.ts';

/** Probability, if the median were `location`, of as many values on the side of `alternative`. 1 for no values. */
export function signP(values: readonly number[], location: number, alternative: Alternative): number {
  const sign = alternative === 'greater' ? 1 : -1;
  const apart = values.map((value) => sign * (value - location)).filter((value) => value !== 0);
  const beyond = apart.filter((value) => value > 0).length;
  return Math.min(1, chanceBelow(apart.length - beyond + 1, apart.length));
}
