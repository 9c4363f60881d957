/** A program that allocates and forces no collection: what dies beside it is noticed when the engine gets round to it. */

import { setImmediate as turn } from 'node:timers/promises';
import { GCProfiler } from 'node:v8';

export interface Allocated {
  /** Megabytes (10^6 bytes) allocated until it was so, or null if it never was. */
  readonly megabytes: number | null;
  /** Collections by then, scavenges included. */
  readonly collections: number;
  readonly ms: number;
}

/**
 * Arrays of a kilobyte, of which some 32 MB live at once: two sizes of the young generation, so that most are promoted before
 * they die, as sessions and caches are. Were they not, the old generation would never be collected.
 */
const DOUBLES = 125;
const LIVING = 32_768;
const ARRAYS_PER_MB = 1000;
const ring: number[][] = new Array(LIVING);
let made = 0;

/** Allocates so many megabytes, one a turn of the event loop. */
export async function allocate(megabytes: number): Promise<void> {
  await allocateUntil(() => false, megabytes);
}

/** Allocates a megabyte a turn of the event loop until `done` says so, or `most` megabytes. */
export async function allocateUntil(done: () => boolean, most: number): Promise<Allocated> {
  const profiler = new GCProfiler();
  profiler.start();
  const start = performance.now();
  let megabytes: number | null = null;
  let sum = 0;
  for (let mb = 1; mb <= most; mb++) {
    for (let i = 0; i < ARRAYS_PER_MB; i++) {
      made += 1;
      const place = made % LIVING;
      ring[place] = new Array<number>(DOUBLES).fill(mb + 0.5);
      sum += ring[place]![0]!;
    }
    await turn();
    if (done()) {
      megabytes = mb;
      break;
    }
  }
  const ms = performance.now() - start;
  const { statistics } = profiler.stop();
  if (!(sum > 0)) throw new Error('Internal error: nothing was allocated');
  return { megabytes, collections: statistics.length, ms };
}
