/** Tables of a terminal: columns without rules, and of several layouts the widest that fits. */

import Table from 'cli-table3';
import { columnsOf, spelled } from './text.ts';

const NO_RULES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

/** Names left, figures right. */
export function tableText(
  head: readonly string[],
  lines: readonly (readonly string[])[],
  ascii = false,
): string {
  const inLetters = (texts: readonly string[]) => texts.map((text) => spelled(text, ascii));
  const table = new Table({
    head: inLetters(head),
    chars: NO_RULES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
  });
  table.push(...lines.map(inLetters));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Of texts from the widest to the narrowest. */
export function widestThatFits(drawn: readonly string[], width: number): string {
  return drawn.find((text) => widthOf(text) <= width) ?? drawn.at(-1)!;
}

export function widthOf(text: string): number {
  return Math.max(...text.split('\n').map(columnsOf));
}
