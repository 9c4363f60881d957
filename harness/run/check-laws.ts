/** Checks strategies against the laws and measures nothing: what a comparison does first, alone. */

import { join } from 'node:path';
import { brokenOnes } from './broken-laws.ts';
import { chooseStrategies, findStrategies, type Note } from './choose.ts';
import { type Machine, thisMachine } from './machine.ts';
import type { NamedFinding } from './preflight.ts';
import { inTemporaryFolder } from './temporary.ts';

export interface LawsChecked {
  /** One for each strategy that was named. */
  readonly findings: readonly NamedFinding[];
  /** Those that broke a law. */
  readonly broken: readonly NamedFinding[];
}

/** Named strategies and files; all of ours if none is named. */
export function lawsOf(
  given: readonly string[],
  note: Note,
  signal: AbortSignal,
  machine: Machine = thisMachine,
): Promise<LawsChecked> {
  return inTemporaryFolder(machine, async (folder) => {
    const choose = given.length === 0 ? chooseStrategies : findStrategies;
    const { sources, broken } = await choose(given, { folder, signal, note, machine });
    const { arms } = await machine.bundleVersion(sources, join(folder, 'arms'));
    const { preflight: program } = await machine.bundleProcesses(folder);
    const strategies = sources.map(({ strategy: { name } }) => ({ name, module: arms.get(name)! }));
    const { laws } = await machine.preflight({ programs: [], strategies }, program, folder, signal);
    return { findings: [...broken, ...laws], broken: [...broken, ...brokenOnes(laws, sources)] };
  });
}
