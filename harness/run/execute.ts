/**
 * Carries out a schedule, batch by batch. Look-ups run alone, one after another; the others two at a time. A process that crashes or
 * hangs is tried again, without the arm that was at work if that is known, or saying which it is. An arm that hung two processes is left out of all that begin later: each would cost the whole time limit again. The records tell
 * of it, and judge/doubts.ts makes the warnings. Processes that an earlier part of the run has measured are not measured again.
 */

import { isDeepStrictEqual } from 'node:util';
import { experimentOf, runsAlone } from '../experiments/index.ts';
import { asProcessRecord } from '../experiments/reading.ts';
import { usageFailure } from '../failure.ts';
import { LANES } from '../plan/plan.ts';
import type { MeasureTask } from '../process/task.ts';
import { MOST_ATTEMPTS, type PlannedProcess, type ProcessRecord } from '../records/schema.ts';
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

/** What an attempt to measure a process is told. */
interface NextAttempt {
  readonly attempt: number;
  readonly leftOut: readonly string[];
  /** The process says which arm is at work. */
  readonly telling: boolean;
}

/**
 * The next attempt after those so far, or null if there is none. An attempt that fails and names an arm is followed by one without that
 * arm; one that names none by one that tells; and that by none, if it names none either. A process of one arm is tried twice.
 */
function nextAttempt({ arms }: PlannedProcess, before: readonly ProcessRecord[]): NextAttempt | null {
  const attempt = before.length + 1;
  const last = before.at(-1);
  if (last?.outcome === 'measured' || attempt > MOST_ATTEMPTS) return null;
  const unnamed = before.filter((record) => armNamedIn(record).length === 0).length;
  if (arms.length === 1) return attempt > 2 ? null : { attempt, leftOut: [], telling: false };
  const leftOut = before.flatMap(armNamedIn);
  if (unnamed > 1 || leftOut.length === arms.length) return null;
  return { attempt, leftOut, telling: unnamed > 0 };
}

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
    const mine = keptOf(planned, kept);
    records.push(...mine);
    for (
      let next = nextAttempt(planned, mine);
      next !== null && !signal.aborted;
      next = nextAttempt(planned, mine)
    ) {
      listener.starts(planned, next.attempt, records);
      const without =
        planned.arms.length > 1
          ? planned.arms.filter((arm) => next!.leftOut.includes(arm) || hangs(arm))
          : [];
      const record = await attemptOf(planned, { ...next, leftOut: without }, workshop);
      if (record.outcome === 'stopped') return;
      if (record.outcome === 'hung') hung.push(...armNamedIn(record));
      mine.push(record);
      records.push(record);
      keep(record);
      listener.ends(record);
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

async function attemptOf(
  process: PlannedProcess,
  { attempt, leftOut, telling }: NextAttempt,
  workshop: Workshop,
): Promise<ProcessRecord> {
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
    case 'hung':
      return { ...common, error: outcome.error, samples: [], notes: {} };
    case 'stopped':
      return { ...common, samples: [], notes: {} };
  }
}

/** What a process answers is checked like what is read from disk: nothing malformed is kept. */
function measuredRecord(record: ProcessRecord): ProcessRecord {
  try {
    return asProcessRecord(record, `the answer of process ${record.process.number}`);
  } catch (error) {
    const { message } = error as Error;
    return { ...record, outcome: 'crashed', error: message, samples: [], notes: {} };
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
