/** Strategies that were not measured, or not everywhere, and what is said of them. */

import { LAW_BROKEN } from '../judge/promises.ts';
import type { LawFinding } from '../process/first-try.ts';
import type { Doubt, ProcessRecord } from '../records/schema.ts';

/**
 * Arms that crashed a process which then went on without them, or that had a process of their own which crashed or hung twice. A
 * process that was lost and named nobody stands for itself: nobody may think that all is well.
 */
export function failedArms(records: readonly ProcessRecord[]): string[] {
  const names = records.flatMap((record): string[] => {
    const { process, attempt, outcome, leftOut = [] } = record;
    const last = !records.some((other) => other.process.number === process.number && other.attempt > attempt);
    if ((outcome !== 'crashed' && outcome !== 'hung') || attempt === 1 || !last) return [...leftOut];
    return process.arms.length === 1 ? process.arms : [...leftOut, `a process of ${process.experiment}`];
  });
  return [...new Set(names)];
}

export function lawDoubt({ strategy, reports }: LawFinding): Doubt {
  const laws = reports
    .filter(({ outcome }) => outcome === 'broken')
    .map(({ law, says }) => `${law} (${says})`);
  return {
    code: LAW_BROKEN,
    says: `${strategy} was not measured: it breaks the law ${laws.join(', and ')}.`,
    strategy,
  };
}
