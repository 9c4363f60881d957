/**
 * Tables of plain figures from the rows: strategies down, settings across. A table, a column or a line of which nothing was measured
 * is left out.
 */

import type { Row, Run } from '../records/schema.ts';
import { families, type Member, originOf } from './arms.ts';
import { type Cell, type Column, cellWith } from './comparison.ts';
import { isMeasured, rowLike, type Wanted } from './rows.ts';

export type TableColumn = Pick<Column, 'group' | 'heading'>;

export interface TableLine {
  readonly arm: Member;
  /** Where it was measured, if the lines of the table differ in that; or what the line is. */
  readonly where: string | null;
  /** Where the idea comes from, if not from the thread. */
  readonly origin: string | null;
  readonly cells: readonly Cell[];
  /** What the figures do not say. */
  readonly words?: string;
}

export interface Table {
  readonly title: string;
  readonly aid: string;
  readonly columns: readonly TableColumn[];
  readonly lines: readonly TableLine[];
  /** What heads the words of the lines, if they have any. */
  readonly words?: string;
  /** What its lines are, if no strategies. */
  readonly of?: string;
}

/** Work without a storage. */
export const NONE = 'none';

/** A column that knows its rows: by what every one of them must say, and what the line adds to that. */
export interface Asked extends TableColumn {
  readonly rowOf: (run: Run, line: Wanted) => Row | undefined;
  /** How its figures are shown; whether they are told from noise is asked of the row itself. */
  readonly shown?: (row: Row) => Row;
}

export function column(group: string, heading: string, wanted: Wanted, factor = 1): Asked {
  const rowOf = (run: Run, line: Wanted) => rowLike(run, { ...wanted, ...line });
  return { group, heading, rowOf, ...(factor === 1 ? {} : { shown: (row: Row) => times(row, factor) }) };
}

function times(row: Row, factor: number): Row {
  if (!isMeasured(row)) return row;
  const { estimate, low, high } = row;
  return {
    ...row,
    estimate: estimate * factor,
    low: low === null ? null : low * factor,
    high: high === null ? null : high * factor,
  };
}

export interface AskedLine extends Omit<TableLine, 'cells' | 'origin'> {
  readonly wanted: Wanted;
}

export interface Sheet extends Pick<Table, 'title' | 'aid' | 'words' | 'of'> {
  readonly columns: readonly Asked[];
  readonly lines?: readonly AskedLine[];
}

/** A line for each strategy and form, and for work without a storage where that has figures of its own; or the lines asked for. */
export function tableOf(run: Run, { columns, lines, ...sheet }: Sheet): Table | null {
  const asked = lines ?? [...families(run), { name: NONE, formOf: null }].map((arm) => lineOf(arm));
  const cells = asked.map(({ wanted }) => columns.map((each) => cellOf(run, each, wanted)));
  const used = columns.flatMap((_, at) => (cells.some((each) => each[at]!.row !== undefined) ? [at] : []));
  if (used.length === 0) return null;
  return {
    ...sheet,
    columns: used.map((at) => ({ group: columns[at]!.group, heading: columns[at]!.heading })),
    lines: asked.flatMap(({ wanted, ...line }, index): TableLine[] => {
      const mine = used.map((at) => cells[index]![at]!);
      if (mine.every(({ row }) => row === undefined)) return [];
      return [{ ...line, origin: originOf(run, line.arm.name), cells: mine }];
    }),
  };
}

function lineOf(arm: Member): AskedLine {
  return { arm, where: null, wanted: { strategy: arm.name } };
}

function cellOf(run: Run, { rowOf, shown = (row) => row }: Asked, wanted: Wanted): Cell {
  const cell = cellWith(rowOf(run, wanted));
  return { ...cell, row: cell.row === undefined ? undefined : shown(cell.row) };
}
