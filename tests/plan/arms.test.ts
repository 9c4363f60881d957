import { describe, expect, it } from 'vitest';
import { planArms } from '../../harness/plan/arms.ts';
import type { PlanOptions } from '../../harness/plan/plan.ts';
import type { ScaleName } from '../../harness/plan/scales.ts';
import { EXPERIMENTS, type ExperimentName, type PlannedProcess } from '../../harness/records/schema.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { madeOptions, madeTrace, of, once as replicateOf } from './made-options.ts';

const options: PlanOptions = { ...madeOptions, traces: [madeTrace()], rules: ['call-1'] };
const once = (scale: ScaleName, also: Partial<PlanOptions> = {}) =>
  replicateOf(scale, { ...options, ...also });

/** Where an arm takes part, in the order of the experiments. */
function where(processes: readonly PlannedProcess[], arm: string): ExperimentName[] {
  const found = processes.filter(({ arms }) => arms.includes(arm)).map(({ experiment }) => experiment);
  return EXPERIMENTS.filter((experiment) => found.includes(experiment));
}

const named = (choice: (strategy: (typeof STRATEGIES)[number]) => boolean) =>
  STRATEGIES.filter(choice).map(({ name }) => name);
const LATER = named(({ beyond }) => beyond === 'later');
const CANDIDATES = named(({ beyond, promises }) => beyond === 'candidate' && promises.lossy !== true);
const BUILDS = ['global-hook', 'hook-on-code', 'own-hooks', 'idle-hooks', 'decorator'];

/** Where a strategy is compared that is neither a form nor lossy. */
const COMPARED: readonly ExperimentName[] = [
  'call-cost',
  'tools',
  'replay',
  'look-up',
  'several-tools',
  'life',
  'memory',
  'cleanup',
];
const LOSSY: readonly ExperimentName[] = ['call-cost', 'tools', 'replay', 'look-up', 'memory'];

describe('an arm of a special build', () => {
  const arms = new Map(options.arms.map((arm) => [arm.name, arm]));

  it('is the control without storage, with a grain and a way', () => {
    const planned = BUILDS.map((name) => arms.get(name)!);
    expect(planned.map(({ build }) => `${build!.grain}, ${build!.way}`)).toEqual([
      'process, hook',
      'code, hook',
      'code, own-hooks',
      'code, idle',
      'interpreter, decorator',
    ]);
    for (const { strategy, role, fate } of planned)
      expect([strategy, role, fate]).toEqual(['none', 'control', 'nothing-stored']);
    for (const { name, build } of options.arms) expect(build !== undefined).toBe(BUILDS.includes(name));
  });

  it('has a hook only where one is set', () => {
    const hooked = [...BUILDS, 'no-hook-twin', 'unused-field', 'unused-field-no-hook'].filter(
      (name) => arms.get(name)!.hook,
    );
    expect(hooked).toEqual(['global-hook', 'hook-on-code', 'own-hooks', 'unused-field']);
  });

  it('is missing where its strategy is: no field that nobody uses', () => {
    const without = planArms(STRATEGIES.filter(({ name }) => name !== 'unused-field'));
    expect(without.filter(({ strategy }) => strategy === 'unused-field')).toEqual([]);
    expect(without.map(({ name }) => name)).toEqual(expect.arrayContaining(BUILDS));
  });
});

describe('what the plan says of an arm', () => {
  it('is what the strategy says of itself', () => {
    for (const { name, beyond, promises, formOf } of STRATEGIES) {
      const planned = options.arms.find((arm) => arm.name === name)!;
      expect([planned.beyond, planned.lossy, planned.formOf]).toEqual([beyond, promises.lossy, formOf]);
      expect(planned.tools).toBe(promises.tools === Number.POSITIVE_INFINITY ? 0 : promises.tools);
    }
  });
});

describe('a run in full', () => {
  const full = once('full');

  it.each<[string, readonly ExperimentName[]]>([
    ['map-by-id', [...COMPARED.slice(0, 6), 'collector', 'memory', 'cleanup']],
    ['count-in-code', [...COMPARED.slice(0, 6), 'collector', 'memory', 'cleanup']],
    ['map-by-id-watched', ['look-up', 'life', 'collector', 'memory', 'cleanup']],
    ['none', EXPERIMENTS.filter((name) => name !== 'tools' && name !== 'layouts')],
    ['none-twin', ['call-cost', 'builds', 'replay', 'look-up', 'several-tools', 'life', 'collector']],
    ['inline', EXPERIMENTS],
    ['inline-twin', ['call-cost', 'tools', 'replay', 'look-up', 'several-tools', 'life', 'collector']],
    ['inline-slowed', ['call-cost', 'replay', 'look-up']],
    ['inline-leaking', ['cleanup']],
    ['no-hook', ['call-cost', 'builds', 'tools']],
    ['no-hook-twin', ['builds']],
    ['unused-field', ['builds', 'memory']],
    ['unused-field-no-hook', ['builds']],
    ['lossy-table', LOSSY],
    ...BUILDS.map((name): [string, readonly ExperimentName[]] => [name, ['builds']]),
    ...[...LATER, ...CANDIDATES].map((name): [string, readonly ExperimentName[]] => [name, COMPARED]),
  ])('has %s where it has an answer', (arm, experiments) => {
    expect(where(full, arm)).toEqual(experiments);
  });

  it('measures builds and tools on the programs that were chosen, of those that are meant for it', () => {
    expect(
      of(full, 'builds')
        .map(({ workload }) => workload)
        .sort(),
    ).toEqual(['fib', 'thousand']);
    // What a JIT gains depends on the program; what other tools look up, one program tells.
    const withTools = of(full, 'tools').map(({ workload, part }) => `${part}/${workload}`);
    expect(withTools.sort()).toEqual(['JIT/fib', 'JIT/thousand', 'coverage/fib', 'debugger/fib']);
  });
});

describe('a usual run', () => {
  const usual = once('usual');

  it('has what came later among several tools alone, and no candidate', () => {
    expect(LATER).toEqual(['tuple', 'indexed']);
    for (const name of LATER) expect([name, where(usual, name)]).toEqual([name, ['several-tools']]);
    for (const name of [...CANDIDATES, 'lossy-table']) expect([name, where(usual, name)]).toEqual([name, []]);
  });

  it('has a count in the code object where it tells something of its own', () => {
    const apart = ['tools', 'several-tools', 'memory', 'cleanup'];
    expect(where(usual, 'count-in-code')).toEqual(apart);
    const compared = [...COMPARED.slice(0, 6), 'memory', 'cleanup'];
    const everywhere = once('usual', { everywhere: true });
    expect(where(everywhere, 'count-in-code')).toEqual(compared);
    // Among others on the list, too, it is left out or there.
    const crowded = (processes: readonly PlannedProcess[]) =>
      of(processes, 'look-up').filter(({ others }) => others !== undefined);
    expect(crowded(usual)).toHaveLength(1);
    for (const { arms } of crowded(usual)) expect(arms).not.toContain('count-in-code');
    expect(crowded(everywhere)).toHaveLength(1);
    for (const { arms } of crowded(everywhere)) expect(arms).toContain('count-in-code');
  });

  it('has special builds and a JIT on the smallest program', () => {
    expect(of(usual, 'builds').map(({ workload }) => workload)).toEqual(['fib']);
    expect(of(usual, 'tools').map(({ workload, part }) => [workload, part])).toEqual([['fib', 'JIT']]);
    expect([...of(usual, 'builds')[0]!.arms].sort()).toEqual(
      [
        ...['no-hook', 'no-hook-twin', 'none', 'none-twin', 'inline', 'unused-field', 'unused-field-no-hook'],
        ...BUILDS,
      ].sort(),
    );
  });

  it('has one, two, four and eight tools among a thousand code objects', () => {
    expect(of(usual, 'several-tools').map(({ tools, populations }) => [tools, populations])).toEqual([
      [[1, 2, 4, 8], [1_000]],
    ]);
  });

  it('has all of them everywhere once somebody names strategies', () => {
    const everywhere = once('usual', { everywhere: true });
    for (const name of [...LATER, ...CANDIDATES])
      expect([name, where(everywhere, name)]).toEqual([name, COMPARED]);
    expect(where(everywhere, 'lossy-table')).toEqual(LOSSY);
    expect(where(everywhere, 'unused-field')).toEqual(['builds', 'memory']);
    for (const name of BUILDS) expect(where(everywhere, name)).toEqual(['builds']);
  });
});

describe('a quick run', () => {
  it('has a count in the code object in bytes and deaths, and everywhere once somebody names it', () => {
    expect(where(once('quick'), 'count-in-code')).toEqual(['memory', 'cleanup']);
    expect(where(once('quick', { everywhere: true }), 'count-in-code')).toEqual([
      'call-cost',
      'replay',
      'look-up',
      'memory',
      'cleanup',
    ]);
  });

  it.each([false, true])('has no builds, no tools and not several of them (everywhere: %s)', (everywhere) => {
    const quick = once('quick', { everywhere });
    for (const experiment of ['builds', 'tools', 'several-tools'] as const)
      expect(of(quick, experiment)).toEqual([]);
    for (const name of BUILDS) expect(where(quick, name)).toEqual([]);
  });
});
