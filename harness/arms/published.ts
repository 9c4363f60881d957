/**
 * The published contract: the names under which a strategy that lies anywhere imports what it is written against. package.json
 * publishes the same (`exports`); bundler and type check lead the names to the project's own sources, wherever the file lies.
 */

import { join } from 'node:path';

/** Name, and the file behind it from the root of the project. */
export const PUBLISHED: Readonly<Record<string, string>> = {
  'coextra/contract': 'strategies/contract.ts',
  'coextra/code': 'interpreter/code.ts',
};

/** Name, and the file behind it in the sources that lie in `root`. */
export function publishedIn(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(PUBLISHED).map(([name, file]) => [name, join(root, file)]));
}
