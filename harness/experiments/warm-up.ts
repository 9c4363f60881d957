/**
 * The warm-up of whole programs and of replays. Every arm runs in turns of a few ms, as many as make `warmupMs`, and in a turn
 * every arm does the same amount of work: twins then meet the engine's thresholds for optimisation after the same work. The
 * first turns, in which nothing is compiled yet, are longer and count like the others.
 */

import { setImmediate as turn } from 'node:timers/promises';
import { inArm } from '../process/arm-failed.ts';
import type { Random } from '../random.ts';
import { medianOf } from '../statistics/median.ts';

/** Rounds that are run and thrown away after the warm-up. */
export const WARMUP_ROUNDS = 4;

/** Length of one arm's turn, ms. */
const TURN_MS = 4;

/** A warm-up is over after this many times its length, however few turns it had. */
const LONGEST_WARMUP = 4;

/** What is warmed up, in units of its own: runs of a program, entries of a trace. */
export interface Warmed {
  readonly arm: string;
  /** Makes so many units possible; not timed. */
  prepare?(units: number): void;
  run(units: number): void;
}

/** The amount of work in a turn, in units: what to begin with, and what a turn may have at most. */
export interface Amount {
  readonly first: number;
  readonly most: number;
}

/** Returns ms per unit: the median over arms of their fastest turn. */
export async function warmUp(
  arms: readonly Warmed[],
  { first, most }: Amount,
  warmupMs: number,
  random: Random,
): Promise<number> {
  const fastest = new Map(arms.map((each) => [each, Number.POSITIVE_INFINITY]));
  const end = performance.now() + LONGEST_WARMUP * warmupMs * arms.length;
  let units = Math.max(1, Math.min(first, most));
  for (let turns = Math.ceil(warmupMs / TURN_MS); turns > 0 && performance.now() < end; turns--) {
    const lengths: number[] = [];
    for (const each of random.shuffled(arms)) {
      await turn();
      each.prepare?.(units);
      const start = performance.now();
      inArm(each.arm, () => each.run(units));
      const ms = performance.now() - start;
      lengths.push(ms);
      fastest.set(each, Math.min(fastest.get(each)!, ms / units));
    }
    const wanted = Math.round((units * TURN_MS) / medianOf(lengths));
    units = Math.max(1, Math.min(4 * units, most, wanted));
  }
  return medianOf([...fastest.values()]);
}
