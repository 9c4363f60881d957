/**
 * Carries out a plan. Timed processes run alone, one after another; the others two at a time. A process that crashes
 * or hangs is tried once more, without the arm that crashed it if that is known, and then left out. (The records tell
 * of it; judge/doubts.ts makes the doubts.) A replicate is begun only if the longest one so far would
 * still fit the budget, and is then finished, so that every cell has been measured equally often.
 */

import { FEWEST_REPLICATES, isTimed } from '../plan/plan.ts';
import type { MeasureTask } from '../process/task.ts';
import type { Doubt, Plan, PlannedProcess, ProcessRecord } from '../records/schema.ts';
import type { Outcome } from './launch.ts';

/** What execution needs from outside; tests put a stand-in here. */
export interface Workshop {
  /** Runs one process. */
  launch(task: MeasureTask): Promise<Outcome>;
  taskFor(process: PlannedProcess): MeasureTask;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Wall clock, ISO 8601. */
  date(): string;
}

export interface Listener {
  /** A process begins; `done` of `total` processes are finished. */
  starts(process: PlannedProcess, attempt: number, done: number, total: number): void;
  /** A process ended, whatever its outcome. */
  ends(record: ProcessRecord, done: number, total: number): void;
}

export interface Execution {
  readonly records: ProcessRecord[];
  readonly doubts: Doubt[];
  /** False if it was interrupted. */
  readonly complete: boolean;
}

const ATTEMPTS = 2;
const LANES = 2;

export async function execute(
  plan: Plan,
  workshop: Workshop,
  listener: Listener,
  keep: (record: ProcessRecord) => void,
  signal: AbortSignal,
): Promise<Execution> {
  const records: ProcessRecord[] = [];
  const doubts: Doubt[] = [];
  const total = plan.processes.length;
  const start = workshop.now();
  const lengths: number[] = [];
  let done = 0;

  const measure = async (planned: PlannedProcess): Promise<void> => {
    const leftOut: string[] = [];
    for (let attempt = 1; attempt <= ATTEMPTS && !signal.aborted; attempt++) {
      listener.starts(planned, attempt, done, total);
      const { record, guilty } = await attemptOf(planned, attempt, leftOut, workshop);
      if (guilty !== undefined && planned.arms.length > 1) leftOut.push(guilty);
      if (record.outcome === 'stopped') return;
      records.push(record);
      keep(record);
      const last = record.outcome === 'measured' || attempt === ATTEMPTS;
      if (last) done += 1;
      listener.ends(record, done, total);
      if (record.outcome === 'measured') return;
    }
  };

  for (const replicate of replicatesOf(plan)) {
    const elapsed = (workshop.now() - start) / 1000;
    const longest = Math.max(0, ...lengths);
    if (replicate.number >= FEWEST_REPLICATES && elapsed + longest > plan.budgetSeconds) {
      doubts.push(budgetDoubt(plan, replicate.number, elapsed));
      break;
    }
    for (const process of replicate.timed) if (!signal.aborted) await measure(process);
    await inLanes(replicate.untimed, measure, signal);
    if (signal.aborted) break;
    lengths.push((workshop.now() - start) / 1000 - elapsed);
  }
  return { records, doubts, complete: !signal.aborted };
}

interface Attempt {
  readonly record: ProcessRecord;
  /** The arm in whose code the process crashed. */
  readonly guilty?: string;
}

async function attemptOf(
  process: PlannedProcess,
  attempt: number,
  leftOut: readonly string[],
  workshop: Workshop,
): Promise<Attempt> {
  const startedAt = workshop.date();
  const start = workshop.now();
  const arms = process.arms.filter((arm) => !leftOut.includes(arm));
  const outcome = await workshop.launch(workshop.taskFor({ ...process, arms }));
  const seconds = Math.round(workshop.now() - start) / 1000;
  const without = leftOut.length > 0 ? { leftOut: [...leftOut] } : {};
  const common = { process, attempt, startedAt, seconds, outcome: outcome.kind, ...without };
  switch (outcome.kind) {
    case 'measured':
      return { record: { ...common, samples: outcome.answer.samples, notes: outcome.answer.notes } };
    case 'crashed': {
      const record = { ...common, error: outcome.error, samples: [], notes: {} };
      return outcome.arm === undefined ? { record } : { record, guilty: outcome.arm };
    }
    case 'hung':
      return { record: { ...common, error: outcome.error, samples: [], notes: {} } };
    case 'stopped':
      return { record: { ...common, samples: [], notes: {} } };
  }
}

interface Replicate {
  readonly number: number;
  readonly timed: PlannedProcess[];
  readonly untimed: PlannedProcess[];
}

function replicatesOf(plan: Plan): Replicate[] {
  const count = 1 + Math.max(-1, ...plan.processes.map(({ replicate }) => replicate));
  return Array.from({ length: count }, (_, number) => {
    const processes = plan.processes.filter(({ replicate }) => replicate === number);
    return {
      number,
      timed: processes.filter(({ experiment }) => isTimed(experiment)),
      untimed: processes.filter(({ experiment }) => !isTimed(experiment)),
    };
  });
}

async function inLanes<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined && !signal.aborted; item = queue.shift())
      await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function budgetDoubt(plan: Plan, replicates: number, elapsed: number): Doubt {
  const planned = Math.max(...Object.values(plan.replicates));
  return {
    code: 'budget-used-up',
    says:
      `The budget of ${plan.budgetSeconds} s was used up (${Math.round(elapsed)} s) after ${replicates} of ${planned} ` +
      'replicates, so intervals are wider than planned. Raise --budget for narrower ones.',
  };
}
