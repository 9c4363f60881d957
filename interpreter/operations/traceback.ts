/**
 * The lines of a traceback, as CPython 3.11 prints them: where each frame stood, its line of source, and marks under the
 * part of it that was at work. The marks are left out where they would run under the whole line.
 */

import type { CodeObject } from '../code.ts';
import type { Interpreter } from '../interpreter.ts';
import type { Traceback } from '../objects/exception.ts';
import { positionAt } from '../positions.ts';

/** A traceback longer than this shows its end only. */
const MOST_ENTRIES = 1000;
/** Entries in a row for the same line are shown this often, and counted. */
const MOST_ALIKE = 3;

export function tracebackLines(vm: Interpreter, traceback: Traceback): string {
  let entry: Traceback | null = traceback;
  for (let surplus = lengthOf(traceback) - MOST_ENTRIES; surplus > 0; surplus--) entry = entry!.next;
  let text = '';
  let last = '';
  let alike = 0;
  for (; entry !== null; entry = entry.next) {
    const { code, line } = entry;
    const place = `  File "${code.filename}", line ${line}, in ${code.name}\n`;
    if (place !== last) {
      text += more(alike);
      last = place;
      alike = 0;
    }
    if (++alike <= MOST_ALIKE) text += place + sourceLines(vm, code, entry.at);
  }
  return text + more(alike);
}

function lengthOf(traceback: Traceback): number {
  let length = 0;
  for (let entry: Traceback | null = traceback; entry !== null; entry = entry.next) length++;
  return length;
}

function more(alike: number): string {
  const count = alike - MOST_ALIKE;
  if (count <= 0) return '';
  return `  [Previous line repeated ${count} more time${count === 1 ? '' : 's'}]\n`;
}

function sourceLines(vm: Interpreter, code: CodeObject, at: number): string {
  const source = vm.sourceLine(code.filename, code.lines[at]!);
  if (source === undefined) return '';
  const shown = source.replace(/^[ \t\f]+/, '');
  const marks = marksUnder(source, source.length - shown.length, code, at);
  return `    ${shown}\n${marks === '' ? '' : `    ${marks}\n`}`;
}

/** The line of marks, behind the indentation that is not shown; empty for none. */
function marksUnder(source: string, indentation: number, code: CodeObject, at: number): string {
  const position = positionAt(code, at);
  if (position === null) return '';
  const { column, height, carets } = position;
  const end = height === 0 ? position.endColumn : source.trimEnd().length;
  if (carets === null) {
    if (end - column === source.length - indentation) return '';
    return marks(column - indentation, end - column, '^');
  }
  const [from, to] = carets;
  const width = end - column;
  return marks(column - indentation, from, '~') + marks(0, to - from, '^') + marks(0, width - to, '~');
}

function marks(before: number, count: number, mark: string): string {
  return ' '.repeat(Math.max(0, before)) + mark.repeat(Math.max(0, count));
}
