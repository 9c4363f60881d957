/**
 * Processes with a mark in their environment. A process inherits the mark from its parent and keeps it when it leaves the parent's group and
 * session. Marks are read from /proc; on a system without it no process is found, and killing the group must suffice.
 */

import { readdirSync, readFileSync } from 'node:fs';

/** The environment variable. */
export const MARK = 'COEXTRA_MARK';

/** Kills every process with a mark that starts like this, and the processes that they start in the meantime. */
export function endMarked(mark: string): void {
  for (
    let found = markedWith(mark), tries = 0;
    found.length > 0 && tries < 100;
    found = markedWith(mark), tries++
  )
    for (const pid of found) kill(pid);
}

/** Process ids, without this process. */
export function markedWith(mark: string): number[] {
  return processIds().filter((pid) => pid !== process.pid && hasMark(pid, mark));
}

/** Kills a process, or a group by its negative number. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function hasMark(pid: number, mark: string): boolean {
  try {
    // Empty for a process that has ended and waits for its parent.
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${mark}`);
  } catch {
    return false;
  }
}
