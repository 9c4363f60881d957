/**
 * Collapses what one process measured into one number per comparison. This is where blocks end: nothing behind this
 * file knows how many there were, so their count cannot leak into an interval.
 *
 * A ratio is the median over rounds of the log ratio of the two arms' blocks in that round, taken back from the log;
 * a difference is the median over rounds of the difference. Never the mean: one collection or one switch of the
 * machine's speed inside a block would decide it.
 */

import type { ArmSamples } from '../records/schema.ts';
import { medianOf } from '../statistics/median.ts';

/** Time of an arm, ns per call or look-up. */
export function nsPerUnit(arm: ArmSamples): number {
  return medianOf(arm.values) / arm.workPerBlock;
}

/** Time of `arm` as a multiple of the time of `reference`, round by round in the same process. */
export function ratioTo(arm: ArmSamples, reference: ArmSamples): number {
  return Math.exp(medianOf(arm.values.map((value, round) => Math.log(value / reference.values[round]!))));
}

/** Time of `arm` beyond that of `reference`, ns per call or look-up. */
export function addedNs(arm: ArmSamples, reference: ArmSamples): number {
  return medianOf(arm.values.map((value, round) => value - reference.values[round]!)) / arm.workPerBlock;
}

/** How far the arm's ratio to the reference moved from the first half of the rounds to the second; 0 is steady. */
export function driftOf(arm: ArmSamples, reference: ArmSamples): number {
  const half = Math.floor(arm.values.length / 2);
  if (half === 0) return 0;
  const part = (samples: ArmSamples, from: number, to: number) => ({
    ...samples,
    values: samples.values.slice(from, to),
  });
  const first = ratioTo(part(arm, 0, half), part(reference, 0, half));
  const second = ratioTo(part(arm, half, 2 * half), part(reference, half, 2 * half));
  return Math.abs(Math.log(second / first));
}
