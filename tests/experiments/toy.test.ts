/** A new experiment needs its folder and one line. A copy of the tree is given both, and runs it as a user would. */

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../harness/records/schema.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'coextra-toy-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const COPIED = [
  'harness',
  'interpreter',
  'schema',
  'claims',
  'strategies',
  'tools',
  'workloads',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

function makeCopy(): void {
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
}

/** The folder: as it is here, but that it stands elsewhere. */
function addFolder(): void {
  const from = fileURLToPath(new URL('toy/', import.meta.url));
  const to = join(copy, 'harness/experiments/toy');
  mkdirSync(to);
  for (const file of readdirSync(from)) {
    const text = readFileSync(join(from, file), 'utf8');
    writeFileSync(join(to, file), text.replaceAll('../../../harness/', '../../'));
  }
}

/** The line. */
function addName(): void {
  const file = join(copy, 'harness/records/settings.ts');
  const text = readFileSync(file, 'utf8');
  const named = text.replace(/^ {2}'cleanup',\n/m, "$&  'toy',\n");
  expect(named).toHaveLength(text.length + 9);
  writeFileSync(file, named);
}

function command(...args: string[]) {
  return spawnSync(process.execPath, ['harness/cli/start.mjs', ...args], { cwd: copy, encoding: 'utf8' });
}

const ARMS = ['--strategy', 'weakmap', '--experiment', 'toy'];
let compared: ReturnType<typeof command>;
let reported: ReturnType<typeof command>;

beforeAll(() => {
  makeCopy();
  addFolder();
  addName();
  compared = command(
    'compare',
    '--quick',
    '--budget',
    '1',
    '--seed',
    '1',
    ...ARMS,
    '--out',
    'run',
    '--report',
    'page',
  );
  reported = command('report', 'run', '--report', 'anew');
});

const read = (path: string) => readFileSync(join(copy, path), 'utf8');

/** Rows of a table as records of its columns. */
function table(path: string): Record<string, string>[] {
  const [head, ...lines] = read(path).trimEnd().split('\n');
  const columns = head!.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((value, index) => [columns[index], value])),
  );
}

describe('an experiment that is a folder and one line', () => {
  it('is measured by a command that names it', () => {
    if (compared.status !== 0) console.error(compared.stderr);
    expect(compared.status).toBe(0);
    const { complete, plan, doubts } = JSON.parse(read('run/run.json')) as Run;
    expect(complete).toBe(true);
    expect(new Set(plan.processes.map(({ experiment }) => experiment))).toEqual(new Set(['toy']));
    expect(doubts.map(({ code }) => code)).not.toContain('worker-crashed');
  });

  it('has figures with intervals, and the verdicts that its comparison asks for', () => {
    const { rows } = JSON.parse(read('run/run.json')) as Run;
    const mine = rows.filter(({ strategy }) => strategy === 'weakmap');
    expect(mine.map(({ metric }) => metric)).toEqual(['ns', 'ratio', 'added-ns']);
    for (const { experiment, low, high, processes } of mine) {
      expect(experiment).toBe('toy');
      expect(low! <= high!).toBe(true);
      expect(processes).toBeGreaterThanOrEqual(3);
    }
    expect(mine.map(({ verdict }) => verdict !== undefined)).toEqual([false, false, true]);
  });

  it('has the column and the verdicts of its view in the terminal', () => {
    expect(compared.stdout).toMatch(/^strategy .*each step/m);
    expect(compared.stdout).toMatch(/^Time of a walk\. /m);
  });

  it('is in the report, and in one that is made anew', () => {
    const mine = table('page/rows.tsv').filter(({ strategy }) => strategy === 'weakmap');
    expect(mine.map(({ experiment, metric }) => [experiment, metric])).toEqual([
      ['toy', 'ns'],
      ['toy', 'ratio'],
      ['toy', 'added-ns'],
    ]);
    expect(reported.status).toBe(0);
    expect(read('anew/rows.tsv')).toBe(read('page/rows.tsv'));
  });
});
