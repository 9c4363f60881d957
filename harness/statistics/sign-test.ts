/**
 * The sign test (J. Arbuthnot, 1710): one-sided, for the median of any distribution, symmetric or not. It is the test
 * whose acceptance region is the order-statistic interval of interval.ts.
 */

import type { Alternative } from './signed-rank.ts';

/** Probability, if the median were `location`, of as many values on the side of `alternative`. 1 for no values. */
export function signP(values: readonly number[], location: number, alternative: Alternative): number {
  const sign = alternative === 'greater' ? 1 : -1;
  const apart = values.map((value) => sign * (value - location)).filter((value) => value !== 0);
  const beyond = apart.filter((value) => value > 0).length;
  const n = apart.length;
  let tail = 0;
  let binomial = 0.5 ** n;
  for (let k = n; k >= beyond; k--) {
    tail += binomial;
    binomial *= k / (n - k + 1);
  }
  return Math.min(1, tail);
}
