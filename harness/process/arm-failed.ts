/** A failure with the name of the arm in whose code it happened, so that the other arms are measured without it. */

import { tellAtWork } from './answer.ts';

export class ArmFailed extends Error {
  readonly arm: string;

  constructor(arm: string, cause: unknown) {
    super(`arm "${arm}": ${cause instanceof Error ? cause.message : String(cause)}`);
    this.arm = arm;
  }
}

let telling = false;

/** From now on the parent is told which arm is at work: a process that ends in an arm's code cannot say so afterwards. */
export function tellWhoWorks(): void {
  telling = true;
}

/** The same for the module of an arm, whose first lines are the strategy's. */
export async function inModuleOf<T>(arm: string, load: () => Promise<T>): Promise<T> {
  if (telling) tellAtWork(arm);
  try {
    return await load();
  } catch (error) {
    throw new ArmFailed(arm, error);
  } finally {
    if (telling) tellAtWork(null);
  }
}

/** Runs work of an arm; whatever it throws is thrown on under the arm's name. */
export function inArm<T>(arm: string, work: () => T): T {
  if (telling) tellAtWork(arm);
  try {
    return work();
  } catch (error) {
    throw error instanceof ArmFailed ? error : new ArmFailed(arm, error);
  } finally {
    if (telling) tellAtWork(null);
  }
}
