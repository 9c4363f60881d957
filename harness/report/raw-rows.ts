/** The rows as they were recorded, as a table of exact values: columns, cells, and tab-separated text. */

import type { Row } from '../records/schema.ts';
import { SETTING_NAMES } from '../records/settings.ts';

type Value = string | number | null | undefined;

const PLAIN = [
  'experiment',
  'strategy',
  'workload',
  ...SETTING_NAMES,
  'rounds',
  'metric',
  'reference',
  'unit',
  'estimate',
  'low',
  'high',
  'level',
  'processes',
  'because',
  'difference',
] as const satisfies readonly (keyof Row)[];

const JUDGED = ['is', 'threshold', 'reach', 'pValue', 'wouldHaveSeen', 'moreProcesses'] as const;

/** A row and its place among the rows of the run, by which claims name it. */
export type Numbered = readonly [number: number, row: Row];

/** The columns that any of the rows has, the number of the row first. */
export function columnsOf(rows: readonly Row[]): string[] {
  const plain = PLAIN.filter((name) => rows.some((row) => row[name] !== undefined));
  const judged = rows.some(({ verdict }) => verdict !== undefined)
    ? JUDGED.map((name) => `verdict.${name}`)
    : [];
  return ['row', ...plain, ...judged];
}

/** Empty where the row does not say, or has no figure. */
export function cellsOf([number, row]: Numbered, columns: readonly string[]): (string | number)[] {
  const { verdict, ...plain } = row;
  const said: Record<string, Value> = { row: number, ...plain };
  for (const name of JUDGED) said[`verdict.${name}`] = verdict?.[name];
  return columns.map((column) => said[column] ?? '');
}

/** All on one line each, the columns above. */
export function tabSeparated(rows: readonly Numbered[], columns: readonly string[]): string {
  const lines = rows.map((row) => cellsOf(row, columns).map(written).join('\t'));
  return `${[columns.join('\t'), ...lines].join('\n')}\n`;
}

/**
 * A text that a spreadsheet would take for a formula, or for the begin of a quotation, gets an apostrophe before it; what would
 * break the line becomes a space.
 */
function written(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = value.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return /^\s*["=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
}
