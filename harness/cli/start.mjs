/**
 * Starts the command line from JavaScript that was built from the sources, and builds it anew when a source has changed:
 * translating all of TypeScript at each start took longer than most commands do. Plain JavaScript, for Node to run as it is.
 */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = join(import.meta.dirname, '..', '..', '.build', 'cli');

/** The entry of the last build, or null if there is none or a file that it was made of has changed since. */
function lastBuild() {
  try {
    const { entry, files } = JSON.parse(readFileSync(join(FOLDER, 'built.json'), 'utf8'));
    const isSame = ([file, size, changedMs]) => {
      const now = statSync(file);
      return now.size === size && now.mtimeMs === changedMs;
    };
    return files.every(isSame) ? pathToFileURL(entry).href : null;
  } catch {
    return null;
  }
}

/** From the sources, where no build can be written. */
async function translated() {
  const { register } = await import('tsx/esm/api');
  register();
  return new URL('main.ts', import.meta.url).href;
}

async function built() {
  const { build } = await import('./build.mjs');
  return pathToFileURL(await build(FOLDER)).href;
}

await import(lastBuild() ?? (await built().catch(translated)));
