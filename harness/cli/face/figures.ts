/** Figures in the cells of a table, and whole tables of the report as the terminal shows them. */

import { nameParts } from '../../report/arms.ts';
import type { Cell } from '../../report/comparison.ts';
import { figureText, rangeText } from '../../report/figure.ts';
import type { Table } from '../../report/table.ts';
import { type Colours, coloursOf } from './colours.ts';
import type { SummaryOptions } from './options.ts';
import { tableText, widestThatFits } from './table.ts';
import { cut, printable, prose } from './text.ts';

const LONGEST_NAME = 16;
const LONGEST_NAME_IN_WIDE = 30;
const WIDE = 120;

/** The name of a strategy or form, cut where the terminal is narrow. */
export function nameText(arm: string, options: SummaryOptions): string {
  const longest = options.width < WIDE ? LONGEST_NAME : LONGEST_NAME_IN_WIDE;
  return coloursOf(options).bold(cut(arm, longest, options));
}

/** "≈ 1.2 [0.9, 1.6]": ≈ where it is no difference that counts, – where nothing was measured. */
export function cellText({ row, told }: Cell, intervals: boolean, colours: Colours): string {
  const text = figureText(row);
  if (text === null) return row === undefined ? colours.dim('–') : 'never';
  const level = text.level === null ? '' : ` at ${text.level}`;
  const interval = intervals && text.interval !== null ? ` ${text.interval}${level}` : '';
  return told === 'not told apart'
    ? colours.dim(`≈ ${text.estimate}${interval}`)
    : text.estimate + colours.dim(interval);
}

/** From the least to the most of several figures; ≈ where none of them stands out of the noise. */
export function rangeOf(cells: readonly Cell[], colours: Colours): string {
  const range = rangeText(cells.map(({ row }) => row));
  if (range === null) return colours.dim('–');
  const plain = range.replace(' ns', '');
  const judged = cells.filter(({ told }) => told !== null);
  return judged.every(({ told }) => told === 'not told apart') ? colours.dim(`≈ ${plain}`) : plain;
}

/** A table of the report: with intervals, in one piece or in two, one below the other; or without. */
export function figuresText(table: Table | null, options: SummaryOptions, name = table?.title ?? ''): string {
  if (table === null) return '';
  const all = table.columns.map((_, index) => index);
  const pieces = [[all], inTwo(all)];
  const drawn = [true, false].flatMap((intervals) =>
    pieces.map((some) => some.map((shown) => pieceText(table, shown, intervals, options, name)).join('\n\n')),
  );
  const { dim } = coloursOf(options);
  return `${widestThatFits(drawn, options.width)}\n${dim(prose(table.aid, options))}`;
}

export function inTwo<T>(all: readonly T[]): T[][] {
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)].filter((piece) => piece.length > 0);
}

function pieceText(
  { columns, lines }: Table,
  shown: readonly number[],
  intervals: boolean,
  options: SummaryOptions,
  name: string,
): string {
  const colours = coloursOf(options);
  const headings = shown.map((at) => `${printable(columns[at]!.group)}\n${printable(columns[at]!.heading)}`);
  const filled = lines.filter(({ cells }) => shown.some((at) => cells[at]!.row !== undefined));
  const body = filled.map(({ arm, cells }) => [
    `${arm.formOf === null ? '' : '  '}${nameText(nameParts(arm).own, options)}`,
    ...shown.map((at) => cellText(cells[at]!, intervals, colours)),
  ]);
  return tableText([printable(name), ...headings], body, options.ascii);
}
