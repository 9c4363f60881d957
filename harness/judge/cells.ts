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

export function cellsOf(records: readonly ProcessRecord[]): Cell[] {
  const cells = new Map<
    string,
    { condition: Condition; unit: ArmSamples['unit']; processes: CellProcess[] }
  >();
  for (const record of records) {
    if (record.outcome !== 'measured') continue;
    for (const [key, samples] of byCell(record)) {
      const first = samples.values().next().value!;
      let cell = cells.get(key);
      if (cell === undefined) {
        cell = { condition: conditionOf(record, first), unit: first.unit, processes: [] };
        cells.set(key, cell);
      }
      const { number, replicate } = record.process;
      cell.processes.push({ number, replicate, samples, notes: record.notes });
    }
  }
  return [...cells.values()];
}

function byCell(record: ProcessRecord): Map<string, Map<string, ArmSamples>> {
  const groups = new Map<string, Map<string, ArmSamples>>();
  for (const samples of record.samples) {
    const key = JSON.stringify([conditionOf(record, samples), samples.unit]);
    const group = groups.get(key) ?? new Map<string, ArmSamples>();
    group.set(samples.arm, samples);
    groups.set(key, group);
  }
  return groups;
}

function conditionOf({ process }: ProcessRecord, samples: ArmSamples): Condition {
  return { experiment: process.experiment, workload: process.workload, ...settingOf(samples) };
}
