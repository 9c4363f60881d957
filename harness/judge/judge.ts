/**
 * From samples to a judged run: rows, controls, doubts and the claims of the thread. Judging needs the record and the samples, nothing of the machine that measured.
 */

import type { Doubt, ProcessRecord, Run } from '../records/schema.ts';
import { calibrationsOf } from './calibrations.ts';
import { claimsOf } from './claims/index.ts';
import { controlsOf } from './controls.ts';
import { doubtsOf } from './doubts.ts';
import { brokenPromises } from './promises.ts';
import { figuresOf } from './rows.ts';
import { withVerdicts } from './verdicts.ts';

/** The run with rows, controls and doubts computed from `records`; `met` are the doubts met while measuring. */
export function judge(run: Run, records: readonly ProcessRecord[], met: readonly Doubt[]): Run {
  const controls = controlsOf(run.plan, records);
  const calibrations = calibrationsOf(run.plan, records);
  const rows = withVerdicts(run.plan, figuresOf(run.plan, records), controls);
  return {
    ...run,
    rows,
    controls,
    ...(calibrations.length === 0 ? {} : { calibrations }),
    doubts: [...met, ...brokenPromises(run.plan, records), ...doubtsOf(run.plan, records)],
    claims: claimsOf(run.plan, rows, controls),
  };
}

/** A run that was judged before its claims had rules: its rows and controls are enough to judge them now. */
export function withClaims(run: Run): Run {
  return run.claims.length > 0 ? run : { ...run, claims: claimsOf(run.plan, run.rows, run.controls) };
}
