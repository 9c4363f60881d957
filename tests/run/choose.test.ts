import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allWorkloads,
  chooseRules,
  chooseTraces,
  chooseWorkloads,
  QUICK,
  USUAL,
} from '../../harness/run/choose.ts';
import { scriptKey, writeScripts } from '../../harness/run/scripts.ts';
import { packTrace } from '../../harness/traces/format.ts';
import { madeTrace } from '../traces/made-traces.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-choose-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A failure of use whose message names all of these. */
const refusal = (...named: string[]) =>
  expect.objectContaining({
    exitCode: 5,
    message: expect.toSatisfy((message: string) => named.every((name) => message.includes(name))),
  });

const nothing = { programs: [], traces: [], rules: [] };

function traceFile(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, packTrace(madeTrace(2, 2, '0 1 0')));
  return file;
}

describe('what is measured', () => {
  it('is the usual if nothing is named', () => {
    for (const usual of [USUAL, QUICK, allWorkloads()])
      expect(chooseWorkloads(nothing, usual)).toEqual(usual);
  });

  it('is what was named and nothing else; a named program is replayed too', () => {
    expect(chooseWorkloads({ ...nothing, programs: ['fib'] }, USUAL)).toEqual({
      programs: ['fib'],
      calibrated: ['fib'],
      traces: [],
      rules: ['call-1'],
    });
    const traces = { ...nothing, traces: ['pip_list'], rules: ['call-10'] };
    expect(chooseWorkloads(traces, USUAL)).toEqual({ ...traces, calibrated: [] });
    expect(chooseWorkloads({ ...nothing, rules: ['call-10'] }, USUAL)).toEqual({
      ...USUAL,
      rules: ['call-10'],
    });
  });

  it('may not be a program and a trace of one name', () => {
    const both = { ...nothing, programs: ['here/mine.py'], traces: ['there/mine.trace.gz'] };
    expect(() => chooseWorkloads(both, USUAL)).toThrow(refusal('"mine"'));
  });
});

describe('traces', () => {
  it('are found by name and by file', () => {
    const [own, given] = chooseTraces(['json_tool', traceFile('some.trace.gz')]);
    expect(own).toMatchObject({ name: 'json_tool', file: 'json_tool.trace.gz', ofProgram: false });
    expect(given).toMatchObject({ name: 'some', file: 'some.trace.gz', ofProgram: false });
  });

  it('are refused if there are two of one name, or none', () => {
    expect(() => chooseTraces([traceFile('a.gz'), traceFile('a.trace.gz')])).toThrow(refusal('"a"'));
    expect(() => chooseTraces(['jsontool'])).toThrow(refusal('"jsontool"', 'pip_list', '"json_tool"'));
  });

  it('have a script for each rule; those of programs have one', () => {
    const [given] = chooseTraces([traceFile('x.gz')]);
    const files = writeScripts(
      [given!, { ...given!, name: 'fib', ofProgram: true }],
      ['call-10', 'share-0.5'],
      1,
      folder,
    );
    expect([...files.keys()]).toEqual(
      [
        ['x', 'call-10'],
        ['x', 'share-0.5'],
        ['fib', 'call-1'],
      ].map(([name, rule]) => scriptKey(name!, rule!)),
    );
    expect(new Set(files.values()).size).toBe(3);
  });
});

it('rules are checked, and each counts once', () => {
  expect(chooseRules(['call-1', 'call-1', 'share-1'])).toEqual(['call-1', 'share-1']);
  expect(() => chooseRules(['call-1', 'nonsense'])).toThrow(refusal('"nonsense"'));
});
