/** Finding rows: a row is asked for by what it must say, and what is not named may be anything. */

import type { Row, Run } from '../records/schema.ts';

export type Wanted = Partial<
  Omit<Row, 'estimate' | 'low' | 'high' | 'level' | 'processes' | 'because' | 'verdict'>
>;

export function rowsLike(run: Run, wanted: Wanted): Row[] {
  const asked = Object.entries(wanted) as [keyof Row, Row[keyof Row]][];
  return run.rows.filter((row) => asked.every(([key, value]) => row[key] === value));
}

export function rowLike(run: Run, wanted: Wanted): Row | undefined {
  return rowsLike(run, wanted)[0];
}

/** The settings at which something was measured, ascending: the populations of the look-ups, say. */
export function settings(rows: readonly Row[], key: 'population' | 'attachFraction' | 'rounds'): number[] {
  const found = new Set(rows.map((row) => row[key]).filter((value) => value !== undefined));
  return [...found].sort((a, b) => a - b);
}

/** A row that has a figure. */
export type Measured = Row & { readonly estimate: number };

export function isMeasured(row: Row | undefined): row is Measured {
  return row !== undefined && row.estimate !== null;
}

export type Spread = Measured & { readonly low: number; readonly high: number };

/** A row that has a figure and an interval; a few processes alone give none. */
export function hasInterval(row: Row | undefined): row is Spread {
  return isMeasured(row) && row.low !== null && row.high !== null;
}
