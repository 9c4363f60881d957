/**
 * Where in its line each instruction stands: what a traceback underlines. Two words an instruction:
 *
 *     first     column (16 bits), end column (16 bits); NO_POSITION when unknown
 *     second    lines down to the end (8 bits); for an operator or a subscript the part that gets the carets, as columns from
 *               the start (12 bits each, 0 0 for none)
 *
 * The evaluator keeps the table beside `lines` and never looks at it.
 */

import { NO_POSITION, packPosition } from '../positions.ts';
import type { Place } from './errors.ts';
import type { Node, NodeOf } from './parse.ts';

/** Where something stands; a node of the tree is one. A column of -1 is unknown. */
export type Where = Place;

/** The start of a line, for instructions that belong to no piece of the source. */
export function lineStart(lineno: number): Where {
  return { lineno, col_offset: -1 };
}

/** Only the end of a place. */
export function endOf({ end_lineno, end_col_offset }: Where): Pick<Where, 'end_lineno' | 'end_col_offset'> {
  return end_lineno === undefined || end_col_offset === undefined ? {} : { end_lineno, end_col_offset };
}

/** The words of one instruction. */
export function positionOf(where: Where, lines: readonly string[]): [number, number] {
  const { lineno, col_offset, end_lineno, end_col_offset } = where;
  if (col_offset < 0 || end_lineno === undefined || end_col_offset === undefined) return [NO_POSITION, 0];
  const carets = end_lineno === lineno ? caretsOf(where as Node, lines[lineno - 1] ?? '') : null;
  return packPosition(col_offset, end_col_offset, end_lineno - lineno, carets);
}

/** The columns of the operator, or of the brackets, relative to the start of the node. */
function caretsOf(node: Node, line: string): readonly [number, number] | null {
  if (node.nodeType === 'BinOp') return operatorIn(node, line);
  if (node.nodeType === 'Subscript') {
    const from = node.value.end_col_offset! - node.col_offset;
    return [from, node.slice.end_col_offset! + 1 - node.col_offset];
  }
  return null;
}

function operatorIn(node: NodeOf<'BinOp'>, line: string): readonly [number, number] | null {
  const end = node.right.col_offset;
  for (let i = node.left.end_col_offset!; i < end; i++) {
    // A parenthesis around the left side is no part of it.
    if (/[\s)]/.test(line[i] ?? '') && i + 1 < end) continue;
    const double = i + 1 < end && !/[\s(]/.test(line[i + 1]!);
    return [i - node.col_offset, i + (double ? 2 : 1) - node.col_offset];
  }
  return null;
}
