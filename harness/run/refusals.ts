/** What no command measures: programs that are too long, and controls that broke a law. */

import { EXIT, Failure, usageFailure } from '../failure.ts';
import { CONTROL_STRATEGIES } from '../plan/arms.ts';
import type { LawFinding } from '../process/first-try.ts';
import { lawDoubt } from './not-measured.ts';

/**
 * Runs of a long program in one process, at least: in each arm one to warm up, four in thrown-away rounds and six in
 * measured ones; ten on top in the slowed arm; eighteen to check that twice the work takes twice the time.
 */
function leastRuns(arms: number): number {
  return 11 * arms + 10 + 18;
}

/** A program that would not get through one process is refused now, not after minutes as hung. */
export function refuseLongPrograms(
  seconds: ReadonlyMap<string, number>,
  arms: number,
  timeoutSeconds: number,
): void {
  for (const [name, each] of seconds) {
    const needed = Math.ceil(each * leastRuns(arms));
    if (needed <= timeoutSeconds) continue;
    throw usageFailure(
      `One run of ${name} takes ${each.toFixed(1)} s. A process runs it ${leastRuns(arms)} times in ${arms} arms, which ` +
        `takes ${needed} s, and counts as hung after ${timeoutSeconds} s. Make the problem smaller, name fewer ` +
        `strategies, or allow more time: --timeout ${needed}.`,
    );
  }
}

/** Without the controls' own strategies there is no run. Throws Failure (exit code 4) naming the law. */
export function refuseLawlessControls(broken: readonly LawFinding[]): void {
  const control = broken.find(({ strategy }) => (CONTROL_STRATEGIES as readonly string[]).includes(strategy));
  if (control === undefined) return;
  throw new Failure(
    `${lawDoubt(control).says} Every run is measured against it, so nothing can be measured until it keeps its laws.`,
    EXIT.strategyBroken,
  );
}
