/**
 * The twin test: 20 measuring processes, each with the same code twice. Their ratio is known, 1, so what
 * comes out says how far this machine can be believed. Twenty, because with so many processes an effect of 5
 * % was found every time. Two run at a time: the ratio is taken inside a process, and its spread does not
 * grow by that.
 */

import { join } from 'node:path';
import { bundleArm, bundleCompiler, bundleEntry } from '../arms/bundle.ts';
import { LANES } from '../plan/plan.ts';
import { seededRandom } from '../random.ts';
import { launch, type Outcome } from '../run/launch.ts';
import { thisMachine } from '../run/machine.ts';
import { inTemporaryFolder } from '../run/temporary.ts';
import { ratioTo } from '../samples/collapse.ts';
import { TWIN_LIMIT, TWIN_WIDTH } from '../samples/thresholds.ts';
import { medianInterval } from '../statistics/interval.ts';
import { type Finding, percent } from './finding.ts';
import { TWINS, type TwinModules, twinTask } from './twin-task.ts';

export const TWIN_PROCESSES = 20;

/** A process takes half a second; one that takes this long is hung. */
const TIMEOUT_SECONDS = 30;

export interface TwinOptions {
  /** Folder of the project. */
  readonly root: string;
  readonly seed: number;
  /** Kills the processes; the promise is then rejected with its reason. */
  readonly signal: AbortSignal;
  /** So many processes have ended. */
  ended(count: number): void;
}

export interface TwinResult {
  /** Time of the twin as a multiple of the original's, one value a process. */
  readonly ratios: readonly number[];
  /** Why the other processes have none. */
  readonly failures: readonly string[];
}

/** Bundles, launches and collapses, in a folder of its own that is gone afterwards, whatever happens. */
export function readTwins(options: TwinOptions): Promise<TwinResult> {
  return inTemporaryFolder(thisMachine, async (folder) => {
    const modules: TwinModules = {
      child: await bundleEntry(
        join(options.root, 'harness', 'experiments', 'child.ts'),
        join(folder, 'child.mjs'),
      ),
      arm: await bundleArm(TWINS.original, join(options.root, 'strategies', `${TWINS.original}.ts`), folder),
      compiler: await bundleCompiler(folder),
    };
    options.signal.throwIfAborted();
    const outcomes = await launchAll(modules, folder, options);
    options.signal.throwIfAborted();
    return collapse(outcomes);
  });
}

/** All twenty, some at a time. The launcher is another in tests. */
export async function launchAll(
  modules: TwinModules,
  folder: string,
  options: TwinOptions,
  start: typeof launch = launch,
): Promise<Outcome[]> {
  const random = seededRandom(options.seed);
  const queue = Array.from({ length: TWIN_PROCESSES }, (_, number) => twinTask(number, modules, random));
  const outcomes: Outcome[] = [];
  const { signal } = options;
  const lane = async () => {
    for (let task = queue.shift(); task !== undefined && !signal.aborted; task = queue.shift()) {
      outcomes.push(
        await start(task, { program: modules.child, folder, timeoutSeconds: TIMEOUT_SECONDS, signal }),
      );
      options.ended(outcomes.length);
    }
  };
  // Settled, not all: no lane may still run when the folder is taken away.
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
  return outcomes;
}

/** One ratio for each process that measured both arms. */
export function collapse(outcomes: readonly Outcome[]): TwinResult {
  const ratios: number[] = [];
  const failures: string[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'stopped') continue;
    if (outcome.kind !== 'measured') {
      failures.push(outcome.error);
      continue;
    }
    const { samples } = outcome.answer;
    const original = samples.find(({ arm }) => arm === TWINS.original);
    const twin = samples.find(({ arm }) => arm === TWINS.twin);
    if (original === undefined || twin === undefined) failures.push('an arm is missing from the answer');
    else ratios.push(ratioTo(twin, original));
  }
  return { ratios, failures };
}

/** Below six values there is no 95 % interval of a median (statistics/interval.ts). */
const FEWEST_RATIOS = 6;

/**
 * The rule is that of the twins in a run: the interval may not be wider than TWIN_WIDTH to either side, and
 * it must hold 1 or its middle be within TWIN_LIMIT of it.
 */
export function judgeTwins({ ratios, failures }: TwinResult): Finding {
  const what = 'twins';
  const started = ratios.length + failures.length;
  const failed =
    failures.length === 0
      ? ''
      : ` No answer from ${failures.length} of ${started} processes: ${failures[0]}.`;
  if (ratios.length < FEWEST_RATIOS) {
    const says = `${ratios.length} of ${started} processes measured, too few for a 95 % interval.${failed}`;
    return { standing: 'unfit', what, says, tryThis: RUN_ONE };
  }
  const interval = medianInterval(ratios);
  const { estimate, level } = interval;
  const low = interval.low!;
  const high = interval.high!;
  const width = (high - low) / 2;
  const says =
    `The same code beside itself: ${estimate.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] at ` +
    `${Number((level * 100).toFixed(1))} %, n = ${ratios.length} processes, known answer 1`;
  if (width > TWIN_WIDTH) {
    return {
      standing: 'unfit',
      what,
      says: `${says}; known to ±${percent(width)} only, and ±${TWIN_WIDTH * 100} % is the limit.${failed}`,
      tryThis: QUIETER,
    };
  }
  if (!(low <= 1 && 1 <= high) && Math.abs(estimate - 1) > TWIN_LIMIT) {
    return {
      standing: 'unfit',
      what,
      says: `${says}; off by more than ${TWIN_LIMIT * 100} %: smaller effects mean nothing here.${failed}`,
      tryThis: QUIETER,
    };
  }
  if (failures.length > 0) return { standing: 'watch', what, says: `${says}.${failed}`, tryThis: RUN_ONE };
  return { standing: 'fit', what, says: `${says}.` };
}

/** What is said where the test itself could not be made: bundling, or a disk that is full. */
export function twinsBroke(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  const says = `The twin test could not be made: ${message.replace(/\.?\s*$/, '.')}`;
  return { standing: 'unfit', what: 'twins', says, tryThis: RUN_ONE };
}

/** What is said in place of the test. */
export function twinsSkipped(): Finding {
  return {
    standing: 'watch',
    what: 'twins',
    says: 'The twin test was skipped: how far figures of this machine can be believed is not known.',
    tryThis: `Run without --quick: ${TWIN_PROCESSES} processes, about ten seconds.`,
  };
}

const QUIETER = 'End what else is running and ask again; if it stays so, measure on another machine.';
const RUN_ONE = 'Run "npm run compare -- --quick" and read what it says about the processes that failed.';
