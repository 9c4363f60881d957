/**
 * Rows: the figures of a run, each with its interval over processes.
 */

import type { Experiment } from '../experiments/experiment.ts';
import { experimentOf, experiments, isExtended } from '../experiments/index.ts';
import type { ExperimentName, Plan, ProcessRecord, Row } from '../records/schema.ts';
import { EXPERIMENTS } from '../records/settings.ts';
import { type Cell, cellsOf } from '../samples/cells.ts';
import type { Figure } from '../samples/figure.ts';
import { LEVEL, medianInterval } from '../statistics/interval.ts';
import { STOPPED_LEVEL } from '../statistics/looks.ts';
import { makesNoCalls } from './controls.ts';

export function rowsOf(plan: Plan, records: readonly ProcessRecord[]): Row[] {
  return figuresOf(plan, records).map(({ row }) => row);
}

/** The rows of a run with their values, in the order of the rows. */
export function figuresOf(plan: Plan, records: readonly ProcessRecord[]): Figure[] {
  const order = plan.arms.map(({ name }) => name);
  const looked = hasLooked(plan, records);
  const cells = cellsOf(records);
  return cells
    .flatMap((cell) =>
      order.flatMap((arm) => figuresOfArm(cell, arm)).filter((figure) => tells(plan, figure)),
    )
    .concat(experiments().flatMap(([name, { figuresAcross }]) => across(cells, order, name, figuresAcross)))
    .sort((a, b) => byExperiment(a.row, b.row))
    .map((figure) => (looked && isExtended(figure.row.experiment) ? widened(figure) : figure))
    .map(({ row, values }) => ({ row: tidy(row), values }));
}

function across(
  cells: readonly Cell[],
  arms: readonly string[],
  name: ExperimentName,
  figuresOf: Experiment['figuresAcross'],
): Figure[] {
  if (figuresOf === undefined) return [];
  const mine = cells.filter(({ condition }) => condition.experiment === name);
  return arms.flatMap((arm) => figuresOf(mine, arm));
}

/**
 * Did widths decide how much was measured of what? Then all timed intervals are corrected for it (statistics/looks.ts): of
 * those that got no more processes, too, because they were narrow.
 */
function hasLooked(plan: Plan, records: readonly ProcessRecord[]): boolean {
  const pilot = Math.max(...Object.values(plan.replicates));
  return (plan.precision ?? null) !== null || records.some(({ process }) => process.replicate >= pilot);
}

/** Where almost nothing is called, ns per call say nothing. */
function tells(plan: Plan, { row }: Figure): boolean {
  return row.unit !== 'ns' || !makesNoCalls(plan, row);
}

function widened({ row, values }: Figure): Figure {
  const { low, high, level } = medianInterval(values, STOPPED_LEVEL);
  return {
    row: { ...row, low, high, level: level >= STOPPED_LEVEL ? LEVEL : Math.min(level, row.level) },
    values,
  };
}

function figuresOfArm(cell: Cell, arm: string): Figure[] {
  const processes = cell.processes.filter(({ samples }) => samples.has(arm));
  return processes.length === 0 ? [] : experimentOf(cell.condition.experiment).figures(cell, arm, processes);
}

/** Keeps what JSON can say and a reader can use: ten significant digits. */
function tidy(row: Row): Row {
  const digits = (value: number | null) => (value === null ? null : Number(value.toPrecision(10)));
  return {
    ...row,
    estimate: digits(row.estimate),
    low: digits(row.low),
    high: digits(row.high),
    level: digits(row.level)!,
  };
}

/** By experiment, then workload, then condition; the order of arms inside a cell is kept (sort is stable). */
function byExperiment(a: Row, b: Row): number {
  return (
    EXPERIMENTS.indexOf(a.experiment) - EXPERIMENTS.indexOf(b.experiment) ||
    compare(a.workload, b.workload) ||
    (a.population ?? 0) - (b.population ?? 0) ||
    (b.hitRatio ?? 0) - (a.hitRatio ?? 0) ||
    (a.attachFraction ?? 0) - (b.attachFraction ?? 0) ||
    (a.others ?? -1) - (b.others ?? -1) ||
    (a.perTurn ?? 0) - (b.perTurn ?? 0) ||
    (a.tools ?? 0) - (b.tools ?? 0) ||
    compare(a.death ?? '', b.death ?? '') ||
    compare(a.collections ?? '', b.collections ?? '') ||
    compare(a.part ?? '', b.part ?? '') ||
    compare(a.rule ?? '', b.rule ?? '')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
