/** Records that contradict themselves, and samples that are not those of their run: refused in one sentence that names the place. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecords } from '../../harness/experiments/reading.ts';
import type { ArmSamples, ProcessRecord, Run } from '../../harness/records/schema.ts';
import { readRun } from '../../harness/records/store.ts';
import { expectRefused, keepSmallRun, runCli } from '../cli/running.ts';
import { failureOf } from './failure-of.ts';
import { linesOf } from './mutations.ts';

let folder: string;
let run: Run;
let records: ProcessRecord[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  await keepSmallRun(folder, 'run');
  run = readRun(at());
  records = linesOf(readFileSync(at('samples.jsonl'), 'utf8')).map((line) => JSON.parse(line));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name = '') => join(folder, 'run', name);

function write(nextRun: unknown, lines: readonly unknown[]): void {
  writeFileSync(at('run.json'), JSON.stringify(nextRun));
  writeFileSync(at('samples.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function refusalOf(nextRun: unknown, lines: readonly unknown[]): string {
  write(nextRun, lines);
  const { exitCode, message } = failureOf(() => readRecords(at(), readRun(at())));
  expect(exitCode).toBe(5);
  return message;
}

/** The record of a look-up, which has every arm in the same settings, with one of its samples changed. */
function withSample(change: (samples: ArmSamples) => unknown): unknown[] {
  const lookUp = records.findIndex(({ process }) => process.experiment === 'look-up');
  return moved(lookUp, (record) => ({
    ...record,
    samples: record.samples.with(1, change(record.samples[1]!) as ArmSamples),
  }));
}

/** All records, the one that is changed first. */
function moved(index: number, change: (record: ProcessRecord) => unknown): unknown[] {
  return [change(records[index]!), ...records.toSpliced(index, 1)];
}

const changed = (change: (record: ProcessRecord) => unknown) => () => moved(0, change);

describe('samples are refused', () => {
  it.each<[string, () => unknown[], line: number]>([
    ['of a process that was measured before', () => [...records, records[2]], 20],
    ['of another run with the same plan', changed((r) => ({ ...r, run: 'other' })), 1],
    ['of another seed', changed((r) => ({ ...r, process: { ...r.process, seed: r.process.seed + 1 } })), 1],
    ['of another workload', changed((r) => ({ ...r, process: { ...r.process, workload: 'x' } })), 1],
    [
      'of a process that is not planned',
      changed((r) => ({ ...r, process: { ...r.process, number: 99 } })),
      1,
    ],
    ['of an attempt that is not due', changed((r) => ({ ...r, attempt: 2 })), 1],
    ['of a fourth attempt', changed((r) => ({ ...r, attempt: 4 })), 1],
    ['of a crash', changed((r) => ({ ...r, outcome: 'crashed' })), 1],
    ['that leave out an arm of another process', changed((r) => ({ ...r, leftOut: ['nobody'] })), 1],
    ['of an arm that was left out', changed((r) => ({ ...r, leftOut: r.process.arms })), 1],
    ['without a date', changed((r) => ({ ...r, startedAt: '2026-13-01T00:00:00Z' })), 1],
    ['of another arm', () => withSample((s) => ({ ...s, arm: 'nobody' })), 1],
    [
      'twice of an arm',
      () =>
        withSample((s) =>
          records.flatMap(({ samples }) => samples).find((o) => o.hitRatio !== s.hitRatio && o.arm === s.arm),
        ),
      1,
    ],
    [
      'in a setting that is not planned',
      () => withSample((s) => ({ ...s, population: s.population! + 1 })),
      1,
    ],
    ['of a part that is not planned', () => withSample((s) => ({ ...s, part: 'x' })), 1],
    ['in another unit', () => withSample((s) => ({ ...s, unit: 'bytes' })), 1],
    [
      'of fewer rounds than another arm has',
      () => withSample((s) => ({ ...s, values: s.values.slice(1) })),
      1,
    ],
    ['without values', () => withSample((s) => ({ ...s, values: [] })), 1],
    ['of no work', () => withSample((s) => ({ ...s, workPerBlock: 0 })), 1],
    ['of negative work', () => withSample((s) => ({ ...s, workPerBlock: -1 })), 1],
    ['of negative times', () => withSample((s) => ({ ...s, values: s.values.with(0, -1) })), 1],
    ['of endless times', () => withSample((s) => ({ ...s, values: s.values.with(0, 1e308) })), 1],
  ])('%s', (_, lines, line) => {
    expect(refusalOf(run, lines())).toContain(`samples.jsonl:${line} is no `);
  });

  it('unless they do not name their run, as older ones', () => {
    write(
      run,
      records.map(({ run: _, ...older }) => older),
    );
    expect(readRecords(at(), readRun(at())).records).toHaveLength(records.length);
  });

  it('where there are figures and no samples', () => {
    expect(refusalOf(run, [])).toContain(at('samples.jsonl'));
  });
});

describe('a run is refused', () => {
  const row = (change: object) => () => ({ ...run, rows: run.rows.with(0, { ...run.rows[0]!, ...change }) });
  const planned = (change: object) => () => ({ ...run, plan: { ...run.plan, ...change } });

  it.each<[string, () => unknown]>([
    ['whose interval is upside down', row({ low: 3, estimate: 2, high: 1 })],
    ['whose interval has one end', row({ low: null, estimate: 2, high: 3 })],
    ['whose row is of no arm', row({ strategy: 'nobody' })],
    ['whose row compares with no arm', row({ reference: 'nobody' })],
    [
      'whose claim rests on no row',
      () => ({ ...run, claims: [{ ...run.claims[0]!, rows: [run.rows.length] }] }),
    ],
    ['whose doubt is about no process', () => ({ ...run, doubts: [{ code: 'a', says: 'b', process: 99 }] })],
    ['whose arms share a name', () => planned({ arms: [...run.plan.arms, run.plan.arms[0]] })()],
    [
      'whose processes share a number',
      () => planned({ processes: [...run.plan.processes, run.plan.processes[0]] })(),
    ],
    ['that ended before it began', () => ({ ...run, finishedAt: '2001-01-01T00:00:00.000Z' })],
    ['that ended on no day', () => ({ ...run, finishedAt: '2026-11-22' })],
    ['that is complete and never ended', () => ({ ...run, finishedAt: null })],
    ['whose seed no run can have', () => ({ ...run, seed: 2 ** 31 })],
  ])('%s', (_, made) => {
    expect(refusalOf(made(), records)).toContain(at('run.json'));
  });
});

describe('figures are those of the samples', () => {
  const reported = async () => {
    const place = ['--report', join(folder, 'report')];
    const { code, out } = await runCli(folder, 'report', at(), ...place, '--json');
    expect(code).toBe(0);
    return JSON.parse(out);
  };

  it('whatever the record says of them', async () => {
    write(run, records);
    const sound = await reported();
    const forged = run.rows.map((row) => ({ ...row, processes: 9, level: 0.95 }));
    write({ ...run, rows: forged }, records);
    const { doubts, ...rest } = await reported();
    expect(doubts.map(({ code }: { code: string }) => code)).toContain('judged-anew');
    expect(rest).toEqual({ ...sound, doubts: undefined });
  });

  it('that are left where the last line was cut off after the run was judged', async () => {
    write(run, records);
    const text = readFileSync(at('samples.jsonl'), 'utf8');
    writeFileSync(at('samples.jsonl'), text.slice(0, -1));
    const { doubts } = await reported();
    expect(doubts.map(({ code }: { code: string }) => code)).toContain('samples-torn');
  });

  it('of as many rows as there are: some, or none', async () => {
    for (const rows of [run.rows.slice(0, 20), []]) {
      write({ ...run, complete: false, finishedAt: null, rows, claims: [] }, records.slice(0, 3));
      const { complete, comparison } = await reported();
      expect(complete).toBe(false);
      for (const { cells } of comparison.strategies)
        for (const cell of cells) if (cell !== null) expect(cell.processes).toBeLessThanOrEqual(3);
    }
  });

  it('of a run cut off before any strategy was measured', async () => {
    const controls = records.filter(
      ({ process }) => process.arms.includes('none') && process.arms.length === 1,
    );
    write({ ...run, complete: false, finishedAt: null, rows: [], claims: [] }, controls.slice(0, 1));
    expect((await reported()).comparison.strategies).toEqual([]);
  });

  it('or none, where a gate is to compare with them', async () => {
    write(run, [...records, records[0]]);
    expectRefused(
      await runCli(folder, 'gate', '--baseline', at(), '--out', join(folder, 'gate')),
      'samples.jsonl:20',
    );
  });
});
