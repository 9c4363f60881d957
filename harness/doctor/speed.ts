/**
 * Is the machine as fast now as a moment ago? The same loop again and again. It is bound by throughput, six
 * chains that do not wait for one another: a loop that waits for each result does not notice when a neighbour
 * takes half of a core.
 */

import { setImmediate as turn } from 'node:timers/promises';
import { quantile } from 'simple-statistics';
import type { Finding } from './finding.ts';

const LOOPS = 40;
const LOOP_MS = 37;

/** Steps of the loop that find out how fast it is; long enough to be compiled. */
const TRIAL_STEPS = 4_000_000;

/** A ratio of slow to fast up to this is noise of any machine. */
const STEADY_RATIO = 1.1;

/**
 * Times of LOOPS equal loops, ms: about 1.5 s. The event loop turns between two, so that a signal is heard.
 */
export async function readSpeed(signal: AbortSignal): Promise<number[]> {
  let sink = loop(TRIAL_STEPS) + loop(TRIAL_STEPS);
  const start = performance.now();
  sink += loop(TRIAL_STEPS);
  const steps = Math.max(1, Math.round((TRIAL_STEPS * LOOP_MS) / (performance.now() - start)));
  const times: number[] = [];
  for (let i = 0; i < LOOPS; i++) {
    await turn();
    signal.throwIfAborted();
    const begin = performance.now();
    sink += loop(steps);
    times.push(performance.now() - begin);
  }
  // The sum is looked at, so that no loop can be taken away as idle.
  if (Number.isNaN(sink)) throw new Error('Internal error: a sum of whole numbers is none');
  return times;
}

function loop(steps: number): number {
  let a = 1;
  let b = 2;
  let c = 3;
  let d = 4;
  let e = 5;
  let f = 6;
  for (let i = 0; i < steps; i++) {
    a = (a + i) | 0;
    b = (b ^ i) | 0;
    c = (c - i) | 0;
    d = (d + (i & 7)) | 0;
    e = (e ^ (i >> 1)) | 0;
    f = (f - (i & 3)) | 0;
  }
  return (a ^ b ^ c ^ d ^ e ^ f) | 0;
}

/** @param times Times of the same work, at least one, in any unit. */
export function judgeSpeed(times: readonly number[]): Finding {
  const what = 'speed';
  const ratio = quantile([...times], 0.9) / quantile([...times], 0.1);
  const seen = `${ratio.toFixed(3)} (90th to 10th percentile)`;
  const says = `The same loop ${times.length} times: slow to fast is ${seen}`;
  if (ratio <= STEADY_RATIO) return { standing: 'fit', what, says: `${says}.` };
  return {
    standing: 'watch',
    what,
    says:
      `${says}; up to ${STEADY_RATIO} is steady. Machines that flip between two speeds 1.3 to 1.8 times ` +
      'apart are common; pairing arms in one process makes up for it, and the twins tell whether it did.',
    tryThis: 'For narrower intervals use a machine that shares its cores with nobody.',
  };
}
