import type { ExperimentName, Plan, Row } from '../records/schema.ts';
import type { Place } from './view.ts';

/** The programs, and tools, of the processes that were planned. */
export function plannedPlaces({ processes }: Plan, experiment: ExperimentName): Place[] {
  const found = new Map<string, Place>();
  for (const { workload, part, arms, ...process } of processes) {
    if (process.experiment !== experiment) continue;
    const where = `${part === undefined ? '' : `, ${part}`} on ${workload}`;
    const holds = (row: Row) => row.workload === workload && row.part === part;
    found.set(where, { where, holds, takes: (arm) => arms.includes(arm) });
  }
  return [...found.values()];
}
