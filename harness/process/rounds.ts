/**
 * Alternating blocks. In each round every contestant runs two short blocks, in a random order and then in that order
 * backwards (A B C, C B A): drift that is linear over a round falls on all alike, and no contestant always follows the
 * same one. The two blocks of a round are averaged into one value; rounds are never replicates, processes are.
 *
 * tinybench takes each sample (timer, one call of the block); schedule and statistics are ours, because its own order,
 * one task to the end and then the next, cannot tell a slow arm from a slow minute.
 *
 * Before each block a quarter of its work is done untimed. The other arms have had the caches and the branch predictor
 * since this one's last block: without that, an arm that ran twice as often as its twin was 10 % faster on programs and
 * 35 % on look-ups.
 *
 * Between blocks the event loop turns once: V8 clears what WeakRef.deref() kept alive, so look-ups per turn are what
 * one block does, no more.
 */

import { setImmediate as turn } from 'node:timers/promises';
import { Bench, type Task } from 'tinybench';
import type { Random } from '../random.ts';
import { inArm } from './arm-failed.ts';

export interface Contestant {
  readonly name: string;
  /** The arm whose code it runs. */
  readonly arm: string;
  /** A part of a block, untimed, just before it: brings code and data back into the caches. */
  touch(): void;
  /** One block of work. */
  block(): void;
}

/** Share of a block that is done untimed before it. */
export const TOUCH_SHARE = 0.25;

/** Time per block of each contestant, ns, one value per round, all contestants in step. */
export async function alternate(
  contestants: readonly Contestant[],
  rounds: number,
  random: Random,
): Promise<Map<string, number[]>> {
  const tasks = new Map(contestants.map((contestant) => [contestant.name, sampler(contestant)]));
  const values = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = random.shuffled(contestants);
    const spent = new Map<string, number>();
    for (const { name, arm } of [...order, ...order.toReversed()]) {
      await turn();
      const ns = inArm(arm, () => sampleNs(tasks.get(name)!));
      spent.set(name, (spent.get(name) ?? 0) + ns);
    }
    for (const [name, ns] of spent) values.get(name)!.push(ns / 2);
  }
  return values;
}

function sampler(contestant: Contestant): Task {
  const bench = new Bench({
    iterations: 1,
    time: 0,
    warmup: false,
    retainSamples: true,
    throws: true,
    timestampProvider: 'hrtimeNow',
  });
  bench.add(contestant.name, () => contestant.block(), {
    async: false,
    beforeEach: () => contestant.touch(),
  });
  return bench.tasks[0]!;
}

function sampleNs(task: Task): number {
  task.reset(false);
  task.runSync();
  const { result } = task;
  if (result.state !== 'completed') {
    throw new Error(`Internal error: a block of "${task.name}" ended in the state "${result.state}"`);
  }
  return result.latency.samples![0]! * 1e6;
}
