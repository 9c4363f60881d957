import type { Settled } from '../experiments/view.ts';
import type { Run } from '../records/schema.ts';
import { programsOf, replaysOf } from './arms.ts';
import { largestPopulation, lastRound, memoryPopulation } from './comparison.ts';

/** What all parts of a report agree on; views are given it. */
export function settled(run: Run): Settled {
  return {
    programs: programsOf(run),
    replays: replaysOf(run),
    lookUps: largestPopulation(run),
    bytes: memoryPopulation(run),
    collections: lastRound(run),
  };
}
