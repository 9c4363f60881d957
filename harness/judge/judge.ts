/**
 * From samples to a judged run. Judging needs the record and the samples, nothing of the machine that measured.
 */

import type { Doubt, ProcessRecord, Run } from '../records/schema.ts';
import { controlsOf } from './controls.ts';
import { doubtsOf } from './doubts.ts';
import { rowsOf } from './rows.ts';

/** The run with rows, controls and doubts computed from `records`; `met` are the doubts met while measuring. */
export function judge(run: Run, records: readonly ProcessRecord[], met: readonly Doubt[]): Run {
  return {
    ...run,
    rows: rowsOf(run.plan, records),
    controls: controlsOf(run.plan, records),
    doubts: [...met, ...doubtsOf(run.plan, records)],
  };
}
