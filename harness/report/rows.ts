/** Finding rows, as all who read records do (../records/finding.ts) but by an index, and telling which of them have a figure. */

import { type Rows, rowsLike as rowsAmong, type Wanted } from '../records/finding.ts';
import type { Row } from '../records/schema.ts';

export { ALL_DIED, isInvalid, UNCROWDED, type Wanted } from '../records/finding.ts';

export function rowsLike(run: Rows, wanted: Wanted): Row[] {
  return rowsAmong({ rows: candidates(run.rows, wanted) }, wanted);
}

/** The first of them. */
export function rowLike(run: Rows, wanted: Wanted): Row | undefined {
  return rowsLike(run, wanted)[0];
}

/** A page asks thousands of times for a few of ten thousand rows. */
function candidates(rows: readonly Row[], { experiment, strategy }: Wanted): readonly Row[] {
  if (experiment === undefined) return rows;
  return byExperiment(rows).get(strategy === undefined ? experiment : `${experiment} ${strategy}`) ?? [];
}

const byExperiment = onceForRows((rows) =>
  groupedRows(rows, ({ experiment, strategy }) => [experiment, `${experiment} ${strategy}`]),
);

/** Rows by each of their keys, in their order. */
export function groupedRows(
  rows: readonly Row[],
  keysOf: (row: Row) => readonly string[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
  }
  return groups;
}

/** What is made of the rows of a run is made once, and again when rows were added. A row itself never changes. */
export function onceForRows<Made>(make: (rows: readonly Row[]) => Made): (rows: readonly Row[]) => Made {
  const known = new WeakMap<readonly Row[], { readonly length: number; readonly made: Made }>();
  return (rows) => {
    const before = known.get(rows);
    if (before?.length === rows.length) return before.made;
    const made = make(rows);
    known.set(rows, { length: rows.length, made });
    return made;
  };
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
