/**
 * The two ways a program can be turned away before any of it runs: it is no Python (PythonSyntaxError), or it
 * is Python that this machine does not speak (UnsupportedSyntax). Both say where, in the form editors understand:
 * file:line:column, line and column counted from 1, the column in characters.
 */

/** Where a node stands: line from 1, column from 0 as in the tree. */
export interface Place {
  readonly lineno: number;
  readonly col_offset: number;
}

/** What all refusals share. */
class Refusal extends Error {
  readonly filename: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** The sentence alone, without file and position. */
  readonly reason: string;

  constructor(filename: string, place: Place, reason: string) {
    super(`${filename}:${place.lineno}:${place.col_offset + 1}: ${reason}`);
    this.filename = filename;
    this.line = place.lineno;
    this.column = place.col_offset + 1;
    this.reason = reason;
  }
}

/** The source is not Python: what CPython answers with SyntaxError. */
export class PythonSyntaxError extends Refusal {
  override name = 'SyntaxError';
}

/** The source is Python outside the subset that the compiler speaks. */
export class UnsupportedSyntax extends Refusal {
  override name = 'UnsupportedSyntax';
}
