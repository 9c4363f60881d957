/**
 * Verdicts: what each comparison of a run comes to.
 *
 * - invalid: a control beside it failed (controls.ts): a twin, the injected slowdown, or twice the work in twice the time.
 * - equivalent: the interval lies wholly inside the threshold (statistics/equivalence.ts).
 * - slower, faster, more, less: the interval excludes no difference, and so does the signed-rank test after the correction
 *   of Benjamini and Hochberg over all strategies' times of the run. A run explores: of what it calls different, one in
 *   twenty may be false. (What gates is corrected by Holm, in gate/decide.ts.) Bytes repeat to a tenth of a byte, so there
 *   an interval beyond the threshold is enough.
 * - not decided: all else; with the difference that would have been seen, and how many more processes would decide.
 */

import { experimentOf } from '../experiments/index.ts';
import { nothing } from '../records/finding.ts';
import type { Control, Plan, PlannedArm, Row, Verdict } from '../records/schema.ts';
import type { Figure } from '../samples/figure.ts';
import { isBeside } from '../samples/guards.ts';
import { DISCOVERY_LEVEL, LEAST_LEVEL } from '../samples/thresholds.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { standing } from '../statistics/equivalence.ts';
import { halfWidth } from '../statistics/looks.ts';
import { signedRankP } from '../statistics/signed-rank.ts';
import { makesNoCalls } from './controls.ts';

/** The rows, with a verdict on those that compare a strategy with `none`. */
export function withVerdicts(plan: Plan, figures: readonly Figure[], controls: readonly Control[]): Row[] {
  const judged = new Map(plan.arms.filter(isJudged).map((arm) => [arm.name, arm]));
  const compared = figures.filter(({ row }) => {
    const arm = judged.get(row.strategy);
    return arm !== undefined && isCompared(row, arm) && !makesNoCalls(plan, row);
  });
  const timed = compared.filter(({ row }) => row.unit !== 'bytes');
  const adjusted = benjaminiHochberg(timed.map(twoSidedP));
  return figures.map((figure) => {
    if (!compared.includes(figure)) return figure.row;
    const pValue = figure.row.unit === 'bytes' ? null : adjusted[timed.indexOf(figure)]!;
    return { ...figure.row, verdict: verdictOf(figure, pValue, controls) };
  });
}

/** Strategies, and the special builds of the core: of these nobody knows the answer beforehand. */
function isJudged({ role, build, strategy }: PlannedArm): boolean {
  return role === 'strategy' || build !== undefined || strategy === 'unused-field';
}

/** Is it the one comparison that the row's experiment gives a verdict on? */
function isCompared(row: Row, arm: PlannedArm): boolean {
  const { comparison } = experimentOf(row.experiment);
  if (comparison === undefined || comparison.repeats?.(row) === true) return false;
  return row.metric === comparison.metric && row.reference === (comparison.reference?.(arm) ?? 'none');
}

/** Symmetric about no difference: ratios by their logs. */
function changesOf({ row, values }: Figure): number[] {
  return row.unit === 'ratio' ? values.map(Math.log) : [...values];
}

function twoSidedP(figure: Figure): number {
  const changes = changesOf(figure);
  return Math.min(1, 2 * Math.min(signedRankP(changes, 0, 'greater'), signedRankP(changes, 0, 'less')));
}

function verdictOf(figure: Figure, pValue: number | null, controls: readonly Control[]): Verdict {
  const { row } = figure;
  const { threshold } = experimentOf(row.experiment).comparison!;
  const middle = nothing(row);
  const half = halfWidth(figure.values);
  const is = controls.some((control) => !control.passed && isBeside(control, row))
    ? 'invalid'
    : decided(row, middle, threshold, pValue);
  const wouldHaveSeen = Number.isFinite(half) ? half * POWER_FACTOR : null;
  const moreProcesses = is === 'not decided' ? moreFor(figure, middle, threshold, half) : 0;
  return {
    is,
    threshold,
    pValue,
    wouldHaveSeen,
    moreProcesses: is === 'invalid' ? null : moreProcesses,
    says: sentence(is, row, threshold, wouldHaveSeen, moreProcesses),
  };
}

function decided(row: Row, middle: number, threshold: number, pValue: number | null): Verdict['is'] {
  if (pValue !== null && row.level < LEAST_LEVEL) return 'not decided';
  const inside = standing(
    { low: row.low, high: row.high },
    { low: middle - threshold, high: middle + threshold },
  );
  if (inside === 'inside') return 'equivalent';
  if (pValue === null) {
    return inside === 'above' ? 'more' : inside === 'below' ? 'less' : 'not decided';
  }
  const side = standing({ low: row.low, high: row.high }, { low: middle, high: middle });
  if (pValue > DISCOVERY_LEVEL) return 'not decided';
  return side === 'above' ? 'slower' : side === 'below' ? 'faster' : 'not decided';
}

/**
 * A difference of (1.96 + 0.84) standard errors is found at 95 % in four of five runs, by a comparison that stands alone; the
 * half-width is 1.96 of them. (The usual sample-size formula for a normal estimate, J. Cohen, "Statistical Power Analysis for the Behavioral Sciences",
 * 2nd ed. 1988, chapter 2.)
 */
const POWER_FACTOR = (1.96 + 0.84) / 1.96;

/**
 * Processes beyond those measured that would decide, if estimate and spread stay: the interval must either clear no
 * difference or fit inside the threshold, and narrows with the square root of their number. Null where no spread is known.
 */
function moreFor({ row, values }: Figure, middle: number, threshold: number, half: number): number | null {
  if (!Number.isFinite(half) || row.estimate === null) return null;
  const off = Math.abs(row.estimate - middle);
  // The interval by itself excludes no difference: only the correction for many comparisons stands against it.
  if (half < off) return null;
  const wanted = Math.max(off, threshold - off);
  return Math.max(1, Math.ceil(values.length * (half / wanted) ** 2) - values.length);
}

function sentence(
  is: Verdict['is'],
  row: Row,
  threshold: number,
  wouldHaveSeen: number | null,
  moreProcesses: number | null,
): string {
  const figure = (value: number) =>
    row.unit === 'ratio'
      ? `${(value * 100).toFixed(1)} %`
      : `${value.toFixed(1)} ${row.unit === 'ns' ? 'ns' : 'bytes'}`;
  const n = `${row.processes} ${row.processes === 1 ? 'process' : 'processes'}`;
  switch (is) {
    case 'invalid':
      return `A control on this workload failed, so ${n} say nothing here.`;
    case 'equivalent':
      return `The whole interval lies within ±${figure(threshold)} of no difference, over ${n}.`;
    case 'not decided': {
      const seen =
        wouldHaveSeen === null
          ? 'Too few processes for a 95 % interval'
          : `A difference of ${figure(wouldHaveSeen)} would have been seen over ${n}`;
      const more =
        moreProcesses !== null
          ? `; about ${moreProcesses} more would decide`
          : wouldHaveSeen === null
            ? ''
            : '; its interval alone excludes no difference, but not after the correction for many comparisons';
      return `${seen}${more}.`;
    }
    default:
      return `The interval excludes no difference, over ${n}.`;
  }
}
