/** Finding rows, and telling which of them have a figure. */

import type { Row } from '../records/schema.ts';

export {
  ALL_DIED,
  groupedRows,
  isInvalid,
  onceForRows,
  rowLike,
  rowsLike,
  UNCROWDED,
  type Wanted,
} from '../records/finding.ts';

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
