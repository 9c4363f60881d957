/**
 * What a claim is judged by: the rows of one run, found by what they say, and what their intervals allow to be said.
 *
 * A figure counts only if it has an interval of the usual level and no control beside it failed; whatever else a rule would conclude
 * from is "open", and a claim that rests on open figures alone is not decided.
 */

import type { Control, Plan, Row } from '../../records/schema.ts';
import { standing } from '../../statistics/equivalence.ts';
import { LEAST_LEVEL } from '../thresholds.ts';
import { isBeside } from '../verdicts.ts';

/** What a row must say; what is named and undefined must be absent. */
export type Wanted = { readonly [Key in keyof Row]?: Row[Key] | undefined };

/** Where an interval lies: more or less than nothing, the same (wholly inside the threshold), or open. */
export type Side = 'more' | 'less' | 'same' | 'open';

export class Evidence {
  readonly plan: Plan;
  readonly #rows: readonly Row[];
  readonly #controls: readonly Control[];

  constructor(plan: Plan, rows: readonly Row[], controls: readonly Control[]) {
    this.plan = plan;
    this.#rows = rows;
    this.#controls = controls.filter(({ passed }) => !passed);
  }

  all(wanted: Wanted): Row[] {
    const asked = Object.entries(wanted) as [keyof Row, unknown][];
    return this.#rows.filter((row) => asked.every(([key, value]) => row[key] === value));
  }

  one(wanted: Wanted): Row | undefined {
    return this.all(wanted)[0];
  }

  /** Has the figure an interval of the usual level, and did no control beside it fail? */
  isSound(row: Row): boolean {
    if (row.low === null || row.high === null || row.level < LEAST_LEVEL) return false;
    return !this.#controls.some((control) => isBeside(control, row));
  }

  /** Where the figure lies to no difference; differences up to `threshold` are none. */
  side(row: Row | undefined, threshold: number): Side {
    if (row === undefined || !this.isSound(row)) return 'open';
    const nothing = row.unit === 'ratio' ? 1 : 0;
    if (standing(row, { low: nothing - threshold, high: nothing + threshold }) === 'inside') return 'same';
    const to = standing(row, { low: nothing, high: nothing });
    return to === 'above' ? 'more' : to === 'below' ? 'less' : 'open';
  }

  /**
   * Where one figure lies to another that was measured in the same unit: the same if even their farthest ends are within the threshold,
   * more or less if their intervals do not meet.
   */
  between(one: Row | undefined, other: Row | undefined, threshold: number): Side {
    if (one === undefined || other === undefined) return 'open';
    if (!this.isSound(one) || !this.isSound(other)) return 'open';
    const difference = { low: one.low! - other.high!, high: one.high! - other.low! };
    if (standing(difference, { low: -threshold, high: threshold }) === 'inside') return 'same';
    const to = standing(difference, { low: 0, high: 0 });
    return to === 'above' ? 'more' : to === 'below' ? 'less' : 'open';
  }

  /** Strategies that the thread names and that were measured, `inline` among them; neither forms nor what came later, nor a user's own. */
  strategies(): string[] {
    const planned = this.plan.arms.filter(({ role }) => role === 'strategy').map(({ name }) => name);
    return NAMED_IN_THREAD.filter((name) => planned.includes(name));
  }
}

/** The thread's hash table has four keys here: a number, a number like an address, the object itself, and that weakly. */
const NAMED_IN_THREAD = [
  'inline',
  'trailing',
  'map-by-id',
  'map-by-address',
  'map-by-object',
  'weakmap',
  'weakref-list',
  'count-in-code',
];
