/**
 * Text for a terminal: made harmless, spelled in the letters that it has, measured, cut and broken into lines. Whatever comes from a
 * record passes through `printable` before it is laid out.
 */

import { stripVTControlCharacters } from 'node:util';
import { proseWidth, type SummaryOptions } from './options.ts';

/** Text from a record may not steer the terminal: no control characters, and none that turn or hide what stands beside them. */
export function printable(text = ''): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ');
}

/** The sentence of a record: its names stand in backticks, which mean nothing here. */
export function sentence(text: string, { ascii }: SummaryOptions): string {
  return spelled(printable(text).replaceAll('`', ''), ascii);
}

/** Broken to the width in which prose is read. */
export function prose(text: string, options: SummaryOptions, indent = ''): string {
  return wrapped(sentence(text, options), proseWidth(options), indent);
}

/** Spaces inside a figure, as "4.4 [4.3, 4.5] %" has them: no line is broken there. */
const IN_FIGURE = /(?<=\d) (?=\[)|(?<=\[[^\s\]]+,) (?=[^\s\]]+\])|(?<=[\d\]]) (?=(?:%|ns|ms|MB)(?!\p{L}))/gu;
const NO_BREAK = '\u00a0';

const IN_ASCII: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '≈': '~',
  '±': '+-',
  '…': '...',
  '×': 'x',
  '✗': 'x',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '≤': '<=',
  '≥': '>=',
  '→': '->',
  '·': '.',
  µ: 'u',
  '\u00a0': ' ',
};

/** In ASCII alone, where that is all there is; a letter that has no likeness is a question mark. */
export function spelled(text: string, ascii = false): string {
  return ascii ? text.replace(/[^\p{ASCII}]/gu, (letter) => IN_ASCII[letter] ?? '?') : text;
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of stripVTControlCharacters(text)) columns += columnsOfOne(letter);
  return columns;
}

function columnsOfOne(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0;
  return WIDE.test(letter) || /\p{Emoji_Presentation}/u.test(letter) || letter > '\u{1f000}' ? 2 : 1;
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

/** A name cut in its middle: its beginning says what it is, its end which one of them. */
export function cut(name: string, longest: number, { ascii }: SummaryOptions): string {
  const text = spelled(printable(name), ascii);
  if (columnsOf(text) <= longest) return text;
  const letters = [...text];
  const mark = ascii ? '~' : '…';
  const tail = upTo([...letters].reverse(), Math.floor((longest - 1) / 3)).reverse();
  const head = upTo(letters, longest - 1 - columnsOf(tail.join('')));
  return `${head.join('')}${mark}${tail.join('')}`;
}

/** As many of the first letters as take no more columns than these. */
function upTo(letters: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let left = columns;
  for (const letter of letters) {
    left -= columnsOfOne(letter);
    if (left < 0) break;
    taken.push(letter);
  }
  return taken;
}

/** Breaks at spaces, and words that are longer than a line where the line ends; every line but the first is indented. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  const words = text.replace(IN_FIGURE, NO_BREAK).split(' ');
  for (const word of words.flatMap((each) => piecesOf(each, width - indent.length))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join('\n').replaceAll(NO_BREAK, ' ');
}

function piecesOf(word: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = [...word];
  while (columnsOf(rest.join('')) > width) {
    const piece = upTo(rest, width);
    pieces.push(piece.join(''));
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest.join('')];
}
