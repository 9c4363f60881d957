import { describe, expect, it } from 'vitest';
import { calibrationsOf } from '../../harness/judge/calibrations.ts';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import type { ExperimentName, ProcessRecord } from '../../harness/records/schema.ts';
import inline from '../../strategies/inline.ts';
import none from '../../strategies/none.ts';
import weakmap from '../../strategies/weakmap.ts';
import { madePrograms, madeTrace } from '../plan/made-options.ts';
import { numbersIn } from './made-records.ts';

const plan = makePlan({
  scale: 'usual',
  budgetSeconds: 100,
  precision: null,
  seed: 1,
  arms: planArms([none, inline, weakmap]),
  programs: madePrograms('fib', 'sieve'),
  traces: [madeTrace({ name: 'somebody' }), madeTrace({ name: 'fib', ofProgram: true })],
  rules: ['call-1'],
});

const EVEN = [-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4];

/** A process each for a value: what the arm adds to a call of `none`, which takes 100 ns. */
function processes(
  experiment: ExperimentName,
  workload: string,
  added: readonly number[],
  arm = 'weakmap',
): ProcessRecord[] {
  return added.map((ns, replicate) => ({
    process: { number: replicate, experiment, workload, arms: ['none', arm], replicate, seed: 0 },
    attempt: 1,
    startedAt: '',
    seconds: 1,
    outcome: 'measured',
    notes: {},
    samples: [
      ['none', 100],
      [arm, 100 + ns],
    ].map(([name, perCall]) => ({
      arm: name as string,
      ...(experiment === 'replay' ? { rule: 'call-1' } : {}),
      unit: 'ns-per-block' as const,
      workPerBlock: 1000,
      values: new Array(5).fill(1000 * (perCall as number)),
    })),
  }));
}

/** The program adds about 10 ns to a call, so that 2 ns count as no difference. */
function judged(replayed: readonly number[], real: readonly number[] = EVEN.map((each) => 10 + each)) {
  const records = [...processes('call-cost', 'fib', real), ...processes('replay', 'fib', replayed)];
  return calibrationsOf(plan, records)[0]!;
}

/** What the sentence of a calibration must tell: the ends of the difference, as they are written. */
const endsOf = ({ difference: { low, high } }: ReturnType<typeof judged>) =>
  [low!, high!].map((ns) => Number(ns.toFixed(1)));

describe('a calibration', () => {
  it('agrees where the difference lies inside the tolerance, also where it excludes none', () => {
    expect(judged(EVEN.map((each) => 10 + each)).is).toBe('agree');
    const near = judged(EVEN.map((each) => 11 + each));
    expect(near.is).toBe('agree');
    expect(near.difference.low).toBeGreaterThan(0);
    expect(near.difference.high).toBeLessThan(2);
    expect(numbersIn(near.says)).toEqual([...endsOf(near), 2]);
  });

  it('differs where the difference excludes none and is not inside the tolerance', () => {
    const above = judged(EVEN.map((each) => 15 + each));
    expect(above.is).toBe('differ');
    expect(above.difference.low).toBeGreaterThan(4);
    expect(above.difference.high).toBeLessThan(6);
    expect(numbersIn(above.says)).toEqual(endsOf(above));
    expect(judged(EVEN.map((each) => 5 + each)).is).toBe('differ');
  });

  it('is not decided where the difference is too vague to tell', () => {
    const vague = judged(EVEN.map((each) => 10 + 30 * each));
    expect(vague.is).toBe('not decided');
    expect(vague.difference.low).toBeLessThan(-2);
    expect(numbersIn(vague.says)).toEqual([...endsOf(vague), 2]);
  });

  it('is not decided where there are too few processes', () => {
    expect(judged([10], [10])).toMatchObject({
      is: 'not decided',
      difference: { estimate: 0, low: null, high: null },
    });
    const few = judged([10, 10, 10], [10, 10, 10]);
    expect(few.is).toBe('not decided');
    // The level that three processes reach, in the place of the tolerance.
    expect(numbersIn(few.says)).toEqual([0, 0, 90]);
  });

  it('tolerates a share of what a dear look-up adds', () => {
    const dear = (ns: number) => EVEN.map((each) => ns + each);
    expect(judged(dear(110), dear(100)).is).toBe('agree');
    expect(judged(dear(120), dear(100)).is).toBe('differ');
    expect(judged(dear(-110), dear(-100)).is).toBe('agree');
  });

  it('tells what was found in the program, in the replay, and between them', () => {
    const { program, strategy, real, replayed, difference } = judged(EVEN.map((each) => 12 + each));
    expect([program, strategy]).toEqual(['fib', 'weakmap']);
    expect([real.processes, replayed.processes]).toEqual([8, 8]);
    expect([real.estimate, replayed.estimate, difference.estimate]).toEqual(
      [10, 12, 2].map((ns) => expect.closeTo(ns, 9)),
    );
    expect(real.low).toBeLessThan(10);
    expect(replayed.high).toBeGreaterThan(12);
  });
});

describe('calibrations', () => {
  const real = processes('call-cost', 'fib', EVEN);
  const replayed = processes('replay', 'fib', EVEN);

  it('are made for each strategy that was measured in both ways, not for controls', () => {
    const both = [
      ...real,
      ...replayed,
      ...processes('call-cost', 'fib', EVEN, 'inline'),
      ...processes('replay', 'fib', EVEN, 'inline'),
      ...processes('call-cost', 'fib', EVEN, 'inline-twin'),
      ...processes('replay', 'fib', EVEN, 'inline-twin'),
    ];
    expect(calibrationsOf(plan, both).map(({ strategy }) => strategy)).toEqual(['inline', 'weakmap']);
    const oneOnly = [...real, ...processes('replay', 'fib', EVEN, 'inline')];
    expect(calibrationsOf(plan, oneOnly)).toEqual([]);
  });

  it('are absent where a program was not replayed, or a replay is of no program of the run', () => {
    expect(calibrationsOf(plan, real)).toEqual([]);
    expect(calibrationsOf(plan, replayed)).toEqual([]);
    const others = [...processes('call-cost', 'sieve', EVEN), ...processes('replay', 'somebody', EVEN)];
    expect(calibrationsOf(plan, others)).toEqual([]);
    const { traces: _, ...older } = plan;
    expect(calibrationsOf(older, [...real, ...replayed])).toEqual([]);
  });

  it('leave out processes that crashed', () => {
    const crashed: ProcessRecord = { ...replayed[0]!, outcome: 'crashed', samples: [], error: 'exit code 1' };
    expect(calibrationsOf(plan, [...real, ...replayed, crashed])).toEqual(
      calibrationsOf(plan, [...real, ...replayed]),
    );
  });
});
