/** Strategies that break their promises, in faulty/: each is told by name, and the others' results stand. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Doubt, ExperimentName, ProcessRecord, Row, Run } from '../../harness/records/schema.ts';
import { readRun, readSamples } from '../../harness/records/store.ts';
import { type Ended, runCli } from './running.ts';

/** One run of weakmap and some faulty strategies, deaths and bytes alone. */
interface Measured {
  readonly folder: string;
  readonly ended: Ended;
  readonly run: Run;
  readonly records: readonly ProcessRecord[];
}

async function measureBeside(names: readonly string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  const ended = await runCli(
    folder,
    ...['compare', '--quick', '--budget', '1', '--seed', '1'],
    ...['--experiment', 'cleanup', '--experiment', 'memory', '--strategy', 'weakmap'],
    ...names.flatMap((name) => ['--strategy', `tests/cli/faulty/${name}.ts`]),
    ...['--out', join(folder, 'run'), '--report', join(folder, 'report')],
  );
  const { records } = readSamples(join(folder, 'run'));
  return { folder, ended, run: readRun(join(folder, 'run')), records };
}

/** Measures before the tests of a group; `measured()` is what came of it. */
function measuredBeside(names: readonly string[]): () => Measured {
  let measured: Measured;
  beforeAll(async () => {
    measured = await measureBeside(names);
  }, 120_000);
  afterAll(() => rmSync(measured.folder, { recursive: true, force: true }));
  return () => measured;
}

function rowsOf({ run }: Measured, strategy: string, experiment: ExperimentName): Row[] {
  return run.rows.filter((row) => row.strategy === strategy && row.experiment === experiment);
}

function doubtsOf({ run }: Measured, strategy: string): Doubt[] {
  return run.doubts.filter((doubt) => doubt.strategy === strategy);
}

function expectOthersToStand(measured: Measured): void {
  const { ended, run, records, folder } = measured;
  expect(ended.code).toBe(4);
  expect(run.complete).toBe(true);
  for (const strategy of ['inline', 'weakmap']) {
    expect(doubtsOf(measured, strategy)).toEqual([]);
    for (const attachFraction of [0, 1]) {
      const bytes = rowsOf(measured, strategy, 'memory').filter(
        (row) => row.attachFraction === attachFraction,
      );
      expect(bytes).not.toEqual([]);
    }
    for (const death of [undefined, 'churn']) {
      const rows = rowsOf(measured, strategy, 'cleanup').filter((row) => row.death === death);
      const left = rows.filter(({ metric }) => metric === 'left-fraction');
      expect(left.at(-1)?.estimate).toBe(0);
    }
    const own = records.filter(({ process }) => process.arms.includes(strategy));
    expect(own.map(({ outcome }) => outcome)).toEqual(own.map(() => 'measured'));
  }
  expect(existsSync(join(folder, 'report', 'index.html'))).toBe(true);
}

describe('strategies that the laws find out', () => {
  const FAULTS = [
    ['keeps-alive', 'promise-about-death', /200 are alive \(expected 0\)/],
    [
      'leaks-extras',
      'promise-about-death',
      /0 are alive \(expected 0\) and 200 of their extras \(expected 0\)/,
    ],
    ['answers-for-another', 'codes-apart', /object 0 of 3000 equal ones answered \d+, expected 0/],
    ['throws-in-get', 'set-is-got', /it threw Error: no extra here/],
    ['forgets-reuse', 'promise-about-numbers', /the newborn was answered with the extra of the dead/],
  ] as const;
  const measured = measuredBeside(FAULTS.map(([name]) => name));

  it('are not measured; the others are, and the exit code is 4', () => {
    expectOthersToStand(measured());
    for (const [name] of FAULTS) {
      expect(rowsOf(measured(), name, 'memory')).toEqual([]);
      expect(rowsOf(measured(), name, 'cleanup')).toEqual([]);
    }
  });

  it.each(FAULTS)('%s is told by name, with the law %s and what was seen', (name, law, seen) => {
    const { err } = measured().ended;
    const lines = err.split('\n');
    const at = lines.findIndex((line) => line.startsWith(`${name} breaks the law "${law}": `));
    expect(lines[at + 1]).toMatch(/^ {2}seen {5}/);
    expect(lines[at + 1]).toMatch(seen);
    expect(lines[at + 2]).toBe(`  read on  docs/add-a-strategy.md, section "${law}"`);
    expect(lines).toContain(`  try      mend it, then: npm run laws -- tests/cli/faulty/${name}.ts`);
    expect(doubtsOf(measured(), name)).toMatchObject([
      { code: 'law-broken', says: expect.stringContaining(`${name} was not measured: it breaks the law`) },
    ]);
    expect(doubtsOf(measured(), name)[0]!.says).toContain(law);
  });

  it('are blamed for nothing else, but the one that always throws', () => {
    const { err } = measured().ended;
    for (const [name, law] of FAULTS.filter(([name]) => name !== 'throws-in-get')) {
      const broken = [...err.matchAll(new RegExp(`^${name} breaks the law "(.*?)"`, 'gm'))];
      expect(broken.map(([, each]) => each)).toEqual([law]);
    }
  });
});

describe('strategies that are found out only when they are measured', () => {
  const measured = measuredBeside(['leaks-late', 'throws-late']);

  it('take nobody with them, and the exit code is 4', () => expectOthersToStand(measured()));

  it('a leak beyond the thousandth extra breaks the law about death, and its numbers are kept', () => {
    const broken = doubtsOf(measured(), 'leaks-late').filter(({ code }) => code === 'law-broken');
    expect(broken).toMatchObject([{ says: expect.stringContaining('promise-about-death') }]);
    expect(measured().ended.err).toMatch(/^leaks-late .*promise-about-death/m);
    const left = rowsOf(measured(), 'leaks-late', 'cleanup').filter(
      ({ metric, death }) => metric === 'left-fraction' && death === undefined,
    );
    expect(left.at(-1)?.estimate).toBe(0.5);
  });

  it('one that throws late loses the cells where it throws, and keeps the others', () => {
    const says = doubtsOf(measured(), 'throws-late').map((doubt) => doubt.says);
    expect(says).toEqual([
      expect.stringMatching(/\(cleanup, .*"throws-late": too many extras\. It was tried once more/),
      expect.stringMatching(/\(cleanup, .*"throws-late": too many extras\. It is left out of the rows/),
    ]);
    expect(measured().ended.err).toMatch(/^throws-late failed while it was measured/m);
    expect(rowsOf(measured(), 'throws-late', 'cleanup')).toEqual([]);
    expect(rowsOf(measured(), 'throws-late', 'memory')).not.toEqual([]);
  });
});

describe('a strategy that eats memory without bound', () => {
  const measured = measuredBeside(['eats-memory']);

  it('takes nobody with it, and the exit code is 4', () => {
    expectOthersToStand(measured());
    expect(measured().ended.err).toMatch(/^eats-memory failed while it was measured/m);
  });

  it('loses the cell in which it did, told in words and with the limit', () => {
    const doubts = doubtsOf(measured(), 'eats-memory');
    expect(doubts.map(({ code }) => code)).toEqual(['process-crashed', 'process-crashed']);
    for (const { says } of doubts) {
      expect(says).toMatch(
        /\(memory, population\) crashed: ran out of memory: its heap may not grow beyond \d+ MB/,
      );
    }
  });

  it('keeps its other cells', () => {
    const fractions = rowsOf(measured(), 'eats-memory', 'memory').map(({ attachFraction }) => attachFraction);
    expect(new Set(fractions)).toEqual(new Set([0]));
    const left = rowsOf(measured(), 'eats-memory', 'cleanup').filter(
      ({ metric }) => metric === 'left-fraction',
    );
    expect(left.at(-1)?.estimate).toBe(0);
  });
});
