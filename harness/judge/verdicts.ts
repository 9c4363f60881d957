/**
 * Verdicts: what each comparison of a run comes to, decided once (samples/difference.ts). All rows of a comparison carry the difference;
 * the row of its experiment's metric carries the verdict, with what it rests on.
 *
 * - invalid: a control next to it failed (controls.ts): a twin, the injected slowdown, or twice the work in twice the time.
 * - slower, faster, more, less, equivalent, not decided: the differences `more`, `less`, `same` and `open` of times and of bytes. Where not
 *   decided, with the difference that would have been seen, and how many more processes would decide.
 *
 * The family of the correction by Benjamini and Hochberg is all strategies' times of the run. A run explores: of what it calls
 * different, one in twenty may be false. (What gates is corrected by Holm, in gate/decide.ts.) Bytes repeat to a tenth of a byte, so
 * there the interval alone decides.
 */

import { experimentOf } from '../experiments/index.ts';
import { nothing } from '../records/finding.ts';
import {
  type Control,
  type Plan,
  type PlannedArm,
  type Row,
  settingOf,
  type Verdict,
} from '../records/schema.ts';
import { type Difference, type DifferenceRule, differenceOf } from '../samples/difference.ts';
import type { Figure } from '../samples/figure.ts';
import { isBeside } from '../samples/guards.ts';
import { DISCOVERY_LEVEL, EQUIVALENT, LEAST_LEVEL } from '../samples/thresholds.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { halfWidth } from '../statistics/looks.ts';
import { signedRankP } from '../statistics/signed-rank.ts';
import { makesNoCalls } from './controls.ts';

/** The rows, with the difference on all that compare, and a verdict on those that compare a strategy by its experiment's metric. */
export function withVerdicts(plan: Plan, figures: readonly Figure[], controls: readonly Control[]): Row[] {
  const judged = new Map(plan.arms.filter(isJudged).map((arm) => [arm.name, arm]));
  const compared = figures.filter(({ row }) => compares(row) && !makesNoCalls(plan, row));
  const timed = compared.filter(({ row }) => row.unit !== 'bytes' && judged.has(row.strategy));
  const adjusted = benjaminiHochberg(timed.map(twoSidedP));
  const pValues = new Map(timed.map((figure, i) => [figure, adjusted[i]!]));
  const reaches = reachesOf(compared);
  const failed = controls.filter(({ passed }) => !passed);
  const decided = compared.map((figure): Decided => {
    const { row } = figure;
    const pValue = pValues.get(figure) ?? (row.unit === 'bytes' ? null : twoSidedP(figure));
    const reach = reaches.get(placeOf(row)) ?? null;
    const rule = { ...ruleFor(row), reach };
    const invalid = failed.some((control) => isBeside(control, row));
    const is = invalid ? 'invalid' : differenceOf({ ...row, pValue }, rule);
    return { figure, is, pValue, rule };
  });
  const own = new Map(decided.map((each) => [each.figure.row, each]));
  const shared = new Map(decided.map((each) => [comparisonOf(each.figure.row), each]));
  return figures.map(({ row }) => {
    const found = own.get(row) ?? shared.get(comparisonOf(row));
    if (found === undefined) return row;
    const arm = judged.get(row.strategy);
    const isMain = own.has(row) && arm !== undefined && hasVerdict(row, arm);
    return { ...row, difference: found.is, ...(isMain ? { verdict: verdictOf(found) } : {}) };
  });
}

interface Decided {
  readonly figure: Figure;
  readonly is: Difference | 'invalid';
  readonly pValue: number | null;
  readonly rule: DifferenceRule;
}

/** Strategies, and the special builds of the core: of these nobody knows the answer beforehand. */
function isJudged({ role, build, strategy }: PlannedArm): boolean {
  return role === 'strategy' || build !== undefined || strategy === 'unused-field';
}

/** Is a difference decided by this row? Of times, by the metric of the experiment; of bytes, by each row that compares them. */
function compares({ experiment, metric, reference, unit, estimate }: Row): boolean {
  if (reference === undefined || estimate === null) return false;
  return unit === 'bytes' || metric === experimentOf(experiment).comparison?.metric;
}

function ruleFor({ experiment, unit }: Row): DifferenceRule {
  if (unit === 'bytes') return { middle: 0, threshold: EQUIVALENT.bytes };
  const { threshold } = experimentOf(experiment).comparison!;
  return { middle: nothing({ unit }), threshold, leastLevel: LEAST_LEVEL, errorLevel: DISCOVERY_LEVEL };
}

/** Rows of one comparison: times by ratio and by difference say one thing; of bytes, each metric is a comparison of its own. */
function comparisonOf(row: Row): string {
  const { experiment, workload, strategy, reference, unit, metric } = row;
  const kind = unit === 'bytes' || unit === 'fraction' ? metric : 'time';
  return JSON.stringify([experiment, workload, settingOf(row), strategy, reference, kind]);
}

/** How far the twins of each place reach to either side of no difference: to the farthest end of an interval. */
function reachesOf(compared: readonly Figure[]): Map<string, number> {
  const reaches = new Map<string, number>();
  for (const { row } of compared) {
    if (row.strategy !== `${row.reference}-twin` || row.low === null || row.high === null) continue;
    const middle = nothing(row);
    const reach = Math.max(Math.abs(row.low - middle), Math.abs(row.high - middle));
    reaches.set(placeOf(row), Math.max(reaches.get(placeOf(row)) ?? 0, reach));
  }
  return reaches;
}

function placeOf(row: Row): string {
  return JSON.stringify([row.experiment, row.workload, row.metric, settingOf(row)]);
}

/** Has the row its experiment's verdict on the strategy? */
function hasVerdict(row: Row, arm: PlannedArm): boolean {
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

function verdictOf({ figure, is: difference, pValue, rule }: Decided): Verdict {
  const { row, values } = figure;
  const { middle, threshold, reach = null } = rule;
  const half = halfWidth(values);
  const is = wordFor(difference, row);
  const wouldHaveSeen = Number.isFinite(half) ? half * POWER_FACTOR : null;
  const moreProcesses = is === 'not decided' ? moreFor(figure, middle, threshold, half) : 0;
  return {
    is,
    threshold,
    reach,
    pValue,
    wouldHaveSeen,
    moreProcesses: is === 'invalid' ? null : moreProcesses,
  };
}

function wordFor(difference: Decided['is'], { unit }: Row): Verdict['is'] {
  switch (difference) {
    case 'same':
      return 'equivalent';
    case 'open':
      return 'not decided';
    case 'more':
      return unit === 'bytes' ? 'more' : 'slower';
    case 'less':
      return unit === 'bytes' ? 'less' : 'faster';
    case 'invalid':
      return 'invalid';
  }
}

/**
 * A difference of (1.96 + 0.84) standard errors is found at 95 % in four of five runs, by a comparison that stands alone; the
 * half-width is 1.96 of them. (The usual sample-size formula for a normal estimate, J. Cohen, "Statistical Power Analysis for the Behavioral Sciences",
 * 2nd ed. 1988, chapter 2.)
 */
const POWER_FACTOR = (1.96 + 0.84) / 1.96;

/**
 * Processes beyond those measured that would decide, if estimate and spread stay: the interval must clear the edge of the threshold,
 * and narrows with the square root of their number. Null where no spread is known, or where more would not help.
 */
function moreFor({ row, values }: Figure, middle: number, threshold: number, half: number): number | null {
  if (!Number.isFinite(half) || row.estimate === null) return null;
  // To the edge of the threshold, from whichever side.
  const wanted = Math.abs(Math.abs(row.estimate - middle) - threshold);
  // The interval by itself is narrow enough: the correction for many comparisons stands against it, or what controls differ by.
  if (half < wanted || wanted === 0) return null;
  return Math.max(1, Math.ceil(values.length * (half / wanted) ** 2) - values.length);
}
