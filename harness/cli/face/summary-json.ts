/** A run in short as one JSON document (records/summary.ts), for standard output and nothing beside it. */

import { type Run, SCHEMA_VERSION } from '../../records/schema.ts';
import type { Summary } from '../../records/summary.ts';
import type { Cell } from '../../report/comparison.ts';
import { type Comparison, comparison, type Line } from '../../report/comparison-table.ts';
import { controlSentence } from '../../words/control.ts';

/** Where the records and the page of a run lie. */
export interface Places {
  readonly folder: string;
  readonly report: string;
}

export function summaryJson(run: Run, places: Places): string {
  return `${inPlainLetters(JSON.stringify(summaryOf(run, places), null, 2))}\n`;
}

/** Several runs side by side: each in short, in an array. Nothing is said of them together. */
export function summariesJson(runs: readonly { readonly run: Run; readonly places: Places }[]): string {
  const all = runs.map(({ run, places }) => summaryOf(run, places));
  return `${inPlainLetters(JSON.stringify(all, null, 2))}\n`;
}

export function summaryOf(run: Run, { folder, report }: Places): Summary {
  const { id, complete, claims, controls, doubts } = run;
  return {
    schemaVersion: SCHEMA_VERSION,
    run: id,
    complete,
    folder,
    report,
    claims,
    comparison: comparisonOf(comparison(run)),
    controls: {
      passed: controls.filter(({ passed }) => passed).length,
      failed: controls
        .filter(({ passed }) => !passed)
        .map((control) => ({ ...control, says: controlSentence(control) })),
    },
    doubts,
  };
}

function comparisonOf({ columns, strategies, controls, noise }: Comparison): Summary['comparison'] {
  const lines = [...strategies, ...controls];
  return {
    columns: columns.map(({ group, heading }, index) => {
      // A column is there because some row is: that row names what the column shows.
      const { experiment, metric, unit } = lines.find(({ cells }) => cells[index]!.row)!.cells[index]!.row!;
      return { group, heading, experiment, metric, unit, noise: noise[index]! };
    }),
    strategies: strategies.map(lineOf),
    controls: controls.map(lineOf),
  };
}

function lineOf({ arm, cells }: Line): Summary['comparison']['strategies'][number] {
  return { name: arm, cells: cells.map(cellOf) };
}

function cellOf({ row, told }: Cell): Summary['comparison']['strategies'][number]['cells'][number] {
  if (row === undefined) return null;
  const { estimate, low, high, level, processes } = row;
  return { estimate, low, high, level, processes, told };
}

/** JSON escapes only some of the letters that steer a terminal or turn its text; here all are. */
function inPlainLetters(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (letter) =>
    letter.split('').map(escaped).join(''),
  );
}

/** A unit of UTF-16, as JSON writes it. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
