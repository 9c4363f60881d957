/** A real measuring process of each experiment, as small as it can be: what was planned is bundled, measured and answered. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import { asProcessRecord } from '../../harness/records/check.ts';
import {
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
import { planTrace, writeScripts } from '../../harness/run/scripts.ts';

const folder = mkdtempSync(join(tmpdir(), 'coextra-child-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let plan: Plan;
let version: VersionBundles;
let scripts: ReadonlyMap<string, string>;
let child: string;

beforeAll(async () => {
  const sources = await findStrategies(['none', 'inline', 'trailing'], folder);
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
  plan = { ...made, ...quickly, blockMs: 0.1, warmupMs: 1, cleanupRounds: 2 };
  const place = join(folder, 'arms');
  version = await bundleRest(await bundleVersion(sources, place), plan, sources, place);
  ({ child } = await bundleProcesses(folder));
  scripts = writeScripts(traces, ['call-1'], 1, folder);
});

/** The first planned process of an experiment, among a handful of code objects. */
function smallest(experiment: ExperimentName): PlannedProcess {
  const planned = plan.processes.find((each) => each.experiment === experiment)!;
  return planned.populations === undefined ? planned : { ...planned, populations: [40] };
}

it.each(EXPERIMENTS)(
  '%s is measured by a process, for each of its arms, in the setting that was planned',
  async (experiment) => {
    const planned = smallest(experiment);
    const fib = choosePrograms(['fib'])[0]!;
    const programs = [{ name: 'fib', file: fib.path, entry: fib.entry, callsPerRun: 1000 }];
    const task = taskFor(planned, plan, () => version, programs, scripts);
    const { signal } = new AbortController();
    const outcome = await launch(task, { program: child, folder, timeoutSeconds: 600, signal });
    expect(outcome).toMatchObject({ kind: 'measured' });
    if (outcome.kind !== 'measured') return;
    const { samples, notes } = outcome.answer;
    const record = {
      process: planned,
      attempt: 1,
      startedAt: '',
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
