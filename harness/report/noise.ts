/**
 * The noise floor: how far from no difference a difference between two copies of the same code can look.
 *
 * Each run measures twins. The floor of a cell (program, or population and hit ratio, say) is the farthest end from no
 * difference that the interval of any twin in that cell reaches, taken to both sides. An effect is told apart from
 * noise only if its whole interval lies outside the floor. The rule errs on one side on purpose: it may call a
 * small true effect noise, and seldom noise an effect.
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

export type Told = 'more' | 'less' | 'not told apart' | 'too few processes';

/** Two processes span the median in one case of two, which decides nothing; three do in three of four. */
export const LEAST_LEVEL_TOLD = 0.7;

/** Bytes repeat to a tenth; a difference of less than half a byte for each object is none that anybody would pay. */
const BYTES_FLOOR = 0.5;

/**
 * Whether a comparison stands out of the noise, as surely as the level of its interval says. Without twins (memory),
 * the interval alone decides.
 */
export function toldFromNoise(run: Run, row: Row): Told {
  if (!hasInterval(row) || row.level < LEAST_LEVEL_TOLD) return 'too few processes';
  const floor = noiseFloor(run, row) ?? (row.unit === 'bytes' ? BYTES_FLOOR : 0);
  const middle = nothing(row);
  if (row.low > middle + floor) return 'more';
  if (row.high < middle - floor) return 'less';
  return 'not told apart';
}
