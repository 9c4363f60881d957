import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import { seededRandom } from '../../harness/random.ts';
import type { ExperimentName, Plan, PlannedProcess, ProcessRecord } from '../../harness/records/schema.ts';
import { execute, type Workshop } from '../../harness/run/execute.ts';
import type { Outcome } from '../../harness/run/launch.ts';
import { type Batch, compareSchedule } from '../../harness/run/schedule.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { numbersIn } from '../judge/made-records.ts';
import { madePrograms } from '../plan/made-options.ts';

const programs = madePrograms('fib', 'queens');

function planOf(budgetSeconds: number, precision: number | null = null): Plan {
  const arms = planArms(STRATEGIES.filter(({ name }) => ['none', 'inline', 'weakmap'].includes(name)));
  return makePlan({ scale: 'usual', budgetSeconds, precision, seed: 5, arms, programs });
}

/** Made measurements that depend on the process alone; the ratios on `fib` spread more than those on `queens`. */
function measured(process: PlannedProcess): Outcome {
  const random = seededRandom(process.seed);
  const spread = process.workload === 'fib' ? 0.3 : 0.02;
  const samples = process.arms.flatMap((arm) => {
    const time = 1e6 * (1 + (spread * (random.below(1000) - 500)) / 1000);
    const common = { arm, unit: 'ns-per-block' as const, workPerBlock: 1000, values: [time, time, time] };
    const { experiment, part, populations, others = [undefined], perTurn = [undefined] } = process;
    if (['call-cost', 'builds', 'tools'].includes(experiment))
      return [part === undefined ? common : { ...common, part }];
    if (experiment !== 'look-up') return [];
    return populations!.flatMap((population) =>
      others.flatMap((crowd) =>
        perTurn.flatMap((turn) =>
          [0, 1].map((hitRatio) => ({
            ...common,
            population,
            hitRatio,
            ...(crowd === undefined ? {} : { others: crowd }),
            ...(turn === undefined ? {} : { perTurn: turn }),
            values: [1e5, 1e5, 1e5],
          })),
        ),
      ),
    );
  });
  return { kind: 'measured', answer: { samples, notes: {} } };
}

function run(plan: Plan, kept: readonly ProcessRecord[] = [], stopAfter = Number.POSITIVE_INFINITY) {
  const interrupt = new AbortController();
  let clock = 0;
  let launched = 0;
  const disk: ProcessRecord[] = [...kept];
  const batches: Batch[] = [];
  const workshop: Workshop = {
    async launch({ process }) {
      launched += 1;
      if (launched > stopAfter) interrupt.abort();
      await Promise.resolve();
      clock += 1000;
      return interrupt.signal.aborted ? { kind: 'stopped' } : measured(process);
    },
    taskFor: (process) => ({ process, arms: [], rounds: 1, blockMs: 1, warmupMs: 0, cleanupRounds: 1 }),
    now: () => clock,
    date: () => '2026-11-22T00:00:00.000Z',
  };
  const listener = {
    batch: (batch: Batch) => void batches.push(batch),
    begins() {},
    starts() {},
    ends() {},
  };
  return execute(
    compareSchedule(plan, 5),
    workshop,
    listener,
    (r) => disk.push(r),
    interrupt.signal,
    kept,
  ).then((execution) => ({ ...execution, disk, batches }));
}

/** What was measured, whatever the order in which two lanes finished. */
function contents(records: readonly ProcessRecord[]): unknown[] {
  return records
    .map(({ process, samples }) => ({ process, samples }))
    .sort((a, b) => a.process.number - b.process.number);
}

/** Processes of the whole program: its special builds and its tools are measured in the pilot alone. */
function countOn(
  records: readonly ProcessRecord[],
  workload: string,
  experiment: ExperimentName = 'call-cost',
): number {
  const mine = records.filter(({ process }) => process.experiment === experiment);
  return mine.filter(({ process }) => process.workload === workload).length;
}

let once: ReturnType<typeof run> | undefined;
/** The run that several tests look at: its budget is for more than the pilot. */
function ample() {
  once ??= run(planOf(400));
  return once;
}

describe('the schedule of a comparison', () => {
  it('measures the pilot, then gives the budget to the least certain comparison', async () => {
    const { records, batches } = await ample();
    const pilot = batches.slice(0, 6);
    expect(pilot.map(({ because }) => numbersIn(because))).toEqual(pilot.map((_, i) => [i + 1, 6]));
    for (const [i, { processes }] of pilot.entries())
      expect(new Set(processes.map(({ replicate }) => replicate))).toEqual(new Set([i]));
    expect(countOn(records, 'fib')).toBeGreaterThan(countOn(records, 'queens'));
    // Which program, how many processes it had and how many it gets.
    const { because, processes } = batches[6]!;
    expect(because).toMatch(/^fib\b/);
    expect(numbersIn(because).slice(-2)).toEqual([6, 3]);
    expect(processes.map(({ experiment, workload }) => [experiment, workload])).toEqual(
      new Array(3).fill(['call-cost', 'fib']),
    );
  });

  it('looks at numbers of processes that were fixed beforehand', async () => {
    const { records } = await ample();
    expect([6, 9, 14, 21, 32, 48, 72, 108, 162, 200]).toContain(countOn(records, 'fib'));
    expect([6, 9, 14, 21, 32, 48, 72, 108, 162, 200]).toContain(countOn(records, 'queens'));
  });

  it('gives what is left to programs, and to special builds, tools and several of them their pilot alone', async () => {
    const { records } = await ample();
    expect(countOn(records, 'fib')).toBeGreaterThan(6);
    expect(countOn(records, 'fib', 'builds')).toBe(6);
    expect(countOn(records, 'fib', 'tools')).toBe(6);
    expect(countOn(records, 'population', 'several-tools')).toBe(6);
  });

  it('stops when the wanted precision is reached, and leaves the precise program alone', async () => {
    const { records } = await run(planOf(100_000, 0.1));
    expect(countOn(records, 'queens')).toBe(12);
    expect(countOn(records, 'fib')).toBeGreaterThan(12);
    expect(countOn(records, 'fib')).toBeLessThan(200);
  });

  it('spends no more than the budget once the pilot is done', async () => {
    const { records } = await run(planOf(300));
    const alone = ['look-up', 'several-tools'];
    const spent = records.reduce(
      (sum, { process, seconds }) => sum + (alone.includes(process.experiment) ? seconds : seconds / 2),
      0,
    );
    expect(spent).toBeLessThanOrEqual(300);
  });

  it('goes on, after being cut off anywhere, exactly as it would have gone on', async () => {
    const plan = planOf(250);
    const whole = await run(plan);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }), async (cuts) => {
        let disk: readonly ProcessRecord[] = [];
        for (const cut of cuts) disk = (await run(plan, disk, cut)).disk;
        const finished = await run(plan, disk);
        expect(finished.complete).toBe(true);
        expect(contents(finished.records)).toEqual(contents(whole.records));
        expect(contents(finished.disk)).toEqual(contents(whole.records));
      }),
      // Nothing on disk, each pilot's ends and far beyond: chance adds to them.
      { numRuns: 8, examples: [[[0, 1]], [[60, 60, 60, 60]]] },
    );
  });
});
