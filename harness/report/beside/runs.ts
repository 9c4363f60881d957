/**
 * Several runs side by side, each under a letter: A is the one named first. Two runs of two machines may have one id, so an
 * id does not name a run here.
 */

import type { Run } from '../../records/schema.ts';

export interface Labelled {
  /** "A", and after "Z" "AA". */
  readonly label: string;
  readonly run: Run;
}

export function labelled(runs: readonly Run[]): Labelled[] {
  return runs.map((run, index) => ({ label: labelOf(index), run }));
}

function labelOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : labelOf(Math.floor(index / 26) - 1) + last;
}

/** Two that are one record, or null. It may have been copied: what it says counts, not where it lies. */
export function repeated(runs: readonly Labelled[]): readonly [Labelled, Labelled] | null {
  for (const [index, later] of runs.entries()) {
    const same = runs
      .slice(0, index)
      .find(({ run }) => run.id === later.run.id && JSON.stringify(run) === JSON.stringify(later.run));
    if (same !== undefined) return [same, later];
  }
  return null;
}

/** "run-1 beside run-2": the page of these runs is known by it. */
export function titleOf(runs: readonly Labelled[]): string {
  return runs.map(({ run }) => run.id).join(' beside ');
}

/** Longer ids are cut: with all others they make one name of a folder. */
const ID_LETTERS = 60;

/** Where the report of these runs lies, if nothing else is wanted. Ids are safe in the name of a folder (records/schema.ts). */
export function folderNameOf(runs: readonly Labelled[]): string {
  const ids = runs.map(({ run }) => run.id.slice(0, ID_LETTERS));
  if (ids.length === 2) return `${ids[0]}-beside-${ids[1]}`;
  return `${ids[0]}-beside-${ids.length - 1}-others`;
}
