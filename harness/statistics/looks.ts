/**
 * The stopping rule: looks at numbers of processes that are fixed beforehand, each half again as many as the one before.
 * A look asks how wide the intervals are, never where they lie: a run cannot stop because it likes the answer.
 *
 * Stopping when an interval is narrow takes the narrow ones a little too often (Y. S. Chow and H. Robbins, "On the
 * asymptotic theory of fixed-width sequential confidence intervals for the mean", Annals of Mathematical Statistics 36
 * (1965) 457-462): from six processes on, intervals of level 0.95 covered 92 to 94 % in the end. Looking first at
 * FIRST_LOOK and publishing the interval of level STOPPED_LEVEL as one of 95 % gives it back; both were found by simulation
 * and shown by it on fresh draws (npm run simulate, docs/statistics.md).
 */

import { LEVEL, medianInterval } from './interval.ts';

/** Processes at the first look of a run that stops by precision, and the most it measures of one cell. */
export const FIRST_LOOK = 12;
export const MOST_PROCESSES = 200;

/** Level of the interval that such a run publishes as one of 95 %. */
export const STOPPED_LEVEL = 0.965;

/** Numbers of processes at which a run looks: `first`, then half again as many, up to `most`. */
export function plannedLooks(first: number, most: number): number[] {
  const looks: number[] = [];
  for (let n = first; n < most; n = Math.ceil(n * 1.5)) looks.push(n);
  return [...looks, most];
}

/**
 * Half the width of the interval of the median of `values`, or infinity where there is no interval of that level yet. In the
 * unit of the values.
 */
export function halfWidth(values: readonly number[], asked: number = LEVEL): number {
  const { low, high, level } = medianInterval(values, asked);
  return low === null || level < asked ? Number.POSITIVE_INFINITY : (high! - low) / 2;
}

/**
 * Processes that would bring the half-width of the published interval down to `wanted`, if the spread stays what it is: an interval narrows with
 * the square root of their number. Infinity where the spread is not known yet.
 */
export function processesFor(values: readonly number[], wanted: number): number {
  const now = halfWidth(values, STOPPED_LEVEL);
  return now <= wanted ? values.length : Math.ceil(values.length * (now / wanted) ** 2);
}

/**
 * The number of processes at which to look next, or null if every comparison is as precise as wanted at this look. Goes
 * to the first planned look that the present spread says will do, and at least one look further.
 */
export function nextLook(
  comparisons: readonly (readonly number[])[],
  precision: number,
  looks: readonly number[],
  processes: number,
): number | null {
  const needed = Math.max(0, ...comparisons.map((values) => processesFor(values, precision)));
  const ahead = looks.filter((look) => look > processes);
  if (needed <= processes || ahead.length === 0) return null;
  return ahead.find((look) => look >= needed) ?? ahead.at(-1)!;
}
