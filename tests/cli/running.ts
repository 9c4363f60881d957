/** Running the command line in tests: as a process of its own, from the work tree. */

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const MAIN = ['--import', 'tsx', 'harness/cli/main.ts'];

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end; its temporary files go into `folder`. */
export function runCli(folder: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...MAIN, ...args],
      { cwd: ROOT, env: plainEnvironment(folder) },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : ((error as { code?: number }).code ?? null), out, err });
      },
    );
  });
}

/** The test runner's own flags are not for the command under test. */
export function plainEnvironment(folder: string) {
  const { NODE_OPTIONS: _, FORCE_COLOR: __, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', TMPDIR: folder };
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await condition()) return;
    await pause(50);
  }
  throw new Error('waited for 30 s in vain');
}

/** Process ids of the measuring processes of a parent, read from /proc; empty where there is no /proc. */
export async function childrenOf(pid: number): Promise<number[]> {
  const children = textOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return children.filter((child) => textOf(`/proc/${child}/cmdline`).includes('child.mjs'));
}

/** Empty for a file that is not there, or no longer. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !textOf(`/proc/${pid}/stat`).includes(' Z ');
  } catch {
    return false;
  }
}
