/**
 * What the comparison, its tables and its charts agree on: what stands in a cell, how far noise reaches, and which of several
 * populations and collections stands for all. A page's script has it too; the table itself is made in comparison-table.ts.
 */

import type { Column } from '../experiments/view.ts';
import type { Row, Run } from '../records/schema.ts';
import { noiseFloor, type Told, toldFromNoise } from './noise.ts';
import { ALL_DIED, isInvalid, rowLike, rowsLike, settings, UNCROWDED, type Wanted } from './rows.ts';

export type { Column };

export interface Cell {
  readonly row: Row | undefined;
  readonly told: Told | null;
}

export function cellOf(run: Run, arm: string, { wanted }: Column): Cell {
  return cellWith(rowLike(run, { ...wanted, strategy: arm }));
}

export function cellWith(row: Row | undefined): Cell {
  return { row, told: row?.difference === undefined ? null : toldFromNoise(row) };
}

export function floorOf(run: Run, wanted: Wanted): number | null {
  const { experiment, workload, metric } = wanted;
  if (experiment === undefined || workload === undefined || metric === undefined) return null;
  return noiseFloor(run, { ...wanted, experiment, workload, metric });
}

/**
 * The largest population of the look-ups whose controls passed: tables no longer fit into the nearest cache there. Where none passed, the
 * largest.
 */
export function largestPopulation(run: Run): number | undefined {
  const rows = rowsLike(run, { experiment: 'look-up', ...UNCROWDED });
  const sizes = settings(rows, 'population');
  const isVouchedFor = (size: number) => rows.every((row) => row.population !== size || !isInvalid(row));
  return sizes.findLast(isVouchedFor) ?? sizes.at(-1);
}

/** Bytes of populations that were attached at one stroke: neither grown nor counted by snapshot. */
const BYTES = { experiment: 'memory', workload: 'population', metric: 'bytes-per-code' } as const;

/** Of the populations whose bytes were read the one of which most is known; of several such the smallest. */
export function memoryPopulation(run: Run): number | undefined {
  const rows = rowsLike(run, BYTES);
  const known = (population: number) => rows.filter((row) => row.population === population).length;
  return settings(rows, 'population').sort((a, b) => known(b) - known(a) || a - b)[0];
}

/** What bytes are asked for by where one population stands for all. */
export function bytesOfOne(run: Run): Wanted {
  return { ...BYTES, population: memoryPopulation(run) };
}

/** The last collection after which was counted what is left. */
export function lastRound(run: Run): number | undefined {
  const left = rowsLike(run, { experiment: 'cleanup', metric: 'left-fraction', ...ALL_DIED });
  return settings(left, 'rounds').at(-1);
}
