/**
 * Rows: the figures of a run, each with its interval over processes.
 */

import { type ArmSamples, isTimed, type Plan, type ProcessRecord, type Row } from '../records/schema.ts';
import { LEVEL, medianInterval } from '../statistics/interval.ts';
import { STOPPED_LEVEL } from '../statistics/looks.ts';
import { type Cell, type CellProcess, cellsOf } from './cells.ts';
import { addedNs, nsPerUnit, ratioTo } from './collapse.ts';
import { makesNoCalls } from './controls.ts';

/** Arms that others are compared with, by the metric's `reference`. */
const REFERENCES = ['none', 'inline'] as const;

export function rowsOf(plan: Plan, records: readonly ProcessRecord[]): Row[] {
  return figuresOf(plan, records).map(({ row }) => row);
}

/** A row with what it was made of: one value from each process, in the unit of the row. */
export interface Figure {
  readonly row: Row;
  readonly values: readonly number[];
}

/** The rows of a run with their values, in the order of the rows. */
export function figuresOf(plan: Plan, records: readonly ProcessRecord[]): Figure[] {
  const order = plan.arms.map(({ name }) => name);
  const looked = hasLooked(plan, records);
  return cellsOf(records)
    .flatMap((cell) =>
      order.flatMap((arm) => figuresOfArm(cell, arm)).filter((figure) => tells(plan, figure)),
    )
    .sort((a, b) => byExperiment(a.row, b.row))
    .map((figure) => (looked && isTimed(figure.row.experiment) ? widened(figure) : figure))
    .map(({ row, values }) => ({ row: tidy(row), values }));
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
  if (processes.length === 0) return [];
  switch (cell.unit) {
    case 'ns-per-block':
      return timeRows(cell, arm, processes);
    case 'bytes':
      return cell.condition.experiment === 'memory'
        ? memoryRows(cell, arm, processes)
        : [
            row(
              cell,
              arm,
              'bytes-left',
              'bytes',
              processes.map((p) => p.samples.get(arm)!.values[0]! / work(p, arm)),
            ),
          ];
    case 'codes':
      return leftRows(cell, arm, 'code-left-fraction', processes);
    case 'extras':
      return [...leftRows(cell, arm, 'left-fraction', processes), untilGoneRow(cell, arm, processes)];
  }
}

function timeRows(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const rows = [
    row(
      cell,
      arm,
      'ns',
      'ns',
      processes.map((p) => nsPerUnit(p.samples.get(arm)!)),
    ),
  ];
  for (const reference of REFERENCES) {
    const pairs = pairsOf(processes, arm, reference);
    if (arm === reference || pairs.length === 0) continue;
    const ratios = pairs.map(([a, r]) => ratioTo(a, r));
    const added = pairs.map(([a, r]) => addedNs(a, r));
    rows.push(row(cell, arm, 'ratio', 'ratio', ratios, { reference }));
    rows.push(row(cell, arm, 'added-ns', 'ns', added, { reference }));
  }
  return rows;
}

function pairsOf(
  processes: readonly CellProcess[],
  arm: string,
  reference: string,
): [ArmSamples, ArmSamples][] {
  return processes.flatMap(({ samples }) => {
    const other = samples.get(reference);
    return other === undefined ? [] : [[samples.get(arm)!, other] as [ArmSamples, ArmSamples]];
  });
}

/**
 * Bytes that storing takes: all that the population takes with its extras attached, less what the same population takes
 * under `none` in the process of the same replicate. The bare code object itself is a row of its own.
 */
function memoryRows(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  const bare = new Map(
    cell.processes.flatMap((p) => {
      const none = p.samples.get('none');
      return none === undefined ? [] : [[p.replicate, none.values[1]! / none.workPerBlock] as const];
    }),
  );
  const total = processes.map((p) => p.samples.get(arm)!.values[1]! / work(p, arm));
  const rows = [row(cell, arm, 'bytes-in-all', 'bytes', total)];
  const stored = processes.flatMap((p, i) => {
    const base = bare.get(p.replicate);
    return base === undefined ? [] : [total[i]! - base];
  });
  if (arm !== 'none' && stored.length > 0) {
    rows.push(row(cell, arm, 'bytes-per-code', 'bytes', stored, { reference: 'none' }));
  }
  return rows;
}

function leftRows(
  cell: Cell,
  arm: string,
  metric: Row['metric'],
  processes: readonly CellProcess[],
): Figure[] {
  const rounds = Math.min(...processes.map((p) => p.samples.get(arm)!.values.length));
  return Array.from({ length: rounds }, (_, round) => {
    const left = processes.map((p) => p.samples.get(arm)!.values[round]! / work(p, arm));
    return row(cell, arm, metric, 'fraction', left, { rounds: round });
  });
}

/** Collections until no extra was left: the median, if every process got there. */
function untilGoneRow(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure {
  const counts = processes.map((p) => p.samples.get(arm)!.values.indexOf(0));
  const tried = processes[0]!.samples.get(arm)!.values.length - 1;
  const never = counts.filter((count) => count < 0).length;
  if (never === 0) return row(cell, arm, 'rounds-until-gone', 'rounds', counts);
  const because = `in ${never} of ${counts.length} processes extras were left after ${tried} forced collections`;
  return row(cell, arm, 'rounds-until-gone', 'rounds', counts, {
    estimate: null,
    low: null,
    high: null,
    because,
  });
}

function work(process: CellProcess, arm: string): number {
  return process.samples.get(arm)!.workPerBlock;
}

function row(
  cell: Cell,
  strategy: string,
  metric: string,
  unit: Row['unit'],
  values: readonly number[],
  also: Partial<Row> = {},
): Figure {
  const { experiment, workload, ...where } = cell.condition;
  const common = { experiment, strategy, workload, metric, unit, ...medianInterval(values), ...where };
  return { row: { ...common, processes: values.length, ...also }, values };
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

const EXPERIMENT_ORDER: readonly Row['experiment'][] = [
  'call-cost',
  'replay',
  'look-up',
  'memory',
  'cleanup',
];

/** By experiment, then workload, then condition; the order of arms inside a cell is kept (sort is stable). */
function byExperiment(a: Row, b: Row): number {
  return (
    EXPERIMENT_ORDER.indexOf(a.experiment) - EXPERIMENT_ORDER.indexOf(b.experiment) ||
    compare(a.workload, b.workload) ||
    (a.population ?? 0) - (b.population ?? 0) ||
    (b.hitRatio ?? 0) - (a.hitRatio ?? 0) ||
    (a.attachFraction ?? 0) - (b.attachFraction ?? 0) ||
    compare(a.rule ?? '', b.rule ?? '')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
