/**
 * Doubts that the samples themselves raise. No process is dropped for one; each is told with its number and advice.
 */

import { isExtended } from '../experiments/index.ts';
import type { Doubt, Plan, ProcessRecord } from '../records/schema.ts';
import { type Cell, cellsOf } from '../samples/cells.ts';
import { driftOf, nsPerUnit } from '../samples/collapse.ts';
import { STEADY_LIMIT, TWIN_LIMIT_NS, UNSTEADY_SHARE } from '../samples/thresholds.ts';
import { LEVEL, levelOfDepth } from '../statistics/interval.ts';

/** The codes of all that is made here. */
export const SAMPLE_DOUBTS: readonly string[] = [
  'quick',
  'process-crashed',
  'process-hung',
  'few-processes',
  'not-steady',
  'answers-differ',
];

export function doubtsOf(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  return [
    ...quickDoubts(plan),
    ...failureDoubts(records),
    ...levelDoubts(plan, records),
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

/** Processes that crashed or hung, and what was done about it. */
function failureDoubts(records: readonly ProcessRecord[]): Doubt[] {
  return records.flatMap((record): Doubt[] => {
    const { process, attempt, outcome, error } = record;
    if (outcome !== 'crashed' && outcome !== 'hung') return [];
    const next = records.find((other) => other.process.number === process.number && other.attempt > attempt);
    const without = next?.leftOut?.filter((arm) => !record.leftOut?.includes(arm)) ?? [];
    const then =
      next === undefined
        ? 'It is left out of the rows.'
        : `It was tried once more${without.length > 0 ? ` without ${without.join(', ')}` : ''}.`;
    const only = process.arms.length === 1 ? process.arms[0] : without[0];
    return [
      {
        code: `process-${outcome}`,
        says: `Process ${process.number} (${process.experiment}, ${process.workload}) ${outcome}: ${error}. ${then}`,
        experiment: process.experiment,
        workload: process.workload,
        process: process.number,
        ...(only === undefined ? {} : { strategy: only }),
      },
    ];
  });
}

function levelDoubts(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  // Not every constructor is on every heap that is looked through: those are told where they are.
  const told = cellsOf(records).filter(
    ({ unit, condition }) => unit !== 'snapshot-bytes' || condition.part === undefined,
  );
  const counts = told.flatMap(({ processes }) =>
    plan.arms
      .map(({ name }) => processes.filter(({ samples }) => samples.has(name)).length)
      .filter((count) => count > 0),
  );
  const fewest = Math.min(...counts);
  const level = levelOfDepth(1, fewest);
  if (counts.length === 0 || level >= LEVEL) return [];
  return [
    {
      code: 'few-processes',
      says:
        `Some figures rest on ${fewest} ${fewest === 1 ? 'process' : 'processes'}, where an interval covers ` +
        `${(level * 100).toFixed(0)} % at most; 6 are needed for 95 %. A longer budget, or a run that is not quick, has more.`,
    },
  ];
}

/** One doubt for each cell, with the arms that moved in it. */
function steadinessDoubts(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  return cellsOf(records)
    .filter(({ unit, condition }) => unit === 'ns-per-block' && isExtended(condition.experiment))
    .flatMap((cell): Doubt[] => {
      const moved = plan.arms.flatMap(({ name }) => movedMuch(cell, name));
      if (moved.length === 0) return [];
      const { experiment, workload } = cell.condition;
      const where = placeOf(cell);
      return [
        {
          code: 'not-steady',
          says:
            `On ${where}, in more than a quarter of the processes the time to the control moved by more than ` +
            `${STEADY_LIMIT * 100} % between the halves of the process: ${moved.join(', ')}. Their figures there are less ` +
            'sure than their intervals say.',
          experiment,
          workload,
        },
      ];
    });
}

function placeOf({ condition: { workload, population, hitRatio, others, perTurn } }: Cell): string {
  if (population === undefined) return workload;
  const crowd = others === undefined ? '' : `, ${others} other weak references on each, ${perTurn} a turn`;
  return `${population} code object${population === 1 ? '' : 's'}, ${hitRatio === 1 ? 'hits' : 'misses'}${crowd}`;
}

/** The arm with its count of unsteady processes, if they are too many; differences nobody feels do not count. */
function movedMuch(cell: Cell, name: string): string[] {
  if (name === 'none') return [];
  const drifts = cell.processes.flatMap(({ samples }) => {
    const arm = samples.get(name);
    const reference = samples.get('none');
    if (arm === undefined || reference === undefined) return [];
    const drift = driftOf(arm, reference);
    return [drift * nsPerUnit(arm) < TWIN_LIMIT_NS ? 0 : drift];
  });
  const unsteady = drifts.filter((drift) => drift > STEADY_LIMIT).length;
  return unsteady > drifts.length * UNSTEADY_SHARE ? [`${name} (${unsteady} of ${drifts.length})`] : [];
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
