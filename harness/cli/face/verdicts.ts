/** The first verdicts, those on programs as a rule, with their figures where they fit; of the others how many there are of each. */

import type { Run } from '../../records/schema.ts';
import { counted } from '../../report/figure.ts';
import { type VerdictCell, type VerdictTable, verdictCounts, verdictTables } from '../../report/verdicts.ts';
import { coloursOf, type Ink } from './colours.ts';
import { nameText } from './figures.ts';
import type { SummaryOptions } from './options.ts';
import { tableText, widestThatFits } from './table.ts';
import { printable, prose } from './text.ts';

const OPEN_SHOWN = 3;

export function verdictsText(run: Run, options: SummaryOptions): string {
  const [calls, ...others] = verdictTables(run);
  if (calls === undefined) return '';
  const { dim } = coloursOf(options);
  const counts = (table: VerdictTable) => prose(`${table.title}: ${verdictCounts(table)}.`, options, '  ');
  const layouts = [
    verdictTable(calls, ({ is, figure }) => `${is} ${figure}`, options),
    verdictTable(calls, ({ is }) => is, options),
    counts(calls),
  ];
  const about = `${calls.title}. ${calls.threshold} ${processesText(calls)}`;
  return [
    widestThatFits(layouts, options.width),
    dim(prose(about, options)),
    ...openText(calls, options),
    ...others.map(counts),
  ].join('\n');
}

function verdictTable(
  { columns, lines }: VerdictTable,
  text: (cell: VerdictCell) => string,
  options: SummaryOptions,
): string {
  const body = lines.map(({ arm, cells }) => [
    nameText(arm, options),
    ...cells.map((cell) => (cell === null ? '–' : inkOf(cell, options)(text(cell)))),
  ]);
  return tableText(['verdicts', ...columns.map(printable)], body, options.ascii);
}

function inkOf({ is }: VerdictCell, options: SummaryOptions): Ink {
  const { green, dim } = coloursOf(options);
  if (is === 'equivalent') return green;
  return is === 'not decided' || is === 'invalid' ? dim : (text) => text;
}

/** What the first of the undecided ones would have needed. */
function openText({ columns, lines }: VerdictTable, options: SummaryOptions): string[] {
  const { dim } = coloursOf(options);
  const open = lines.flatMap(({ arm, cells }) =>
    cells.flatMap((cell, index) =>
      cell?.is === 'not decided' ? [`${arm} on ${columns[index]}: ${cell.because}`] : [],
    ),
  );
  const rest = open.length - OPEN_SHOWN;
  return [
    ...open.slice(0, OPEN_SHOWN).map((line) => dim(prose(`not decided: ${line}`, options, '  '))),
    ...(rest > 0 ? [dim(`  and ${rest} more, in the report`)] : []),
  ];
}

/** "Over 6 to 14 processes." */
function processesText({ processes }: VerdictTable): string {
  const [fewest, most] = [Math.min, Math.max].map((pick) => pick(...processes));
  return `Over ${fewest === most ? '' : `${fewest} to `}${counted(most!, 'process')}.`;
}
