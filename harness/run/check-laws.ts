/** Checks strategies against the laws and measures nothing: what a comparison does first, alone. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StrategySource } from '../plan/arms.ts';
import type { LawFinding } from '../process/preflight.ts';
import { bundleProcesses, bundleVersion } from './bundles.ts';
import { chooseStrategies, findStrategies, type Note } from './choose.ts';
import { preflight } from './preflight.ts';

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
): Promise<LawsChecked> {
  const workshop = mkdtempSync(join(tmpdir(), 'coextra-'));
  try {
    const choose = given.length === 0 ? chooseStrategies : findStrategies;
    const sources = await choose(given, workshop, note);
    const { arms } = await bundleVersion(sources, join(workshop, 'arms'));
    const { preflight: program } = await bundleProcesses(workshop);
    const strategies = sources.map(({ strategy: { name } }) => ({ name, module: arms.get(name)! }));
    const { laws } = await preflight({ programs: [], strategies }, program, workshop, signal);
    return { sources, findings: laws };
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}
