/**
 * Forced collections and heap readings, for processes that are not timed. A process that needs them is started with
 * --expose-gc.
 */

import { setImmediate as turn } from 'node:timers/promises';
import { measureMemory } from 'node:vm';

/** One full collection, then enough turns of the event loop that finalisation callbacks have run. */
export async function collect(): Promise<void> {
  if (globalThis.gc === undefined) {
    throw new Error(
      'Internal error: collections cannot be forced, the process was started without --expose-gc',
    );
  }
  await turn();
  globalThis.gc();
  await callbackTurns();
}

/** Turns of the event loop in which finalisation callbacks run, after a collection. */
export async function callbackTurns(): Promise<void> {
  for (let i = 0; i < 3; i++) await turn();
}

/**
 * Bytes of everything alive on the JavaScript heap, as the marker sums them up while it visits each object: exact, and the
 * same whenever nothing was allocated in between. (`heapUsed` is what pages hold: it swings by two pages from one collection
 * to the next, 20 bytes for each of 12 000 objects. docs/decisions/2026-11-22-counted-by-the-marker.md)
 *
 * Collects twice before: what a callback lets go of is garbage one collection later. The reading itself collects once more.
 */
export async function liveHeapBytes(): Promise<number> {
  await collect();
  await collect();
  const { total } = await measureMemory({ mode: 'summary', execution: 'eager' });
  return total.jsMemoryEstimate;
}
