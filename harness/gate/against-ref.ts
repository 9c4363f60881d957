/** A gate against another version of the sources: a git ref, built and measured beside the work tree. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Strategy } from '../../strategies/contract.ts';
import { type Version, WORK_TREE } from '../arms/bundle.ts';
import { usageFailure } from '../failures/failure.ts';
import type { StrategySource } from '../plan/arms.ts';
import type { LawFinding } from '../process/first-try.ts';
import type { ProcessRecord } from '../records/schema.ts';
import { type ProcessBundles, taskFor, type VersionBundles } from '../run/bundles.ts';
import { choosePrograms, chooseStrategies, type ProgramSource } from '../run/choose.ts';
import { refuseLawlessControls, refuseLongPrograms } from '../run/compare.ts';
import type { Listener } from '../run/execute.ts';
import type { Machine } from '../run/machine.ts';
import type { Preflight } from '../run/preflight.ts';
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
  readonly broken: readonly LawFinding[];
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

/** Prepares, hands over, and takes everything away again, whatever happens: folder, checkout. */
export async function withPrepared<T>(
  options: PrepareOptions,
  step: (says: string) => void,
  signal: AbortSignal,
  machine: Machine,
  use: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const workshop = mkdtempSync(join(machine.temporary(), 'coextra-gate-'));
  try {
    step(`checking out ${options.ref}`);
    const checkedOut = checkOut(options.ref, join(workshop, 'base'));
    try {
      return await use(
        await prepare(options, checkedOut.commit, checkedOut.root, workshop, step, signal, machine),
      );
    } finally {
      checkedOut.remove();
    }
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
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
  const chosen = await chooseStrategies(options.strategies, workshop);
  // A process holds every strategy twice: those beyond the thread are guarded by those who name them.
  const named = options.strategies.length > 0;
  const sources = chosen.filter(({ strategy }) => named || strategy.beyond === undefined);
  const programs = choosePrograms(options.programs.length === 0 ? GATE_PROGRAMS : options.programs);
  step('bundling both versions');
  const ofBase = sourcesIn(root, sources);
  const work = await machine.bundleVersion(sources, join(workshop, 'work'));
  const base = await bundleBase(options.ref, ofBase, workshop, { root }, machine);
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
  const broken = tried.laws.filter(({ reports }) => reports.some(({ outcome }) => outcome === 'broken'));
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
): Promise<VersionBundles> {
  try {
    const bundles = await machine.bundleVersion(sources, join(workshop, 'base-arms'), version);
    for (const { strategy } of sources) await checkLoads(bundles.arms.get(strategy.name)!);
    return bundles;
  } catch (error) {
    throw usageFailure(
      `--base ${ref} cannot be measured beside the work tree: ${(error as Error).message}. The measuring side is the work ` +
        'tree’s, and that version does not fit it. Give a later ref.',
    );
  }
}

async function checkLoads(module: string): Promise<void> {
  const { arm, strategy } = (await import(pathToFileURL(module).href)) as {
    arm?: object;
    strategy?: Strategy;
  };
  if (arm === undefined || strategy === undefined) throw new Error(`${module} is no arm`);
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
