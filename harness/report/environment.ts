/** The facts of a run's environment, and how long the run took, in words: one page tells them, and runs are compared by them. */

import type { Environment, Run } from '../records/schema.ts';
import { whole } from './figure.ts';

/** What a record says of its environment in words of ours; what else it holds is shown as it stands. */
export function environmentFacts(environment: Environment): (readonly [name: string, value: string])[] {
  const { cpu, cores, memoryBytes, platform, arch, kernel, node, v8, ci, ...rest } = environment;
  const { sourceVersion, sourceChanged, ...more } = rest;
  return [
    ['processor', cpu],
    ['cores', String(cores)],
    ['memory', `${(memoryBytes / 1024 ** 3).toFixed(1)} GiB`],
    ['system', `${platform}, ${arch}`],
    ['kernel', kernel],
    ['Node', node],
    ['V8', v8],
    ['continuous integration', ci ? 'yes' : 'no'],
    ['sources', sourcesOf(sourceVersion, sourceChanged)],
    ...Object.entries(more).map(([name, value]) => [name, plainText(value)] as const),
  ];
}

/** So many letters of a digest, or of a commit, name it. */
export const DIGEST_LETTERS = 12;

function sourcesOf(version: string | null, changed: boolean | null): string {
  if (version === null) return 'not under version control';
  return `${version.slice(0, DIGEST_LETTERS)}${changed === true ? ', changed since' : ''}`;
}

export const NOT_RECORDED = 'not recorded';

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? NOT_RECORDED);
}

/** "2 min 31 s", or null for a run without an end. */
export function durationOf({ startedAt, finishedAt }: Run): string | null {
  if (finishedAt === null) return null;
  const seconds = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  if (!Number.isFinite(seconds)) return null;
  return seconds < 60 ? `${seconds} s` : `${whole(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}
