/** Memory that is left, against what a run needs. */

import type { Finding } from './finding.ts';

const GIB = 2 ** 30;

/** Parent and bundler, and two measuring processes with large populations beside one another. */
const NEEDED_BYTES = GIB;

/** Twice that leaves room for the files that the system caches. */
const EASY_BYTES = 2 * GIB;

/** @param availableBytes What this process could still have, limits of its container included. */
export function judgeMemory(availableBytes: number): Finding {
  const what = 'memory';
  const available = (availableBytes / GIB).toFixed(1);
  const says = `${available} GiB available; a run needs about ${NEEDED_BYTES / GIB} GiB`;
  if (availableBytes >= EASY_BYTES) return { standing: 'fit', what, says: `${says}.` };
  const tryThis = 'Close what holds memory, or allow the container more.';
  if (availableBytes >= NEEDED_BYTES) return { standing: 'watch', what, says: `${says}.`, tryThis };
  return {
    standing: 'unfit',
    what,
    says: `${says}: processes would be killed or swapped out while they are timed.`,
    tryThis,
  };
}
