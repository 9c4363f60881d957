import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSamples } from '../../harness/experiments/reading.ts';
import { publishedSchemas } from '../../harness/records/publish.ts';
import type { ProcessRecord } from '../../harness/records/schema.ts';
import { createRunFolder, readRun } from '../../harness/records/store.ts';
import { numbersIn } from '../judge/made-records.ts';
import { blankRun } from './blank-run.ts';
import { failureOf } from './failure-of.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const measured: ProcessRecord = {
  process: { number: 0, experiment: 'call-cost', workload: 'fib', arms: ['none'], replicate: 0, seed: 1 },
  attempt: 1,
  startedAt: '2026-11-22T00:00:00.000Z',
  seconds: 0.5,
  outcome: 'measured',
  samples: [{ arm: 'none', unit: 'ns-per-block', workPerBlock: 1000, values: [1, 2, 3] }],
  notes: {},
};

describe('the published schemas', () => {
  it('are the files in schema/ (npm run schema makes them anew)', () => {
    for (const [name, text] of Object.entries(publishedSchemas())) {
      expect(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8')).toBe(text);
    }
  });

  it('accept a run that was written to disk, read by nothing but a schema checker', () => {
    createRunFolder(join(folder, 'run'), blankRun());
    const schema = JSON.parse(publishedSchemas()['run.schema.json']!);
    const check = new Ajv({ strict: false }).compile(schema);
    expect(check(JSON.parse(readFileSync(join(folder, 'run', 'run.json'), 'utf8')))).toBe(true);
  });
});

describe('a run folder', () => {
  it('gives back what was written', () => {
    const store = createRunFolder(join(folder, 'run'), blankRun());
    store.append(measured);
    store.append({ ...measured, attempt: 2 });
    expect(readRun(store.path)).toEqual(blankRun());
    expect(readSamples(store.path)).toEqual({
      records: [measured, { ...measured, attempt: 2 }],
      torn: false,
    });
  });

  it('keeps whole lines when the last one was cut off', () => {
    const store = createRunFolder(join(folder, 'run'), blankRun());
    store.append(measured);
    const file = join(store.path, 'samples.jsonl');
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"process":{"numb`);
    expect(readSamples(store.path)).toEqual({ records: [measured], torn: true });
  });

  it('is never made where something exists', () => {
    createRunFolder(join(folder, 'run'), blankRun());
    const before = readdirSync(join(folder, 'run'));
    const failure = failureOf(() => createRunFolder(join(folder, 'run'), { ...blankRun(), seed: 77 }));
    expect(failure.exitCode).toBe(5);
    expect(failure.message).toContain(join(folder, 'run'));
    // The reason is not one of the disk's.
    expect(failure.message).not.toMatch(/\bE[A-Z]{4,}\b/);
    expect(readdirSync(join(folder, 'run'))).toEqual(before);
    expect(readRun(join(folder, 'run'))).toEqual(blankRun());
  });

  it('says so when it cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const failure = failureOf(() => createRunFolder(join(folder, 'file', 'run'), blankRun()));
    expect(failure.exitCode).toBe(5);
    expect(failure.message).toContain(join(folder, 'file', 'run'));
    expect(failure.message).toMatch(/\((ENOTDIR|EEXIST): /);
  });

  it('refuses to write a run that breaks the schema', () => {
    const store = createRunFolder(join(folder, 'run'), blankRun());
    expect(() => store.write({ ...blankRun(), seed: -1 })).toThrow(/seed/);
    expect(readRun(store.path)).toEqual(blankRun());
  });
});

describe('reading', () => {
  const withRun = (text: string) => {
    writeFileSync(join(folder, 'run.json'), text);
    return failureOf(() => readRun(folder));
  };

  it('refuses a folder without a run', () => {
    const failure = failureOf(() => readRun(join(folder, 'nowhere')));
    expect(failure.exitCode).toBe(5);
    expect(failure.message).toContain('ENOENT');
    expect(failure.message).toContain('npm run compare');
    expect(failure.message.split('nowhere')).toHaveLength(2);
  });

  it('refuses what is no JSON', () => {
    const failure = withRun('run!');
    expect(failure.exitCode).toBe(5);
    expect(failure.message).toContain(join(folder, 'run.json'));
    expect(failure.message).toContain('JSON');
  });

  it('refuses a record that was cut off, and tells what the parser of JSON tells', () => {
    const cut = JSON.stringify(blankRun()).slice(0, -9);
    let reason = '';
    try {
      JSON.parse(cut);
    } catch (error) {
      reason = (error as Error).message;
    }
    const failure = withRun(cut);
    expect(failure.exitCode).toBe(5);
    expect(failure.message).toContain(join(folder, 'run.json'));
    expect(failure.message).toContain(reason);
  });

  it('refuses a foreign record and names the place', () => {
    const foreign = withRun('{"schemaVersion": 1, "benchmarks": []}');
    expect(foreign.exitCode).toBe(5);
    expect(foreign.message).toContain(join(folder, 'run.json'));
    expect(foreign.message).not.toContain('JSON (');
    expect(withRun(JSON.stringify({ ...blankRun(), rows: [{ experiment: 'magic' }] })).message).toMatch(
      /rows/,
    );
  });

  it('refuses a version it does not know and says which it reads', () => {
    const { exitCode, message } = withRun(JSON.stringify({ ...blankRun(), schemaVersion: 2 }));
    expect(exitCode).toBe(5);
    expect(numbersIn(message.replace(folder, '')).slice(0, 2)).toEqual([2, 1]);
  });

  it('names the line of a foreign sample', () => {
    createRunFolder(join(folder, 'run'), blankRun());
    writeFileSync(join(folder, 'run', 'samples.jsonl'), `${JSON.stringify(measured)}\n{"a":1}\n`);
    expect(failureOf(() => readSamples(join(folder, 'run'))).message).toMatch(/samples\.jsonl:2/);
  });
});
