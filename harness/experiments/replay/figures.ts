/** Times of replayed calls, and stale hits. */

import type { Cell, CellProcess } from '../../samples/cells.ts';
import { type Figure, wrongAnswerFigures } from '../../samples/figure.ts';
import { timeFigures } from '../../samples/time-figures.ts';

const times = timeFigures(['none', 'inline']);

export function replayFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  return (cell.unit === 'wrong-answers' ? wrongAnswerFigures : times)(cell, arm, processes);
}
