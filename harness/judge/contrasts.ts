/**
 * Contrasts: one row compared with another of the same metric. Where the arms shared processes they are compared process by process, which
 * takes out what a process does to both; elsewhere by the ends of their intervals that are farthest from one another.
 */

import type { Contrast } from '../../claims/index.ts';
import type { Row } from '../records/schema.ts';
import type { Figure } from '../samples/figure.ts';
import { medianInterval } from '../statistics/interval.ts';

/** Of the rows of a run, each with the figure in the same place. */
export function contrastsOf(rows: readonly Row[], figures: readonly Figure[]): Contrast {
  const figureOf = new Map(rows.map((row, i) => [row, figures[i]!]));
  return (one, other) => {
    const paired = pairedChanges(figureOf.get(one), figureOf.get(other));
    if (paired.length > 0) return medianInterval(paired);
    if (one.low === null || other.low === null) return { low: null, high: null, level: 0 };
    const level = Math.min(one.level, other.level);
    return { low: one.low - other.high!, high: one.high! - other.low, level };
  };
}

/** One for each process that both were measured in. */
function pairedChanges(one: Figure | undefined, other: Figure | undefined): number[] {
  if (one?.numbers === undefined || other?.numbers === undefined) return [];
  const others = new Map(other.numbers.map((number, i) => [number, other.values[i]!]));
  return one.numbers.flatMap((number, i) => {
    const value = others.get(number);
    return value === undefined ? [] : [one.values[i]! - value];
  });
}
