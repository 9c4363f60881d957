/**
 * Figures of the two layouts: the share of processes in which a strategy with two layouts was slow when the second came up, at
 * first and in the end, held against `inline` in the same process, whose code objects have one layout. How slow it is are figures
 * of time like others (time-figures.ts).
 */

import type { Cell } from '../../samples/cells.ts';
import { ratioTo } from '../../samples/collapse.ts';
import { type Figure, figure } from '../../samples/figure.ts';
import { SLOWED } from '../../samples/thresholds.ts';
import { wilsonInterval } from '../../statistics/proportion.ts';

const ONE_LAYOUT = 'inline';

export function slowedFigures(cells: readonly Cell[], arm: string): Figure[] {
  if (arm === ONE_LAYOUT) return [];
  return cells.flatMap((cell): Figure[] => {
    const slowed = cell.processes.flatMap(({ samples }) => {
      const two = samples.get(arm);
      const one = samples.get(ONE_LAYOUT);
      return two === undefined || one === undefined ? [] : [ratioTo(two, one) > SLOWED ? 1 : 0];
    });
    if (slowed.length === 0) return [];
    const hits = slowed.filter((each) => each === 1).length;
    const { low, high } = wilsonInterval(hits, slowed.length);
    const also = { estimate: hits / slowed.length, low, high, level: 0.95, reference: ONE_LAYOUT };
    return [figure(cell, arm, 'hit-share', slowed, also)];
  });
}
