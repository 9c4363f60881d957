import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { summaryJson, summaryOf } from '../../../harness/cli/face/summary-json.ts';
import { publishedSchemas } from '../../../harness/records/publish.ts';
import { readRun } from '../../../harness/records/store.ts';
import { madeRun } from '../../report/made-run.ts';
import { keepSmallRun, runOn } from '../running.ts';

const places = { folder: '/results/a', report: '/reports/a/index.html' };
const isSummary = new Ajv({ strict: false }).compile(JSON.parse(publishedSchemas()['summary.schema.json']!));

test.each([
  ['a whole run', madeRun({ traces: true, life: true })],
  ['a run without intervals', madeRun({ processes: 2, quick: true, complete: false })],
  ['a run with no row', madeRun({ without: () => true })],
])('%s in short matches the published schema', (_, run) => {
  expect(isSummary(JSON.parse(summaryJson(run, places))), JSON.stringify(isSummary.errors)).toBe(true);
});

test('the figures are those of the rows, in the columns of the comparison', () => {
  const run = madeRun();
  run.controls[0] = { ...run.controls[0]!, passed: false };
  const short = summaryOf(run, places);
  const { columns, strategies } = short.comparison;
  const at = columns.findIndex(({ experiment, heading }) => experiment === 'memory' && heading === '100 %');
  const { estimate, low, high } = strategies.find(({ name }) => name === 'weakmap')!.cells[at]!;
  const row = run.rows.find((each) => each.low === low && each.high === high && each.estimate === estimate);
  expect(row).toMatchObject({ strategy: 'weakmap', metric: columns[at]!.metric, unit: 'bytes' });
  expect(strategies.every(({ cells }) => cells.length === columns.length)).toBe(true);
  expect(short.controls).toEqual({ passed: run.controls.length - 1, failed: [run.controls[0]] });
  expect(short).toMatchObject({ run: run.id, complete: true, ...places, doubts: run.doubts });
});

test('hostile names arrive whole, and in letters that steer no terminal', () => {
  const bad = 'mine\u001b[2J\r\u009b31m\u202e\u{e0041}\u2028';
  const text = summaryJson({ ...madeRun(), doubts: [{ code: bad, says: bad }] }, places);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(text).doubts).toEqual([{ code: bad, says: bad }]);
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-json-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** `report` of a small run, in a pipe and with nothing said of colours. */
async function report(...args: string[]) {
  const run = await keepSmallRun(folder, 'run', { id: 'small-run' });
  const places = [run, '--report', join(folder, 'report')];
  const { code, out } = await runOn({ env: { CI: '1' } }, 'report', ...places, ...args);
  expect(code).toBe(0);
  return { out, claims: readRun(run).claims };
}

test('report --json prints one document and nothing else', async () => {
  const beside = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const { out, claims } = await report('--json');
    const short = JSON.parse(out);
    expect(isSummary(short), JSON.stringify(isSummary.errors)).toBe(true);
    expect(short.claims).toEqual(claims);
    expect(short).toMatchObject({
      run: 'small-run',
      folder: join(folder, 'run'),
      report: join(folder, 'report', 'index.html'),
    });
    expect(beside).not.toHaveBeenCalled();
  } finally {
    beside.mockRestore();
  }
});

test('report in a pipe is plain text, and ends with the claims and the page', async () => {
  const { out, claims } = await report();
  expect(out).not.toContain('\u001b');
  expect(out.endsWith('\n')).toBe(true);
  const paragraphs = out.trimEnd().split('\n\n');
  const told = paragraphs.slice(-1 - claims.length, -1);
  // A sign stands before each verdict.
  expect(told.map((each) => each.slice(2).split(':', 1)[0])).toEqual(claims.map(({ verdict }) => verdict));
  const last = paragraphs.at(-1);
  expect(last!.split(/ {2,}/)).toEqual(['report', join(folder, 'report', 'index.html')]);
});
