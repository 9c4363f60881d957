/**
 * Commands in tests. `runCli` runs one in the test's own process, on a simulated machine unless another host is wanted; `startCli`
 * starts one as a process of its own, from the work tree.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as nextLook } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { commandLine } from '../../harness/cli/command-line.ts';
import type { Host } from '../../harness/cli/host.ts';
import type { Run } from '../../harness/records/schema.ts';
import { simulatedMachine } from './simulated-machine.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The smallest run that measures everything a quick one does: one strategy on one program. */
export const SMALL = 'compare --quick --budget 1 --seed 1 --strategy weakmap --program fib'.split(' ');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface TestHost {
  readonly host: Host;
  readonly said: { out: string; err: string };
  /** Sends the signal that ends a command early. */
  interrupt(): void;
}

/** A host that prints into strings, without colours and without a terminal. */
export function testHost(parts: Partial<Host> = {}): TestHost {
  const said = { out: '', err: '' };
  const heard = new Set<() => void>();
  const output = (name: 'out' | 'err') => ({
    write(text: string) {
      said[name] += text;
      return true;
    },
    isTTY: false,
    columns: 80,
  });
  const host: Host = {
    out: output('out'),
    err: output('err'),
    env: { NO_COLOR: '1' },
    onInterrupt(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    draw: async () => {},
    exitCode: 0,
    ...parts,
  };
  const interrupt = () => {
    for (const listener of heard) listener();
  };
  return { host, said, interrupt };
}

/** Runs a command to its end in this process; its temporary files go into `folder`. */
export async function runCli(folder: string, ...args: string[]): Promise<Ended> {
  return runOn({ machine: simulatedMachine({ folder }) }, ...args);
}

/** Carries out the smallest run in `folder`, and gives the run's own folder. Its record may say something else of the run itself. */
export async function keepSmallRun(folder: string, name: string, change: Partial<Run> = {}): Promise<string> {
  const out = join(folder, name);
  const { code } = await runCli(folder, ...SMALL, '--out', out, '--report', `${out}-report`);
  expect(code).toBe(0);
  rmSync(`${out}-report`, { recursive: true });
  const file = join(out, 'run.json');
  const run = JSON.parse(readFileSync(file, 'utf8')) as Run;
  writeFileSync(file, JSON.stringify({ ...run, ...change }));
  const samples = join(out, 'samples.jsonl');
  writeFileSync(
    samples,
    readFileSync(samples, 'utf8').replaceAll(`"run":"${run.id}"`, `"run":"${change.id ?? run.id}"`),
  );
  return out;
}

export async function runOn(parts: Partial<Host>, ...args: string[]): Promise<Ended> {
  const { host, said } = testHost(parts);
  await commandLine(args, host);
  return { code: host.exitCode, ...said };
}

/** Bad input: exit code 5, and whatever was given or helps is named. */
export function expectRefused({ code, err }: Ended, ...mentions: string[]): void {
  expect(err).not.toMatch(/Internal error/);
  for (const each of mentions) expect(err).toContain(each);
  expect(code).toBe(5);
}

/** Starts a command as a process; its temporary files go into `folder`. */
export function startCli(folder: string, ...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  // The test runner's own flags are not for the command under test.
  const { NODE_OPTIONS: _, FORCE_COLOR: __, ...rest } = process.env;
  const env = { ...rest, NO_COLOR: '1', TMPDIR: folder };
  const child = spawn(process.execPath, ['harness/cli/start.mjs', ...args], { cwd: ROOT, env });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  return { child, ended };
}

/** Looks again and again, for as long as it takes: how fast the machine is decides nothing. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextLook(20);
}

/** Process ids of the measuring processes of a parent, read from /proc; empty where there is no /proc. */
export function childrenOf(pid: number): number[] {
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
