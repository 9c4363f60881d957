/** `compare --resume`, on a simulated machine: a run that was cut off is finished by what began it, and by nothing else. */

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../../harness/cli/command-line.ts';
import { readEnvironment } from '../../harness/environment/environment.ts';
import { readRecords, readSamples } from '../../harness/experiments/reading.ts';
import type { ProcessRecord, Run } from '../../harness/records/schema.ts';
import { createRunFolder, openRunFolder, readRun } from '../../harness/records/store.ts';
import { blankRun } from '../records/blank-run.ts';
import { expectRefused, runCli, SMALL, testHost } from './running.ts';
import { simulatedMachine } from './simulated-machine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = () => join(folder, 'run');
const report = () => ['--report', join(folder, 'report')];
const small = () => [...SMALL, '--out', run(), ...report()];
const resume = () => ['compare', '--resume', run(), ...report()];

/** Runs a command whose machine is gone after so many processes, as when it is killed: nothing more is written. */
async function cutOffAfter(processes: number, args: readonly string[]): Promise<void> {
  const gone = new Error('the machine is gone');
  const machine = simulatedMachine({
    folder,
    outcome(_, launched) {
      if (launched > processes) throw gone;
      return undefined;
    },
  });
  const { host } = testHost({ machine });
  await commandLine(args, host);
  expect(host.exitCode).toBe(70);
}

const kept = () => readSamples(run()).records;

describe('a run that was cut off', () => {
  it('is finished with the same plan and seed, and loses no finished process', async () => {
    await cutOffAfter(5, small());
    expect(kept()).toHaveLength(5);
    const planned = readRun(run()).plan.processes;
    for (const processes of [4, 3]) {
      const before = kept();
      await cutOffAfter(processes, resume());
      expect(kept().slice(0, before.length)).toEqual(before);
      expect(kept()).toHaveLength(before.length + processes);
    }
    const before = kept();
    const { code, out } = await runCli(folder, ...resume());
    expect(code).toBe(0);
    expect(out).toMatch(/^weakmap /m);
    const finished = readRun(run());
    expect(finished.complete).toBe(true);
    expect(finished.doubts.map((doubt) => doubt.code)).toContain('resumed');
    expect(finished.plan.processes.slice(0, planned.length)).toEqual(planned);
    expect(kept().slice(0, before.length)).toEqual(before);
    const measured = kept().map(({ process }) => process);
    expect(measured.sort((a, b) => a.number - b.number)).toEqual(finished.plan.processes);
  });

  it('comes to the same figures as one that was not', async () => {
    await cutOffAfter(5, small());
    await runCli(folder, ...resume());
    const resumed = readRun(run());
    rmSync(run(), { recursive: true });
    rmSync(join(folder, 'report'), { recursive: true });
    await runCli(folder, ...small());
    expect(resumed.rows).toEqual(readRun(run()).rows);
  });

  it('is judged by `report` as it stands', async () => {
    await cutOffAfter(3, small());
    const { code, out } = await runCli(folder, 'report', run(), '--report', join(folder, 'again'), '--json');
    expect(code).toBe(0);
    const short = JSON.parse(out);
    expect(short.complete).toBe(false);
    expect(short.doubts.map((doubt: { code: string }) => doubt.code)).toContain('cut-off');
  });

  it('is not resumed by other code, on another engine or machine, with another plan, or when it is complete', async () => {
    await cutOffAfter(3, small());
    const file = join(run(), 'run.json');
    const whole = readFileSync(file, 'utf8');
    const { cpu, v8 } = readEnvironment();
    const refusals: [change: (begun: Run) => Run, ...mentions: string[]][] = [
      [(begun) => ({ ...begun, given: { ...begun.given!, digest: 'other' } })],
      [(begun) => ({ ...begun, environment: { ...begun.environment, v8: '1.0' } }), 'v8', '1.0', v8],
      [
        (begun) => ({ ...begun, environment: { ...begun.environment, cpu: 'another' } }),
        'cpu',
        'another',
        cpu,
      ],
      [(begun) => ({ ...begun, plan: { ...begun.plan, warmupMs: 1 } })],
      [(begun) => ({ ...begun, complete: true })],
    ];
    const said = new Set<string>();
    for (const [change, ...mentions] of refusals) {
      writeFileSync(file, JSON.stringify(change(JSON.parse(whole) as Run)));
      const ended = await runCli(folder, ...resume());
      expectRefused(ended, ...mentions);
      said.add(ended.err);
      expect(kept()).toHaveLength(3);
    }
    expect(said.size).toBe(refusals.length);
    writeFileSync(file, whole);
    expect(await runCli(folder, ...resume())).toMatchObject({ code: 0 });
  });
});

it('a run that had added to its pilot is read and resumed with what it added, and with nothing that it cannot have added', async () => {
  const long = 'compare --budget 60 --seed 1 --strategy weakmap --program fib --experiment call-cost'.split(
    ' ',
  );
  await cutOffAfter(9, [...long, '--out', run(), ...report()]);
  const file = join(run(), 'samples.jsonl');
  const begun = readRun(run());
  const nine = readFileSync(file, 'utf8');
  expect(begun.plan.processes).toHaveLength(6);
  const { code, out } = await runCli(folder, 'report', run(), '--report', join(folder, 'again'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out).comparison.strategies[0].cells[0].processes).toBe(9);
  const last = kept()[8]!;
  const { number, replicate, seed } = last.process;
  for (const change of [
    { seed: kept()[0]!.process.seed },
    { replicate: 0 },
    { workload: 'x' },
    { number: 3 },
  ]) {
    const process = {
      ...last.process,
      number: number + 1,
      replicate: replicate + 1,
      seed: seed + 1,
      ...change,
    };
    writeFileSync(file, `${nine}${JSON.stringify({ ...last, process })}\n`);
    expectRefused(await runCli(folder, ...resume()), 'samples.jsonl:10');
  }
  writeFileSync(file, nine);
  expect(await runCli(folder, ...resume())).toMatchObject({ code: 0 });
  expect(readRecords(run(), readRun(run())).records.length).toBeGreaterThan(9);
});

it('a run is resumed wherever its last line was cut off, and beside a record that was half written', async () => {
  await cutOffAfter(4, small());
  const file = join(run(), 'samples.jsonl');
  const begun = readFileSync(join(run(), 'run.json'));
  const four = readFileSync(file);
  const end = four.lastIndexOf('\n', four.length - 2) + 1;
  // A letter of two bytes, of which the first may be all that was written.
  const failed = { ...kept()[3]!, outcome: 'crashed', error: 'cafés', samples: [], notes: {} };
  const last = Buffer.from(`${JSON.stringify(failed)}\n`);
  const within = last.indexOf(0xc3) + 1;
  for (const cut of [0, 1, 40, within, last.length - 2, last.length - 1, last.length]) {
    rmSync(join(folder, 'report'), { recursive: true, force: true });
    writeFileSync(join(run(), 'run.json'), begun);
    writeFileSync(join(run(), 'run.json.tmp'), '{"schemaVersion":');
    writeFileSync(file, Buffer.concat([four.subarray(0, end), last.subarray(0, cut)]));
    expect(await runCli(folder, 'report', run(), ...report())).toMatchObject({ code: 0 });
    expect(await runCli(folder, ...resume())).toMatchObject({ code: 0 });
    expect(readRecords(run(), readRun(run())).torn).toBe(false);
  }
});

describe('--resume', () => {
  const begun = () => {
    createRunFolder(run(), blankRun());
    return run();
  };

  it('takes nothing else with it', async () => {
    expectRefused(
      await runCli(folder, 'compare', '--resume', begun(), '--seed', '3', '--quick'),
      '--seed, --quick',
    );
  });

  it('refuses a run that does not say what it was asked for, and names the command that still works', async () => {
    expectRefused(await runCli(folder, 'compare', '--resume', begun()), 'npm run report');
  });

  it('refuses a folder without a run', async () => {
    expectRefused(await runCli(folder, 'compare', '--resume', folder), folder);
  });
});

describe('samples', () => {
  it('of a line that was half written are cut away before more are appended', () => {
    const record: ProcessRecord = {
      process: {
        number: 0,
        experiment: 'memory',
        workload: 'population',
        arms: ['inline'],
        replicate: 0,
        seed: 1,
      },
      attempt: 1,
      startedAt: '2026-11-22T00:00:00.000Z',
      seconds: 1,
      outcome: 'measured',
      samples: [],
      notes: {},
    };
    createRunFolder(run(), blankRun()).append(record);
    appendFileSync(join(run(), 'samples.jsonl'), '{"process":{"number":1,"exp');
    openRunFolder(run()).append({ ...record, process: { ...record.process, number: 1 } });
    const { records, torn } = readSamples(run());
    expect(torn).toBe(false);
    expect(records.map(({ process }) => process.number)).toEqual([0, 1]);
  });
});
