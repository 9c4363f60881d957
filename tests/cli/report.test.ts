/** `report` of one run and of several, in the test's own process. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Run } from '../../harness/records/schema.ts';
import { createRunFolder } from '../../harness/records/store.ts';
import { blankRun } from '../records/blank-run.ts';
import { expectRefused, keepSmallRun, runCli } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (...parts: string[]) => join(folder, ...parts);
const report = (...args: string[]) => runCli(folder, 'report', ...args);
const pageIn = (...parts: string[]) =>
  parseHTML(readFileSync(inFolder(...parts, 'index.html'), 'utf8')).document;

const keep = (name: string, change: Partial<Run> = {}) =>
  keepSmallRun(folder, name, { id: 'small-run', seed: 42, ...change });

describe('report of one run', () => {
  it('leaves a folder alone that is no report of the run', async () => {
    createRunFolder(inFolder('run'), blankRun());
    mkdirSync(inFolder('mine'));
    writeFileSync(inFolder('mine', 'index.html'), 'my page');
    expectRefused(await report(inFolder('run'), '--report', inFolder('mine')), inFolder('mine'), 'blank');
    expect(readFileSync(inFolder('mine', 'index.html'), 'utf8')).toBe('my page');
  });

  it('makes one report, in one folder', async () => {
    createRunFolder(inFolder('run'), blankRun());
    const places = ['one', 'other'].flatMap((name) => ['--report', inFolder(name)]);
    expectRefused(await report(inFolder('run'), ...places), '--report');
    expect(readdirSync(folder)).toEqual(['run']);
  });

  it('names the folder that the disk refused', async () => {
    createRunFolder(inFolder('run'), blankRun());
    expect(await report(inFolder('run'), '--report', inFolder('report'))).toMatchObject({ code: 0 });
    rmSync(inFolder('report', 'rows.tsv'));
    mkdirSync(inFolder('report', 'rows.tsv'));
    expectRefused(await report(inFolder('run'), '--report', inFolder('report')), inFolder('report'));
  });

  it('refuses a folder without a run', async () => {
    expectRefused(await report(folder), folder);
  });

  it('prints its figures and ends with the path of the page', async () => {
    const { code, out } = await report(await keep('one'), '--report', inFolder('alone'));
    expect(code).toBe(0);
    expect(out.trimEnd().endsWith(inFolder('alone', 'index.html'))).toBe(true);
    expect(readdirSync(inFolder('alone')).sort()).toEqual(['charts', 'index.html', 'rows.tsv']);
    expect(pageIn('alone').title).toContain('small-run');
  });
});

describe('report of several runs', () => {
  it('makes one page of two runs, with the report of each beneath it, and says where they differ', async () => {
    const [one, other] = [await keep('one'), await keep('other', { seed: 7 })];
    const { code, out } = await report(one, other, '--report', inFolder('both'));
    expect(code).toBe(0);
    expect(out).toMatch(/^A {2}small-run/m);
    expect(out).toMatch(/^B {2}small-run/m);
    expect(out).toMatch(/differ in seed\b/);
    expect(out.trimEnd().endsWith(inFolder('both', 'index.html'))).toBe(true);
    expect(readdirSync(inFolder('both')).sort()).toEqual(['A', 'B', 'charts', 'index.html']);
    expect(pageIn('both').title.match(/small-run/g)).toHaveLength(2);
    for (const [label, seed] of [
      ['A', '42'],
      ['B', '7'],
    ] as const) {
      const heads = [...pageIn('both', label).querySelectorAll('dt')];
      expect(heads.find((each) => each.textContent === 'seed')!.nextElementSibling!.textContent).toBe(seed);
    }
    // It may be made anew into the same folder.
    const before = readFileSync(inFolder('both', 'index.html'), 'utf8');
    expect(await report(one, other, '--report', inFolder('both'))).toMatchObject({ code: 0 });
    expect(readFileSync(inFolder('both', 'index.html'), 'utf8')).toBe(before);
  });

  it('prints several runs in short as an array of JSON, each with its own page', async () => {
    const folders = [await keep('one'), await keep('other', { id: 'other-run' })];
    const { code, out } = await report(...folders, '--json', '--report', inFolder('both'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { run: 'small-run', folder: folders[0], report: inFolder('both', 'A', 'index.html') },
      { run: 'other-run', folder: folders[1], report: inFolder('both', 'B', 'index.html') },
    ]);
  });

  it('refuses a run that is given twice, also under another name', async () => {
    const one = await keep('one');
    cpSync(one, inFolder('copy'), { recursive: true });
    for (const other of [one, inFolder('copy')]) {
      expectRefused(await report(one, other, '--report', inFolder('both')), other, 'small-run');
      expect(existsSync(inFolder('both'))).toBe(false);
    }
  });

  it('leaves a folder alone that is no report of these runs', async () => {
    const [one, other] = [await keep('one'), await keep('other', { id: 'other-run' })];
    cpSync(one, inFolder('mine'), { recursive: true });
    writeFileSync(inFolder('mine', 'index.html'), 'small-run');
    expectRefused(
      await report(one, other, '--report', inFolder('mine')),
      inFolder('mine'),
      'small-run',
      'other-run',
    );
    expect(readFileSync(inFolder('mine', 'index.html'), 'utf8')).toBe('small-run');
  });

  it('names the folder that holds no run, and writes nothing', async () => {
    expectRefused(
      await report(await keep('one'), inFolder('nowhere'), '--report', inFolder('both')),
      'nowhere',
    );
    expect(existsSync(inFolder('both'))).toBe(false);
  });
});
