/** Times of tools, and of the JIT the gain that a storage takes back. */

import type { Cell, CellProcess } from '../../samples/cells.ts';
import { addedNs } from '../../samples/collapse.ts';
import { type Figure, figure } from '../../samples/figure.ts';
import { timeFigures } from '../../samples/time-figures.ts';

export const JIT = 'JIT';

const times = timeFigures(['no-hook', 'inline']);

export function toolFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  return [...times(cell, arm, processes), ...gainFigures(cell, arm, processes)];
}

/** Of the time that a JIT whose data lies in the inline field saves, the share that this arm's storage takes back. */
function gainFigures(cell: Cell, arm: string, processes: readonly CellProcess[]): Figure[] {
  if (cell.condition.part !== JIT || arm === 'inline' || arm === 'no-hook') return [];
  const eaten = processes.flatMap(({ samples }) => {
    const [mine, field, without] = [arm, 'inline', 'no-hook'].map((name) => samples.get(name));
    if (mine === undefined || field === undefined || without === undefined) return [];
    const gain = addedNs(without, field);
    return gain > 0 ? [addedNs(mine, field) / gain] : [];
  });
  // Where the JIT gains nothing in some process there is nothing to eat.
  if (eaten.length < processes.length) return [];
  return [figure(cell, arm, 'gain-eaten', eaten, { reference: 'inline' })];
}
