/**
 * What is tried: each rival under each condition, again and again. A pure function of the number of trials
 * and the seed.
 *
 * Arm `a` and arm `b` are the same code. The slowdown of `b` is exact by construction: in one iteration it
 * runs the program a few times more. A round of trials holds every rival under every condition once, in an
 * order drawn at random, so whatever changes over minutes changes for all of them alike.
 */

import { SEED_LIMIT, seededRandom } from '../random.ts';
import type { Verdict } from './verdicts.ts';

export const RIVALS = ['tinybench', 'mitata', 'coextra'] as const;
export type RivalName = (typeof RIVALS)[number];

export type ArmName = 'a' | 'b';

/** Runs of the program in one iteration of each arm. */
export interface Condition {
  readonly name: string;
  readonly runs: Readonly<Record<ArmName, number>>;
}

export const CONDITIONS: readonly Condition[] = [
  { name: 'identical', runs: { a: 20, b: 20 } },
  { name: '5 % slower', runs: { a: 20, b: 21 } },
  { name: '3 % slower', runs: { a: 100, b: 103 } },
];

/** Work of `b` beyond that of `a`, as a share of it. */
export function injectedShare({ runs }: Condition): number {
  return runs.b / runs.a - 1;
}

export interface Trial {
  /** From 0; every rival and condition has one trial in each round. */
  readonly round: number;
  readonly rival: RivalName;
  readonly condition: Condition;
  /** In which the arms are loaded, and declared to the rival. */
  readonly order: readonly ArmName[];
  readonly seed: number;
}

/** How a trial ended: one line of the file of raw results. */
export interface TrialResult {
  readonly round: number;
  readonly rival: RivalName;
  readonly condition: string;
  readonly order: readonly ArmName[];
  readonly seed: number;
  /** Wall time, s, the start of processes included. */
  readonly seconds: number;
  /** Measuring processes that it rests on. */
  readonly processes: number;
  /** On arm `b`, by the rival's own rule. */
  readonly verdict: Verdict;
  /** Time of `b` as a multiple of the time of `a`, as the rival has it. */
  readonly ratio: number;
  /** What the ratio is by construction. */
  readonly trueRatio: number;
  /** What the verdict rests on. */
  readonly evidence: unknown;
}

export function drawTrials(rounds: number, seed: number): Trial[] {
  const random = seededRandom(seed);
  const pairs = RIVALS.flatMap((rival) => CONDITIONS.map((condition) => ({ rival, condition })));
  return Array.from({ length: rounds }, (_, round) =>
    random.shuffled(pairs).map((pair) => ({
      ...pair,
      round,
      order: random.shuffled<ArmName>(['a', 'b']),
      seed: random.below(SEED_LIMIT),
    })),
  ).flat();
}
