/** A figure: a row of a run with what it was made of, one value from each process. */

import { METRICS, type MetricName } from '../records/metrics.ts';
import type { Row } from '../records/schema.ts';
import { medianInterval } from '../statistics/interval.ts';
import type { Cell, CellProcess } from './cells.ts';

export interface Figure {
  readonly row: Row;
  /** In the unit of the row. */
  readonly values: readonly number[];
  /** The process of each value, where several arms share processes: their figures can be compared pair by pair. */
  readonly numbers?: readonly number[];
}

/** The figure of an arm in a cell: the median over processes, with its interval. */
export function figure(
  cell: Cell,
  strategy: string,
  metric: MetricName,
  values: readonly number[],
  also: Partial<Row> = {},
  numbers?: readonly number[],
): Figure {
  const { experiment, workload, ...where } = cell.condition;
  const { unit } = METRICS[metric];
  const common = { experiment, strategy, workload, metric, unit, ...medianInterval(values), ...where };
  const row = { ...common, processes: values.length, ...also };
  return { row, values, ...(numbers === undefined ? {} : { numbers }) };
}

/** What an arm says in a cell where it did not get there: no figure, and why. */
export const NO_FIGURE = { estimate: null, low: null, high: null } as const;

/** What stands behind a block's values: calls, operations, or objects. */
export function work(process: CellProcess, arm: string): number {
  return process.samples.get(arm)!.workPerBlock;
}

/** Values of one reading, per unit of work, less what `none` has in the process of the same replicate; raw where there is no `none`. */
export function beyondNone(
  cell: Cell,
  arm: string,
  processes: readonly CellProcess[],
  reading: number,
): { values: number[]; compared: boolean } {
  const per = (process: CellProcess, of: string) =>
    process.samples.get(of)!.values[reading]! / work(process, of);
  const none = new Map(
    cell.processes.filter(({ samples }) => samples.has('none')).map((p) => [p.replicate, per(p, 'none')]),
  );
  if (none.size === 0) return { values: processes.map((process) => per(process, arm)), compared: false };
  const values = processes.flatMap((process) => {
    const base = none.get(process.replicate);
    return base === undefined ? [] : [per(process, arm) - base];
  });
  return { values, compared: true };
}

/** Of each process, what its values come to, as a share of its work: extras left, say, of those whose objects died. */
export function sharesOf(
  cell: Cell,
  arm: string,
  of: (values: readonly number[]) => number = (values) => values.at(-1)!,
): number[] {
  return cell.processes.flatMap(({ samples }) => {
    const mine = samples.get(arm);
    return mine === undefined ? [] : [of(mine.values) / Math.max(1, mine.workPerBlock)];
  });
}

/** Share of look-ups that were answered with the extra of a dead object. */
export function wrongAnswerFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const shares = processes.map((p) => p.samples.get(arm)!.values[0]! / Math.max(1, work(p, arm)));
  return [figure(cell, arm, 'wrong-answers', shares)];
}
