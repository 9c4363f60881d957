import { describe, expect, it } from 'vitest';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import type { MeasureTask } from '../../harness/process/task.ts';
import type { ExperimentName } from '../../harness/records/schema.ts';
import { taskFor, type VersionBundles } from '../../harness/run/bundles.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { madePrograms } from '../plan/made-options.ts';

const plan = makePlan({
  scale: 'full',
  budgetSeconds: 140,
  precision: null,
  seed: 1,
  arms: planArms(STRATEGIES),
  programs: madePrograms('fib'),
});
const fib = { name: 'fib', file: '/fib.py', entry: 'run', callsPerRun: 10 } as const;
const builds = plan.arms.filter(({ build }) => build !== undefined).map(({ name }) => name);

const bundles: VersionBundles = {
  arms: new Map(STRATEGIES.map(({ name }) => [name, `${name}.mjs`])),
  toolArms: new Map(STRATEGIES.map(({ name }) => [name, `${name}.tools.mjs`])),
  builds: new Map(builds.map((name) => [name, `${name}.build.mjs`])),
  compiler: 'compiler.mjs',
};

function taskOf(experiment: ExperimentName): MeasureTask {
  const process = plan.processes.find((each) => each.experiment === experiment)!;
  return taskFor(process, plan, () => bundles, [fib]);
}

const modules = ({ arms }: MeasureTask) => Object.fromEntries(arms.map(({ name, module }) => [name, module]));

describe('the task of a process', () => {
  it('names the module of a special build for its arm, and the strategy’s for the arms beside it', () => {
    const task = taskOf('builds');
    const found = modules(task);
    for (const name of builds) expect(found[name]).toBe(`${name}.build.mjs`);
    expect(found).toMatchObject({
      none: 'none.mjs',
      'none-twin': 'none.mjs',
      'no-hook': 'none.mjs',
      'no-hook-twin': 'none.mjs',
      inline: 'inline.mjs',
      'unused-field': 'unused-field.mjs',
      'unused-field-no-hook': 'unused-field.mjs',
    });
    const unhooked = task.arms.filter(({ hook }) => !hook).map(({ name }) => name);
    expect(unhooked.sort()).toEqual(
      ['decorator', 'idle-hooks', 'no-hook', 'no-hook-twin', 'unused-field-no-hook'].sort(),
    );
  });

  it('names modules with the tools in them where tools are measured, and nowhere else', () => {
    for (const [arm, module] of Object.entries(modules(taskOf('tools')))) {
      const { strategy } = plan.arms.find(({ name }) => name === arm)!;
      expect(module).toBe(`${strategy}.tools.mjs`);
    }
    expect(modules(taskOf('call-cost'))).toMatchObject({
      inline: 'inline.mjs',
      'lossy-table': 'lossy-table.mjs',
    });
  });

  it('has the program where whole programs run, and the part that names the tool', () => {
    for (const experiment of ['call-cost', 'builds', 'tools', 'layouts'] as const)
      expect(taskOf(experiment).program).toEqual(fib);
    for (const experiment of ['look-up', 'several-tools', 'life', 'memory', 'cleanup'] as const)
      expect(taskOf(experiment).program).toBeUndefined();
    expect(['JIT', 'coverage', 'debugger']).toContain(taskOf('tools').process.part);
  });

  it('has the rounds of its experiment: several tools are look-ups', () => {
    const { roundsPerProcess, builtRounds, lookUpRounds, lifeRounds } = plan;
    expect(new Set([roundsPerProcess, builtRounds, lookUpRounds, lifeRounds]).size).toBe(4);
    expect(taskOf('call-cost').rounds).toBe(roundsPerProcess);
    for (const experiment of ['builds', 'tools'] as const)
      expect(taskOf(experiment).rounds).toBe(builtRounds);
    for (const experiment of ['look-up', 'several-tools'] as const)
      expect(taskOf(experiment).rounds).toBe(lookUpRounds);
    expect(taskOf('life').rounds).toBe(lifeRounds);
  });
});
