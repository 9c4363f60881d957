/**
 * Carries out one trial: starts its process, or its processes, and applies the rival's rule to what they
 * answer.
 */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';
import { bundleArm, bundleCompiler, bundleEntry } from '../arms/bundle.ts';
import { SCALES } from '../plan/scales.ts';
import type { MeasureAnswer, MeasureTask } from '../process/task.ts';
import { SEED_LIMIT, seededRandom } from '../random.ts';
import { launch } from '../run/launch.ts';
import { ratioTo } from '../samples/collapse.ts';
import { medianOf } from '../statistics/median.ts';
import type { ChildTask } from './fib-arms.ts';
import { injectedShare, type Trial, type TrialResult } from './trials.ts';
import {
  type Average,
  coextraVerdict,
  type Latency,
  mitataFactor,
  mitataVerdict,
  tinybenchVerdict,
} from './verdicts.ts';

/** What all trials share. */
export interface Workshop {
  readonly folder: string;
  /** Bundled `inline`. */
  readonly arm: string;
  /** Bundled front end, for processes of ours. */
  readonly compiler: string;
  readonly tinybenchChild: string;
  readonly mitataChild: string;
  /** Bundled experiments/child.ts. */
  readonly measuringChild: string;
  /** Wall time of a trial, s. */
  readonly seconds: number;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FIB = PROGRAMS.find(({ name }) => name === 'fib')!;

export async function openWorkshop(folder: string, seconds: number): Promise<Workshop> {
  const [arm, compiler, tinybenchChild, mitataChild, measuringChild] = await Promise.all([
    bundleArm('inline', join(HERE, '../../strategies/inline.ts'), folder),
    bundleCompiler(folder),
    bundleEntry(join(HERE, 'tinybench-child.ts'), join(folder, 'tinybench-child.mjs')),
    bundleEntry(join(HERE, 'mitata-child.ts'), join(folder, 'mitata-child.mjs')),
    bundleEntry(join(HERE, '../experiments/child.ts'), join(folder, 'child.mjs')),
  ]);
  return { folder, arm, compiler, tinybenchChild, mitataChild, measuringChild, seconds };
}

/** @throws Error if a process of the trial gives no answer. */
export async function carryOut(trial: Trial, workshop: Workshop): Promise<TrialResult> {
  const { round, rival, condition, order, seed } = trial;
  const start = performance.now();
  const found = await FINDERS[rival](trial, workshop);
  const seconds = Math.round(performance.now() - start) / 1000;
  return { round, rival, condition: condition.name, order, seed, seconds, ...found };
}

type Finding = Pick<TrialResult, 'processes' | 'verdict' | 'ratio' | 'trueRatio' | 'evidence'>;

const FINDERS = { tinybench: askTinybench, mitata: askMitata, coextra: askCoextra };

async function askTinybench(trial: Trial, workshop: Workshop): Promise<Finding> {
  const { a, b } = await answerOf<Latency>([workshop.tinybenchChild], trial, workshop);
  return {
    processes: 1,
    verdict: tinybenchVerdict(a, b),
    ratio: b.mean / a.mean,
    trueRatio: 1 + injectedShare(trial.condition),
    evidence: { a, b },
  };
}

async function askMitata(trial: Trial, workshop: Workshop): Promise<Finding> {
  const { a, b } = await answerOf<Average>(['--expose-gc', workshop.mitataChild], trial, workshop);
  return {
    processes: 1,
    verdict: mitataVerdict(a.avg, b.avg),
    ratio: b.avg / a.avg,
    trueRatio: 1 + injectedShare(trial.condition),
    evidence: { factor: mitataFactor(a.avg, b.avg), a, b },
  };
}

/**
 * As many processes as fit, one after another: the next is started if the longest so far would still end in
 * time.
 */
async function askCoextra(trial: Trial, workshop: Workshop): Promise<Finding> {
  const random = seededRandom(trial.seed);
  const logRatios: number[] = [];
  let trueRatio = 1;
  let longest = 0;
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  while (logRatios.length === 0 || elapsed() + longest <= workshop.seconds) {
    const before = elapsed();
    const order = random.shuffled(trial.order);
    const task = measureTask(trial, workshop, order, random.below(SEED_LIMIT), logRatios.length);
    const { samples } = await measured(task, workshop);
    const [a, b] = (['a', 'b'] as const).map((name) => samples.find(({ arm }) => arm === name)!);
    logRatios.push(Math.log(ratioTo(b!, a!)));
    trueRatio = b!.injectedRatio ?? 1;
    longest = Math.max(longest, elapsed() - before);
  }
  const ratio = Math.exp(medianOf(logRatios));
  const processes = logRatios.length;
  return { processes, verdict: coextraVerdict(logRatios), ratio, trueRatio, evidence: { logRatios } };
}

/** Rounds of blocks in a process of ours, as many as in a gate's; block and warm-up are as long as in a full run. */
const ROUNDS = 48;

/** One process of the cell with two arms. */
function measureTask(
  { condition }: Trial,
  { arm, compiler }: Workshop,
  order: readonly string[],
  seed: number,
  number: number,
): MeasureTask {
  const { blockMs, warmupMs, cleanupRounds } = SCALES.usual;
  const entries = Object.values(readExpected(FIB.name).run.entries);
  return {
    process: {
      number,
      experiment: 'call-cost',
      workload: FIB.name,
      arms: [...order],
      replicate: number,
      seed,
    },
    arms: order.map((name) => ({
      name,
      module: arm,
      hook: true,
      injectedShare: name === 'b' ? injectedShare(condition) : 0,
      compiler,
    })),
    program: {
      name: FIB.name,
      file: FIB.path,
      entry: 'run',
      callsPerRun: entries.reduce((sum, each) => sum + each, 0),
    },
    rounds: ROUNDS,
    blockMs,
    warmupMs,
    cleanupRounds,
  };
}

/** A process that takes this many times a trial's time is hung. */
const PATIENCE = 5;

async function measured(
  task: MeasureTask,
  { folder, measuringChild, seconds }: Workshop,
): Promise<MeasureAnswer> {
  const outcome = await launch(task, {
    program: measuringChild,
    folder,
    timeoutSeconds: PATIENCE * seconds,
    signal: new AbortController().signal,
  });
  if (outcome.kind === 'measured') return outcome.answer;
  throw new Error(`A process of ours ${outcome.kind}: ${'error' in outcome ? outcome.error : ''}`);
}

/** What a child of a rival answers: its result of each arm. */
async function answerOf<T>(
  command: readonly string[],
  { order, condition }: Trial,
  { arm, seconds }: Workshop,
): Promise<Record<'a' | 'b', T>> {
  const task: ChildTask = { module: arm, file: FIB.path, order, runs: condition.runs, seconds };
  const { stdout } = await promisify(execFile)(process.execPath, [...command, JSON.stringify(task)], {
    timeout: PATIENCE * seconds * 1000,
    killSignal: 'SIGKILL',
  });
  return JSON.parse(stdout);
}
