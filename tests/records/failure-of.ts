import { Failure } from '../../harness/failure.ts';

/** The failure that a user is told of; anything else that is thrown is thrown on. */
export function failureOf(action: () => unknown): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
