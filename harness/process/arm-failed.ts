/** A failure with the name of the arm in whose code it happened, so that the other arms need not suffer for it. */

import { writeSync } from 'node:fs';

export class ArmFailed extends Error {
  readonly arm: string;

  constructor(arm: string, cause: unknown) {
    super(`arm "${arm}": ${cause instanceof Error ? cause.message : String(cause)}`);
    this.arm = arm;
  }
}

/** What a telling process writes before an arm's work. */
export const AT_WORK = 'coextra, at work: ';

let telling = false;

/** From now on, who is at work is written to standard error: a process that dies of it cannot say so any more. */
export function tellWhoWorks(): void {
  telling = true;
}

/** Runs work of an arm; whatever it throws is thrown on under the arm's name. */
export function inArm<T>(arm: string, work: () => T): T {
  if (telling) writeSync(2, `${AT_WORK}${arm}\n`);
  try {
    return work();
  } catch (error) {
    throw error instanceof ArmFailed ? error : new ArmFailed(arm, error);
  }
}
