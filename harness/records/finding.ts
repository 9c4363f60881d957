/**
 * Finding rows: a row is asked for by what it must say, and what is not named may be anything. What is named and undefined must be
 * absent: `death: undefined` asks for rows in which all died. Rows are found so by whoever judges and by whoever reports; nothing
 * here leads to the schema's package.
 */

import type { Row } from './schema.ts';

type Named = Omit<
  Row,
  'estimate' | 'low' | 'high' | 'level' | 'processes' | 'because' | 'difference' | 'verdict'
>;
export type Wanted = { readonly [Key in keyof Named]?: Named[Key] | undefined };

/** A run, or whatever else holds rows. */
export interface Rows {
  readonly rows: readonly Row[];
}

/** All of a population died, and collections were forced. */
export const ALL_DIED = { death: undefined, collections: undefined } as const;

/** Look-ups as they come: neither beside other weak references nor by so many in a turn. */
export const UNCROWDED = { others: undefined, perTurn: undefined } as const;

export function rowsLike({ rows }: Rows, wanted: Wanted): Row[] {
  const asked = Object.entries(wanted) as [keyof Row, Row[keyof Row]][];
  return candidates(rows, wanted).filter((row) => asked.every(([key, value]) => row[key] === value));
}

/** The first of them. */
export function rowLike(run: Rows, wanted: Wanted): Row | undefined {
  return rowsLike(run, wanted)[0];
}

/** By an index, made once: a page and the claims ask thousands of times for a few of ten thousand rows. */
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

/** Did a control beside it fail? Then it was judged to be no result. */
export function isInvalid(row: Row | undefined): boolean {
  return row?.difference === 'invalid' || row?.verdict?.is === 'invalid';
}

/** What "no difference" is in the unit of a row. */
export function nothing({ unit }: Pick<Row, 'unit'>): number {
  return unit === 'ratio' ? 1 : 0;
}
