/** The course of a run: its processes in the order in which they ran, and how fast the machine was in each. */

import type { ProcessRecord, Run } from '../records/schema.ts';

/** One attempt at a process. */
export interface Step {
  readonly experiment: string;
  readonly workload: string;
  /** When it began, in minutes after the first one. */
  readonly minute: number;
  readonly seconds: number;
  readonly outcome: ProcessRecord['outcome'];
  /** How long its reference arm took, to the median of that arm over the processes of its cell; null where nothing was timed. */
  readonly pace: number | null;
}

export type Course = readonly Step[];

export function courseOf(_run: Run, _processes: readonly ProcessRecord[]): Course {
  return [];
}
