/**
 * Forced collections and heap readings, for processes that are not timed. A process that needs them is started with
 * --expose-gc.
 */

import { setImmediate as turn } from 'node:timers/promises';

/** One full collection, then enough turns of the event loop that finalisation callbacks have run. */
export async function collect(): Promise<void> {
  if (globalThis.gc === undefined) {
    throw new Error(
      'Internal error: collections cannot be forced, the process was started without --expose-gc',
    );
  }
  await turn();
  globalThis.gc();
  for (let i = 0; i < 3; i++) await turn();
}

/** Bytes in use on the JavaScript heap after collecting until nothing more is freed (8 collections at most). */
export async function settledHeapBytes(): Promise<number> {
  let before = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 8; i++) {
    await collect();
    const now = process.memoryUsage().heapUsed;
    if (now >= before) return before;
    before = now;
  }
  return before;
}
