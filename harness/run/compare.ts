/**
 * A comparison from choice to judged record. Reads as its steps: choose, make folders, bundle, preflight, plan, measure,
 * judge. Whatever can fail for a reason of the user's fails before the first measurement.
 */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleArm, bundleEntry } from '../arms/bundle.ts';
import { readEnvironment } from '../environment/environment.ts';
import { usageFailure } from '../failures/failure.ts';
import { judge } from '../judge/judge.ts';
import { planArms, type StrategySource } from '../plan/arms.ts';
import { makePlan } from '../plan/plan.ts';
import type { LawFinding } from '../process/preflight.ts';
import type { MeasureTask, TaskArm, TaskProgram } from '../process/task.ts';
import {
  type Doubt,
  type PlannedProcess,
  type ProcessRecord,
  type Run,
  SCHEMA_VERSION,
} from '../records/schema.ts';
import { createFolder, createRunFolder, type RunFolder, refuseExisting } from '../records/store.ts';
import { choosePrograms, chooseStrategies, programNames } from './choose.ts';
import { execute, type Listener } from './execute.ts';
import { launch } from './launch.ts';
import { preflight } from './preflight.ts';

export interface CompareOptions {
  readonly quick: boolean;
  readonly budgetSeconds: number;
  readonly seed: number;
  readonly strategies: readonly string[];
  readonly programs: readonly string[];
  /** New folder of the run. */
  readonly out: string;
  /** New folder of the report; made early, so that a place that cannot be written is found early. */
  readonly report: string;
  readonly id: string;
  /** A process that takes longer is hung. */
  readonly timeoutSeconds: number;
}

export interface CompareResult {
  readonly run: Run;
  /** What each process measured, as it stands in samples.jsonl. */
  readonly records: readonly ProcessRecord[];
  /** Strategies that broke a law: not measured. */
  readonly broken: readonly LawFinding[];
  /** Arms that were left out of a process because they failed in it. */
  readonly failed: readonly string[];
}

/** Programs of a quick run. */
const QUICK_PROGRAMS = ['fib', 'scheduler'];

const PROCESS_ROOM = fileURLToPath(new URL('../process/', import.meta.url));

export interface CompareListener extends Listener {
  /** Something other than measuring is being done. */
  step(says: string): void;
  /** The plan stands: so many processes. */
  planned(run: Run): void;
}

export async function compare(
  options: CompareOptions,
  listener: CompareListener,
  signal: AbortSignal,
): Promise<CompareResult> {
  const workshop = mkdtempSync(join(tmpdir(), 'coextra-'));
  try {
    return await compareIn(workshop, options, listener, signal);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

async function compareIn(
  workshop: string,
  options: CompareOptions,
  listener: CompareListener,
  signal: AbortSignal,
): Promise<CompareResult> {
  const sources = await chooseStrategies(options.strategies, workshop);
  const programs = choosePrograms(options.programs, options.quick ? QUICK_PROGRAMS : programNames());
  refuseNested(options);
  refuseExisting(options.out, 'run');
  refuseExisting(options.report, 'report');

  listener.step('bundling the arms');
  const bundles = await bundleAll(sources, workshop);
  listener.step('trying every program and checking every strategy against the laws');
  const tried = await preflight(
    {
      programs: programs.map(({ program, path, entry }) => ({ name: program.name, file: path, entry })),
      strategies: sources.map(({ strategy }) => ({
        name: strategy.name,
        module: bundles.arms.get(strategy.name)!,
      })),
    },
    bundles.preflight,
    workshop,
    signal,
  );
  const broken = tried.laws.filter(({ reports }) => reports.some(({ outcome }) => outcome === 'broken'));
  const sound = sources.filter(({ strategy }) => !broken.some((each) => each.strategy === strategy.name));

  const { quick, budgetSeconds, seed } = options;
  const arms = planArms(sound.map(({ strategy }) => strategy));
  refuseLongPrograms(tried.seconds, arms.length, options.timeoutSeconds);
  const plan = makePlan({
    quick,
    budgetSeconds,
    seed,
    arms,
    programs: programs.map(({ program }) => program),
  });
  const planned: Run = {
    schemaVersion: SCHEMA_VERSION,
    id: options.id,
    startedAt: new Date().toISOString(),
    finishedAt: null,
    complete: false,
    seed,
    environment: readEnvironment(),
    plan,
    rows: [],
    controls: [],
    doubts: broken.map(lawDoubt),
    claims: [],
  };
  const folder = createFolders(options, planned);
  listener.planned(planned);

  const tasks = new TaskMaker(planned, bundles.arms, tried.programs);
  const execution = await execute(
    plan,
    {
      launch: (task) =>
        launch(task, {
          program: bundles.child,
          folder: workshop,
          timeoutSeconds: options.timeoutSeconds,
          signal,
        }),
      taskFor: (process) => tasks.taskFor(process),
      now: () => performance.now(),
      date: () => new Date().toISOString(),
    },
    listener,
    (record) => folder.append(record),
    signal,
  );
  const run = conclude(planned, execution.records, execution.doubts, execution.complete);
  folder.write(run);
  return { run, records: execution.records, broken, failed: failedArms(execution.records) };
}

/**
 * Runs of a long program in one process, at least: in each arm one to warm up, four in thrown-away rounds and six in
 * measured ones; ten on top in the slowed arm; eighteen to check that twice the work takes twice the time.
 */
function leastRuns(arms: number): number {
  return 11 * arms + 10 + 18;
}

/** A program that would not get through one process is refused now, not after minutes as hung. */
function refuseLongPrograms(
  seconds: ReadonlyMap<string, number>,
  arms: number,
  timeoutSeconds: number,
): void {
  for (const [name, each] of seconds) {
    const needed = Math.ceil(each * leastRuns(arms));
    if (needed <= timeoutSeconds) continue;
    throw usageFailure(
      `One run of ${name} takes ${each.toFixed(1)} s. A process runs it ${leastRuns(arms)} times in ${arms} arms, which ` +
        `takes ${needed} s, and counts as hung after ${timeoutSeconds} s. Make the problem smaller, name fewer ` +
        `strategies, or allow more time: --timeout ${needed}.`,
    );
  }
}

function refuseNested({ out, report }: CompareOptions): void {
  const inside = (inner: string, outer: string) => `${inner}/`.startsWith(`${outer}/`);
  if (!inside(out, report) && !inside(report, out)) return;
  throw usageFailure(
    `Run and report need a folder each, beside one another; given --out ${out} and --report ${report}.`,
  );
}

/** Both folders, or neither: what was made is taken away again when the other cannot be. */
function createFolders(options: CompareOptions, run: Run): RunFolder {
  const folder = createRunFolder(options.out, run);
  try {
    createFolder(options.report, 'report');
    return folder;
  } catch (error) {
    rmSync(options.out, { recursive: true, force: true });
    throw error;
  }
}

/** Arms that crashed a process which then went on without them, or that had a process of their own and crashed it twice. */
function failedArms(records: readonly ProcessRecord[]): string[] {
  const names = records.flatMap(({ process, attempt, outcome, leftOut }) =>
    attempt > 1 && outcome === 'crashed' && process.arms.length === 1 ? process.arms : (leftOut ?? []),
  );
  return [...new Set(names)];
}

function conclude(
  planned: Run,
  records: readonly ProcessRecord[],
  met: readonly Doubt[],
  complete: boolean,
): Run {
  const measured = records.filter(({ outcome }) => outcome === 'measured').length;
  const interrupted: Doubt[] = complete
    ? []
    : [
        {
          code: 'interrupted',
          says: `The run was interrupted: ${measured} of ${planned.plan.processes.length} planned processes were measured.`,
        },
      ];
  const doubts = [...planned.doubts, ...interrupted, ...met];
  return judge({ ...planned, complete, finishedAt: new Date().toISOString() }, records, doubts);
}

function lawDoubt({ strategy, reports }: LawFinding): Doubt {
  const laws = reports
    .filter(({ outcome }) => outcome === 'broken')
    .map(({ law, says }) => `${law} (${says})`);
  return {
    code: 'law-broken',
    says: `${strategy} was not measured: it breaks the law ${laws.join(', and ')}.`,
    strategy,
  };
}

interface Bundles {
  /** Module of each strategy, by name. */
  readonly arms: ReadonlyMap<string, string>;
  readonly child: string;
  readonly preflight: string;
}

async function bundleAll(sources: readonly StrategySource[], workshop: string): Promise<Bundles> {
  const folder = join(workshop, 'arms');
  mkdirSync(folder);
  const [child, preflightBundle, ...arms] = await Promise.all([
    bundleEntry(join(PROCESS_ROOM, 'child.ts'), join(workshop, 'child.mjs')),
    bundleEntry(join(PROCESS_ROOM, 'preflight.ts'), join(workshop, 'preflight.mjs')),
    ...sources.map(({ strategy, file }) => bundleArm(strategy.name, file, folder)),
  ]);
  const byName = new Map(arms.map((module) => [basename(module, '.mjs'), module]));
  return { arms: byName, child: child!, preflight: preflightBundle! };
}

/** Fills a planned process in with what only this machine knows: modules and files. */
class TaskMaker {
  readonly #run: Run;
  readonly #modules: ReadonlyMap<string, string>;
  readonly #programs: readonly TaskProgram[];

  constructor(run: Run, modules: ReadonlyMap<string, string>, programs: readonly TaskProgram[]) {
    this.#run = run;
    this.#modules = modules;
    this.#programs = programs;
  }

  taskFor(process: PlannedProcess): MeasureTask {
    const { plan } = this.#run;
    const program = this.#programs.find(({ name }) => name === process.workload);
    return {
      process,
      arms: process.arms.map((name) => this.#armFor(name)),
      ...(program === undefined ? {} : { program }),
      rounds: plan.roundsPerProcess,
      blockMs: plan.blockMs,
      warmupMs: plan.warmupMs,
      cleanupRounds: plan.cleanupRounds,
    };
  }

  #armFor(name: string): TaskArm {
    const planned = this.#run.plan.arms.find((arm) => arm.name === name)!;
    const { hook, injectedShare } = planned;
    return { name, module: this.#modules.get(planned.strategy)!, hook, injectedShare };
  }
}
