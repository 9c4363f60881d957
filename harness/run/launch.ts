/**
 * Starts one measuring process and waits for its answer. Whatever becomes of it is an outcome, never an exception:
 * measured, crashed, hung, stopped.
 */

import { experimentOf } from '../experiments/index.ts';
import { ArmFailed } from '../process/arm-failed.ts';
import type { ArmFailure, MeasureAnswer, MeasureTask } from '../process/task.ts';
import { type ProcessEnd, reasonOf, runProcess } from './process.ts';

export type Outcome =
  | { readonly kind: 'measured'; readonly answer: MeasureAnswer }
  /** `arm` is the one in whose code it happened, where the process could tell. */
  | { readonly kind: 'crashed'; readonly error: string; readonly arm?: string }
  | { readonly kind: 'hung'; readonly error: string; readonly arm?: string }
  | { readonly kind: 'stopped' };

export interface LaunchOptions {
  /** The bundled experiments/child.ts. */
  readonly program: string;
  /** Where the task file may be written. */
  readonly folder: string;
  /** A process that takes longer is hung and is killed. */
  readonly timeoutSeconds: number;
  /** Stops the process. */
  readonly signal: AbortSignal;
}

/** Bytes of environment padding, at most: a few pages, so that the stack starts at different places. */
const PADDING_LIMIT = 4096;

export async function launch(task: MeasureTask, options: LaunchOptions): Promise<Outcome> {
  const env = { COEXTRA_PADDING: 'x'.repeat(task.process.seed % PADDING_LIMIT) };
  const end = await runProcess({ ...options, task, flags: flagsFor(task), env });
  switch (end.how) {
    case 'answered':
      return outcomeIn(end.answer!);
    case 'hung':
      return blamed('hung', `gave no answer within ${options.timeoutSeconds} s`, end);
    case 'stopped':
      return { kind: 'stopped' };
    case 'ended':
      return blamed('crashed', endedWithout(end, heapLimit(task)), end);
  }
}

/**
 * Where nothing is timed, V8's compilers and helper threads stay off: compiled code that arrives between two readings of
 * the heap moved them by 4 bytes per object, and without it they repeat to a hundredth of a byte. Sizes of objects do
 * not depend on these flags.
 */
const STILL_HEAP = ['--no-opt', '--no-sparkplug', '--no-flush-bytecode', '--single-threaded-gc'];

/**
 * Where time is measured, the optimising compiler works on the main thread. On a thread of its own its code arrives when
 * the other core happens to be done, with whatever type feedback there is by then, and twins end up with different code:
 * among a thousand functions their ratio spread by 16 % between processes, and by 5 % with this flag. The code that is
 * made is the same.
 *
 * Nor does V8 decide in the middle of a process to allocate in the old generation what has survived: the decision throws the
 * optimised evaluator away, and the weak-reference list's was not compiled again (docs/decisions/2026-11-22-still-compiler.md).
 */
const STILL_COMPILER = ['--no-concurrent-recompilation', '--no-allocation-site-pretenuring'];

/**
 * Megabytes that the old generation may grow to. V8 would take its limit from the machine's memory; with one of ours a
 * strategy without bounds loses its cell, soon and everywhere alike, and not the machine.
 *
 * Below 2048 MB V8 lets the heap grow by smaller steps and collects two or three times as often, and that is measured; from
 * there on it does not matter how much more is allowed. The heaviest strategy of ours takes 800 MB for a million extras.
 *
 * Where all collections are forced, nothing depends on the limit, and no population is beyond 100 000: half of it is
 * plenty, and two at once leave room on a machine with 4 GB.
 */
const HEAP_MB = 2048;
const STILL_HEAP_MB = 1024;

function flagsFor(task: MeasureTask): string[] {
  return ['--expose-gc', `--max-old-space-size=${heapLimit(task)}`, ...engineFlags(task)];
}

function heapLimit(task: MeasureTask): number {
  return engineFlags(task) === STILL_HEAP ? STILL_HEAP_MB : HEAP_MB;
}

const FLAGS = { 'as it comes': [], 'still heap': STILL_HEAP, 'still compiler': STILL_COMPILER } as const;

/** Ordinary collections, and what a second layout does to optimised code, are those of the engine as it comes. */
function engineFlags({ process: { experiment, collections } }: MeasureTask): readonly string[] {
  return collections === 'ordinary' ? [] : FLAGS[experimentOf(experiment).process.engine];
}

function outcomeIn(answer: object): Outcome {
  if ('samples' in answer) return { kind: 'measured', answer: answer as MeasureAnswer };
  if (!('failed' in answer)) return { kind: 'crashed', error: 'it answered neither samples nor a failure' };
  const { arm, message } = (answer as ArmFailure).failed;
  return { kind: 'crashed', error: message, arm };
}

function endedWithout(end: ProcessEnd, heapMb: number): string {
  if (end.code !== 0) return reasonOf(end, heapMb);
  return `ended without an answer; it printed ${JSON.stringify(end.printed.slice(-200))}`;
}

/** The arm that was at work last is named, if the process was asked to say so. */
function blamed(kind: 'crashed' | 'hung', why: string, { atWork: arm }: ProcessEnd): Outcome {
  return arm === null ? { kind, error: why } : { kind, error: new ArmFailed(arm, why).message, arm };
}
