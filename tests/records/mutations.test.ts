/**
 * Damaged records: whatever was done to the files of a run, it is read or refused, and no figure rests on more processes than its
 * samples hold. The suite tries one hundred; `COEXTRA_MUTATIONS=10000 npx vitest run tests/records/mutations.test.ts` tries as many
 * as it says and prints how they ended.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { summary } from '../../harness/cli/face/summary.ts';
import { summaryJson } from '../../harness/cli/face/summary-json.ts';
import { readRecords } from '../../harness/experiments/reading.ts';
import { Failure } from '../../harness/failure.ts';
import { judgedAnew } from '../../harness/judge/judge.ts';
import type { ProcessRecord, Row, Run } from '../../harness/records/schema.ts';
import { sameSetting } from '../../harness/records/schema.ts';
import { readRun } from '../../harness/records/store.ts';
import type { Draw } from '../../harness/report/charts/render.ts';
import { light } from '../../harness/report/charts/theme.ts';
import { writeReport } from '../../harness/report/index.ts';
import { levelOfDepth } from '../../harness/statistics/interval.ts';
import { medianOf } from '../../harness/statistics/median.ts';
import { runCli, SMALL } from '../cli/running.ts';
import { type Files, linesOf, MUTATIONS, mutated } from './mutations.ts';

const COUNT = Number(process.env.COEXTRA_MUTATIONS ?? 100);
/** Against hangs. */
const TIMEOUT_MS = Math.max(600_000, COUNT * 500);
const FROM = Number(process.env.COEXTRA_MUTATIONS_FROM ?? 0);

let folder: string;
let whole: Files;
let other: Files;
/** Killed while it measured; and interrupted, so that it was judged before its end. */
let killed: Files;
let interrupted: Files;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
  const filesOf = async (name: string, seed: string): Promise<Files> => {
    const out = join(folder, name);
    const places = ['--out', out, '--report', `${out}-report`];
    const { code } = await runCli(
      folder,
      ...SMALL.map((word, i) => (SMALL[i - 1] === '--seed' ? seed : word)),
      ...places,
    );
    expect(code).toBe(0);
    const text = (file: string) => readFileSync(join(out, file), 'utf8');
    return { run: text('run.json'), samples: text('samples.jsonl') };
  };
  whole = await filesOf('one', '1');
  const { run: text, samples: named } = await filesOf('other', '2');
  // As older runs have them: their lines are known by seeds alone.
  other = { run: text, samples: named.replaceAll(/"run":"[^"]*",/g, '') };
  const run = JSON.parse(whole.run) as Run;
  const samples = `${linesOf(whole.samples).slice(0, 12).join('\n')}\n`;
  const begun = { ...run, complete: false, finishedAt: null, rows: [], controls: [], doubts: [], claims: [] };
  killed = { run: JSON.stringify(begun), samples };
  const some = { ...run, complete: false, rows: run.rows.filter((_, i) => i % 3 === 0), claims: [] };
  interrupted = { run: JSON.stringify(some), samples };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ending = 'refused' | 'read, same figures' | 'read, other figures';

/** Reads, judges and shows the files of a run. Anything thrown but a refusal is thrown on. */
async function endingOf(files: Files, original: Run): Promise<Ending> {
  writeFileSync(join(folder, 'run.json'), files.run);
  writeFileSync(join(folder, 'samples.jsonl'), files.samples);
  let shown: Run;
  try {
    const run = readRun(folder);
    const samples = readRecords(folder, run);
    shown = judgedAnew(run, samples);
    summaryJson(shown, { folder, report: folder });
    summary(shown, { width: 80, colour: false });
    await writeReport(shown, join(folder, 'report'), samples.records, configured);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.exitCode).toBe(5);
    expect(error.message).toContain(folder);
    return 'refused';
  }
  for (const row of shown.rows) expectSupported(row, files.samples);
  return JSON.stringify(shown.rows) === JSON.stringify(original.rows)
    ? 'read, same figures'
    : 'read, other figures';
}

/** A picture as it is before it is painted. */
const configured: Draw = async (_, question, run) => {
  question.configure(run, { theme: light, titled: true, narrow: false });
  question.height(run);
};

/** By the lines of the file alone, without the code that judges. */
function expectSupported(row: Row, samples: string): void {
  const values = new Map<number, number>();
  for (const line of linesOf(samples)) {
    const record = JSON.parse(line) as ProcessRecord;
    const { experiment, workload, number } = record.process;
    if (experiment !== row.experiment || workload !== row.workload) continue;
    for (const each of record.samples) {
      if (each.arm !== row.strategy) continue;
      if (row.metric !== 'break-even' && !sameSetting(each, row)) continue;
      values.set(number, medianOf(each.values) / each.workPerBlock);
    }
  }
  const { processes, metric, level, estimate } = row;
  expect(processes).toBeLessThanOrEqual(values.size);
  expect(level).toBeLessThanOrEqual(Math.min(0.95, levelOfDepth(1, processes)) + 1e-9);
  if (metric === 'ns') expect(estimate).toBeCloseTo(medianOf([...values.values()]), 6);
}

it(
  'are read or refused, and show no figure that the samples do not support',
  async () => {
    const table = new Map(
      Object.keys(MUTATIONS).map((kind) => [
        kind,
        { refused: 0, 'read, same figures': 0, 'read, other figures': 0 },
      ]),
    );
    const wrong: string[] = [];
    const starts = [whole, whole, killed, interrupted].map((files) => ({ files, original: judgedIn(files) }));
    for (let seed = FROM; seed < FROM + COUNT; seed++) {
      const { files, original } = starts[seed % starts.length]!;
      const { kind, ...changed } = mutated(files, other, seed);
      try {
        const ending = await endingOf(changed, original);
        table.get(kind)![ending] += 1;
      } catch (error) {
        wrong.push(`mutation ${seed} (${kind}): ${(error as Error).stack}`);
      }
    }
    if (process.env.COEXTRA_MUTATIONS !== undefined) console.table(Object.fromEntries(table));
    expect(wrong).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'of a run that was killed are resumed or refused, and what was resumed is read again',
  async () => {
    const codes = { 0: 0, 5: 0 };
    for (let seed = FROM; seed < FROM + COUNT / 20; seed++) {
      const { kind, ...changed } = mutated(killed, other, seed);
      const out = join(folder, `resumed-${seed}`);
      mkdirSync(out);
      writeFileSync(join(out, 'run.json'), changed.run);
      writeFileSync(join(out, 'samples.jsonl'), changed.samples);
      const { code, err } = await runCli(folder, 'compare', '--resume', out, '--report', `${out}-report`);
      expect([0, 5], `mutation ${seed} (${kind}): ${err}`).toContain(code);
      codes[code as 0 | 5] += 1;
      if (code === 0) expect(readRecords(out, readRun(out)).torn).toBe(false);
      rmSync(out, { recursive: true });
    }
    expect(codes[0]).toBeGreaterThan(0);
    if (process.env.COEXTRA_MUTATIONS !== undefined) console.table({ resumed: codes[0], refused: codes[5] });
  },
  TIMEOUT_MS,
);

function judgedIn(files: Files): Run {
  writeFileSync(join(folder, 'run.json'), files.run);
  writeFileSync(join(folder, 'samples.jsonl'), files.samples);
  const run = readRun(folder);
  return judgedAnew(run, readRecords(folder, run));
}
