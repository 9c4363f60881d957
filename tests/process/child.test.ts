/** A real measuring process of each experiment, as small as it can be: what was planned is bundled, measured and answered. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asProcessRecord } from '../../harness/experiments/reading.ts';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import type { MeasureAnswer } from '../../harness/process/task.ts';
import {
  type ArmSamples,
  EXPERIMENTS,
  type ExperimentName,
  type Plan,
  type PlannedProcess,
} from '../../harness/records/schema.ts';
import {
  bundleProcesses,
  bundleRest,
  bundleVersion,
  taskFor,
  type VersionBundles,
} from '../../harness/run/bundles.ts';
import { choosePrograms, chooseTraces, findStrategies } from '../../harness/run/choose.ts';
import { launch } from '../../harness/run/launch.ts';
import { thisMachine } from '../../harness/run/machine.ts';
import { planTrace, writeScripts } from '../../harness/run/scripts.ts';
import { samplesOf } from '../experiments/made-task.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-child-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let plan: Plan;
let version: VersionBundles;
let scripts: ReadonlyMap<string, string>;
let child: string;

beforeAll(async () => {
  const { sources } = await findStrategies(['none', 'inline', 'trailing'], {
    folder,
    signal: new AbortController().signal,
    machine: thisMachine,
  });
  const traces = chooseTraces(['argparse_commands']);
  const made = makePlan({
    scale: 'full',
    budgetSeconds: 1,
    precision: null,
    seed: 1,
    arms: planArms(sources.map(({ strategy }) => strategy)),
    programs: [choosePrograms(['fib'])[0]!.program],
    traces: traces.map(planTrace),
    rules: ['call-1'],
  });
  const quickly = { roundsPerProcess: 2, builtRounds: 2, replayRounds: 2, lookUpRounds: 2, lifeRounds: 2 };
  const processes = EXPERIMENTS.map((experiment) => smallest(experiment, made));
  plan = { ...made, ...quickly, processes, blockMs: 0.1, warmupMs: 1, cleanupRounds: 2 };
  const place = join(folder, 'arms');
  version = await bundleRest(await bundleVersion(sources, place), plan, sources, place);
  ({ child } = await bundleProcesses(folder));
  scripts = writeScripts(traces, ['call-1'], 1, folder);
});

/** Arms that are enough where a plan has more: twins, and others that are measured in the same way, are left out. */
const ENOUGH: Partial<Record<ExperimentName, readonly string[]>> = {
  'call-cost': ['no-hook', 'none', 'inline-slowed'],
  builds: ['no-hook', 'own-hooks', 'decorator'],
  tools: ['no-hook', 'inline'],
  replay: ['none', 'inline-slowed'],
  'look-up': ['none', 'trailing'],
  'several-tools': ['none', 'trailing'],
  life: ['none', 'trailing'],
  collector: ['none', 'inline'],
};

/** The first planned process of an experiment, with few arms and a handful of code objects. */
function smallest(experiment: ExperimentName, { processes }: Plan): PlannedProcess {
  const planned = processes.find((each) => each.experiment === experiment)!;
  const enough = ENOUGH[experiment] ?? planned.arms;
  const arms = planned.arms.filter((name) => enough.includes(name));
  expect(arms).toHaveLength(enough.length);
  return { ...planned, arms, ...(planned.populations === undefined ? {} : { populations: [40] }) };
}

interface Measured {
  readonly planned: PlannedProcess;
  readonly answer: MeasureAnswer;
}

const known = new Map<ExperimentName, Promise<Measured>>();

/** What a measuring process answers; each experiment is measured once. */
function measured(experiment: ExperimentName): Promise<Measured> {
  const measuring =
    known.get(experiment) ?? measure(plan.processes.find((each) => each.experiment === experiment)!);
  known.set(experiment, measuring);
  return measuring;
}

async function measure(planned: PlannedProcess): Promise<Measured> {
  const fib = choosePrograms(['fib'])[0]!;
  const programs = [{ name: 'fib', file: fib.path, entry: fib.entry, callsPerRun: 1000 }];
  const task = taskFor(planned, plan, () => version, programs, scripts);
  const { signal } = new AbortController();
  const outcome = await launch(task, { program: child, folder, timeoutSeconds: 600, signal });
  if (outcome.kind !== 'measured') throw new Error(JSON.stringify(outcome));
  return { planned, answer: outcome.answer };
}

it.each(EXPERIMENTS)(
  '%s is measured by a process, for each of its arms, in the setting that was planned',
  async (experiment) => {
    const { planned, answer } = await measured(experiment);
    const { samples, notes } = answer;
    const record = {
      process: planned,
      attempt: 1,
      startedAt: '2026-11-22T00:00:00.000Z',
      seconds: 1,
      outcome: 'measured',
      samples,
      notes,
    };
    expect(() => asProcessRecord(record, 'the answer')).not.toThrow();
    expect(new Set(samples.map(({ arm }) => arm))).toEqual(new Set(planned.arms));
    for (const { population, rule, part, unit, values } of samples) {
      if (planned.populations !== undefined) expect(population).toBe(40);
      if (planned.rule !== undefined) expect(rule).toBe(planned.rule);
      if (planned.part !== undefined && experiment === 'tools') expect(part).toBe(planned.part);
      if (unit === 'ns-per-block') for (const value of values) expect(value).toBeGreaterThan(0);
    }
  },
);

it('a slowdown that is put in is told with its size, and no other arm is slowed', async () => {
  const ratios = async (experiment: ExperimentName) =>
    (await measured(experiment)).answer.samples.map(({ arm, injectedRatio }) => ({ arm, injectedRatio }));
  const [programs, replays] = [await ratios('call-cost'), await ratios('replay')];
  for (const { arm, injectedRatio } of [...programs, ...replays])
    expect(injectedRatio !== undefined).toBe(arm === 'inline-slowed');
  // One run more at least. Of a replay a share of a stretch is entered again, and the share of a short one is nothing.
  expect(programs.find(({ arm }) => arm === 'inline-slowed')!.injectedRatio).toBeGreaterThan(1);
});

it('a life is attaching, replacing, detaching and dying, and single operations by quantiles', async () => {
  const { planned, answer } = await measured('life');
  expect(answer.notes).toEqual({ rounds: 2 });
  for (const arm of planned.arms) {
    const one = (unit: ArmSamples['unit'], part: string) => samplesOf(answer.samples, unit, { arm, part });
    for (const part of ['attach', 'replace', 'detach']) {
      const found = one('ns-per-block', part);
      expect(found).toMatchObject({ population: 1000, workPerBlock: 1000 });
      expect(found.values).toHaveLength(2);
    }
    const die = one('ns-per-block', 'die');
    expect(die.workPerBlock).toBe(die.population);
    for (const [part, single] of [
      ['attach, growing', 40_000],
      ['attach, churning', 20_000],
      ['detach, churning', 20_000],
    ] as const) {
      const { values, workPerBlock } = one('ns-quantiles', part);
      expect(workPerBlock).toBe(single);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(values).toHaveLength(3);
    }
  }
  expect(answer.samples).toHaveLength(planned.arms.length * (3 + 1 + 3));
});

it('the collector is measured in four parts', async () => {
  const { planned, answer } = await measured('collector');
  for (const arm of planned.arms) {
    const one = (part: string) => samplesOf(answer.samples, 'ns-per-block', { arm, part });
    for (const part of ['full collection', 'scavenges', 'scavenge']) expect(one(part).workPerBlock).toBe(1);
    expect(one('call with collections').workPerBlock).toBe(200_000);
    // Several scavenges in sum, and one of them.
    for (const [i, all] of one('scavenges').values.entries())
      expect(all).toBeGreaterThanOrEqual(one('scavenge').values[i]!);
    expect(one('scavenge').values).toHaveLength(3);
  }
  expect(answer.samples).toHaveLength(planned.arms.length * 4);
});

it('layouts are measured in windows: the first after the warm-up, and the last', async () => {
  const { planned, answer } = await measured('layouts');
  for (const arm of planned.arms) {
    const one = (when: string) =>
      samplesOf(answer.samples, 'ns-per-block', { arm, part: `${planned.part}, ${when}` });
    expect([one('at first').values.length, one('settled').values.length]).toEqual([1, 4]);
    for (const when of ['at first', 'settled']) expect(one(when).workPerBlock).toBe(1000);
  }
  expect(answer.samples).toHaveLength(2 * planned.arms.length);
});
