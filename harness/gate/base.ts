/** The version that a gate compares with: the files of a git ref, written into a folder of their own. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORK_TREE } from '../arms/bundle.ts';
import { usageFailure } from '../failure.ts';

/**
 * Writes the files of `ref` into `folder`, which must not exist, and returns the commit. Git keeps no note of it, so nothing is left to
 * clean when the command is killed. Throws Failure (exit code 5) if git does not know the ref.
 */
export function checkOut(ref: string, folder: string): string {
  const commit = commitOf(ref);
  const index = `${folder}.index`;
  mkdirSync(folder);
  try {
    git(index, 'read-tree', commit);
    git(index, 'checkout-index', '--all', `--prefix=${folder}/`);
  } catch (error) {
    throw usageFailure(`--base ${ref}: git cannot check it out into ${folder} (${detailOf(error)}).`);
  }
  for (const room of ['interpreter', 'strategies']) {
    if (existsSync(join(folder, room))) continue;
    throw usageFailure(
      `--base ${ref}: that version has no folder ${room}/, so there is nothing to compare with. Give a later ref.`,
    );
  }
  return commit;
}

function commitOf(ref: string): string {
  try {
    return git(null, 'rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`);
  } catch (error) {
    throw usageFailure(
      `--base ${ref}: git knows no such commit (${detailOf(error)}). Give a branch, a tag or a commit; a shallow clone has few: ` +
        'git fetch --unshallow.',
    );
  }
}

function detailOf(error: unknown): string {
  return String((error as { stderr?: unknown }).stderr ?? (error as Error).message).trim();
}

/** Runs git with an index of its own, so that the work tree's stays as it is. */
function git(index: string | null, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: WORK_TREE.root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(index === null ? {} : { env: { ...process.env, GIT_INDEX_FILE: index } }),
  }).trim();
}
