import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Run } from '../../harness/records/schema.ts';
import { createRunFolder } from '../../harness/records/store.ts';
import { madeRun } from '../report/made-run.ts';
import { runCli } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (...parts: string[]) => join(folder, ...parts);
const report = (...args: string[]) => runCli(folder, 'report', ...args);

/** A run of one program, which makes a report quickly. */
function keep(name: string, change: Partial<Run> = {}): string {
  const run = madeRun({
    without: ({ workload, experiment }) => workload !== 'fib' && experiment !== 'cleanup',
  });
  createRunFolder(inFolder(name), { ...run, ...change }).release();
  return inFolder(name);
}

describe('report of several runs', () => {
  it('makes one page of two runs, with the report of each beneath it, and says where they differ', async () => {
    const [one, other] = [keep('one'), keep('other', { seed: 7 })];
    const { code, out } = await report(one, other, '--report', inFolder('both'));
    expect(code).toBe(0);
    expect(out).toMatch(/^A {2}made-run/m);
    expect(out).toMatch(/^B {2}made-run/m);
    expect(out).toContain('They differ in seed.');
    expect(out).toMatch(/In\s+none of them/);
    expect(out).toMatch(/A ◐ it depends {2}B ◐ it depends\n {4}the runs agree/);
    expect(out).toMatch(/report {3}\S*both\/index\.html\n$/);
    expect(readdirSync(inFolder('both')).sort()).toEqual(['A', 'B', 'charts', 'index.html']);
    const page = readFileSync(inFolder('both', 'index.html'), 'utf8');
    expect(page).toContain('<title>coextra: made-run beside made-run</title>');
    for (const [label, seed] of [
      ['A', '42'],
      ['B', '7'],
    ] as const) {
      const own = readFileSync(inFolder('both', label, 'index.html'), 'utf8');
      expect(own).toContain(`<dt>seed</dt><dd>${seed}</dd>`);
    }
    // It may be made anew into the same folder.
    expect(await report(one, other, '--report', inFolder('both'))).toMatchObject({ code: 0 });
    expect(readFileSync(inFolder('both', 'index.html'), 'utf8')).toBe(page);
  }, 120_000);

  it('prints several runs in short as an array of JSON, each with its own page', async () => {
    const folders = [keep('one'), keep('other', { id: 'other-run' })];
    const { code, out } = await report(...folders, '--json', '--report', inFolder('both'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { run: 'made-run', folder: folders[0], report: inFolder('both', 'A', 'index.html') },
      { run: 'other-run', folder: folders[1], report: inFolder('both', 'B', 'index.html') },
    ]);
  }, 120_000);

  it('refuses a run that is given twice, also under another name', async () => {
    const one = keep('one');
    cpSync(one, inFolder('copy'), { recursive: true });
    for (const other of [one, inFolder('copy')]) {
      const { code, err } = await report(one, other, '--report', inFolder('both'));
      expect(code).toBe(5);
      expect(err).toContain('are one run, made-run');
      expect(existsSync(inFolder('both'))).toBe(false);
    }
  }, 60_000);

  it('leaves a folder alone that is no report of these runs', async () => {
    const [one, other] = [keep('one'), keep('other', { id: 'other-run' })];
    cpSync(one, inFolder('mine'), { recursive: true });
    writeFileSync(inFolder('mine', 'index.html'), 'made-run');
    const { code, err } = await report(one, other, '--report', inFolder('mine'));
    expect(code).toBe(5);
    expect(err).toContain('is no report of made-run beside other-run');
    expect(readFileSync(inFolder('mine', 'index.html'), 'utf8')).toBe('made-run');
  }, 60_000);

  it('names the folder that holds no run, and writes nothing', async () => {
    const { code, err } = await report(keep('one'), inFolder('nowhere'), '--report', inFolder('both'));
    expect(code).toBe(5);
    expect(err).toContain('nowhere');
    expect(existsSync(inFolder('both'))).toBe(false);
  }, 60_000);

  it('makes of one run the report of that run', async () => {
    const { code, out } = await report(keep('one'), '--report', inFolder('alone'));
    expect(code).toBe(0);
    expect(out).toMatch(/report {3}\S*alone\/index\.html\n$/);
    expect(readdirSync(inFolder('alone')).sort()).toEqual(['charts', 'index.html', 'rows.tsv']);
    expect(readFileSync(inFolder('alone', 'index.html'), 'utf8')).toContain(
      '<title>coextra: run made-run</title>',
    );
  }, 60_000);
});
