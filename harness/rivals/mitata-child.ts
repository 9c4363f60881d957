/**
 * A trial with mitata, through the `measure` that its `bench` calls too: `bench` fixes the time at 642 ms
 * per benchmark, `measure` takes it as an option, so all of the trial's time can be used. The other options
 * are the defaults. (Without --expose-gc it allocates 1 GB to provoke a collection.)
 *
 *     node --expose-gc mitata-child.mjs TASK
 */

import { measure } from 'mitata/src/lib.mjs';
import { answer, msForEach, openArms, readTask } from './fib-arms.ts';
import type { ArmName } from './trials.ts';
import type { Average } from './verdicts.ts';

const task = readTask();
const arms = await openArms(task);
const min_cpu_time = 1e6 * msForEach(task, 0);
const results: Partial<Record<ArmName, Average & { samples: number }>> = {};
for (const { name, iterate } of arms) {
  const { avg, samples } = await measure(iterate, { min_cpu_time });
  results[name] = { avg, samples: samples.length };
}
answer(arms, { a: results.a!, b: results.b! });
