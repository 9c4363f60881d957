/**
 * Failures that a user can do something about, with the exit code that scripts rely on. Anything else that is thrown
 * is a mistake of ours and is shown as such.
 */

export const EXIT = {
  done: 0,
  regressed: 1,
  notDecided: 2,
  environmentUnfit: 3,
  strategyBroken: 4,
  usage: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What was given, what was expected, what to try; and how the program ends. */
export class Failure extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A wrong option, an unreadable file: exit code 5. */
export function usageFailure(message: string): Failure {
  return new Failure(message, EXIT.usage);
}
