import { describe, expect, it } from 'vitest';
import { gateVerdict, judged, type Measured, measuredIn, suspectsAmong } from '../../harness/gate/decide.ts';
import { confirmationPlan, type GatePlanOptions, gatePlan } from '../../harness/gate/plan.ts';
import type { ArmSamples, PlannedProcess, ProcessRecord } from '../../harness/records/schema.ts';
import { seededDraws } from '../../harness/simulation/draws.ts';
import { gateFails } from '../../harness/simulation/study.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { madePrograms } from '../plan/made-options.ts';
import { madeControl } from './made-gate.ts';

const strategies = STRATEGIES.filter(({ name }) => ['none', 'inline', 'weakmap'].includes(name));
const options: GatePlanOptions = {
  strategies,
  inBase: new Set(['none', 'inline', 'weakmap']),
  programs: madePrograms('fib', 'thousand'),
  seed: 3,
  processes: 12,
  budgetSeconds: 100,
  injected: null,
  memory: true,
};
const plan = gatePlan(options);
const fit = () => false;

/** Records of a plan in which `slow` says how many times slower an arm is; processes scatter by 2 %. */
function records(
  processes: readonly PlannedProcess[],
  slow: (arm: string, process: PlannedProcess) => number,
  bytes: (arm: string) => number = () => 184,
  left: (arm: string) => number = () => 0,
): ProcessRecord[] {
  return processes.map((process) => {
    const draws = seededDraws(process.seed);
    const samples = process.arms.map((arm): ArmSamples => {
      const factor = slow(arm, process) * Math.exp(0.02 * (draws.uniform() - 0.5));
      switch (process.experiment) {
        case 'memory':
          return {
            arm,
            unit: 'bytes',
            workPerBlock: 100,
            values: [0, 100 * bytes(arm)],
            attachFraction: process.attachFraction!,
          };
        case 'cleanup':
          return { arm, unit: 'extras', workPerBlock: 1000, values: [1000, 1000 * left(arm)] };
        default:
          return {
            arm,
            unit: 'ns-per-block',
            workPerBlock: 1000,
            values: [1e5, 1e5, 1e5].map((ns) => ns * factor),
          };
      }
    });
    return { process, attempt: 1, startedAt: '', seconds: 1, outcome: 'measured', samples, notes: {} };
  });
}

const same = () => 1;

describe('the plan of a gate', () => {
  it('holds both versions of every strategy in each timed process', () => {
    const timed = plan.processes.filter(({ experiment }) => experiment === 'call-cost');
    expect(timed).toHaveLength(24);
    for (const { arms } of timed) {
      for (const name of ['none', 'inline', 'weakmap'])
        expect(arms).toEqual(expect.arrayContaining([name, `${name}@base`]));
      expect(arms).toContain('inline-twin');
    }
  });

  it('draws the order of arms anew for each process', () => {
    const orders = plan.processes.filter(({ workload }) => workload === 'fib').map(({ arms }) => arms.join());
    expect(new Set(orders).size).toBe(orders.length);
  });

  it('compares only what both versions have', () => {
    const { arms } = gatePlan({ ...options, inBase: new Set(['none', 'inline']) });
    expect(arms.map(({ name }) => name)).not.toContain('weakmap@base');
    expect(arms.map(({ name }) => name)).not.toContain('weakmap');
  });

  it('confirms with the suspects alone, a twin beside them, in processes of other seeds', () => {
    const suspect = { experiment: 'call-cost' as const, strategy: 'weakmap', workload: 'fib' };
    const again = confirmationPlan(plan, [suspect], options);
    expect(again.processes).toHaveLength(12);
    for (const { arms, workload } of again.processes) {
      expect(workload).toBe('fib');
      expect([...arms].sort()).toEqual(['inline-twin', 'inline@base', 'weakmap', 'weakmap@base']);
    }
    const seeds = new Set(plan.processes.map(({ seed }) => seed));
    expect(again.processes.filter(({ seed }) => seeds.has(seed))).toEqual([]);
    const numbers = new Set(plan.processes.map(({ number }) => number));
    expect(again.processes.filter(({ number }) => numbers.has(number))).toEqual([]);
  });
});

describe('the decision', () => {
  const decide = (first: ProcessRecord[], second: ProcessRecord[] = []) =>
    judged(measuredIn(plan, first), measuredIn(plan, second), fit);
  const find = (
    comparisons: ReturnType<typeof decide>,
    strategy: string,
    metric = 'time',
    workload = 'fib',
  ) =>
    comparisons.find(
      (each) =>
        each.strategy === strategy &&
        each.metric === metric &&
        (metric !== 'time' || each.workload === workload),
    )!;

  it('passes what has not changed', () => {
    const comparisons = decide(records(plan.processes, same));
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(comparisons.map(() => 'equivalent'));
    expect(gateVerdict(comparisons, [], []).verdict).toBe('passed');
  });

  it('is red for a slowdown that a second set of processes confirms', () => {
    const slow = (arm: string, { workload }: PlannedProcess) =>
      arm === 'weakmap' && workload === 'fib' ? 1.05 : 1;
    const first = records(plan.processes, slow);
    const suspects = suspectsAmong(measuredIn(plan, first));
    expect(suspects.map(({ strategy, workload }) => [strategy, workload])).toEqual([['weakmap', 'fib']]);
    const again = confirmationPlan(plan, suspects, options);
    const comparisons = decide(first, records(again.processes, slow));
    const red = find(comparisons, 'weakmap');
    expect(red).toMatchObject({ verdict: 'slower', confirmed: true, processes: 12 });
    expect(red.change).toBeCloseTo(0.05, 2);
    expect(gateVerdict(comparisons, [], [])).toMatchObject({ verdict: 'regressed', because: red.says });
    const change = `+${(100 * red.change).toFixed(1)} %`;
    for (const part of ['weakmap', 'fib', 'slower', change, '12 processes']) expect(red.says).toContain(part);
    expect(red.says).toMatch(/\bconfirmed\b/);
    expect(red.says).not.toMatch(/\bnot confirmed\b/);
  });

  it('is not red for a suspicion that the second set does not share', () => {
    const slow = (arm: string) => (arm === 'weakmap' ? 1.05 : 1);
    const first = records(plan.processes, slow);
    const again = confirmationPlan(plan, suspectsAmong(measuredIn(plan, first)), options);
    const comparisons = decide(first, records(again.processes, same));
    expect(find(comparisons, 'weakmap')).toMatchObject({ confirmed: false });
    expect(find(comparisons, 'weakmap').verdict).not.toBe('slower');
    expect(gateVerdict(comparisons, [], []).verdict).not.toBe('regressed');
  });

  it('lets a slowdown below the limit pass', () => {
    const comparisons = decide(records(plan.processes, (arm) => (arm.endsWith('@base') ? 1 : 1.002)));
    expect(gateVerdict(comparisons, [], []).verdict).toBe('passed');
  });

  it('says what became faster', () => {
    const comparisons = decide(records(plan.processes, (arm) => (arm === 'inline' ? 0.95 : 1)));
    expect(find(comparisons, 'inline').verdict).toBe('faster');
    expect(gateVerdict(comparisons, [], []).verdict).toBe('passed');
  });

  it('is red for eight more bytes on each code object, confirmed', () => {
    const bytes = (arm: string) => (arm === 'inline' ? 192 : 184);
    const first = records(plan.processes, same, bytes);
    const again = confirmationPlan(plan, suspectsAmong(measuredIn(plan, first)), options);
    expect(new Set(again.processes.flatMap(({ arms }) => arms))).toEqual(new Set(['inline', 'inline@base']));
    const comparisons = decide(first, records(again.processes, same, bytes));
    expect(find(comparisons, 'inline', 'bytes-in-all')).toMatchObject({
      verdict: 'more',
      change: 8,
      confirmed: true,
    });
    expect(gateVerdict(comparisons, [], []).verdict).toBe('regressed');
  });

  it('is red when one extra in a hundred is left after death, confirmed', () => {
    const left = (arm: string) => (arm === 'weakmap' ? 0.01 : 0);
    const first = records(plan.processes, same, undefined, left);
    const again = confirmationPlan(plan, suspectsAmong(measuredIn(plan, first)), options);
    const comparisons = decide(first, records(again.processes, same, undefined, left));
    expect(find(comparisons, 'weakmap', 'left-fraction')).toMatchObject({ verdict: 'more', change: 0.01 });
  });

  it('judges no time on a workload whose controls failed', () => {
    const slow = (arm: string) => (arm === 'weakmap' ? 1.2 : 1);
    const first = measuredIn(plan, records(plan.processes, slow));
    const comparisons = judged(first, [], (workload) => workload === 'fib');
    for (const { metric, workload, verdict } of comparisons) {
      if (metric === 'time' && workload === 'fib') expect(verdict).toBe('invalid');
    }
    const failed = madeControl({ passed: false, workload: 'fib' });
    expect(gateVerdict(comparisons, [failed], []).verdict).toBe('environment unfit');
  });

  it('has not decided what could hide a slowdown of 5 %', () => {
    const noisy = (_: string, { seed }: PlannedProcess) => (seed % 3 === 0 ? 1.2 : seed % 3 === 1 ? 0.9 : 1);
    const comparisons = decide(
      records(plan.processes, (arm, process) => (arm === 'weakmap' ? noisy(arm, process) : 1)),
    );
    expect(find(comparisons, 'weakmap').verdict).toBe('not decided');
    expect(gateVerdict(comparisons, [], [])).toMatchObject({ verdict: 'not decided' });
    const { because } = gateVerdict(comparisons, [], []);
    const widest = comparisons.reduce((one, other) => ((other.high ?? 1) > (one.high ?? 1) ? other : one));
    expect(widest.strategy).toBe('weakmap');
    for (const part of ['5.0 %', 'weakmap', widest.workload, `${(100 * widest.high!).toFixed(1)} %`])
      expect(because).toContain(part);
  });

  it('does not depend on how many rounds a process had', () => {
    const once = records(plan.processes, (arm) => (arm === 'inline' ? 1.01 : 1));
    const often = once.map((record) => ({
      ...record,
      samples: record.samples.map((samples) =>
        samples.unit === 'ns-per-block'
          ? { ...samples, values: [...samples.values, ...samples.values, ...samples.values] }
          : samples,
      ),
    }));
    expect(decide(often)).toEqual(decide(once));
  });
});

describe('the simulated gate', () => {
  it('fails what the gate fails', () => {
    for (let seed = 0; seed < 40; seed++) {
      const draws = seededDraws(seed);
      const sets = Array.from({ length: 2 }, () =>
        Array.from({ length: 6 }, (_, i) =>
          Array.from({ length: 24 }, () => 0.008 * i + 0.03 * (draws.uniform() - 0.5)),
        ),
      );
      const measured = (set: number): Measured[] =>
        sets[set]!.map((changes, i) => ({
          experiment: 'call-cost',
          strategy: `s${i}`,
          workload: 'fib',
          metric: 'time',
          unit: 'ns',
          before: [100],
          after: [100],
          changes,
        }));
      const asked = new Map<number, number>();
      const simulated = gateFails(6, (i) => {
        const set = asked.get(i) ?? 0;
        asked.set(i, set + 1);
        return sets[set]![i]!;
      });
      const red = judged(measured(0), measured(1), fit).flatMap(({ verdict }, i) =>
        verdict === 'slower' ? [i] : [],
      );
      expect(red).toEqual(simulated);
    }
  });
});
