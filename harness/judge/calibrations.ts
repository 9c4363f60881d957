/**
 * Does the instrument that ranks the strategies tell the truth? A program is measured in two ways: run whole, and its recorded
 * calls replayed. What a strategy adds to a call must be the same in both.
 */

import type { Calibration, Plan, ProcessRecord } from '../records/schema.ts';
import { type Cell, cellsOf } from '../samples/cells.ts';
import { addedNs } from '../samples/collapse.ts';
import { CALIBRATION_NS, CALIBRATION_SHARE } from '../samples/thresholds.ts';
import { type Interval, LEVEL, medianInterval } from '../statistics/interval.ts';
import { shiftInterval } from '../statistics/shift.ts';

export function calibrationsOf(plan: Plan, records: readonly ProcessRecord[]): Calibration[] {
  const cells = cellsOf(records).filter(({ unit }) => unit === 'ns-per-block');
  const strategies = plan.arms.filter(({ role }) => role === 'strategy').map(({ name }) => name);
  return (plan.traces ?? [])
    .filter(({ ofProgram }) => ofProgram)
    .flatMap(({ name }) => {
      const real = cellOf(cells, 'call-cost', name);
      const replayed = cellOf(cells, 'replay', name);
      if (real === undefined || replayed === undefined) return [];
      return strategies.flatMap((strategy) => calibrationOf(name, strategy, real, replayed));
    });
}

function cellOf(cells: readonly Cell[], experiment: string, workload: string): Cell | undefined {
  return cells.find(
    ({ condition }) => condition.experiment === experiment && condition.workload === workload,
  );
}

function calibrationOf(program: string, strategy: string, real: Cell, replayed: Cell): Calibration[] {
  const inProgram = addedBy(real, strategy);
  const inReplay = addedBy(replayed, strategy);
  if (inProgram.length === 0 || inReplay.length === 0) return [];
  const difference = shiftInterval(inReplay, inProgram);
  const tolerance = Math.max(
    CALIBRATION_NS,
    CALIBRATION_SHARE * Math.abs(medianInterval(inProgram).estimate),
  );
  const is = agreement(difference, tolerance);
  const { estimate, low, high } = difference;
  return [
    {
      program,
      strategy,
      real: figureOf(inProgram),
      replayed: figureOf(inReplay),
      difference: { estimate, low, high },
      is,
      says: sentence(is, difference, tolerance),
    },
  ];
}

/** Added ns per call to `none`, one value from each process. */
function addedBy({ processes }: Cell, strategy: string): number[] {
  return processes.flatMap(({ samples }) => {
    const one = samples.get(strategy);
    const none = samples.get('none');
    return one === undefined || none === undefined ? [] : [addedNs(one, none)];
  });
}

function figureOf(values: readonly number[]): Calibration['real'] {
  const { estimate, low, high } = medianInterval(values);
  return { estimate, low, high, processes: values.length };
}

/**
 * agree: an interval that holds no difference and is no wider than twice the tolerance to either side, or lies inside it wholly. differ: it
 * excludes no difference. All else is not decided: too few processes, or it would not have seen a difference that matters.
 */
function agreement({ low, high, level }: Interval, tolerance: number): Calibration['is'] {
  if (low === null || high === null || level < LEVEL) return 'not decided';
  if (low > -tolerance && high < tolerance) return 'agree';
  if (low > 0 || high < 0) return 'differ';
  return high - low <= 4 * tolerance ? 'agree' : 'not decided';
}

function sentence(is: Calibration['is'], { low, high, level }: Interval, tolerance: number): string {
  const ns = (value: number) => `${value.toFixed(1)} ns`;
  const where =
    low === null || high === null
      ? 'There is no interval of the difference'
      : `The difference lies between ${ns(low)} and ${ns(high)}`;
  switch (is) {
    case 'agree':
      return `${where}; up to ${ns(tolerance)} count as none.`;
    case 'differ':
      return `${where}, which excludes none.`;
    case 'not decided':
      return level < LEVEL
        ? `${where} (${(100 * level).toFixed(0)} %): too few processes to tell.`
        : `${where}, too wide to tell; up to ${ns(tolerance)} count as none.`;
  }
}
