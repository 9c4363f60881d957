/** The modules that a run measures, and the tasks that name them. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleArm, bundleCompiler, bundleEntry, type Version, WORK_TREE } from '../arms/bundle.ts';
import type { StrategySource } from '../plan/arms.ts';
import type { MeasureTask, TaskArm, TaskProgram } from '../process/task.ts';
import type { Plan, PlannedArm, PlannedProcess } from '../records/schema.ts';
import { scriptKey } from './scripts.ts';

const HARNESS = fileURLToPath(new URL('../', import.meta.url));
const PROCESS_ROOM = join(HARNESS, 'process');

/** Arms and front end of one version of the sources. */
export interface VersionBundles {
  /** Module of each strategy, by name. */
  readonly arms: ReadonlyMap<string, string>;
  readonly compiler: string;
}

/** Programs that start processes. */
export interface ProcessBundles {
  readonly child: string;
  readonly preflight: string;
}

export async function bundleVersion(
  sources: readonly StrategySource[],
  folder: string,
  version: Version = WORK_TREE,
): Promise<VersionBundles> {
  mkdirSync(folder);
  const [compiler, ...arms] = await Promise.all([
    bundleCompiler(folder, version),
    ...sources.map(
      async ({ strategy, file }) =>
        [strategy.name, await bundleArm(strategy.name, file, folder, version)] as const,
    ),
  ]);
  return { arms: new Map(arms), compiler };
}

export async function bundleProcesses(folder: string): Promise<ProcessBundles> {
  const [child, preflight] = await Promise.all([
    bundleEntry(join(PROCESS_ROOM, 'child.ts'), join(folder, 'child.mjs')),
    bundleEntry(join(PROCESS_ROOM, 'preflight.ts'), join(folder, 'preflight.mjs')),
  ]);
  return { child, preflight };
}

/**
 * SHA-256 of all code and programs that are measured, and of what decides the order of measuring: a run is resumed only by
 * what began it. In hex.
 */
export function digestOf(
  versions: readonly VersionBundles[],
  { child }: ProcessBundles,
  programs: readonly string[],
): string {
  const hash = createHash('sha256');
  for (const { arms, compiler } of versions) {
    for (const file of [...[...arms.values()].sort(), compiler]) hash.update(withoutPaths(file));
  }
  for (const file of [...programs, ...decidingSources()]) hash.update(readFileSync(file));
  return hash.update(withoutPaths(child)).digest('hex');
}

/** The rooms that decide what is measured next. */
function decidingSources(): string[] {
  const rooms = ['run', 'plan', 'judge', 'statistics', 'random'].map((room) => join(HARNESS, room));
  return rooms.flatMap((room) =>
    readdirSync(room)
      .sort()
      .map((name) => join(room, name)),
  );
}

/** Bundled text names its sources in comments, relative to where it was bundled. */
function withoutPaths(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/^\/\/ .*$/gm, '');
}

/** Fills a planned process in with what only this machine knows: modules and files. */
export function taskFor(
  process: PlannedProcess,
  plan: Plan,
  versionOf: (arm: PlannedArm) => VersionBundles,
  programs: readonly TaskProgram[],
  /** Script of a replay, by workload and rule (scripts.ts). */
  scripts: ReadonlyMap<string, string> = new Map(),
): MeasureTask {
  const { experiment, workload, rule } = process;
  const runs = experiment === 'call-cost' || experiment === 'layouts';
  const program = runs ? programs.find(({ name }) => name === workload) : undefined;
  const script = scripts.get(scriptKey(workload, rule ?? ''));
  const armFor = (name: string): TaskArm => {
    const planned = plan.arms.find((arm) => arm.name === name)!;
    const { arms, compiler } = versionOf(planned);
    const { strategy, hook, injectedShare, injectedLeak } = planned;
    const leak = injectedLeak === undefined ? {} : { injectedLeak };
    return { name, module: arms.get(strategy)!, compiler, hook, injectedShare, ...leak };
  };
  const rounds = { 'look-up': plan.lookUpRounds, replay: plan.replayRounds, life: plan.lifeRounds }[
    experiment as string
  ];
  return {
    process,
    arms: process.arms.map(armFor),
    ...(program === undefined ? {} : { program }),
    ...(script === undefined ? {} : { replay: { file: script } }),
    rounds: rounds ?? plan.roundsPerProcess,
    blockMs: plan.blockMs,
    warmupMs: plan.warmupMs,
    cleanupRounds: plan.cleanupRounds,
  };
}
