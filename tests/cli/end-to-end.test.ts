/**
 * The command line as a process of its own, with real measuring processes: one run that is killed, resumed and reported.
 * Strategies that break their promises only when they are measured are among those that it measures.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSamples } from '../../harness/experiments/reading.ts';
import type { ExperimentName, ProcessRecord, Row, Run } from '../../harness/records/schema.ts';
import { readRun } from '../../harness/records/store.ts';
import { childrenOf, type Ended, isAlive, ROOT, startCli, until } from './running.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const faulty = ['leaks-late', 'throws-late', 'eats-memory'];
const first = [
  ...[
    'compare',
    '--quick',
    '--budget',
    '1',
    '--seed',
    '1',
    '--experiment',
    'cleanup',
    '--experiment',
    'memory',
  ],
  ...['weakmap', ...faulty.map((name) => `tests/cli/faulty/${name}.ts`)].flatMap((each) => [
    '--strategy',
    each,
  ]),
  ...['--out', at('run'), '--report', at('report')],
];
const again = ['compare', '--resume', at('run'), '--report', at('report')];

const recorded = () => (existsSync(join(at('run'), 'samples.jsonl')) ? readSamples(at('run')).records : []);

describe.skipIf(!existsSync('/proc'))('a run of real processes', () => {
  let kept: readonly ProcessRecord[];
  let end: Ended;
  let run: Run;
  let records: readonly ProcessRecord[];

  beforeAll(async () => {
    const { child, ended } = startCli(folder, ...first);
    let measuring: number[] = [];
    await until(() => {
      measuring = childrenOf(child.pid!);
      return recorded().length >= 3 && measuring.length > 0;
    });
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    await until(() => !measuring.some(isAlive) && readdirSync(folder).join() === 'report,run');
    kept = recorded();
    end = await startCli(folder, ...again).ended;
    run = readRun(at('run'));
    records = recorded();
  });

  const rowsOf = (strategy: string, experiment: ExperimentName): Row[] =>
    run.rows.filter((row) => row.strategy === strategy && row.experiment === experiment);
  const doubtsOf = (strategy: string) => run.doubts.filter((doubt) => doubt.strategy === strategy);

  it('is finished by resuming after it was killed: no finished process is lost, each planned one is there', () => {
    expect(run.complete).toBe(true);
    expect(run.doubts.map(({ code }) => code)).toContain('resumed');
    expect(kept.length).toBeGreaterThanOrEqual(3);
    expect(records.slice(0, kept.length)).toEqual(kept);
    const numbers = new Set(records.map(({ process }) => process.number));
    expect([...numbers].sort((a, b) => a - b)).toEqual(run.plan.processes.map(({ number }) => number));
  });

  it('leaves neither processes nor temporary files, when it is killed and when it ends', () => {
    expect(readdirSync(folder).sort()).toEqual(['report', 'run']);
  });

  it('makes a page with its charts as pictures', () => {
    const { document } = parseHTML(readFileSync(join(at('report'), 'index.html'), 'utf8'));
    expect(document.title).toContain(run.id);
    const charts = readdirSync(join(at('report'), 'charts'));
    expect(charts.length).toBeGreaterThan(2);
    for (const chart of charts)
      expect(
        readFileSync(join(at('report'), 'charts', chart))
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
  });

  it('ends with 4, and names the strategies that failed', () => {
    expect(end.code).toBe(4);
    for (const name of faulty) expect(end.err).toMatch(new RegExp(`^${name} `, 'm'));
    expect(end.err).not.toMatch(/^(weakmap|inline) /m);
  });

  it.each(['inline', 'weakmap'])('has every figure of %s, which did nothing wrong', (strategy) => {
    expect(doubtsOf(strategy)).toEqual([]);
    const fractions = rowsOf(strategy, 'memory').map(({ attachFraction }) => attachFraction);
    expect(new Set(fractions)).toEqual(new Set([0, 1]));
    for (const death of [undefined, 'churn']) {
      const left = rowsOf(strategy, 'cleanup').filter(
        (row) => row.death === death && row.metric === 'left-fraction',
      );
      expect(left.at(-1)?.estimate).toBe(0);
    }
    const own = records.filter(({ process }) => process.arms.includes(strategy));
    expect(own.map(({ outcome }) => outcome)).toEqual(own.map(() => 'measured'));
  });

  it('finds the leak beyond the thousandth extra, and keeps its figure', () => {
    expect(doubtsOf('leaks-late').map(({ code }) => code)).toEqual(['law-broken']);
    const left = rowsOf('leaks-late', 'cleanup').filter(
      (row) => row.metric === 'left-fraction' && row.death === undefined,
    );
    expect(left.at(-1)?.estimate).toBe(0.5);
  });

  it('tries the cell in which a strategy throws twice, leaves it out, and keeps the others', () => {
    const failed = records.filter(
      ({ process, outcome }) => process.arms.includes('throws-late') && outcome !== 'measured',
    );
    expect(new Set(failed.map(({ process }) => process.experiment))).toEqual(new Set(['cleanup']));
    expect(failed.map(({ attempt }) => attempt)).toEqual([1, 2]);
    for (const { error } of failed) expect(error).toMatch(/^arm "throws-late": /);
    expect(doubtsOf('throws-late').map(({ code }) => code)).toEqual(['process-crashed', 'process-crashed']);
    expect(rowsOf('throws-late', 'cleanup')).toEqual([]);
    expect(rowsOf('throws-late', 'memory')).not.toEqual([]);
  });

  it('loses the cell in which a strategy eats memory without bound, with the limit, and keeps its others', () => {
    const failed = records.filter(
      ({ process, outcome }) => process.arms.includes('eats-memory') && outcome !== 'measured',
    );
    expect(failed.map(({ outcome }) => outcome)).toEqual(['crashed', 'crashed']);
    for (const { process, error } of failed) {
      expect(process).toMatchObject({ experiment: 'memory', attachFraction: 1 });
      expect(error).toMatch(/\b1024 MB\b/);
    }
    expect(new Set(rowsOf('eats-memory', 'memory').map((row) => row.attachFraction))).toEqual(new Set([0]));
    expect(rowsOf('eats-memory', 'cleanup')).not.toEqual([]);
  });
});

describe('the program that starts the command line', () => {
  const start = (...args: string[]) =>
    spawnSync(process.execPath, ['harness/cli/start.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });

  it('runs a Python file, which prints to standard output and leaves its exit code', () => {
    writeFileSync(at('mine.py'), 'import sys\nprint("hi")\nsys.exit(3)\n');
    expect(start('python', at('mine.py'))).toMatchObject({ status: 3, stdout: 'hi\n', stderr: '' });
  });

  it('keeps its exit code where the reader of its output has gone, and ends with 5 where the disk is full', async () => {
    const full = existsSync('/dev/full') ? openSync('/dev/full', 'w') : null;
    if (full !== null) {
      const ended = spawnSync(process.execPath, ['harness/cli/start.mjs', 'list'], {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      });
      expect(ended.status).toBe(5);
      expect(ended.stderr).toMatch(/^coextra: .*ENOSPC.*\n$/);
    }
    const { child, ended } = startCli(folder, 'laws', 'weakmap');
    child.stdout!.destroy();
    expect(await ended).toMatchObject({ code: 0, err: expect.stringMatching(/^coextra: .*\n$/) });
  });

  it('ends with 5 for a wrong call', () => {
    expect(start('list', '--colour')).toMatchObject({ status: 5, stdout: '' });
  });
});
