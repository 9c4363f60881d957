/** Loads modules in a process of its own (process/describe.ts): what a user's file does there, it does not do here. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleEntry } from '../arms/bundle.ts';
import type { Described } from '../process/described.ts';
import { endedHow, runProcessTwice } from './process.ts';

/** Seconds that loading may take. */
const LOADING_SECONDS = 30;

const DESCRIBE = fileURLToPath(new URL('../process/describe.ts', import.meta.url));

/** What each module says of itself, or how the process ended that loaded them. */
export async function loadModules(
  modules: readonly string[],
  folder: string,
  signal: AbortSignal,
  timeoutSeconds = LOADING_SECONDS,
): Promise<Described[] | { readonly ended: string }> {
  const program = await bundleEntry(DESCRIBE, join(folder, 'describe.mjs'));
  const end = await runProcessTwice({
    program,
    task: { modules },
    folder,
    timeoutSeconds,
    signal,
  });
  signal.throwIfAborted();
  if (end.answer === null) return { ended: endedHow(end, timeoutSeconds) };
  return (end.answer as { described: Described[] }).described;
}
