/**
 * The rule of each rival: from its own results to "arm `b` is slower, faster or the same". Pure functions.
 */

import { signedRankP } from '../statistics/signed-rank.ts';

/** On arm `b`, beside arm `a`. */
export type Verdict = 'same' | 'slower' | 'faster';

/** Of tinybench's latency statistics, ms. */
export interface Latency {
  readonly mean: number;
  /** Margin of error of the mean at 95 %, by Student's t over the samples. */
  readonly moe: number;
}

/** Of mitata's statistics. */
export interface Average {
  /** Mean of the samples but the two least and the two greatest, ns per iteration. */
  readonly avg: number;
}

/**
 * tinybench (6.2.3) gives no verdict. Its table says `Latency avg (ns): 63768 ± 4.02%`, the mean and its
 * margin of error at 95 %, and this is how such a table is read: two intervals that do not meet are two
 * different times.
 */
export function tinybenchVerdict(a: Latency, b: Latency): Verdict {
  if (b.mean - b.moe > a.mean + a.moe) return 'slower';
  if (b.mean + b.moe < a.mean - a.moe) return 'faster';
  return 'same';
}

/**
 * The factor in mitata's summary, of two averages in any unit. mitata 1.0.34, src/main.mjs, format `mitata`:
 * a summary sorts its benchmarks by `stats.avg`, names the one with the least, and prints for each other one
 *
 *     Number((1 / br.stats.avg * r.stats.avg).toFixed(2)) + 'x faster than ' + r.name
 *
 * Nothing else enters: no spread, no interval, no test, and it is never silent. (The range `5.42…8.33x` is
 * printed for benchmarks with arguments: the factors of their first and last argument.)
 */
export function mitataFactor(avgA: number, avgB: number): number {
  const least = Math.min(avgA, avgB);
  const other = Math.max(avgA, avgB);
  return Number(((1 / least) * other).toFixed(2));
}

/** A reader of `1x faster` sees no difference; of `1.01x faster`, or more, that one is faster. */
export function mitataVerdict(avgA: number, avgB: number): Verdict {
  if (mitataFactor(avgA, avgB) === 1) return 'same';
  return avgB > avgA ? 'slower' : 'faster';
}

/** Error of the two-sided test over processes. */
const LEVEL = 0.05;

/**
 * Ours: the signed-rank test over processes, two-sided. Takes log(time of `b` / time of `a`), one from each
 * process.
 */
export function coextraVerdict(logRatios: readonly number[]): Verdict {
  if (signedRankP(logRatios, 0, 'greater') <= LEVEL / 2) return 'slower';
  if (signedRankP(logRatios, 0, 'less') <= LEVEL / 2) return 'faster';
  return 'same';
}
