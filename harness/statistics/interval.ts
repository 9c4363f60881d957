/**
 * The interval of a run: for the median over processes, from order statistics.
 *
 * For a sample of n the interval (x(d), x(n-d+1)) holds the median with probability 1 - 2 P(B <= d - 1), B binomial
 * (n, 1/2), whatever the distribution. Only n of these levels exist, so the 95 % interval is interpolated between the
 * two neighbours by the rule of T. P. Hettmansperger and S. J. Sheather, "Confidence intervals based on interpolated
 * order statistics", Statistics & Probability Letters 4 (1986) 75-79, which holds nearly free of the distribution.
 *
 * Below six values no 95 % interval exists: the result is then the whole range with the level that it really has.
 * A naive percentile bootstrap was not used: with 10 to 20 processes it gave 7 to 11 % false alarms at 5 %.
 */

import { medianOf } from './median.ts';

export interface Interval {
  readonly estimate: number;
  /** Null for a single value: it has no spread. */
  readonly low: number | null;
  readonly high: number | null;
  /** Coverage: the level asked for, or less where the values are too few. */
  readonly level: number;
}

export const LEVEL = 0.95;

/** Median of at least one value and its interval. Each value must come from a process of its own. */
export function medianInterval(values: readonly number[], level: number = LEVEL): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const estimate = medianOf(sorted);
  if (n < 2) return { estimate, low: null, high: null, level: 0 };
  const widest = levelOfDepth(1, n);
  if (widest < level) return { estimate, low: sorted[0]!, high: sorted[n - 1]!, level: widest };

  let depth = 1;
  while (levelOfDepth(depth + 1, n) >= level) depth += 1;
  const outer = levelOfDepth(depth, n);
  const inner = levelOfDepth(depth + 1, n);
  const share = (outer - level) / (outer - inner);
  const lambda = ((n - depth) * share) / (depth + (n - 2 * depth) * share);
  return {
    estimate,
    low: (1 - lambda) * sorted[depth - 1]! + lambda * sorted[depth]!,
    high: (1 - lambda) * sorted[n - depth]! + lambda * sorted[n - depth - 1]!,
    level,
  };
}

/** Coverage of (x(depth), x(n - depth + 1)); 0 where the two have met. */
export function levelOfDepth(depth: number, n: number): number {
  return 2 * depth > n ? 0 : 1 - 2 * chanceBelow(depth, n);
}

/** P(B < count), B binomial (n, 1/2). */
export function chanceBelow(count: number, n: number): number {
  // By logarithms: beyond a thousand values the binomials overflow and the powers of a half underflow.
  let tail = 0;
  let logChance = n * Math.log(0.5);
  for (let k = 0; k < count; k++) {
    tail += Math.exp(logChance);
    logChance += Math.log((n - k) / (k + 1));
  }
  return tail;
}
