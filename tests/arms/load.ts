/** Loads a bundle as a measuring process does, by Node's own loader: the test runner would take it apart and put it together anew. */

import { pathToFileURL } from 'node:url';
import { constants, runInThisContext } from 'node:vm';

const importByNode = runInThisContext('(url) => import(url)', {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as (url: string) => Promise<unknown>;

/** The exports of a bundle; a module of its own at each address. */
export async function load<Exports>(file: string, address = 'one'): Promise<Exports> {
  return (await importByNode(`${pathToFileURL(file).href}?arm=${address}`)) as Exports;
}
