import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../harness/random/random.ts';
import type { ProcessRecord, Run } from '../../harness/records/schema.ts';
import { createRunFolder, readRun, readSamples } from '../../harness/records/store.ts';
import { blankRun } from '../records/blank-run.ts';
import { childrenOf, isAlive, MAIN, plainEnvironment, ROOT, runCli } from './running.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coextra-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = () => join(folder, 'run');
const smallest = () =>
  ['compare', '--quick', '--budget', '1', '--seed', '1', '--strategy', 'weakmap', '--program', 'fib'].concat([
    '--out',
    run(),
    '--report',
    join(folder, 'report'),
  ]);
const resume = () => ['compare', '--resume', run(), '--report', join(folder, 'report')];

/** Starts a command and kills it after `ms`, as a machine that goes away does; its children too. */
async function killedAfter(ms: number, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...MAIN, ...args], {
    cwd: ROOT,
    env: plainEnvironment(folder),
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let waited = 0; !existsSync(join(run(), 'samples.jsonl')) && waited < 30_000; waited += 20)
    await pause(20);
  await pause(ms);
  const orphans = await childrenOf(child.pid!);
  child.kill('SIGKILL');
  await ended;
  for (const orphan of orphans.filter(isAlive)) process.kill(orphan, 'SIGKILL');
}

/** The run that was begun, as if `change` had been otherwise. */
function altered(change: (begun: Run) => Run): void {
  const file = join(run(), 'run.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Run)));
}

describe('a run that was killed', () => {
  it('is finished with the same plan and seed, and loses at most the processes in flight', async () => {
    const random = seededRandom(20161122);
    await killedAfter(random.below(4000), smallest());
    for (let kill = 0; kill < 2; kill++) {
      const before = readSamples(run()).records;
      await killedAfter(random.below(3000), resume());
      const after = readSamples(run()).records;
      expect(after.slice(0, before.length)).toEqual(before);
    }
    const planned = readRun(run()).plan.processes;
    const kept = readSamples(run()).records;
    const { code, out, err } = await runCli(folder, ...resume());
    expect(err).not.toMatch(/Internal/);
    expect(code).toBe(0);
    expect(out).toMatch(/^weakmap /m);
    const finished = readRun(run());
    expect(finished.complete).toBe(true);
    expect(finished.plan.processes.slice(0, planned.length)).toEqual(planned);
    const { records } = readSamples(run());
    expect(records.slice(0, kept.length)).toEqual(kept);
    const measured = records.filter(({ outcome }) => outcome === 'measured').map(({ process }) => process);
    expect(measured.sort((a, b) => a.number - b.number)).toEqual(finished.plan.processes);
    if (kept.length > 0) expect(finished.doubts.map((doubt) => doubt.code)).toContain('resumed');
  }, 180_000);

  it('is not resumed by other code, on another engine, with another plan, or when it is complete', async () => {
    await killedAfter(1500, smallest());
    const whole = readFileSync(join(run(), 'run.json'), 'utf8');
    const refusals: [(begun: Run) => Run, RegExp][] = [
      [
        (begun) => ({ ...begun, given: { ...begun.given!, digest: 'other' } }),
        /code or a program .* has changed/,
      ],
      [(begun) => ({ ...begun, environment: { ...begun.environment, v8: '1.0' } }), /v8 was 1\.0/],
      [(begun) => ({ ...begun, environment: { ...begun.environment, cpu: 'another' } }), /cpu was another/],
      [(begun) => ({ ...begun, plan: { ...begun.plan, warmupMs: 1 } }), /the plan has changed/],
      [(begun) => ({ ...begun, complete: true }), /complete, there is nothing to resume/],
    ];
    for (const [change, says] of refusals) {
      writeFileSync(join(run(), 'run.json'), whole);
      altered(change);
      const { code, err } = await runCli(folder, ...resume());
      expect(err).toMatch(says);
      expect(code).toBe(5);
    }
  }, 180_000);
});

describe('--resume', () => {
  const begun = () => {
    createRunFolder(run(), blankRun());
    return run();
  };

  it('takes nothing else beside it', async () => {
    const { code, err } = await runCli(folder, 'compare', '--resume', begun(), '--seed', '3', '--quick');
    expect(code).toBe(5);
    expect(err).toMatch(/--resume takes everything from the run itself; given beside it: --seed, --quick/);
  });

  it('refuses a run that does not say what it was asked for', async () => {
    const { code, err } = await runCli(folder, 'compare', '--resume', begun());
    expect(code).toBe(5);
    expect(err).toMatch(/cannot be resumed.*npm run report/s);
  });

  it('refuses a folder without a run', async () => {
    const { code, err } = await runCli(folder, 'compare', '--resume', folder);
    expect(code).toBe(5);
    expect(err).toMatch(/Expected a run folder/);
  });
});

describe('samples', () => {
  it('of a line that was half written are cut away before more are appended', async () => {
    const { openRunFolder } = await import('../../harness/records/store.ts');
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
