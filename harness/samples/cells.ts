/**
 * Sorts the samples of a run by what they measured: a cell is one experiment on one workload under one condition, and
 * holds, per process, what every arm did there.
 */

import type { ArmSamples, ExperimentName, ProcessRecord, Setting } from '../records/schema.ts';
import { settingOf } from '../records/schema.ts';

/** What was measured, without the arm: the part of a row that says where it stands. */
export interface Condition extends Setting {
  readonly experiment: ExperimentName;
  readonly workload: string;
}

/** One process's samples in one cell, by arm. */
export interface CellProcess {
  readonly number: number;
  readonly replicate: number;
  readonly samples: ReadonlyMap<string, ArmSamples>;
  readonly notes: Readonly<Record<string, number>>;
}

export interface Cell {
  readonly condition: Condition;
  readonly unit: ArmSamples['unit'];
  readonly processes: readonly CellProcess[];
}

/** Sorted once for a list of records, however often it is asked for. */
export function cellsOf(records: readonly ProcessRecord[]): readonly Cell[] {
  const known = sorted.get(records);
  if (known?.length === records.length) return known.cells;
  const cells = cellsIn(records);
  sorted.set(records, { length: records.length, cells });
  return cells;
}

const sorted = new WeakMap<
  readonly ProcessRecord[],
  { readonly length: number; readonly cells: readonly Cell[] }
>();

function cellsIn(records: readonly ProcessRecord[]): Cell[] {
  const cells = new Map<
    string,
    { condition: Condition; unit: ArmSamples['unit']; processes: CellProcess[] }
  >();
  for (const record of records) {
    if (record.outcome !== 'measured') continue;
    for (const [key, { condition, unit, samples }] of byCell(record)) {
      let cell = cells.get(key);
      if (cell === undefined) {
        cell = { condition, unit, processes: [] };
        cells.set(key, cell);
      }
      const { number, replicate } = record.process;
      cell.processes.push({ number, replicate, samples, notes: record.notes });
    }
  }
  return [...cells.values()];
}

interface Group {
  readonly condition: Condition;
  readonly unit: ArmSamples['unit'];
  readonly samples: Map<string, ArmSamples>;
}

function byCell(record: ProcessRecord): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const samples of record.samples) {
    const { arm, unit } = samples;
    const condition = conditionOf(record, samples);
    const key = JSON.stringify([condition, unit]);
    const group = groups.get(key) ?? { condition, unit, samples: new Map<string, ArmSamples>() };
    group.samples.set(arm, samples);
    groups.set(key, group);
  }
  return groups;
}

function conditionOf({ process }: ProcessRecord, samples: ArmSamples): Condition {
  return { experiment: process.experiment, workload: process.workload, ...settingOf(samples) };
}
