/**
 * Carries out a schedule, batch by batch. Look-ups run alone, one after another; the others two at a time. A process that crashes or
 * hangs is tried once more, without the arm that was at work if that is known, and then left out; if it becomes known only then, a third
 * time. An arm that hung two processes is left out of all that begin later: each would cost the whole time limit again. The records tell
 * of it, and judge/doubts.ts makes the warnings. Processes that an earlier part of the run has measured are not measured again.
 */

import { isDeepStrictEqual } from 'node:util';
import { experimentOf, runsAlone } from '../experiments/index.ts';
import { asProcessRecord } from '../experiments/reading.ts';
import { usageFailure } from '../failures/failure.ts';
import { LANES } from '../plan/plan.ts';
import type { MeasureTask } from '../process/task.ts';
import type { PlannedProcess, ProcessRecord } from '../records/schema.ts';
import type { Outcome } from './launch.ts';
import type { Batch, Schedule } from './schedule.ts';

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
  /** Measuring begins, and takes so many seconds at most. */
  begins(seconds: number): void;
  /** A batch begins: why, and how many processes it has. */
  batch(batch: Batch): void;
  /** A process begins; `before` are the records so far. */
  starts(process: PlannedProcess, attempt: number, before: readonly ProcessRecord[]): void;
  /** A process ended, whatever its outcome. */
  ends(record: ProcessRecord): void;
}

export interface Execution {
  readonly records: ProcessRecord[];
  /** False if it was interrupted. */
  readonly complete: boolean;
}

const ATTEMPTS = 2;

export async function execute(
  schedule: Schedule,
  workshop: Workshop,
  listener: Listener,
  keep: (record: ProcessRecord) => void,
  signal: AbortSignal,
  kept: readonly ProcessRecord[] = [],
): Promise<Execution> {
  const records: ProcessRecord[] = [];
  const hung = kept.filter(({ outcome }) => outcome === 'hung').flatMap(armNamedIn);
  const hangs = (arm: string) => hung.filter((each) => each === arm).length >= 2;

  const measure = async (planned: PlannedProcess): Promise<void> => {
    const earlier = keptOf(planned, kept);
    records.push(...earlier);
    if (earlier.some(({ outcome }) => outcome === 'measured')) return;
    const several = planned.arms.length > 1;
    const leftOut = several ? earlier.flatMap(armNamedIn) : [];
    // Who died without a word tells, the second time, which arm was at work; the third time goes without that arm.
    let attempts = ATTEMPTS + (leftOut.length > 0 && earlier.length === ATTEMPTS ? 1 : 0);
    for (let attempt = earlier.length + 1; attempt <= attempts && !signal.aborted; attempt++) {
      listener.starts(planned, attempt, records);
      const telling = attempt === ATTEMPTS && leftOut.length === 0;
      const without = several ? planned.arms.filter((arm) => leftOut.includes(arm) || hangs(arm)) : [];
      const { record, guilty } = await attemptOf(planned, attempt, without, telling, workshop);
      if (guilty !== undefined && several) {
        leftOut.push(guilty);
        if (record.outcome === 'hung') hung.push(guilty);
        if (telling) attempts = ATTEMPTS + 1;
      }
      if (record.outcome === 'stopped') return;
      records.push(record);
      keep(record);
      listener.ends(record);
      if (record.outcome === 'measured') return;
    }
  };

  for (let batch = schedule(records); batch !== null; batch = schedule([...records])) {
    if (!batch.processes.every((process) => keptOf(process, kept).length > 0)) listener.batch(batch);
    const [alone, together] = [true, false].map((wanted) =>
      batch.processes.filter(({ experiment }) => runsAlone(experiment) === wanted),
    );
    await inLanes(alone!, measure, 1, signal);
    await inLanes(longFirst(together!), measure, LANES, signal);
    if (signal.aborted) break;
  }
  return { records, complete: !signal.aborted };
}

/** Where time is measured, processes are longer than where bytes are: begun last, one would hold the end up alone. */
function longFirst(processes: readonly PlannedProcess[]): PlannedProcess[] {
  const short = ({ experiment }: PlannedProcess) => !experimentOf(experiment).process.timed;
  return [...processes.filter((each) => !short(each)), ...processes.filter(short)];
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
  telling: boolean,
  workshop: Workshop,
): Promise<Attempt> {
  const startedAt = workshop.date();
  const start = workshop.now();
  const arms = process.arms.filter((arm) => !leftOut.includes(arm));
  const task = workshop.taskFor({ ...process, arms });
  const outcome = await workshop.launch(telling ? { ...task, telling } : task);
  const seconds = Math.round(workshop.now() - start) / 1000;
  const without = leftOut.length > 0 ? { leftOut: [...leftOut] } : {};
  const common = { process, attempt, startedAt, seconds, outcome: outcome.kind, ...without };
  switch (outcome.kind) {
    case 'measured':
      return measuredRecord({ ...common, samples: outcome.answer.samples, notes: outcome.answer.notes });
    case 'crashed':
    case 'hung': {
      const record = { ...common, error: outcome.error, samples: [], notes: {} };
      return outcome.arm === undefined ? { record } : { record, guilty: outcome.arm };
    }
    case 'stopped':
      return { record: { ...common, samples: [], notes: {} } };
  }
}

/** What a process answers is checked like what is read from disk: nothing malformed is kept. */
function measuredRecord(record: ProcessRecord): Attempt {
  try {
    return { record: asProcessRecord(record, `the answer of process ${record.process.number}`) };
  } catch (error) {
    const { message } = error as Error;
    return { record: { ...record, outcome: 'crashed', error: message, samples: [], notes: {} } };
  }
}

/** Attempts of an earlier part of the run. Throws Failure (exit code 5) if they are of another process than planned. */
function keptOf(planned: PlannedProcess, kept: readonly ProcessRecord[]): ProcessRecord[] {
  const earlier = kept.filter(({ process }) => process.number === planned.number);
  if (earlier.every(({ process }) => isDeepStrictEqual(process, planned))) return earlier;
  throw usageFailure(
    `Process ${planned.number} of the run was measured on ${earlier[0]!.process.workload}, and would now be one on ` +
      `${planned.workload}: the run was begun by another version. Resume it with that version, or begin a new run.`,
  );
}

/** The arm that an earlier attempt failed in, from its error (process/arm-failed.ts). */
function armNamedIn({ error = '' }: ProcessRecord): string[] {
  return /^arm "([^"]+)": /.exec(error)?.slice(1, 2) ?? [];
}

async function inLanes<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  lanes: number,
  signal: AbortSignal,
): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    try {
      for (let item = queue.shift(); item !== undefined && !signal.aborted; item = queue.shift())
        await work(item);
    } catch (error) {
      queue.length = 0;
      throw error;
    }
  };
  // What failed is thrown only when every lane has ended: the other's process may still be measured and kept.
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
