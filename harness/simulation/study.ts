/**
 * Studies: each repeats one procedure of the project on made runs and counts how often it did what it promises. The
 * procedures are the project's own (collapse, interval, tests, corrections, looks); only the processes are made.
 */

import { ratioTo } from '../judge/collapse.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { standing } from '../statistics/equivalence.ts';
import { holm } from '../statistics/holm.ts';
import { medianInterval } from '../statistics/interval.ts';
import { nextLook, plannedLooks } from '../statistics/looks.ts';
import { signP } from '../statistics/sign-test.ts';
import { signedRankP } from '../statistics/signed-rank.ts';
import { type Draws, seededDraws } from './draws.ts';
import { type Rate, rateOf } from './rate.ts';
import { madeRatios, madeRun, medianShift, ROUNDS, type Shape, take } from './shapes.ts';

/** How many repetitions, and from which seed. */
export interface Effort {
  readonly trials: number;
  readonly seed: number;
}

/** An effect that no study rests on: intervals and tests know nothing of it. The log of 1.05. */
const SOME_EFFECT = Math.log(1.05);

/** False alarms that a family of tests may have. */
export const LEVEL_OF_TESTS = 0.05;

/** The comparisons that a gate judges together, and the processes of each of its two sets. */
export const GATE = { comparisons: 16, processes: 24, limit: Math.log(1.005) } as const;

/** First look and most processes of a run with the stopping rule on. */
export const LOOKS = { first: 6, most: 200 } as const;

/** Whether an interval over processes holds the true median. */
function holds(ratios: readonly number[], truth: number): boolean {
  const { low, high } = medianInterval(ratios);
  return low! <= truth && truth <= high!;
}

/** How often the 95 % interval over `processes` holds the truth. */
export function coverage(shape: Shape, processes: number, effort: Effort, rounds = ROUNDS): Rate {
  const draws = seededDraws(effort.seed);
  const truth = Math.exp(SOME_EFFECT + medianShift(shape));
  return rateOf(effort.trials, () =>
    holds(take(processes, madeRatios(shape, draws, SOME_EFFECT, rounds)), truth),
  );
}

export interface Stopped {
  /** How often the interval at the end of the run holds the truth. */
  readonly rate: Rate;
  /** Measured in all, mean over runs. */
  readonly meanProcesses: number;
}

interface Looks {
  readonly first: number;
  readonly most: number;
}

/** How a run chooses its processes: the ratios that its interval rests on, and how many were measured in all. */
type Stopping = (
  next: () => number,
  precision: number,
  looks: Looks,
) => {
  readonly ratios: readonly number[];
  readonly measured: number;
};

/** The rule of looks.ts: measure, look, measure up to the next look, until a look says that it is enough. */
export const byLooks: Stopping = (next, precision, { first, most }) => {
  const looks = plannedLooks(first, most);
  const ratios = take(first, next);
  for (;;) {
    const look = nextLook([ratios], precision, looks, ratios.length);
    if (look === null) return { ratios, measured: ratios.length };
    ratios.push(...take(look - ratios.length, next));
  }
};

/**
 * The same with one look, at a pilot that stays out of the interval: what the decision has seen is not in the result, so
 * the interval covers as with a fixed number. After C. Stein, "A two-sample test for a linear hypothesis whose power is
 * independent of the variance", Annals of Mathematical Statistics 16 (1945) 243-258.
 */
export const byPilotApart: Stopping = (next, precision, { first, most }) => {
  const pilot = take(first, next);
  const look = nextLook([pilot], precision, plannedLooks(first, most), first) ?? first;
  return { ratios: take(look, next), measured: first + look };
};

/** Coverage at the end of a run that stops by a rule. `precision`: the wanted half-width of the ratio, e.g. 0.01. */
export function stoppedCoverage(
  rule: Stopping,
  shape: Shape,
  precision: number,
  effort: Effort,
  looks: Looks = LOOKS,
): Stopped {
  const draws = seededDraws(effort.seed);
  const truth = Math.exp(SOME_EFFECT + medianShift(shape));
  let processes = 0;
  const rate = rateOf(effort.trials, () => {
    const { ratios, measured } = rule(madeRatios(shape, draws, SOME_EFFECT), precision, looks);
    processes += measured;
    return holds(ratios, truth);
  });
  return { rate, meanProcesses: processes / effort.trials };
}

/** How often each test at 5 % finds the median beside the place where it is. */
export interface Sizes {
  readonly signedRankGreater: Rate;
  readonly signedRankLess: Rate;
  readonly sign: Rate;
}

/** Sizes of the one-sided tests at 5 %, all on the same processes. */
export function sizesOfTests(shape: Shape, processes: number, effort: Effort): Sizes {
  const { trials } = effort;
  const draws = seededDraws(effort.seed);
  const shift = medianShift(shape);
  const hits = { signedRankGreater: 0, signedRankLess: 0, sign: 0 };
  for (let i = 0; i < trials; i++) {
    const logs = take(processes, madeRatios(shape, draws, 0)).map(Math.log);
    if (signedRankP(logs, shift, 'greater') <= LEVEL_OF_TESTS) hits.signedRankGreater += 1;
    if (signedRankP(logs, shift, 'less') <= LEVEL_OF_TESTS) hits.signedRankLess += 1;
    if (signP(logs, shift, 'greater') <= LEVEL_OF_TESTS) hits.sign += 1;
  }
  return {
    signedRankGreater: { hits: hits.signedRankGreater, trials },
    signedRankLess: { hits: hits.signedRankLess, trials },
    sign: { hits: hits.sign, trials },
  };
}

/** Log ratios to one reference of arms measured together, an array for each arm: their tests depend on one another. */
function familyLogs(shape: Shape, draws: Draws, effects: readonly number[], processes: number): number[][] {
  const made = take(processes, madeRun(shape, draws, effects));
  return effects.map((_, i) => made.map((samples) => Math.log(ratioTo(samples[i + 1]!, samples[0]!))));
}

/** How often Holm lets even one of 16 comparisons with one reference be called slower, when none of them is. */
export function familyError(shape: Shape, processes: number, effort: Effort): Rate {
  const draws = seededDraws(effort.seed);
  const effects = new Array<number>(GATE.comparisons).fill(0);
  return rateOf(effort.trials, () => {
    const p = familyLogs(shape, draws, effects, processes).map((logs) => signedRankP(logs, 0, 'greater'));
    return holm(p).some((each) => each <= LEVEL_OF_TESTS);
  });
}

/**
 * The false discovery rate of Benjamini and Hochberg among 16 comparisons of which four are slower by 3 %: the mean
 * over runs of the share of false ones among those that are called slower.
 */
export function falseDiscoveryRate(shape: Shape, processes: number, effort: Effort): number {
  const draws = seededDraws(effort.seed);
  const effects = Array.from({ length: GATE.comparisons }, (_, i) => (i < 4 ? Math.log(1.03) : 0));
  let sum = 0;
  for (let i = 0; i < effort.trials; i++) {
    const p = familyLogs(shape, draws, effects, processes).map((logs) => signedRankP(logs, 0, 'greater'));
    const called = benjaminiHochberg(p).map((each) => each <= LEVEL_OF_TESTS);
    const all = called.filter(Boolean).length;
    const wrong = called.filter((yes, arm) => yes && effects[arm] === 0).length;
    sum += all === 0 ? 0 : wrong / all;
  }
  return sum / effort.trials;
}

/**
 * A gate's decision in two stages: the comparisons that fail, by number. `measure` gives log ratios of a fresh set of
 * processes of one comparison. Suspects of the first set, Holm among all, must be found again in a second set, Holm
 * among the suspects.
 */
export function gateFails(comparisons: number, measure: (comparison: number) => readonly number[]): number[] {
  const beyondLimit = (among: readonly number[]) => {
    const adjusted = holm(among.map((each) => signedRankP(measure(each), GATE.limit, 'greater')));
    return among.filter((_, i) => adjusted[i]! <= LEVEL_OF_TESTS);
  };
  const suspects = beyondLimit([...new Array(comparisons).keys()]);
  return suspects.length === 0 ? [] : beyondLimit(suspects);
}

/** How often the gate fails one comparison or more, when all have the log ratio `effect`. */
export function gateFalseAlarms(shape: Shape, effect: number, effort: Effort): Rate {
  const draws = seededDraws(effort.seed);
  return rateOf(
    effort.trials,
    () =>
      gateFails(
        GATE.comparisons,
        gateSet(shape, draws, () => effect),
      ).length > 0,
  );
}

/** How often the gate fails each of `effects`, log ratios of one comparison each; the others of the 16 have none. */
export function gatePower(shape: Shape, effects: readonly number[], effort: Effort): Rate[] {
  const draws = seededDraws(effort.seed);
  const hits = effects.map(() => 0);
  for (let i = 0; i < effort.trials; i++) {
    const measure = gateSet(shape, draws, (comparison) => effects[comparison] ?? 0);
    for (const failed of gateFails(GATE.comparisons, measure)) {
      if (failed < effects.length) hits[failed]! += 1;
    }
  }
  return hits.map((each) => ({ hits: each, trials: effort.trials }));
}

/** Log ratios of a set of processes of one comparison, symmetric shapes only: their median is the effect. */
function gateSet(shape: Shape, draws: Draws, effect: (comparison: number) => number) {
  return (comparison: number) =>
    take(GATE.processes, madeRatios(shape, draws, effect(comparison))).map(Math.log);
}

/** How often the interval lies wholly within a threshold of `within` to either side (a ratio, e.g. 1.02). */
export function equivalenceRate(
  shape: Shape,
  processes: number,
  truth: number,
  within: number,
  effort: Effort,
): Rate {
  const draws = seededDraws(effort.seed);
  const effect = Math.log(truth) - medianShift(shape);
  const threshold = { low: 1 / within, high: within };
  return rateOf(
    effort.trials,
    () => standing(medianInterval(take(processes, madeRatios(shape, draws, effect))), threshold) === 'inside',
  );
}
