/**
 * Doubts that the samples themselves raise. No process is dropped for one; each is told with its number and advice.
 */

import type { Doubt, Plan, ProcessRecord } from '../records/schema.ts';
import { LEVEL, levelOfDepth } from '../statistics/interval.ts';
import { cellsOf } from './cells.ts';
import { driftOf } from './collapse.ts';
import { STEADY_LIMIT, UNSTEADY_SHARE } from './thresholds.ts';

export function doubtsOf(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  return [
    ...quickDoubts(plan),
    ...levelDoubts(records),
    ...steadinessDoubts(plan, records),
    ...checksumDoubts(records),
  ];
}

function quickDoubts(plan: Plan): Doubt[] {
  if (!plan.quick) return [];
  return [
    {
      code: 'quick',
      says: 'A quick run: it measures less, with fewer processes. Run without --quick before you decide.',
    },
  ];
}

function levelDoubts(records: readonly ProcessRecord[]): Doubt[] {
  const counts = cellsOf(records).map(({ processes }) => processes.length);
  const fewest = Math.min(...counts);
  const level = levelOfDepth(1, fewest);
  if (counts.length === 0 || level >= LEVEL) return [];
  return [
    {
      code: 'few-processes',
      says:
        `Some figures rest on ${fewest} ${fewest === 1 ? 'process' : 'processes'}, where an interval covers ` +
        `${(level * 100).toFixed(0)} % at most. Raise --budget: 6 processes are needed for 95 %.`,
    },
  ];
}

function steadinessDoubts(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  return cellsOf(records)
    .filter(({ unit }) => unit === 'ns-per-block')
    .flatMap((cell) =>
      plan.arms.flatMap(({ name }): Doubt[] => {
        const drifts = cell.processes.flatMap(({ samples }) => {
          const arm = samples.get(name);
          const reference = samples.get('none');
          return arm === undefined || reference === undefined || name === 'none'
            ? []
            : [driftOf(arm, reference)];
        });
        const unsteady = drifts.filter((drift) => drift > STEADY_LIMIT).length;
        if (drifts.length === 0 || unsteady <= drifts.length * UNSTEADY_SHARE) return [];
        const { experiment, workload, population } = cell.condition;
        return [
          {
            code: 'not-steady',
            says:
              `${name} on ${workload}${population === undefined ? '' : ` of ${population}`}: in ${unsteady} of ` +
              `${drifts.length} processes its time to the control moved by more than ${STEADY_LIMIT * 100} % between the ` +
              'halves of the process. Its figures there are wider than its interval says.',
            experiment,
            strategy: name,
            workload,
          },
        ];
      }),
    );
}

/** Every arm of a process must have computed the same. */
function checksumDoubts(records: readonly ProcessRecord[]): Doubt[] {
  return records.flatMap(({ process, samples }): Doubt[] => {
    const seen = new Map(
      samples.flatMap(({ arm, checksum }) => (checksum === undefined ? [] : [[checksum, arm] as const])),
    );
    if (seen.size < 2) return [];
    const answers = [...seen].map(([checksum, arm]) => `${arm}: ${checksum.slice(0, 60)}`).join('; ');
    return [
      {
        code: 'answers-differ',
        says: `Process ${process.number} (${process.workload}): arms computed different answers. ${answers}.`,
        experiment: process.experiment,
        workload: process.workload,
        process: process.number,
      },
    ];
  });
}
