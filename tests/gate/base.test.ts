import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WORK_TREE } from '../../harness/arms/bundle.ts';
import { Failure } from '../../harness/failure.ts';
import { checkOut } from '../../harness/gate/base.ts';
import { injectionFrom } from '../../harness/gate/injection.ts';

const folders: string[] = [];

function newPlace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coextra-base-'));
  folders.push(folder);
  return join(folder, 'base');
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: WORK_TREE.root, encoding: 'utf8' });
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A failure of use whose message names all of these. */
function refused(action: () => unknown, ...named: string[]): void {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Failure);
  const { exitCode, message } = thrown as Failure;
  expect(exitCode).toBe(5);
  for (const name of named) expect(message).toContain(name);
}

describe('the base of a gate', () => {
  it('is written into its folder, and git has nothing to remember', () => {
    const before = [git('worktree', 'list'), git('status', '--porcelain')];
    const place = newPlace();
    expect(checkOut('HEAD', place)).toMatch(/^[0-9a-f]{40}$/);
    expect(existsSync(join(place, 'interpreter', 'eval.ts'))).toBe(true);
    expect([git('worktree', 'list'), git('status', '--porcelain')]).toEqual(before);
  });

  it.each(['no-such-branch', '--help', 'HEAD~100000', ''])('refuses %j with what to try', (ref) => {
    const place = newPlace();
    refused(() => checkOut(ref, place), `--base ${ref}: `, 'git fetch --unshallow');
    expect(existsSync(place)).toBe(false);
  });
});

describe('an injected slowdown', () => {
  const known = ['none', 'inline'];

  it('is a strategy and a share', () => {
    expect(injectionFrom('inline=0.05', known)).toEqual({ strategy: 'inline', share: 0.05 });
    expect(injectionFrom(undefined, known)).toBe(null);
  });

  it.each(['inline', 'inline=5', 'inline=0', 'inline=-0.1', '=0.1', 'inline=0.9'])('refuses %s', (text) => {
    refused(() => injectionFrom(text, known), `--inject ${text}: `, 'NAME=SHARE', '0.01', '0.5');
  });

  it('refuses a strategy that is not compared', () => {
    refused(() => injectionFrom('weakmap=0.05', known), '"weakmap"', 'none, inline');
  });
});
