/**
 * The noise floor, for drawing: how far from no difference a difference between two copies of the same code can look.
 *
 * Each run measures twins. The floor of a cell (program, or population and hit ratio, say) is the farthest end from no
 * difference that the interval of any twin in that cell reaches, taken to both sides. What it means for a comparison is the judge's
 * to say.
 */

import { nothing } from '../records/finding.ts';
import type { Row, Run, Setting } from '../records/schema.ts';
import { sameSetting } from '../records/settings.ts';
import { comparesTwins } from './arms.ts';
import { groupedRows, hasInterval, onceForRows, type Spread } from './rows.ts';

/** The metric of a setting: what twins there vouch for. */
export type Cell = Pick<Row, 'experiment' | 'workload' | 'metric'> & Unsure<Setting>;

/** Settings as they are asked for: what is undefined is absent. */
type Unsure<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** The reach of the noise to either side of no difference, or null where no twin was measured. */
export function noiseFloor(run: Run, cell: Cell): number | null {
  let reach: number | null = null;
  for (const row of twinsIn(run.rows).get(placeOf(cell)) ?? []) {
    if (!sameSetting(row, cell as Setting)) continue;
    const middle = nothing(row);
    reach = Math.max(reach ?? 0, Math.abs(row.low - middle), Math.abs(row.high - middle));
  }
  return reach;
}

const placeOf = ({ experiment, workload, metric }: Cell) => JSON.stringify([experiment, workload, metric]);

const twinsIn = onceForRows((rows) => {
  const twins = rows.filter((row) => comparesTwins(row) && hasInterval(row));
  return groupedRows(twins, (row) => [placeOf(row)]) as Map<string, Spread[]>;
});

export type Told = 'more' | 'less' | 'not told apart' | 'too few processes' | 'invalid';

/** What the judge decided of the comparison (judge/verdicts.ts). */
export function toldFromNoise({ difference, level }: Row): Told {
  if (difference === 'more' || difference === 'less' || difference === 'invalid') return difference;
  return difference === 'open' && level < LEVEL ? 'too few processes' : 'not told apart';
}

/** Of an interval that rests on enough processes. */
const LEVEL = 0.95;
