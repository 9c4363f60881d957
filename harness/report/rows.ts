/**
 * Finding rows: a row is asked for by what it must say, and what is not named may be anything. What is named and undefined must be
 * absent: `death: undefined` asks for rows in which all died.
 */

import type { Row, Run } from '../records/schema.ts';

type Named = Omit<Row, 'estimate' | 'low' | 'high' | 'level' | 'processes' | 'because' | 'verdict'>;
export type Wanted = { readonly [Key in keyof Named]?: Named[Key] | undefined };

/** All of a population died, and collections were forced. */
export const ALL_DIED = { death: undefined, collections: undefined } as const;

/** Look-ups as they come: neither beside other weak references nor by so many in a turn. */
export const UNCROWDED = { others: undefined, perTurn: undefined } as const;

export function rowsLike(run: Run, wanted: Wanted): Row[] {
  const asked = Object.entries(wanted) as [keyof Row, Row[keyof Row]][];
  return run.rows.filter((row) => asked.every(([key, value]) => row[key] === value));
}

export function rowLike(run: Run, wanted: Wanted): Row | undefined {
  return rowsLike(run, wanted)[0];
}

type NumberOf = 'population' | 'attachFraction' | 'rounds' | 'others' | 'perTurn' | 'tools';

/** The settings at which something was measured, ascending: the populations of the look-ups, say. */
export function settings(rows: readonly Row[], key: NumberOf): number[] {
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
