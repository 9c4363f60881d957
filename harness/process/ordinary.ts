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

/** Doubles in one array, and arrays that live at once: some megabytes that survive long enough to be promoted, as sessions and caches do. */
const DOUBLES = 125;
const LIVING = 8192;
const ARRAYS_PER_MB = 1000;

/** Allocates a megabyte a turn of the event loop until `done` says so, or `most` megabytes. */
export async function allocateUntil(done: () => boolean, most: number): Promise<Allocated> {
  const ring: number[][] = new Array(LIVING);
  const profiler = new GCProfiler();
  profiler.start();
  const start = performance.now();
  let megabytes: number | null = null;
  let sum = 0;
  for (let mb = 1; mb <= most; mb++) {
    for (let i = 0; i < ARRAYS_PER_MB; i++) {
      const place = (mb * ARRAYS_PER_MB + i) % LIVING;
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
