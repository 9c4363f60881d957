/**
 * The version that a gate compares with: a git ref, checked out into a folder of its own for as long as it is
 * needed.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WORK_TREE } from '../arms/bundle.ts';
import { usageFailure } from '../failures/failure.ts';

export interface Base {
  readonly ref: string;
  readonly commit: string;
  /** Folder of the checkout. */
  readonly root: string;
  /** Takes the checkout away. */
  remove(): void;
}

/**
 * Checks `ref` out into `folder`, which must not exist. Throws Failure (exit code 5) if git does not know it.
 */
export function checkOut(ref: string, folder: string): Base {
  const commit = commitOf(ref);
  addWorktree(folder, commit, ref);
  const base: Base = {
    ref,
    commit,
    root: folder,
    remove() {
      try {
        git('worktree', 'remove', '--force', '--force', folder);
      } catch {
        // git no longer knows it: then only the folder is left.
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
  for (const room of ['interpreter', 'strategies']) {
    if (existsSync(join(folder, room))) continue;
    base.remove();
    throw usageFailure(
      `--base ${ref}: that version has no folder ${room}/, so there is nothing to compare with. Give a later ref.`,
    );
  }
  return base;
}

function addWorktree(folder: string, commit: string, ref: string): void {
  try {
    git('worktree', 'add', '--detach', folder, commit);
  } catch (error) {
    const detail = String((error as { stderr?: unknown }).stderr ?? (error as Error).message).trim();
    throw usageFailure(`--base ${ref}: git cannot check it out into ${folder} (${detail}).`);
  }
}

function commitOf(ref: string): string {
  try {
    return git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`);
  } catch (error) {
    const detail = String((error as { stderr?: unknown }).stderr ?? (error as Error).message).trim();
    throw usageFailure(
      `--base ${ref}: git knows no such commit (${detail}). Give a branch, a tag or a commit; a shallow clone has few: ` +
        'git fetch --unshallow.',
    );
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: WORK_TREE.root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}
