/**
 * What a claim is judged by: the rows of one run, found by what they say, and what their intervals allow to be said.
 *
 * A figure counts only if it has an interval of the usual level and no control that vouches for it failed; whatever else a rule would
 * conclude from is "open". What is confirmed rests on all that the rule names, and on comparisons of which at least half are not open.
 */

import { rowLike, rowsLike, type Wanted } from '../harness/records/finding.ts';
import type { Control, Plan, Row } from '../harness/records/schema.ts';
import { type Difference, differenceOf } from '../harness/samples/difference.ts';
import { isBeside } from '../harness/samples/guards.ts';
import { LEAST_LEVEL } from '../harness/samples/thresholds.ts';
import type { Interval } from '../harness/statistics/interval.ts';
import type { Role, Roles } from './roles.ts';

/** What a comparison comes to: a difference to either side, none that counts, or not decided. */
export type Side = Difference;

/** The difference of two rows of one metric, with the level of its interval. */
export type Contrast = (one: Row, other: Row) => Pick<Interval, 'low' | 'high' | 'level'>;

/** A judged run. */
export interface Judged {
  readonly plan: Plan;
  readonly rows: readonly Row[];
  readonly controls: readonly Control[];
  readonly contrast: Contrast;
}

export class Evidence {
  readonly plan: Plan;
  readonly roles: Roles;
  readonly #rows: readonly Row[];
  readonly #controls: readonly Control[];
  readonly #contrast: Contrast;

  constructor({ plan, rows, controls, contrast }: Judged, roles: Roles) {
    this.plan = plan;
    this.roles = roles;
    this.#rows = rows;
    this.#controls = controls.filter(({ passed }) => !passed);
    this.#contrast = contrast;
  }

  /** The arms that have these roles. */
  arms(roles: readonly Role[]): string[] {
    return roles.map((role) => this.roles[role]);
  }

  all(wanted: Wanted): Row[] {
    return rowsLike({ rows: this.#rows }, wanted);
  }

  one(wanted: Wanted): Row | undefined {
    return rowLike({ rows: this.#rows }, wanted);
  }

  /** Has the figure an interval of the usual level, and did no control beside it fail? */
  isSound(row: Row): boolean {
    if (row.low === null || row.high === null || row.level < LEAST_LEVEL) return false;
    return !this.#controls.some((control) => vouches(control, row));
  }

  sound(rows: readonly Row[]): Row[] {
    return rows.filter((row) => this.isSound(row));
  }

  /** What the judge decided of the row's comparison with its reference. */
  side(row: Row | undefined): Side {
    if (row === undefined || !this.isSound(row)) return 'open';
    const { difference = 'open' } = row;
    return difference === 'invalid' ? 'open' : difference;
  }

  /** What one figure comes to compared with another of the same metric. */
  between(one: Row | undefined, other: Row | undefined, threshold: number): Side {
    if (one === undefined || other === undefined) return 'open';
    if (!this.isSound(one) || !this.isSound(other)) return 'open';
    return differenceOf(this.#contrast(one, other), { middle: 0, threshold, leastLevel: LEAST_LEVEL });
  }

  /** Comparisons of whole calls on programs that make calls: on the others no storage can matter. */
  onPrograms(wanted: Wanted): Row[] {
    const controls = this.plan.programs.filter(({ control }) => control === true).map(({ name }) => name);
    return this.all({ experiment: 'call-cost', ...wanted }).filter(
      ({ workload }) => !controls.includes(workload),
    );
  }

  /** Comparisons of replayed calls of recorded traces; a replay of a program of ours tells the program again. */
  onTraces(wanted: Wanted): Row[] {
    const ours = (this.plan.traces ?? []).filter(({ ofProgram }) => ofProgram).map(({ name }) => name);
    return this.all({ experiment: 'replay', ...wanted }).filter(({ workload }) => !ours.includes(workload));
  }
}

/** Are at least half of the comparisons decided, to whichever side? */
export function mostlyDecided(sides: readonly Side[]): boolean {
  return sides.filter((side) => side === 'open').length <= sides.length / 2 && sides.length > 0;
}

/** Of those that a rule names, the ones that no row is about. */
export function unmeasured(names: readonly string[], rows: readonly Row[]): string[] {
  return names.filter((name) => rows.every(({ strategy }) => strategy !== name));
}

/** Of time: what stands beside it (guards.ts). Of what death leaves: the leaks that must be seen. Of bytes: that a heap snapshot counts the same. */
function vouches(control: Control, row: Row): boolean {
  const ofExperiment =
    control.id === 'must-leak' || control.id === 'injected-leak' || control.id === 'snapshot';
  return isBeside(control, row) || (ofExperiment && control.experiment === row.experiment);
}
