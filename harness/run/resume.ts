/**
 * Finishing a run that was cut off. What was measured stays; the schedule, a function of the plan and the records, takes it
 * from there. A run is finished by the code that began it, on the machine that began it, or not at all.
 */

import { isDeepStrictEqual } from 'node:util';
import { differences } from '../environment/same-machine.ts';
import { readRecords } from '../experiments/reading.ts';
import { usageFailure } from '../failure.ts';
import type { ProcessRecord, Run } from '../records/schema.ts';
import { readRun } from '../records/store.ts';

/** A run that was cut off, with what it had measured. */
export interface Interrupted {
  readonly run: Run;
  readonly records: readonly ProcessRecord[];
}

/** Throws Failure (exit code 5) if the folder holds no run, a finished one, or one that cannot be resumed. */
export function readInterrupted(folder: string): Interrupted {
  const run = readRun(folder);
  if (run.complete) {
    throw usageFailure(
      `The run in ${folder} is complete, there is nothing to resume. For its report: npm run report -- ${folder}`,
    );
  }
  if (run.given === undefined) {
    throw usageFailure(
      `The run in ${folder} does not say what it was asked for (it was begun by an older version), so it cannot be resumed. ` +
        `What it measured can be seen: npm run report -- ${folder}`,
    );
  }
  return { run, records: readRecords(folder, run).records };
}

/** Throws Failure (exit code 5) unless `now`, planned from the same options, is the run that was begun. */
export function refuseOther(begun: Run, now: Run): void {
  const machine = differences(begun.environment, now.environment).filter(({ weight }) => weight !== 'note');
  const said = machine.map(({ field, one, other }) => `${field} was ${one}, is ${other}`);
  if (begun.given!.digest !== now.given!.digest)
    said.push('the code or a program that is measured has changed');
  if (!isDeepStrictEqual(pilotOf(begun), pilotOf(now))) said.push('the plan has changed');
  if (said.length === 0) return;
  throw usageFailure(
    `The run cannot be resumed here: ${said.join('; ')}. Figures from both parts would be compared as if they were alike. ` +
      'Resume it where and with what it was begun, or begin a new run.',
  );
}

function pilotOf({ plan }: Run): unknown {
  return JSON.parse(JSON.stringify({ ...plan, processes: plan.processes.slice(0, countOfPilot(plan)) }));
}

/** An interrupted run's record may hold what its looks had added. */
function countOfPilot({ processes, replicates }: Run['plan']): number {
  const pilot = Math.max(...Object.values(replicates));
  return processes.filter(({ replicate }) => replicate < pilot).length;
}
