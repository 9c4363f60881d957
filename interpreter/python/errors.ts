/**
 * The two ways a program can be turned away before any of it runs: it is no Python (PythonSyntaxError), or it
 * is Python that this machine does not speak (UnsupportedSyntax). Both say where, in the form editors understand:
 * file:line:column, line and column counted from 1, the column in characters.
 */

/** Where a node stands: lines from 1, columns from 0 as in the tree. */
export interface Place {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno?: number;
  readonly end_col_offset?: number;
}

/** What all refusals share. */
class Refusal extends Error {
  readonly filename: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** How many columns of the line it covers, at least one. */
  readonly width: number;
  /** The sentence alone, without file and position. */
  readonly reason: string;

  constructor(filename: string, place: Place, reason: string) {
    super(`${filename}:${place.lineno}:${place.col_offset + 1}: ${reason}`);
    this.filename = filename;
    this.line = place.lineno;
    this.column = place.col_offset + 1;
    const { end_lineno, end_col_offset } = place;
    const ends = end_lineno === place.lineno && end_col_offset !== undefined;
    this.width = ends ? Math.max(1, end_col_offset - place.col_offset) : 1;
    this.reason = reason;
  }
}

/** The source is not Python: what CPython answers with SyntaxError. */
export class PythonSyntaxError extends Refusal {
  override name = 'SyntaxError';

  /** As CPython prints it: file and line, the line itself, a mark below, the reason. */
  report(source: string): string {
    const text = source.split(/\r\n|\r|\n/)[this.line - 1] ?? '';
    const shown = text.trim();
    const indentation = text.length - text.trimStart().length;
    const mark = ' '.repeat(Math.max(0, this.column - 1 - indentation));
    const lines = shown === '' ? '' : `    ${shown}\n    ${mark}${'^'.repeat(this.width)}\n`;
    const kind = /\bindent/.test(this.reason) ? 'IndentationError' : this.name;
    return `  File "${this.filename}", line ${this.line}\n${lines}${kind}: ${this.reason}\n`;
  }
}

/** The source is Python outside the subset that the compiler speaks. */
export class UnsupportedSyntax extends Refusal {
  override name = 'UnsupportedSyntax';
}
