/** A plan, and records of processes that measured what a test says. */

import { planArms } from '../../harness/plan/arms.ts';
import { makePlan } from '../../harness/plan/plan.ts';
import type {
  ArmSamples,
  ExperimentName,
  PlannedProcess,
  ProcessRecord,
  Row,
  Setting,
} from '../../harness/records/schema.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { madePrograms } from '../plan/made-options.ts';

export const plan = makePlan({
  scale: 'usual',
  budgetSeconds: 140,
  precision: null,
  seed: 1,
  arms: planArms(STRATEGIES),
  programs: madePrograms('fib'),
});

/** What the arms of one process reported; the setting of the samples is the caller's. */
export function record(
  process: Pick<PlannedProcess, 'experiment' | 'replicate'> & Partial<PlannedProcess>,
  samples: readonly ArmSamples[],
  notes: Readonly<Record<string, number>> = {},
): ProcessRecord {
  const arms = [...new Set(samples.map(({ arm }) => arm))];
  const planned = { number: process.replicate, seed: 0, workload: 'population', arms, ...process };
  return {
    process: planned,
    attempt: 1,
    startedAt: '',
    seconds: 1,
    outcome: 'measured',
    samples: [...samples],
    notes,
  };
}

/** A process in which each arm takes the given ns in each of `rounds` blocks. */
export function timed(
  experiment: ExperimentName,
  replicate: number,
  times: Readonly<Record<string, number>>,
  setting: Setting = {},
  { workPerBlock = 1, rounds = 3, workload = 'population' } = {},
): ProcessRecord {
  const samples = Object.entries(times).map(
    ([arm, ns]): ArmSamples => ({
      arm,
      unit: 'ns-per-block',
      workPerBlock,
      values: new Array(rounds).fill(ns * workPerBlock),
      ...setting,
    }),
  );
  return record({ experiment, replicate, workload }, samples);
}

/** The only row with all of these; throws if there is none, or more than one. */
export function rowOf(rows: readonly Row[], of: { readonly [K in keyof Row]?: Row[K] | undefined }): Row {
  const found = rows.filter((row) => Object.entries(of).every(([k, v]) => row[k as keyof Row] === v));
  if (found.length !== 1) throw new Error(`${found.length} rows of ${JSON.stringify(of)}`);
  return found[0]!;
}

export const SIX = [0, 1, 2, 3, 4, 5];

/** The numbers that a sentence tells, in their order; a sign counts only where it is a minus. */
export function numbersIn(says: string | undefined): number[] {
  return [...(says ?? '').matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));
}
