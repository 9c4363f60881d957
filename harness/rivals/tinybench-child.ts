/**
 * A trial with tinybench, used as its README shows: one Bench, two tasks, default options. Only the time per
 * task is set, so that all of the trial's time is used.
 *
 *     node tinybench-child.mjs TASK
 */

import { Bench, type Task } from 'tinybench';
import { answer, msForEach, openArms, readTask } from './fib-arms.ts';
import type { Latency } from './verdicts.ts';

/** tinybench's default. */
const WARMUP_MS = 250;

const task = readTask();
const arms = await openArms(task);
const bench = new Bench({ time: msForEach(task, WARMUP_MS) });
for (const { name, iterate } of arms) bench.add(name, iterate);
await bench.run();
answer(arms, { a: latencyOf(bench.getTask('a')!), b: latencyOf(bench.getTask('b')!) });

function latencyOf({ result, name }: Task): Latency & { samples: number } {
  if (result.state !== 'completed') throw new Error(`Internal error: task ${name} is ${result.state}`);
  const { mean, moe, samplesCount } = result.latency;
  return { mean, moe, samples: samplesCount };
}
