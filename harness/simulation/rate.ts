/**
 * How often something happened in a study, and how well that is known: E. B. Wilson, "Probable inference, the
 * law of succession, and statistical inference", Journal of the American Statistical Association 22 (1927)
 * 209-212. The exact interval of statistics/proportion.ts sums every term; for thousands of trials Wilson's
 * is the same to the third digit.
 */

export interface Rate {
  readonly hits: number;
  readonly trials: number;
}

/** The 97.5 % point of the normal distribution, for intervals of 95 %. */
export const Z95 = 1.959964;

/** How often `trial` says yes. */
export function rateOf(trials: number, trial: () => boolean): Rate {
  let hits = 0;
  for (let i = 0; i < trials; i++) if (trial()) hits += 1;
  return { hits, trials };
}

export function share({ hits, trials }: Rate): number {
  return hits / trials;
}

/** The 95 % interval of the true share: the error of the simulation itself. */
export function simulationError(rate: Rate): { low: number; high: number } {
  const p = share(rate);
  const n = rate.trials;
  const z2 = Z95 * Z95;
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: middle - reach, high: middle + reach };
}
