/** The words of a code object's table of positions; see python/positions.ts for their layout. */

import type { CodeObject } from './code.ts';

export const NO_POSITION = -1;
const MOST_COLUMN = 0xfffe;
const MOST_LINES = 0xff;
const MOST_OFFSET = 0xfff;

/** What an instruction covers. */
export interface Position {
  readonly column: number;
  readonly endColumn: number;
  /** Lines from the first to the last. */
  readonly height: number;
  /** Columns from the start of the part that matters most, or null. */
  readonly carets: readonly [from: number, to: number] | null;
}

export function packPosition(
  column: number,
  endColumn: number,
  height: number,
  carets: readonly [number, number] | null,
): [number, number] {
  if (column > MOST_COLUMN || endColumn > MOST_COLUMN || height < 0) return [NO_POSITION, 0];
  const [from, to] = carets !== null && carets[1] <= MOST_OFFSET ? carets : [0, 0];
  return [column | (endColumn << 16), Math.min(height, MOST_LINES) | (from << 8) | (to << 20)];
}

/** Null when nothing is known of the instruction. */
export function positionAt(code: CodeObject, index: number): Position | null {
  const first = code.positions[2 * index] ?? NO_POSITION;
  if (first === NO_POSITION) return null;
  const second = code.positions[2 * index + 1]!;
  const to = second >>> 20;
  return {
    column: first & 0xffff,
    endColumn: first >>> 16,
    height: second & 0xff,
    carets: to === 0 ? null : [(second >>> 8) & 0xfff, to],
  };
}
