/** A gate against another version of the sources: a git ref, built and measured beside the work tree. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Version, WORK_TREE } from '../arms/bundle.ts';
import { usageFailure } from '../failure.ts';
import type { StrategySource } from '../plan/arms.ts';
import type { ProcessRecord } from '../records/schema.ts';
import { brokenOnes } from '../run/broken-laws.ts';
import { type ProcessBundles, taskFor, type VersionBundles } from '../run/bundles.ts';
import { choosePrograms, chooseStrategies, type ProgramSource } from '../run/choose.ts';
import type { Listener } from '../run/execute.ts';
import type { Machine } from '../run/machine.ts';
import type { NamedFinding, Preflight } from '../run/preflight.ts';
import { refuseLawlessControls, refuseLongPrograms } from '../run/refusals.ts';
import { inTemporaryFolder } from '../run/temporary.ts';
import { checkOut } from './base.ts';
import { type GateMeasurement, measureGate } from './measure.ts';
import { gatePlan } from './plan.ts';

export interface AgainstRefOptions {
  readonly ref: string;
  readonly strategies: readonly string[];
  readonly programs: readonly string[];
  readonly seed: number;
  readonly processes: number;
  readonly budgetSeconds: number;
  readonly timeoutSeconds: number;
  readonly injected: { readonly strategy: string; readonly share: number } | null;
  readonly memory: boolean;
}

/** Everything that is built once and measured as often as wanted. */
export interface Prepared {
  readonly commit: string;
  readonly sources: readonly StrategySource[];
  readonly programs: readonly ProgramSource[];
  readonly inBase: ReadonlySet<string>;
  /** Strategies that cannot be compared, and why. */
  readonly refused: readonly { readonly what: string; readonly because: string }[];
  readonly broken: readonly NamedFinding[];
  readonly work: VersionBundles;
  readonly base: VersionBundles;
  readonly processes: ProcessBundles;
  readonly tried: Preflight;
  /** Folder for task files. */
  readonly workshop: string;
  readonly machine: Machine;
}

/** Programs of a gate: the shortest call there is, and a thousand functions. */
export const GATE_PROGRAMS = ['fib', 'thousand'];

type PrepareOptions = Pick<AgainstRefOptions, 'ref' | 'strategies' | 'programs' | 'timeoutSeconds'>;

/** Prepares, hands over, and takes everything away again, whatever happens. */
export function withPrepared<T>(
  options: PrepareOptions,
  step: (says: string) => void,
  signal: AbortSignal,
  machine: Machine,
  use: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder(machine, async (workshop) => {
    step(`checking out ${options.ref}`);
    const root = join(workshop, 'base');
    const commit = checkOut(options.ref, root);
    return await use(await prepare(options, commit, root, workshop, step, signal, machine));
  });
}

async function prepare(
  options: PrepareOptions,
  commit: string,
  root: string,
  workshop: string,
  step: (says: string) => void,
  signal: AbortSignal,
  machine: Machine,
): Promise<Prepared> {
  const { timeoutSeconds } = options;
  const chosen = await chooseStrategies(options.strategies, {
    folder: workshop,
    signal,
    machine,
  });
  // A process holds every strategy twice: those beyond the thread are guarded by those who name them.
  const named = options.strategies.length > 0;
  const sources = chosen.sources.filter(({ strategy }) => named || strategy.beyond === undefined);
  const programs = choosePrograms(options.programs.length === 0 ? GATE_PROGRAMS : options.programs);
  step('bundling both versions');
  const ofBase = sourcesIn(root, sources);
  const work = await machine.bundleVersion(sources, join(workshop, 'work'));
  const base = await bundleBase(options.ref, ofBase, workshop, { root }, machine, signal);
  const processes = await machine.bundleProcesses(workshop);
  step('trying every program and checking every strategy against the laws');
  const tried = await machine.preflight(
    {
      programs: programs.map(({ program, path, entry }) => ({ name: program.name, file: path, entry })),
      strategies: sources.map(({ strategy: { name } }) => ({ name, module: work.arms.get(name)! })),
    },
    processes.preflight,
    workshop,
    signal,
  );
  refuseLongPrograms(tried.seconds, 2 * ofBase.length + 2, timeoutSeconds);
  const broken = [...chosen.broken, ...brokenOnes(tried.laws, sources)];
  refuseLawlessControls(broken);
  const lawful = new Set(ofBase.map(({ strategy }) => strategy.name));
  for (const { strategy } of broken) lawful.delete(strategy);
  const refused = sources
    .filter(({ strategy }) => !ofBase.some((other) => other.strategy.name === strategy.name))
    .map(({ strategy }) => ({ what: strategy.name, because: `${options.ref} has no such strategy` }));
  return {
    commit,
    sources,
    programs,
    inBase: lawful,
    refused,
    broken,
    work,
    base,
    processes,
    tried,
    workshop,
    machine,
  };
}

/** The base's files of the strategies that are compared. */
function sourcesIn(root: string, sources: readonly StrategySource[]): StrategySource[] {
  return sources.flatMap(({ strategy, file }) => {
    const there = file.startsWith(WORK_TREE.root) ? join(root, file.slice(WORK_TREE.root.length)) : file;
    return existsSync(there) ? [{ strategy, file: there }] : [];
  });
}

async function bundleBase(
  ref: string,
  sources: readonly StrategySource[],
  workshop: string,
  version: Version,
  machine: Machine,
  signal: AbortSignal,
): Promise<VersionBundles> {
  try {
    const bundles = await machine.bundleVersion(sources, join(workshop, 'base-arms'), version);
    const modules = [...bundles.arms.values()];
    refuseUnloadable(modules, await machine.load(modules, workshop, signal));
    return bundles;
  } catch (error) {
    throw usageFailure(
      `--base ${ref} cannot be measured beside the work tree: ${(error as Error).message}. The measuring side is the work ` +
        'tree’s, and that version does not fit it. Give a later ref.',
    );
  }
}

function refuseUnloadable(modules: readonly string[], said: Awaited<ReturnType<Machine['load']>>): void {
  if ('ended' in said) throw new Error(`loading it ${said.ended}`);
  for (const [i, each] of said.entries()) {
    if ('threw' in each) throw new Error(each.threw);
    const missing = ['arm', 'strategy'].filter((name) => !each.exports.includes(name));
    if (missing.length > 0) throw new Error(`${modules[i]} exports no ${missing.join(', ')}`);
  }
}

/** One gate: its plan drawn from the seed, measured and judged. */
export function gateOnce(
  prepared: Prepared,
  options: Omit<AgainstRefOptions, 'ref' | 'strategies' | 'programs'>,
  listener: Listener,
  keep: (record: ProcessRecord) => void,
  signal: AbortSignal,
): Promise<GateMeasurement> {
  const { machine } = prepared;
  const lawless = new Set(prepared.broken.map(({ strategy }) => strategy));
  const strategies = prepared.sources
    .map(({ strategy }) => strategy)
    .filter(({ name }) => !lawless.has(name));
  const plan = gatePlan({
    ...options,
    strategies,
    inBase: prepared.inBase,
    programs: prepared.programs.map(({ program }) => program),
  });
  return measureGate(
    plan,
    options.seed,
    {
      now: machine.now,
      date: () => machine.date().toISOString(),
      launch: (task) =>
        machine.launch(task, {
          program: prepared.processes.child,
          folder: prepared.workshop,
          timeoutSeconds: options.timeoutSeconds,
          signal,
        }),
      taskFor: (process, part) =>
        taskFor(
          process,
          part,
          ({ version }) => (version === 'base' ? prepared.base : prepared.work),
          prepared.tried.programs,
        ),
    },
    listener,
    keep,
    signal,
  );
}
