/** The modules that a run measures, and the tasks that name them. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bundleArm,
  bundleBuild,
  bundleCompiler,
  bundleEntry,
  bundleToolArm,
  type Version,
  WORK_TREE,
} from '../arms/bundle.ts';
import type { ProcessNeeds } from '../experiments/experiment.ts';
import { experimentOf } from '../experiments/index.ts';
import type { StrategySource } from '../plan/arms.ts';
import type { MeasureTask, TaskArm, TaskProgram } from '../process/task.ts';
import type { Plan, PlannedArm, PlannedProcess } from '../records/schema.ts';
import { EXPERIMENTS } from '../records/settings.ts';
import { scriptKey } from './scripts.ts';

const HARNESS = fileURLToPath(new URL('../', import.meta.url));

/** Arms and front end of one version of the sources. */
export interface VersionBundles {
  /** Module of each strategy, by name. */
  readonly arms: ReadonlyMap<string, string>;
  /** Module of each strategy with the tools, by name; where a plan measures them. */
  readonly toolArms?: ReadonlyMap<string, string>;
  /** Module of each special build, by the name of its arm; where a plan measures them. */
  readonly builds?: ReadonlyMap<string, string>;
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
  const compiler = bundleCompiler(folder, version);
  const arms = sources.map(
    async ({ strategy, file }) =>
      [strategy.name, await bundleArm(strategy.name, file, folder, version)] as const,
  );
  // A folder is not to be removed while something is still written into it.
  await Promise.allSettled([compiler, ...arms]);
  return { arms: new Map(await Promise.all(arms)), compiler: await compiler };
}

/** What the plan measures besides strategies under the counter. */
export async function bundleRest(
  version: VersionBundles,
  plan: Plan,
  sources: readonly StrategySource[],
  folder: string,
): Promise<VersionBundles> {
  const namesWith = (module: ProcessNeeds['module']) =>
    new Set(
      plan.processes.flatMap(({ experiment, arms }) =>
        experimentOf(experiment).process.module === module ? arms : [],
      ),
    );
  const inTools = namesWith('tools');
  const inBuilds = namesWith('build');
  const fileOf = (name: string) => sources.find(({ strategy }) => strategy.name === name)!.file;
  const withTools = new Set(
    plan.arms.filter(({ name }) => inTools.has(name)).map(({ strategy }) => strategy),
  );
  const built = plan.arms.filter(({ name, build }) => build !== undefined && inBuilds.has(name));
  const [toolArms, builds] = await Promise.all([
    Promise.all(
      [...withTools].map(async (name) => [name, await bundleToolArm(name, fileOf(name), folder)] as const),
    ),
    Promise.all(
      built.map(
        async ({ name, strategy, build }) =>
          [name, await bundleBuild(name, build!, fileOf(strategy), folder)] as const,
      ),
    ),
  ]);
  return { ...version, toolArms: new Map(toolArms), builds: new Map(builds) };
}

export async function bundleProcesses(folder: string): Promise<ProcessBundles> {
  const [child, preflight] = await Promise.all([
    bundleEntry(join(HARNESS, 'experiments', 'child.ts'), join(folder, 'child.mjs')),
    bundleEntry(join(HARNESS, 'process', 'preflight.ts'), join(folder, 'preflight.mjs')),
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
  for (const { arms, toolArms = [], builds = [], compiler } of versions) {
    const modules = [...arms, ...toolArms, ...builds].map(([, module]) => module).sort();
    for (const file of [...modules, compiler]) hash.update(withoutPaths(file));
  }
  for (const file of [...programs, ...decidingSources()]) hash.update(readFileSync(file));
  return hash.update(withoutPaths(child)).digest('hex');
}

const EXPERIMENT_FOLDERS = EXPERIMENTS.map((name) => join('experiments', name));

/** The rooms that decide what is measured next; claims/ and the views of experiments are for when all is measured. */
function decidingSources(): string[] {
  const folders = ['run', 'plan', 'judge', 'samples', 'statistics', 'experiments', ...EXPERIMENT_FOLDERS];
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(HARNESS, folder))
      .filter((name) => name.endsWith('.ts') && name !== 'view.ts')
      .sort()
      .map((name) => join(HARNESS, folder, name)),
  );
  return [...inFolders, join(HARNESS, 'random.ts')];
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
  const needs = experimentOf(experiment).process;
  const program = needs.input === 'program' ? programs.find(({ name }) => name === workload) : undefined;
  const script = needs.input === 'script' ? scripts.get(scriptKey(workload, rule ?? '')) : undefined;
  const armFor = (name: string): TaskArm => {
    const planned = plan.arms.find((arm) => arm.name === name)!;
    const { arms, toolArms, builds, compiler } = versionOf(planned);
    const { strategy, hook, injectedShare, injectedLeak } = planned;
    const leak = injectedLeak === undefined ? {} : { injectedLeak };
    const module =
      needs.module === 'tools'
        ? toolArms?.get(strategy)
        : ((needs.module === 'build' ? builds?.get(name) : undefined) ?? arms.get(strategy));
    return { name, module: module!, compiler, hook, injectedShare, ...leak };
  };
  return {
    process,
    arms: process.arms.map(armFor),
    ...(program === undefined ? {} : { program }),
    ...(script === undefined ? {} : { replay: { file: script } }),
    rounds: needs.rounds?.(plan) ?? plan.roundsPerProcess,
    blockMs: plan.blockMs,
    warmupMs: plan.warmupMs,
    cleanupRounds: plan.cleanupRounds,
  };
}
