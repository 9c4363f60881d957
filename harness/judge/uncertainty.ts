/**
 * How certain a run's timed comparisons are so far: the half-width of each, beside the half-width that would do. Which side of no
 * difference an answer lies on plays no part, so that measuring on where it is widest favours none.
 */

import { experimentOf } from '../experiments/index.ts';
import type { ExperimentName, PlannedProcess, ProcessRecord } from '../records/schema.ts';
import { type Cell, cellsOf } from '../samples/cells.ts';
import { addedNs, ratioTo } from '../samples/collapse.ts';
import { type Interval, medianInterval } from '../statistics/interval.ts';
import { halfWidth, STOPPED_LEVEL } from '../statistics/looks.ts';
import { medianOf } from '../statistics/median.ts';

export interface Uncertainty {
  readonly arm: string;
  /** One value from each process: log ratios to the control where verdicts are on ratios, else added ns. */
  readonly values: readonly number[];
  /** Half-width that would do, in the unit of the values. */
  readonly wanted: number;
  /** Half-width by what would do: above 1 more processes are needed; infinity without an interval. */
  readonly excess: number;
}

/** What says which cells a process measures. */
type Cells = Pick<
  PlannedProcess,
  'experiment' | 'workload' | 'arms' | 'populations' | 'others' | 'perTurn' | 'rule'
>;

/** The least certain comparison of those that the process takes part in; null if it compares nothing timed. */
export function leastCertain(
  process: Cells,
  records: readonly ProcessRecord[],
  precision: number | null,
): Uncertainty | null {
  const mine = records.filter((record) => sameCells(record.process, process));
  const all = cellsOf(mine)
    .filter(({ unit }) => unit === 'ns-per-block')
    .flatMap((cell) => process.arms.flatMap((arm) => uncertaintyOf(cell, arm, precision)));
  if (all.length === 0) return null;
  return all.reduce((worst, each) => (each.excess > worst.excess ? each : worst));
}

/** Do two processes of a run measure the same, chance aside? */
export function sameCells(one: Cells, other: Cells): boolean {
  return (
    one.experiment === other.experiment &&
    one.workload === other.workload &&
    String(one.populations) === String(other.populations) &&
    String(one.others) === String(other.others) &&
    String(one.perTurn) === String(other.perTurn) &&
    one.rule === other.rule &&
    [...one.arms].sort().join() === [...other.arms].sort().join()
  );
}

/** The comparison in words: "weakmap +7.1 % [5.2, 9.0] to none". */
export function inWords({ experiment }: Pick<PlannedProcess, 'experiment'>, found: Uncertainty): string {
  const shown: Interval = medianInterval(found.values);
  const byRatio = isByRatio(experiment);
  const figure = (value: number) => (byRatio ? (Math.expm1(value) * 100).toFixed(1) : value.toFixed(1));
  const unit = byRatio ? ' %' : ' ns';
  const interval = shown.low === null ? '' : ` [${figure(shown.low)}, ${figure(shown.high!)}]`;
  const sign = shown.estimate > 0 ? '+' : '';
  return `${found.arm} ${sign}${figure(shown.estimate)}${unit}${interval} to none`;
}

/** Are its comparisons shares of a call? Of these a run can be asked for a precision. */
export function isByRatio(experiment: ExperimentName): boolean {
  return experimentOf(experiment).comparison?.metric === 'ratio';
}

function uncertaintyOf(cell: Cell, arm: string, precision: number | null): Uncertainty[] {
  const { comparison } = experimentOf(cell.condition.experiment);
  if (arm === 'none' || comparison === undefined) return [];
  const byRatio = isByRatio(cell.condition.experiment);
  const values = cell.processes.flatMap(({ samples }) => {
    const one = samples.get(arm);
    const none = samples.get('none');
    if (one === undefined || none === undefined) return [];
    return [byRatio ? Math.log(ratioTo(one, none)) : addedNs(one, none)];
  });
  // Where a collection never came, nothing can be compared by ratio.
  if (values.length === 0 || !values.every(Number.isFinite)) return [];
  const { threshold, knownShare = 0 } = comparison;
  const wanted = byRatio
    ? Math.log1p(precision ?? threshold)
    : Math.max(threshold, knownShare * Math.abs(medianOf(values)));
  return [{ arm, values, wanted, excess: halfWidth(values, STOPPED_LEVEL) / wanted }];
}
