/**
 * From samples to a judged run: rows, controls, doubts and the claims of the thread. Judging needs the record and the samples, nothing of the machine that measured.
 */

import { isDeepStrictEqual } from 'node:util';
import { CORE } from '../../claims/core.ts';
import { claimsOf } from '../../claims/index.ts';
import { asRun } from '../records/check.ts';
import type { Doubt, Plan, ProcessRecord, Row, Run } from '../records/schema.ts';
import type { Samples } from '../records/store.ts';
import { calibrationsOf } from './calibrations.ts';
import { contrastsOf } from './contrasts.ts';
import { controlsOf } from './controls.ts';
import { doubtsOf, SAMPLE_DOUBTS } from './doubts.ts';
import { brokenPromises, LAW_BROKEN } from './promises.ts';
import { figuresOf } from './rows.ts';
import { withVerdicts } from './verdicts.ts';

/** The run with rows, controls and doubts computed from `records`; `met` are the doubts met while measuring. */
export function judge(
  { calibrations: _, ...run }: Run,
  records: readonly ProcessRecord[],
  met: readonly Doubt[],
): Run {
  const controls = controlsOf(run.plan, records);
  const calibrations = calibrationsOf(run.plan, records);
  const figures = figuresOf(run.plan, records);
  const rows = withVerdicts(run.plan, figures, controls);
  return {
    ...run,
    rows,
    controls,
    ...(calibrations.length === 0 ? {} : { calibrations }),
    doubts: [...met, ...brokenPromises(run.plan, records), ...doubtsOf(run.plan, records)],
    claims: claimsOf({ plan: run.plan, rows, controls, contrast: contrastsOf(rows, figures) }, CORE),
  };
}

/** The plan with the processes that were measured beyond it. */
export function withAdded(plan: Plan, records: readonly ProcessRecord[]): Plan {
  const processes = new Map(plan.processes.map((process) => [process.number, process]));
  for (const { process } of records)
    if (!processes.has(process.number)) processes.set(process.number, process);
  return { ...plan, processes: [...processes.values()] };
}

/**
 * A run that is read is judged from its samples, whatever rows, controls and claims its record holds: no figure is shown that the
 * samples do not support. Throws Failure (exit code 5) if they give no valid figures.
 */
export function judgedAnew(run: Run, { records, torn }: Samples): Run {
  const met = run.doubts.filter(({ code, experiment }) => !isJudged(code, experiment));
  const measured = { ...run, plan: withAdded(run.plan, records) };
  const judged = asRun(
    judge(measured, records, [...met, ...cutOff(run, records, torn)]),
    `The record judged from the samples of ${run.id}`,
  );
  if (run.rows.length === 0) return judged;
  const changed = changedRows(run.rows, judged.rows);
  const doubts = changed === 0 ? judged.doubts : [...judged.doubts, rejudged(changed, run.rows.length, torn)];
  return { ...judged, doubts };
}

/** Doubts that are made by judging, not met while measuring. */
function isJudged(code: string, experiment: string | undefined): boolean {
  return code === LAW_BROKEN ? experiment !== undefined : SAMPLE_DOUBTS.includes(code);
}

/** A run that was killed was never judged. */
function cutOff({ rows, plan, complete }: Run, records: readonly ProcessRecord[], torn: boolean): Doubt[] {
  if (rows.length > 0 || complete) return [];
  const measured = records.filter(({ outcome }) => outcome === 'measured').length;
  const says =
    `The run was cut off: ${measured} of ${plan.processes.length} planned processes were measured` +
    `${torn ? ', and the one in flight was lost' : ''}.`;
  return [{ code: 'cut-off', says }];
}

function changedRows(before: readonly Row[], after: readonly Row[]): number {
  const asWritten = (row: Row | undefined) =>
    row === undefined ? undefined : JSON.parse(JSON.stringify(row));
  const longer = before.length > after.length ? before : after;
  return longer.filter((_, i) => !isDeepStrictEqual(asWritten(before[i]), asWritten(after[i]))).length;
}

/** Warnings that the samples give other figures than the record. */
export const REJUDGED: readonly string[] = ['samples-torn', 'judged-anew'];

function rejudged(changed: number, rows: number, torn: boolean): Doubt {
  const why = torn
    ? 'the last line of the samples is cut off'
    : 'one of the two was changed, more was measured since, or another version judged the run';
  return {
    code: torn ? 'samples-torn' : 'judged-anew',
    says: `${changed} of ${rows} rows in run.json differ from what the samples give: ${why}. The figures here are those of the samples.`,
  };
}
