/** The one place where a failure becomes a sentence and an exit code. */

import pc from 'picocolors';
import { type ExitCode, Failure } from '../failure.ts';
import { optionsFor } from './face/options.ts';
import { printable } from './face/text.ts';
import type { Host } from './host.ts';

/** Exit code of a mistake of ours: none of the documented ones, so that nobody takes it for a verdict. */
const INTERNAL = 70;

/** Runs a command and sets the exit code. Never rejects. */
export async function finishWith(host: Host, command: () => ExitCode | Promise<ExitCode>): Promise<void> {
  try {
    host.exitCode = await command();
  } catch (error) {
    host.exitCode = tellFailure(error, host);
  }
}

export function tellFailure(error: unknown, { err, env }: Pick<Host, 'err' | 'env'>): number {
  const { red } = pc.createColors(optionsFor(err, env).colour);
  if (error instanceof Failure) {
    err.write(`${red('coextra:')} ${inLines(error.message)}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  err.write(`${red('Internal error')} (a mistake of coextra, not yours): ${inLines(text)}\n`);
  return INTERNAL;
}

/** A message may hold the text of a record, and reaches the terminal as letters alone. */
function inLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
