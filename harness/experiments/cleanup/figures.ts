/** Figures of death: what is left, for how long, and who is answered with the extra of the dead. */

import type { Cell, CellProcess } from '../../samples/cells.ts';
import {
  beyondNone,
  type Figure,
  figure,
  NO_FIGURE,
  work,
  wrongAnswerFigures,
} from '../../samples/figure.ts';

export function cleanupFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  switch (cell.unit) {
    case 'bytes':
      return heldFigures(cell, arm, processes);
    case 'codes':
      return leftFigures(cell, arm, 'code-left-fraction', processes);
    case 'extras':
      return [
        ...leftFigures(cell, arm, 'left-fraction', processes),
        ...untilGoneFigures(cell, arm, processes),
      ];
    case 'mb-until-gone':
      return ordinaryFigures(cell, arm, processes);
    default:
      return wrongAnswerFigures(cell, arm, processes);
  }
}

/**
 * Bytes still held when all have died, per dead object; where some live on, all that storing takes in the end, per living
 * object, which should be what it takes where nobody ever died.
 */
function heldFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const metric = cell.condition.death === undefined ? 'bytes-left' : 'bytes-held';
  const { values, compared } = beyondNone(cell, arm, processes, 0);
  if (values.length === 0 || (compared && arm === 'none')) return [];
  return [figure(cell, arm, metric, values, compared ? { reference: 'none' } : {})];
}

/** Share of those that died that are still held, collection by collection; under churn, and ordinary allocation, in the end. */
function leftFigures(
  cell: Cell,
  arm: string,
  metric: 'left-fraction' | 'code-left-fraction',
  processes: readonly CellProcess[],
): Figure[] {
  const shareAt = (round: number) =>
    processes.map((p) => p.samples.get(arm)!.values[round]! / Math.max(1, work(p, arm)));
  const { death, collections } = cell.condition;
  if (death === 'churn' || collections !== undefined) return [figure(cell, arm, metric, shareAt(0))];
  const rounds = Math.min(...processes.map((p) => p.samples.get(arm)!.values.length));
  return Array.from({ length: rounds }, (_, round) =>
    figure(cell, arm, metric, shareAt(round), { rounds: round }),
  );
}

/** Collections until no extra was left: the median, if every process got there. */
function untilGoneFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const { death, collections } = cell.condition;
  if (death === 'churn' || collections !== undefined) return [];
  const counts = processes.map((p) => p.samples.get(arm)!.values.indexOf(0));
  const tried = processes[0]!.samples.get(arm)!.values.length - 1;
  const never = counts.filter((count) => count < 0).length;
  if (never === 0) return [figure(cell, arm, 'rounds-until-gone', counts)];
  const because = `in ${never} of ${counts.length} processes extras were left after ${tried} forced collections`;
  return [figure(cell, arm, 'rounds-until-gone', counts, { ...NO_FIGURE, because })];
}

/** Under ordinary allocation: megabytes, collections and milliseconds until no extra was left. */
function ordinaryFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const readings = processes.map((p) => p.samples.get(arm)!.values);
  const never = readings.filter(([megabytes]) => megabytes! < 0).length;
  const missing =
    never === 0
      ? {}
      : {
          ...NO_FIGURE,
          because: `in ${never} of ${readings.length} processes extras were left when the program stopped allocating`,
        };
  const of = (reading: number) => readings.map((values) => values[reading]!);
  return [
    figure(cell, arm, 'mb-until-gone', of(0), missing),
    figure(cell, arm, 'collections-until-gone', of(1), missing),
    figure(cell, arm, 'ms-until-gone', of(2), missing),
  ];
}
