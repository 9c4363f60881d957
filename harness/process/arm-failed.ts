/** A failure with the name of the arm in whose code it happened, so that the other arms need not suffer for it. */

export class ArmFailed extends Error {
  readonly arm: string;

  constructor(arm: string, cause: unknown) {
    super(`arm "${arm}": ${cause instanceof Error ? cause.message : String(cause)}`);
    this.arm = arm;
  }
}

/** Runs work of an arm; whatever it throws is thrown on under the arm's name. */
export function inArm<T>(arm: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ArmFailed ? error : new ArmFailed(arm, error);
  }
}
