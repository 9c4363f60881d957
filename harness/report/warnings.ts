/** What a reader must know before the first figure: why this run says less than it could, or nothing. */

import type { Control, Run } from '../records/schema.ts';
import { controlPlace, counted, percent } from './figure.ts';
import { failures } from './missing.ts';

/** Failed controls, and failures, that are named one by one; all are in their tables. */
const NAMED = 5;

export function warnings(run: Run): string[] {
  const found: string[] = [];
  if (!run.complete) {
    found.push(
      'This run was interrupted. What was finished is here; figures stand on fewer processes than planned, and some are missing.',
    );
  }
  const failed = run.controls.filter(({ passed }) => !passed);
  if (failed.length > 0) {
    const share = `${failed.length} of ${counted(run.controls.length, 'control')}`;
    found.push(`${share} failed; where they did, the figures are not results: ${failedControls(failed)}.`);
  }
  const absent = failures(run);
  if (absent.length > 0) {
    const rest =
      absent.length > NAMED ? `; and ${absent.length - NAMED} more, under what was not measured` : '';
    found.push(`Planned, and without a figure: ${absent.slice(0, NAMED).join('; ')}${rest}.`);
  }
  if (run.controls.length === 0) found.push('No control was measured: nothing vouches for the figures.');
  if (run.plan.quick)
    found.push('This was a quick run. It measures less, on fewer processes; see what was not measured.');
  const without = run.rows.filter(({ estimate, low }) => estimate !== null && low === null).length;
  if (without > 0) {
    found.push(
      `${counted(without, 'figure')} of ${run.rows.length} stand on too few processes for an interval.`,
    );
  }
  const weak = run.rows.filter(({ low, level }) => low !== null && level < 0.95);
  if (weak.length > 0) {
    const least = Math.min(...weak.map(({ level }) => level));
    found.push(
      `${counted(weak.length, 'interval')} of ${run.rows.length} cover less than 95 % (down to ${percent(least)}): there were too few processes for more. They are marked, and what is told from noise by them is told no more surely.`,
    );
  }
  return found;
}

/** Each by its place where they are few; otherwise how many of each experiment. */
function failedControls(failed: readonly Control[]): string {
  if (failed.length <= NAMED)
    return failed.map((control) => `${control.id} (${controlPlace(control)})`).join(', ');
  return failedByExperiment(failed);
}

/** "18 of look-up, 2 of life" */
export function failedByExperiment(failed: readonly Control[]): string {
  const experiments = [...new Set(failed.map(({ experiment }) => experiment))];
  return experiments
    .map((name) => `${failed.filter(({ experiment }) => experiment === name).length} of ${name}`)
    .join(', ');
}
