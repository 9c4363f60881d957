/**
 * Seeded random numbers. Everything drawn by chance in a run (order of processes, arms and blocks, look-up sequences)
 * comes from the run's seed through here, so a run can be repeated with the same draws.
 */

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The largest seed, exclusive. */
export const SEED_LIMIT = 2 ** 31;

export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** A new array with the items in random order (Fisher-Yates). */
  shuffled<T>(items: readonly T[]): T[];
}

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  return {
    below,
    shuffled(items) {
      const result = [...items];
      for (let i = result.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [result[i], result[j]] = [result[j]!, result[i]!];
      }
      return result;
    },
  };
}
