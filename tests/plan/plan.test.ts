import { describe, expect, it } from 'vitest';
import { isExtended } from '../../harness/experiments/index.ts';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan, type PlanOptions } from '../../harness/plan/plan.ts';
import type { PlannedProcess } from '../../harness/records/schema.ts';
import { USUAL } from '../../harness/run/choose.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { BEYOND, FORMS, madeOptions, madePrograms, madeTrace, THREAD } from './made-options.ts';

const options: PlanOptions = { ...madeOptions, programs: madePrograms('fib', 'queens') };

/** What a process measures, without what chance decides. */
function cellOf({ number: _n, replicate: _r, seed: _s, arms, ...what }: PlannedProcess): string {
  return JSON.stringify([Object.entries(what).sort(), [...arms].sort()]);
}

describe('the plan', () => {
  it('is the same for the same seed and another for another', () => {
    expect(makePlan(options)).toEqual(makePlan(options));
    expect(makePlan(options).processes).not.toEqual(makePlan({ ...options, seed: 8 }).processes);
  });

  it('measures every timed cell equally often, once per replicate', () => {
    const plan = makePlan(options);
    const counts = new Map<string, number[]>();
    for (const process of plan.processes.filter(({ experiment }) => isExtended(experiment))) {
      const cell = cellOf(process);
      counts.set(cell, [...(counts.get(cell) ?? []), process.replicate]);
    }
    const replicates = Array.from({ length: plan.replicates['call-cost']! }, (_, i) => i);
    for (const seen of counts.values()) expect(seen).toEqual(replicates);
  });

  it('puts the strategies of the thread and the controls of a program into one process', () => {
    const controls = ['no-hook', 'none-twin', 'inline-twin', 'inline-slowed'];
    const armsOf = (also: Partial<PlanOptions>) =>
      makePlan({ ...options, ...also })
        .processes.filter(({ experiment }) => experiment === 'call-cost')
        .map(({ arms }) => [...arms].sort());
    // What a count in the code object is there for, a JIT, bytes and deaths tell: usually it is left out here.
    const due = THREAD.filter((name) => name !== 'count-in-code');
    for (const scale of ['usual', 'quick'] as const)
      for (const arms of armsOf({ scale })) expect(arms).toEqual([...controls, ...due].sort());
    const all = [...controls, ...THREAD, ...BEYOND].sort();
    for (const arms of armsOf({ scale: 'full' })) expect(arms).toEqual(all);
    for (const arms of armsOf({ everywhere: true })) expect(arms).toEqual([...all, ...FORMS].sort());
  });

  it('draws the order of arms and cells by chance', () => {
    const plan = makePlan(options);
    const onFib = plan.processes.filter((p) => p.experiment === 'call-cost' && p.workload === 'fib');
    const orders = onFib.map(({ arms }) => arms.join());
    expect(new Set(orders).size).toBe(orders.length);
  });

  it('holds four arms or five in a process with a large population, the references always', () => {
    // As usual no population is so large.
    const large = makePlan({ ...options, scale: 'full' }).processes.filter(
      (p) => p.experiment === 'look-up' && p.populations?.[0] === 40_000,
    );
    for (const { arms } of large) {
      expect(arms).toContain('none');
      expect(arms).toContain('inline');
      expect(arms.length).toBeLessThanOrEqual(5);
    }
    const once = large.filter(({ replicate }) => replicate === 0).flatMap(({ arms }) => arms);
    for (const name of [...THREAD, ...BEYOND]) expect(once).toContain(name);
  });

  it('has twins and the injected slowdown in every program', () => {
    const process = makePlan(options).processes.find(({ experiment }) => experiment === 'call-cost')!;
    for (const control of ['none-twin', 'inline-twin', 'inline-slowed', 'no-hook'])
      expect(process.arms).toContain(control);
  });

  it.each(['usual', 'full', 'quick'] as const)(
    'measures memory and cleanup one arm a process (%s)',
    (scale) => {
      const untimed = makePlan({ ...options, scale }).processes.filter(
        ({ experiment }) => experiment === 'memory' || experiment === 'cleanup',
      );
      expect(new Set(untimed.map(({ experiment }) => experiment))).toEqual(new Set(['memory', 'cleanup']));
      for (const process of untimed) expect(process.arms).toHaveLength(1);
    },
  );

  it('plans a pilot that can have 95 % intervals, of three replicates at least', () => {
    const small = makePlan({ ...options, budgetSeconds: 1 });
    const large = makePlan({ ...options, budgetSeconds: 1000 });
    expect(small.replicates['call-cost']).toBe(3);
    expect(large.replicates['call-cost']).toBe(6);
  });

  it('has six replicates of what is measured as usual in the budget that it has by default', () => {
    const plan = makePlan({
      ...options,
      arms: planArms(STRATEGIES.filter(({ beyond }) => beyond !== 'candidate')),
      programs: madePrograms(...USUAL.programs),
      traces: USUAL.traces.map((name) => madeTrace({ name, born: 10 })),
      rules: [...USUAL.rules],
    });
    expect(plan.replicates['call-cost']).toBe(6);
  });

  it('says what is left out, of a run in full nothing', () => {
    expect(makePlan({ ...options, scale: 'quick', budgetSeconds: 16 }).leftOut.length).toBeGreaterThan(0);
    expect(makePlan(options).leftOut.join()).toContain('--full');
    expect(makePlan({ ...options, scale: 'full' }).leftOut).toHaveLength(1);
  });

  it('runs the controls whatever strategy was chosen', () => {
    const chosen = STRATEGIES.filter(({ name }) => ['none', 'inline', 'weakmap'].includes(name));
    const names = planArms(chosen).map(({ name }) => name);
    expect(names).toEqual([
      'no-hook',
      'none',
      'none-twin',
      'inline',
      'inline-twin',
      'inline-slowed',
      'inline-leaking',
      'weakmap',
      'no-hook-twin',
      'global-hook',
      'hook-on-code',
      'own-hooks',
      'idle-hooks',
      'decorator',
    ]);
  });
});
