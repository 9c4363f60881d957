/** How often something happened in a study, and how well that is known. */

import { wilsonInterval } from '../statistics/proportion.ts';

export interface Rate {
  readonly hits: number;
  readonly trials: number;
}

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
export function simulationError({ hits, trials }: Rate): { low: number; high: number } {
  return wilsonInterval(hits, trials);
}
