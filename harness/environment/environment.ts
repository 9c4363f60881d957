/** The fingerprint of the machine and of the sources: what must agree before two runs are compared. */

import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../records/schema.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export function readEnvironment(): Environment {
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
    kernel: release(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    ci: (process.env.CI ?? '') !== '' && process.env.CI !== 'false',
    ...sourceVersion(),
  };
}

/** Null where the sources are no git checkout or git is missing: then nobody can say which version was measured. */
function sourceVersion(): Pick<Environment, 'sourceVersion' | 'sourceChanged'> {
  try {
    const version = git('rev-parse', 'HEAD');
    const changed = git('status', '--porcelain', '--', '.', ':!results', ':!reports') !== '';
    return { sourceVersion: version, sourceChanged: changed };
  } catch {
    return { sourceVersion: null, sourceChanged: null };
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
