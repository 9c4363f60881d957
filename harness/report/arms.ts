/** Who took part in a run: the strategies that compete, and the controls, in the order of the plan. */

import type { PlannedArm, Row, Run } from '../records/schema.ts';

export function strategiesOf(run: Run): PlannedArm[] {
  return run.plan.arms.filter(({ role }) => role === 'strategy');
}

export function namesOfStrategies(run: Run): string[] {
  return strategiesOf(run).map(({ name }) => name);
}

export function programsOf(run: Run): string[] {
  const planned = run.plan.programs.map(({ name }) => name);
  const measured = run.rows
    .filter(({ experiment }) => experiment === 'call-cost')
    .map(({ workload }) => workload);
  return [...new Set([...planned, ...measured])];
}

/** A twin is a second copy of the arm it is compared with: whatever differs between them is noise. */
export function comparesTwins(row: Row): boolean {
  return row.reference !== undefined && row.strategy === `${row.reference}-twin`;
}
