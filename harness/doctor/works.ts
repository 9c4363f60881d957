/** Does everything that a run needs work here? Versions and counts are judged; the rest is tried out. */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { STRATEGIES } from '../../strategies/index.ts';
import { PROGRAMS } from '../../workloads/programs.ts';
import { bundleArm } from '../arms/bundle.ts';
import { chartsWork } from '../report/index.ts';
import { thisMachine } from '../run/machine.ts';
import { inTemporaryFolder } from '../run/temporary.ts';
import type { Finding } from './finding.ts';

/** As in package.json, "engines": of these the oldest that is fit, and all from NEWEST on. */
const OLDEST_NODE: Readonly<Record<number, number>> = { 20: 19, 22: 12 };
const NEWEST = 24;

/** @param version As in process.versions.node: "20.19.0". */
export function judgeNode(version: string): Finding {
  const what = 'Node';
  const [major, minor] = version.split('.').map(Number);
  const oldest = OLDEST_NODE[major!];
  if (major! >= NEWEST || (oldest !== undefined && minor! >= oldest))
    return { standing: 'fit', what, says: `Node ${version}.` };
  const needed = Object.entries(OLDEST_NODE).map(([each, least]) => `${each}.${least}`);
  return {
    standing: 'unfit',
    what,
    says: `Node ${version}; needed: ${needed.join(', ')}, or ${NEWEST} and newer.`,
    tryThis: `Install Node ${needed[0]} or newer, of an even number.`,
  };
}

/** @param cores Cores that this process may use. */
export function judgeCores(cores: number, cpu: string): Finding {
  const what = 'cores';
  if (cores >= 2) return { standing: 'fit', what, says: `${cores} cores, ${cpu}.` };
  return {
    standing: 'unfit',
    what,
    says: `${cores} core, ${cpu}; with one core the engine's own threads take turns with what is timed.`,
    tryThis: 'Allow this process two cores or more.',
  };
}

/** Fit if the attempt ends without an exception, unfit with its message otherwise. */
export async function tried(
  what: string,
  attempt: () => unknown,
  texts: { readonly works: string; readonly fails: string; readonly tryThis: string },
): Promise<Finding> {
  try {
    await attempt();
    return { standing: 'fit', what, says: `${texts.works}.` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const says = `${texts.fails}: ${message.replace(/\.?\s*$/, '.')}`;
    return { standing: 'unfit', what, says, tryThis: texts.tryThis };
  }
}

/**
 * Collections, bundling, charts, folders, workloads, one after another. `root` is the folder of the project.
 */
export function trials(root: string, signal: AbortSignal): (() => Promise<Finding>)[] {
  const names = PROGRAMS.map(({ name }) => name);
  return [
    () =>
      tried('collections', () => collects(signal), {
        works: 'collections can be forced (--expose-gc)',
        fails: 'collections cannot be forced',
        tryThis: 'Use an ordinary build of Node.',
      }),
    () =>
      tried('bundling', () => bundles(root), {
        works: `arms can be bundled; ${STRATEGIES.length} strategies are registered`,
        fails: 'arms cannot be bundled',
        tryThis: 'Run "npm ci" again.',
      }),
    () =>
      tried('charts', chartsWork, {
        works: 'charts can be drawn, with the font that comes along',
        fails: 'charts cannot be drawn',
        tryThis: 'Run "npm ci" again.',
      }),
    () =>
      tried('folders', () => writes(root), {
        works: 'results/ and reports/ can be written',
        fails: 'results/ or reports/ cannot be written',
        tryThis: 'Allow writing there, or name other folders with --out and --report.',
      }),
    () =>
      tried('workloads', () => has(names), {
        works: `${names.length} programs of our own: ${names.join(', ')}`,
        fails: 'workloads are missing',
        tryThis: 'Restore workloads/programs.',
      }),
  ];
}

async function collects(signal: AbortSignal): Promise<void> {
  await promisify(execFile)(process.execPath, ['--expose-gc', '-e', 'gc()'], {
    signal,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

async function bundles(root: string): Promise<void> {
  await inTemporaryFolder(thisMachine, (folder) =>
    bundleArm('none', join(root, 'strategies', 'none.ts'), folder),
  );
}

function writes(root: string): void {
  for (const place of ['results', 'reports']) {
    rmSync(mkdtempSync(join(root, place, 'doctor-')), { recursive: true });
  }
}

function has(names: readonly string[]): void {
  if (names.length === 0) throw new Error('there is no program');
}
