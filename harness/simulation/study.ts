/**
 * Studies: each repeats one procedure of the project on made runs and counts how often it did what it
 * promises. The procedures are the project's own (collapse, interval, tests, corrections, looks); only the
 * processes are made.
 */

import type { ArmSamples } from '../records/schema.ts';
import { ratioTo } from '../samples/collapse.ts';
import { GATE_LEVEL, GATE_SUSPICION_LEVEL, GATE_TIME_LIMIT } from '../samples/thresholds.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { standing } from '../statistics/equivalence.ts';
import { holm } from '../statistics/holm.ts';
import { LEVEL, medianInterval } from '../statistics/interval.ts';
import {
  FIRST_LOOK,
  halfWidth,
  MOST_PROCESSES,
  nextLook,
  plannedLooks,
  STOPPED_LEVEL,
} from '../statistics/looks.ts';
import { signP } from '../statistics/sign-test.ts';
import { signedRankP } from '../statistics/signed-rank.ts';
import { type Draws, seededDraws } from './draws.ts';
import { type Rate, rateOf } from './rate.ts';
import { madeRatios, madeRun, medianShift, ROUNDS, type Shape, take } from './shapes.ts';

/** How many repetitions, and from which seed. */
export interface Effort {
  readonly trials: number;
  readonly seed: number;
  /** Processes from which `medianShift` finds a median; absent: as many as it takes by itself. */
  readonly shiftProcesses?: number;
}

/** An effect that no study rests on: intervals and tests know nothing of it. The log of 1.05. */
const SOME_EFFECT = Math.log(1.05);

/** Chance of a false alarm that a test, or a family of tests, may have. */
export const LEVEL_OF_TESTS = GATE_LEVEL;

/**
 * The comparisons that a made gate judges together, the processes of each of its two sets, its limit as a
 * log.
 */
export const GATE = { comparisons: 16, processes: 24, limit: Math.log1p(GATE_TIME_LIMIT) } as const;

/** Whether an interval over processes holds the true median. */
function holds(ratios: readonly number[], truth: number, level: number = LEVEL): boolean {
  const { low, high } = medianInterval(ratios, level);
  return low! <= truth && truth <= high!;
}

/** How often the 95 % interval over `processes` holds the truth. */
export function coverage(shape: Shape, processes: number, effort: Effort, rounds = ROUNDS): Rate {
  const draws = seededDraws(effort.seed);
  const truth = Math.exp(SOME_EFFECT + medianShift(shape, effort.shiftProcesses));
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

/** How a run stops, and what is then published. */
export interface Stopping {
  /** Processes at the first look, and the most that are measured. */
  readonly first: number;
  readonly most: number;
  /** Level of the interval that is published as one of 95 %. */
  readonly level: number;
  /** Comparisons with one reference that the looks see, all of which must be precise. */
  readonly comparisons: number;
}

/** The rule, for a run of one comparison. */
export const THE_RULE: Stopping = {
  first: FIRST_LOOK,
  most: MOST_PROCESSES,
  level: STOPPED_LEVEL,
  comparisons: 1,
};

/** What it would be without its correction: looks from six processes on, and a plain 95 % interval. */
export const UNCORRECTED: Stopping = { ...THE_RULE, first: 6, level: LEVEL };

/**
 * The ratios of a run, an array for each comparison, at the end of a run that stops by the rule of looks.ts.
 */
function untilPrecise(next: () => number[], precision: number, { first, most }: Stopping): number[][] {
  const looks = plannedLooks(first, most);
  const processes = take(first, next);
  for (;;) {
    const ratios = processes[0]!.map((_, comparison) => processes.map((each) => each[comparison]!));
    const look = nextLook(ratios, precision, looks, processes.length);
    if (look === null) return ratios;
    processes.push(...take(look - processes.length, next));
  }
}

/**
 * Coverage of the first comparison at the end of a run with the stopping rule on. `precision`: the wanted
 * half-width of the ratio, e.g. 0.01.
 */
export function stoppedCoverage(
  shape: Shape,
  precision: number,
  effort: Effort,
  stopping: Stopping = THE_RULE,
): Stopped {
  const draws = seededDraws(effort.seed);
  const truth = Math.exp(SOME_EFFECT + medianShift(shape, effort.shiftProcesses));
  const effects = new Array<number>(stopping.comparisons).fill(SOME_EFFECT);
  let processes = 0;
  const rate = rateOf(effort.trials, () => {
    const made = madeRun(shape, draws, effects);
    const ratios = untilPrecise(() => ratiosOf(made()), precision, stopping)[0]!;
    processes += ratios.length;
    return holds(ratios, truth, stopping.level);
  });
  return { rate, meanProcesses: processes / effort.trials };
}

/** Pilot, cells and processes in all of a made run that spends a budget. */
const SPENDING = { pilot: 6, cells: 6, processes: 90 } as const;

/**
 * Coverage when a budget goes to the least certain of several cells, up to the next planned look each time, over all
 * cells: also of those that got no more because they were narrow.
 */
export function spentCoverage(shape: Shape, effort: Effort, level: number = STOPPED_LEVEL): Rate {
  const draws = seededDraws(effort.seed);
  const truth = Math.exp(SOME_EFFECT + medianShift(shape, effort.shiftProcesses));
  const looks = plannedLooks(SPENDING.pilot, MOST_PROCESSES);
  let hits = 0;
  let trials = 0;
  while (trials < effort.trials) {
    const cells = Array.from({ length: SPENDING.cells }, () => {
      const next = madeRatios(shape, draws, SOME_EFFECT);
      return { next, ratios: take(SPENDING.pilot, next) };
    });
    const spent = () => cells.reduce((sum, { ratios }) => sum + ratios.length, 0);
    for (;;) {
      const widest = cells.reduce((a, b) =>
        halfWidth(b.ratios, STOPPED_LEVEL) > halfWidth(a.ratios, STOPPED_LEVEL) ? b : a,
      );
      const more = looks.find((look) => look > widest.ratios.length)! - widest.ratios.length;
      if (spent() + more > SPENDING.processes) break;
      widest.ratios.push(...take(more, widest.next));
    }
    for (const { ratios } of cells) if (holds(ratios, truth, level)) hits += 1;
    trials += SPENDING.cells;
  }
  return { hits, trials };
}

/** The ratios of one process to its reference. */
function ratiosOf([reference, ...arms]: readonly ArmSamples[]): number[] {
  return arms.map((arm) => ratioTo(arm, reference!));
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
  const shift = medianShift(shape, effort.shiftProcesses);
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

/**
 * Log ratios to one reference of arms measured together, an array for each arm: their tests depend on one
 * another.
 */
function familyLogs(shape: Shape, draws: Draws, effects: readonly number[], processes: number): number[][] {
  const next = madeRun(shape, draws, effects);
  const made = take(processes, () => ratiosOf(next()).map(Math.log));
  return effects.map((_, comparison) => made.map((logs) => logs[comparison]!));
}

/**
 * How often Holm lets even one of 16 comparisons with one reference be called slower, when none of them is.
 */
export function familyError(shape: Shape, processes: number, effort: Effort): Rate {
  const draws = seededDraws(effort.seed);
  const effects = new Array<number>(GATE.comparisons).fill(0);
  return rateOf(effort.trials, () => {
    const p = familyLogs(shape, draws, effects, processes).map((logs) => signedRankP(logs, 0, 'greater'));
    return holm(p).some((each) => each <= LEVEL_OF_TESTS);
  });
}

/**
 * The false discovery rate of Benjamini and Hochberg among 16 comparisons of which four are slower by 3 %:
 * the mean over runs of the share of false ones among those that are called slower.
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
 * A gate's decision about time in two stages, by the rule of harness/gate/decide.ts: the comparisons that
 * fail, by number. `measure` gives log ratios of a fresh set of processes of one comparison. Suspects of the
 * first set, Holm among all, must be found again in a second set, Holm among the suspects.
 */
export function gateFails(comparisons: number, measure: (comparison: number) => readonly number[]): number[] {
  const beyondLimit = (among: readonly number[], level: number) => {
    const adjusted = holm(among.map((each) => signedRankP(measure(each), GATE.limit, 'greater')));
    return among.filter((_, i) => adjusted[i]! <= level);
  };
  const suspects = beyondLimit([...new Array(comparisons).keys()], GATE_SUSPICION_LEVEL);
  return suspects.length === 0 ? [] : beyondLimit(suspects, GATE_LEVEL);
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

/**
 * How often the gate fails each of `effects`, log ratios of one comparison each; the others of the 16 have
 * none.
 */
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
  const effect = Math.log(truth) - medianShift(shape, effort.shiftProcesses);
  const threshold = { low: 1 / within, high: within };
  return rateOf(
    effort.trials,
    () => standing(medianInterval(take(processes, madeRatios(shape, draws, effect))), threshold) === 'inside',
  );
}
