/**
 * The source text by line, and the way from the parser's columns (bytes of UTF-8) to ours (characters).
 */

export class Source {
  readonly text: string;
  readonly lines: readonly string[];

  /** Takes the text as a file holds it: a byte order mark and any of the three kinds of line ends are fine. */
  constructor(text: string) {
    this.text = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    this.lines = this.text.split('\n');
  }

  /** The line with number `lineno`, from 1. */
  line(lineno: number): string {
    return this.lines[lineno - 1] ?? '';
  }

  /** The character of a line that stands `bytes` bytes of UTF-8 from its start. */
  column(lineno: number, bytes: number): number {
    const line = this.line(lineno);
    let column = 0;
    let seen = 0;
    while (seen < bytes && column < line.length) {
      const code = line.codePointAt(column)!;
      seen += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      column += code < 0x10000 ? 1 : 2;
    }
    return column + Math.max(0, bytes - seen);
  }
}
