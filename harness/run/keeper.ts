/** Starts the keeper (process/keeper.ts), which ends what a command has started when the command itself is killed. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { bundleEntry } from '../arms/bundle.ts';
import { MARK } from '../process/marked.ts';

/** What the marks of this command's processes start with. */
export const commandMark = `${process.pid}.${Date.now().toString(36)}.`;

/** The mark of the bundler, which writes on for a moment when its parent is gone: it inherits this process's environment. */
const BUNDLER_MARK = `bundler.${commandMark}`;

const KEEPER = fileURLToPath(new URL('../process/keeper.ts', import.meta.url));

const keepers = new Set<Writable>();

/** Removes the folder and ends all processes when this process ends. The function that it returns lets the keeper go. */
export async function startKeeper(folder: string): Promise<() => void> {
  process.env[MARK] = BUNDLER_MARK;
  const program = await bundleEntry(KEEPER, join(folder, 'keeper.mjs'));
  const keeper = spawn(process.execPath, [program, folder, commandMark, BUNDLER_MARK], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A signal to the group of the command does not reach it.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '', [MARK]: '' },
  });
  const { stdin } = keeper;
  keeper.on('error', () => {});
  stdin.on('error', () => {});
  keeper.unref();
  keepers.add(stdin);
  return () => {
    keepers.delete(stdin);
    stdin.end('done\n');
  };
}

export function tellKeepers(line: string): void {
  for (const keeper of keepers) keeper.write(`${line}\n`);
}
