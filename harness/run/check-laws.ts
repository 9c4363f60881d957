/** Checks strategies against the laws and measures nothing: what a comparison does first, alone. */

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StrategySource } from '../plan/arms.ts';
import type { LawFinding } from '../process/first-try.ts';
import { chooseStrategies, findStrategies, type Note } from './choose.ts';
import { type Machine, thisMachine } from './machine.ts';

export interface LawsChecked {
  readonly sources: readonly StrategySource[];
  /** In the order of the sources. */
  readonly findings: readonly LawFinding[];
}

/** Named strategies and files; all of ours if none is named. */
export async function lawsOf(
  given: readonly string[],
  note: Note,
  signal: AbortSignal,
  machine: Machine = thisMachine,
): Promise<LawsChecked> {
  const workshop = mkdtempSync(join(machine.temporary(), 'coextra-'));
  try {
    const choose = given.length === 0 ? chooseStrategies : findStrategies;
    const sources = await choose(given, workshop, note);
    const { arms } = await machine.bundleVersion(sources, join(workshop, 'arms'));
    const { preflight: program } = await machine.bundleProcesses(workshop);
    const strategies = sources.map(({ strategy: { name } }) => ({ name, module: arms.get(name)! }));
    const { laws } = await machine.preflight({ programs: [], strategies }, program, workshop, signal);
    return { sources, findings: laws };
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}
