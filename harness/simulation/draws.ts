/**
 * Draws from the distributions that the shapes need, from a seed: a study can be repeated with the same
 * draws.
 */

import { type Random, seededRandom } from '../random.ts';

export interface Draws extends Random {
  /** Uniform between 0 and 1, both exclusive. */
  uniform(): number;
  /** Normal, mean 0, standard deviation 1. */
  normal(): number;
  /** Exponential, mean 1; its median is ln 2. */
  exponential(): number;
  /** Cauchy, median 0, quartiles at -1 and 1: no mean, no variance. */
  cauchy(): number;
  /** Student's t with 2 degrees of freedom: a mean, no variance. */
  studentT2(): number;
}

/** The generator starts from a state that is mostly zeros and ones; this many draws stir it. */
const STIR = 64;

export function seededDraws(seed: number): Draws {
  const random = seededRandom(seed);
  for (let i = 0; i < STIR; i++) random.below(2);
  const uniform = () => (random.below(2 ** 30) + 0.5) / 2 ** 30;
  let spare: number | null = null;
  return {
    ...random,
    uniform,
    // In pairs: G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates" (1958).
    normal() {
      if (spare !== null) {
        const result = spare;
        spare = null;
        return result;
      }
      const radius = Math.sqrt(-2 * Math.log(uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    exponential: () => -Math.log(uniform()),
    cauchy: () => Math.tan(Math.PI * (uniform() - 0.5)),
    // Both are the inverse of the distribution function, which is closed for 1 and 2 degrees of freedom.
    studentT2() {
      const u = uniform();
      return (2 * u - 1) / Math.sqrt(2 * u * (1 - u));
    },
  };
}
