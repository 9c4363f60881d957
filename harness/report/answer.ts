/**
 * The answer in words, from the rows by plain rules:
 *
 * - a cost is given as the smallest and the largest median over the programs, never as an average of programs;
 * - a cost whose interval reaches into the noise floor is said to be no difference that counts;
 * - figures beside a failed control decide no range, and are said to be left out; where there are no others, that is said;
 * - the field leads where no other is shown to cost less, and what is no difference that counts is told together;
 * - what was not measured is said to be not measured;
 * - the headline is about what the thread names; the best of what it does not name is told after it, where both were measured, and a
 *   storage that may answer with another code object's data is never the best.
 *
 * Names of strategies stand in backticks.
 */

import type { Run } from '../records/schema.ts';
import { cleanup } from './answers/cleanup.ts';
import { memory } from './answers/memory.ts';
import { timeOfCalls, timeOfLookUps, timeOfReplays } from './answers/time.ts';
import { hookGrain, jitGain } from './answers/tools.ts';
import type { Answer } from './answers/words.ts';

export { type Answer, NOT_MEASURED } from './answers/words.ts';

/** Of replays, hooks and a JIT there is an answer only where they were measured; of the rest it is said if they were not. */
export function answers(run: Run): Answer[] {
  return [
    ...timeOfReplays(run),
    timeOfCalls(run),
    timeOfLookUps(run),
    memory(run),
    cleanup(run),
    ...jitGain(run),
    ...hookGrain(run),
  ];
}
