/**
 * Forced collections for many at once. A collection costs what is on the heap of the test runner, not what died: checks that run side
 * by side wait for the same one.
 */

import { setImmediate as turn } from 'node:timers/promises';

/** A full collection that begins after the call, shared by all who ask in the same turn of the event loop. */
export function together(collect: () => Promise<void>): () => Promise<void> {
  let next: Promise<void> | null = null;
  return () => {
    next ??= (async () => {
      await turn();
      next = null;
      await collect();
    })();
    return next;
  };
}
