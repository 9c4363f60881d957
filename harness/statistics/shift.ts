/**
 * By how much two samples differ: the median of all pairwise differences (J. L. Hodges and E. L. Lehmann, "Estimates of
 * location based on rank tests", Annals of Mathematical Statistics 34 (1963) 598-611), with the interval that belongs to the
 * rank-sum test of H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically larger
 * than the other", same journal 18 (1947) 50-60: all shifts that the test does not refuse (M. Hollander, D. A. Wolfe,
 * E. Chicken, "Nonparametric Statistical Methods", 3rd ed. 2014, section 4.3). For samples of their own processes: where
 * both are measured in one process, the paired interval (interval.ts) sees more.
 */

import { type Interval, LEVEL } from './interval.ts';
import { medianOf } from './median.ts';
import { upperTail } from './normal.ts';

/** Above this many pairs the normal approximation is good to the third digit. */
const EXACT_PAIRS = 2_500;

/** How far `values` lie above `others`. One value from each process; each sample has at least one. */
export function shiftInterval(values: readonly number[], others: readonly number[], level = LEVEL): Interval {
  const differences = values.flatMap((value) => others.map((other) => value - other)).sort((a, b) => a - b);
  const estimate = medianOf(differences);
  const pairs = differences.length;
  const below = tailsBelow(values.length, others.length);
  // The interval from the depth-th smallest to the depth-th largest holds the shift unless U < depth on either side.
  let depth = 0;
  while (2 * below(depth + 1) <= 1 - level && 2 * (depth + 1) <= pairs) depth += 1;
  if (depth === 0) {
    const reached = 1 - 2 * below(1);
    if (reached <= 0) return { estimate, low: null, high: null, level: 0 };
    return { estimate, low: differences[0]!, high: differences.at(-1)!, level: reached };
  }
  return { estimate, low: differences[depth - 1]!, high: differences[pairs - depth]!, level };
}

/** P(U < count) under no shift, as a function of the count. */
function tailsBelow(n: number, m: number): (count: number) => number {
  if (n * m > EXACT_PAIRS) {
    const mean = (n * m) / 2;
    const deviation = Math.sqrt((n * m * (n + m + 1)) / 12);
    return (count) => lowerTail((count - 0.5 - mean) / deviation);
  }
  const chances = chancesOfU(n, m);
  const tails = [0];
  for (const chance of chances) tails.push(tails.at(-1)! + chance);
  return (count) => tails[Math.min(count, chances.length)]!;
}

/**
 * The distribution of U: the larger of all n + m values is one of the n with the chance n / (n + m), and then lies above all
 * m others (Mann and Whitney's recursion).
 */
function chancesOfU(n: number, m: number): Float64Array {
  let rows: Float64Array[] = Array.from({ length: m + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= n; i++) {
    const next: Float64Array[] = [Float64Array.of(1)];
    for (let j = 1; j <= m; j++) {
      const chances = new Float64Array(i * j + 1);
      const share = i / (i + j);
      for (const [u, chance] of rows[j]!.entries()) chances[u + j]! += share * chance;
      for (const [u, chance] of next[j - 1]!.entries()) chances[u]! += (1 - share) * chance;
      next.push(chances);
    }
    rows = next;
  }
  return rows[m]!;
}

function lowerTail(z: number): number {
  return upperTail(-z);
}
