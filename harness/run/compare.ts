/**
 * A comparison from choice to judged record. Reads as its steps: choose, make folders, bundle, preflight, plan, measure,
 * judge. Whatever can fail for a reason of the user's fails before the first measurement.
 */

import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StrategyDescription } from '../../strategies/contract.ts';
import { readEnvironment } from '../environment/environment.ts';
import { experimentOf } from '../experiments/index.ts';
import { taking } from '../experiments/planning.ts';
import { EXIT, Failure, usageFailure } from '../failure.ts';
import { judge, withAdded } from '../judge/judge.ts';
import { LAW_BROKEN } from '../judge/promises.ts';
import { CONTROL_STRATEGIES, planArms, type StrategySource } from '../plan/arms.ts';
import { makePlan } from '../plan/plan.ts';
import { openReportFolder, subjectOf } from '../records/report-folder.ts';
import {
  type Doubt,
  type ExperimentName,
  type Plan,
  type ProcessRecord,
  type Program,
  type Run,
  SCHEMA_VERSION,
} from '../records/schema.ts';
import {
  createFolder,
  createRunFolder,
  openRunFolder,
  type RunFolder,
  refuseExisting,
} from '../records/store.ts';
import type { RecordedCalls } from '../traces/record.ts';
import { brokenOnes, tellBroken } from './broken-laws.ts';
import { digestOf, taskFor } from './bundles.ts';
import {
  allWorkloads,
  choosePrograms,
  chooseRules,
  chooseStrategies,
  chooseTraces,
  chooseWorkloads,
  NO_WORKLOADS,
  type ProgramSource,
  pathOfTrace,
  QUICK,
  USUAL,
  type Workloads,
} from './choose.ts';
import { execute, type Listener } from './execute.ts';
import { type Machine, thisMachine } from './machine.ts';
import { failedArms, lawDoubt } from './not-measured.ts';
import type { NamedFinding } from './preflight.ts';
import { refuseLawlessControls, refuseLongPrograms } from './refusals.ts';
import { type Interrupted, refuseOther } from './resume.ts';
import { budgetDoubts, compareSchedule, notMeasured, spentSeconds } from './schedule.ts';
import { planTrace, type TraceSource, writeScripts } from './scripts.ts';
import { inTemporaryFolder } from './temporary.ts';

export interface CompareOptions {
  readonly quick: boolean;
  /** Every program, every trace, every rule. */
  readonly full?: boolean;
  readonly budgetSeconds: number;
  /** Half-width wanted of every program's ratios, as a share of a call; null: as the budget allows. */
  readonly precision: number | null;
  readonly seed: number;
  readonly strategies: readonly string[];
  readonly programs: readonly string[];
  readonly traces?: readonly string[];
  readonly rules?: readonly string[];
  /** Only these, if any are named. */
  readonly experiments?: readonly ExperimentName[];
  /** New folder of the run. */
  readonly out: string;
  /** New folder of the report; made early, so that a place that cannot be written is found early. Null: none is made. */
  readonly report: string | null;
  readonly id: string;
  /** A process that takes longer is hung. */
  readonly timeoutSeconds: number;
  /** The run that is to be finished, if it was begun before; its folder is `out`. */
  readonly interrupted: Interrupted | null;
}

export interface CompareResult {
  /** Without rows if the run was interrupted. */
  readonly run: Run;
  /** What each process measured, as it stands in samples.jsonl. */
  readonly records: readonly ProcessRecord[];
  /** Strategies that broke a law: not measured. */
  readonly broken: readonly NamedFinding[];
  /** What strategies did in the measurement that they promise not to do, in sentences. */
  readonly brokenWhenMeasured: readonly string[];
  /** Arms that were left out of a process because they failed in it. */
  readonly failed: readonly string[];
}

export interface CompareListener extends Listener {
  /** Something other than measuring is being done. */
  step(says: string): void;
  /** Something that the user should know and that stops nothing. */
  note(says: string): void;
  /** The plan stands: so many processes. */
  planned(run: Run): void;
}

export function compare(
  options: CompareOptions,
  listener: CompareListener,
  signal: AbortSignal,
  machine: Machine = thisMachine,
): Promise<CompareResult> {
  return inTemporaryFolder(machine, (folder) => compareIn(folder, options, listener, signal, machine));
}

async function compareIn(
  workshop: string,
  options: CompareOptions,
  listener: CompareListener,
  signal: AbortSignal,
  machine: Machine,
): Promise<CompareResult> {
  const chosen = await chooseStrategies(options.strategies, {
    folder: workshop,
    signal,
    note: (says) => listener.note(says),
    machine,
  });
  const sources =
    options.strategies.length > 0
      ? chosen.sources
      : chosen.sources.filter(({ strategy }) => isUsual(strategy, options));
  const usual = usualWorkloads(options);
  const { traces: named = [], rules: given = [] } = options;
  const wanted = chooseWorkloads({ programs: options.programs, traces: named, rules: given }, usual);
  const programs = choosePrograms(wanted.programs);
  const traces = chooseTraces(wanted.traces);
  const rules = chooseRules(wanted.rules);
  // A program that makes almost no calls has none to replay.
  const isCalibrated = ({ program }: ProgramSource, i: number) =>
    program.control !== true && wanted.calibrated.includes(wanted.programs[i]!);
  refuseNested(options);
  const { interrupted } = options;
  if (interrupted === null) {
    refuseExisting(options.out, 'run');
    if (options.report !== null) refuseExisting(options.report, 'report');
  }

  listener.step('bundling the arms');
  const main = await machine.bundleVersion(sources, join(workshop, 'arms'));
  const bundles = await machine.bundleProcesses(workshop);
  listener.step('trying every program and checking every strategy against the laws');
  const tried = await machine.preflight(
    {
      programs: programs.map((source, i) => ({
        name: source.program.name,
        file: source.path,
        entry: source.entry,
        ...(isCalibrated(source, i) ? { recording: recordingOf(i, workshop) } : {}),
      })),
      strategies: sources.map(({ strategy }) => ({
        name: strategy.name,
        module: main.arms.get(strategy.name)!,
      })),
    },
    bundles.preflight,
    workshop,
    signal,
  );
  const broken = [...chosen.broken, ...brokenOnes(tried.laws, sources)];
  refuseLawlessControls(broken);
  refuseLawlessAlone(broken, sources);
  const sound = sources.filter(({ strategy }) => !broken.some((each) => each.strategy === strategy.name));

  const { quick, budgetSeconds, precision, seed, timeoutSeconds } = options;
  const arms = planArms(sound.map(({ strategy }) => strategy));
  const everywhere = options.strategies.length > 0;
  refuseLongPrograms(
    tried.seconds,
    taking({ arms, everywhere }, experimentOf('call-cost').takesPart).length,
    timeoutSeconds,
  );
  const calibrating = programs.flatMap((source, i) =>
    isCalibrated(source, i) ? [traceOf(source.program, recordingOf(i, workshop))] : [],
  );
  const replayed = [...traces, ...calibrating];
  const plan = makePlan({
    scale: quick ? 'quick' : options.full ? 'full' : 'usual',
    everywhere,
    experiments: options.experiments ?? [],
    budgetSeconds,
    precision,
    seed,
    arms,
    programs: programs.map(({ program }) => program),
    traces: replayed.map(planTrace),
    rules,
  });
  refuseNothing(plan, options);
  const version = await machine.bundleRest(main, plan, sources, join(workshop, 'arms'));
  const planned: Run = {
    schemaVersion: SCHEMA_VERSION,
    id: options.id,
    startedAt: interrupted?.run.startedAt ?? machine.date().toISOString(),
    finishedAt: null,
    complete: false,
    seed,
    environment: readEnvironment(),
    given: {
      // Files by their whole paths: a run may be resumed from another folder.
      strategies: options.strategies.map(wholePath),
      programs: options.programs.map(wholePath),
      traces: named.map(wholePath),
      rules: [...given],
      full: options.full ?? false,
      experiments: [...(options.experiments ?? [])],
      timeoutSeconds,
      digest: digestOf([version], bundles, [
        ...programs.map(({ path }) => path),
        ...wanted.traces.map(pathOfTrace),
      ]),
    },
    plan,
    rows: [],
    controls: [],
    doubts: broken.map(lawDoubt),
    claims: [],
  };
  if (interrupted !== null) refuseOther(interrupted.run, planned);
  const scripts = writeScripts(replayed, rules, seed, workshop);
  const folder = interrupted === null ? createFolders(options, planned) : reopenFolders(options, planned);
  try {
    listener.planned(planned);
    listener.begins(Math.max(0, budgetSeconds - spentSeconds(interrupted?.records ?? [])));

    const execution = await execute(
      compareSchedule(plan, seed),
      {
        launch: (task) =>
          machine.launch(task, { program: bundles.child, folder: workshop, timeoutSeconds, signal }),
        taskFor: (process) => taskFor(process, plan, () => version, tried.programs, scripts),
        now: machine.now,
        date: () => machine.date().toISOString(),
      },
      listener,
      (record) => folder.append({ run: planned.id, ...record }),
      signal,
      interrupted?.records,
    );
    const { records } = execution;
    // Judging takes seconds, and a command ends at once when it is interrupted: `report` judges what was kept.
    if (!execution.complete) return { run: planned, records, broken, brokenWhenMeasured: [], failed: [] };
    const run = conclude(planned, records, interrupted, machine.date());
    folder.write(run);
    const brokenWhenMeasured = run.doubts
      .filter(({ code, experiment }) => code === LAW_BROKEN && experiment !== undefined)
      .map(({ says }) => says);
    return { run, records, broken, brokenWhenMeasured, failed: failedArms(records) };
  } finally {
    folder.release();
  }
}

/** Is the strategy measured when nobody names any? A quick run takes those of the thread, without their forms. */
function isUsual({ formOf, beyond }: StrategyDescription, { quick, full }: CompareOptions): boolean {
  if (quick) return formOf === undefined && beyond === undefined;
  return full === true || beyond !== 'candidate';
}

/** What is measured when nobody names anything. Programs and traces only where an experiment wants them. */
function usualWorkloads({ quick, full, experiments = [] }: CompareOptions): Workloads {
  const isOfWorkloads = (name: ExperimentName) => experimentOf(name).process.input !== undefined;
  if (experiments.length > 0 && !experiments.some(isOfWorkloads)) return NO_WORKLOADS;
  return quick ? QUICK : full ? allWorkloads() : USUAL;
}

/** A run that would measure nothing is refused, before it looks like one. */
function refuseNothing({ processes }: Plan, { experiments = [], quick }: CompareOptions): void {
  if (processes.length > 0) return;
  throw usageFailure(
    `${quick ? 'A quick run' : 'A run that is not --full'} measures nothing of ${experiments.join(', ')}. Try --full.`,
  );
}

/** Where the preflight writes the recorded calls of a program. */
function recordingOf(program: number, folder: string): string {
  return join(folder, `recording-${program}.json`);
}

function traceOf({ name, file }: Program, recording: string): TraceSource {
  const recorded = JSON.parse(readFileSync(recording, 'utf8')) as RecordedCalls;
  return {
    name,
    file,
    stresses: `The calls of one run of ${name}.`,
    doesNotTell: 'Calibrates the replay; the program itself is measured beside it.',
    ofProgram: true,
    trace: { ...recorded, words: Uint32Array.from(recorded.words) },
  };
}

function wholePath(given: string): string {
  return /[\\/]|\.(py|gz|[cm]?[jt]s)$/.test(given) ? resolve(given) : given;
}

function refuseNested({ out, report }: CompareOptions): void {
  const inside = (inner: string, outer: string) => `${inner}/`.startsWith(`${outer}/`);
  if (report === null || (!inside(out, report) && !inside(report, out))) return;
  throw usageFailure(
    `Run and report need a folder each, beside one another; given --out ${out} and --report ${report}.`,
  );
}

/** Both folders, or neither: what was made is taken away again when the other cannot be. */
function createFolders(options: CompareOptions, run: Run): RunFolder {
  const folder = createRunFolder(options.out, run);
  try {
    if (options.report !== null) createFolder(options.report, 'report');
    return folder;
  } catch (error) {
    rmSync(options.out, { recursive: true, force: true });
    throw error;
  }
}

/** The run's folder as it stands; the report's is made if it is not there yet. */
function reopenFolders(options: CompareOptions, run: Run): RunFolder {
  if (options.report !== null) openReportFolder(options.report, subjectOf(run.id));
  return openRunFolder(options.out);
}

/** Where every strategy broke a law but those of the controls, there is nothing to compare. Throws Failure (exit code 4). */
function refuseLawlessAlone(broken: readonly NamedFinding[], sources: readonly StrategySource[]): void {
  const isControl = (name: string) => (CONTROL_STRATEGIES as readonly string[]).includes(name);
  const sound = sources.filter(
    ({ strategy: { name } }) => !isControl(name) && !broken.some(({ strategy }) => strategy === name),
  );
  if (broken.length === 0 || sound.length > 0) return;
  throw new Failure(
    `${tellBroken(broken)}\nNo other strategy was named, so nothing was measured.`,
    EXIT.strategyBroken,
  );
}

function conclude(
  planned: Run,
  records: readonly ProcessRecord[],
  interrupted: Interrupted | null,
  finishedAt: Date,
): Run {
  const resumed: Doubt[] =
    interrupted === null
      ? []
      : [
          {
            code: 'resumed',
            says:
              `The run was cut off after ${interrupted.records.length} processes and finished later, with the same plan ` +
              'and seed; the machine may have been in another state.',
          },
        ];
  const plan = withAdded(planned.plan, records);
  const doubts = [
    ...planned.doubts,
    ...resumed,
    ...budgetDoubts(planned.plan, records),
    ...notMeasured(planned.plan, records),
  ];
  // A clock that was set back while the run measured must not make its record one that contradicts itself.
  const end = new Date(Math.max(finishedAt.getTime(), Date.parse(planned.startedAt)));
  return judge({ ...planned, plan, complete: true, finishedAt: end.toISOString() }, records, doubts);
}
