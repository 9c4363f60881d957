/** Which controls must pass for a row to count: those of the same experiment, workload and setting. */

import type { Control, Row } from '../records/schema.ts';
import { sameSetting } from '../records/settings.ts';

/** Controls that validate the times beside them. */
const GUARDS: readonly Control['id'][] = [
  'none-twin',
  'inline-twin',
  'no-hook-twin',
  'injected',
  'proof-of-work',
];

/** Does this control validate the row? */
export function isBeside(control: Control, row: Row): boolean {
  return (
    GUARDS.includes(control.id) &&
    control.experiment === row.experiment &&
    control.workload === row.workload &&
    sameSetting(control, row)
  );
}
