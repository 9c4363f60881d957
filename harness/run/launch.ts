/**
 * Starts one measuring process and waits for its answer. Whatever becomes of it is an outcome, never an exception:
 * measured, crashed, hung, stopped.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArmFailed, AT_WORK } from '../process/arm-failed.ts';
import type { ArmFailure, MeasureAnswer, MeasureTask } from '../process/task.ts';

export type Outcome =
  | { readonly kind: 'measured'; readonly answer: MeasureAnswer }
  /** `arm` is the one in whose code it happened, where the process could tell. */
  | { readonly kind: 'crashed'; readonly error: string; readonly arm?: string }
  | { readonly kind: 'hung'; readonly error: string; readonly arm?: string }
  | { readonly kind: 'stopped' };

export interface LaunchOptions {
  /** The bundled process/child.ts. */
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
  if (options.signal.aborted) return { kind: 'stopped' };
  const folder = mkdtempSync(join(options.folder, 'task-'));
  try {
    const taskFile = join(folder, 'task.json');
    writeFileSync(taskFile, JSON.stringify(task));
    const child = spawn(process.execPath, [...flagsFor(task), options.program, taskFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        COEXTRA_PADDING: 'x'.repeat(task.process.seed % PADDING_LIMIT),
      },
    });
    return await outcomeOf(child, heapLimit(task), options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
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

/** Ordinary collections, and what a second layout does to optimised code, are those of the engine as it comes. */
function engineFlags({ process: { experiment, collections } }: MeasureTask): readonly string[] {
  if (experiment === 'layouts' || collections === 'ordinary') return [];
  return experiment === 'memory' || experiment === 'cleanup' ? STILL_HEAP : STILL_COMPILER;
}

/** Characters of standard error that are kept: V8 prints its stacks after the line that says what happened. */
const COMPLAINT_KEPT = 20_000;

function outcomeOf(
  child: ChildProcess,
  heapMb: number,
  { timeoutSeconds, signal }: LaunchOptions,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = '';
    let complaint = '';
    let hung = false;
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(() => {
      hung = true;
      kill();
    }, timeoutSeconds * 1000);
    signal.addEventListener('abort', kill, { once: true });
    child.stdout!.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      complaint = (complaint + text).slice(-COMPLAINT_KEPT);
    });
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      resolve(outcome);
    };
    child.on('error', (error) => settle({ kind: 'crashed', error: error.message }));
    child.on('close', (code, signalName) => {
      if (signal.aborted) settle({ kind: 'stopped' });
      else if (hung) settle(blamed('hung', `gave no answer within ${timeoutSeconds} s`, complaint));
      else if (code === 0) settle(answerIn(output));
      else
        settle(
          failureIn(output) ?? blamed('crashed', reason(code, signalName, complaint, heapMb), complaint),
        );
    });
  });
}

/** Who was at work last, if the process was told to say so. */
function blamed(kind: 'crashed' | 'hung', why: string, complaint: string): Outcome {
  const arm = complaint
    .split('\n')
    .findLast((line) => line.startsWith(AT_WORK))
    ?.slice(AT_WORK.length);
  if (arm === undefined) return { kind, error: why };
  return { kind, error: new ArmFailed(arm, why).message, arm };
}

function answerIn(output: string): Outcome {
  const answer = lastLine(output);
  if (answer !== null && 'samples' in answer) return { kind: 'measured', answer: answer as MeasureAnswer };
  return {
    kind: 'crashed',
    error: `ended without an answer; it printed ${JSON.stringify(output.slice(-200))}`,
  };
}

function failureIn(output: string): Outcome | null {
  const answer = lastLine(output);
  if (answer === null || !('failed' in answer)) return null;
  const { arm, message } = (answer as ArmFailure).failed;
  return { kind: 'crashed', error: message, arm };
}

/** What a process answered: its last line, if that is a JSON object. A strategy may have printed anything before it. */
export function lastLine(output: string): object | null {
  try {
    const answer: unknown = JSON.parse(output.trimEnd().split('\n').at(-1)!);
    return typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}

/** Exit code of a process that aborted, where there are no signals. */
const ABORTED = 134;

/** How the process ended, with what ran out, or with the line of the complaint that says what happened. */
function reason(
  code: number | null,
  signalName: NodeJS.Signals | null,
  complaint: string,
  heapMb: number,
): string {
  const how = signalName === null ? `exit code ${code}` : `killed by ${signalName}`;
  const aborted = signalName === 'SIGABRT' || code === ABORTED;
  if (aborted && complaint.includes('JavaScript heap out of memory'))
    return `ran out of memory: its heap may not grow beyond ${heapMb} MB (${how})`;
  // Not by us: what hangs or is stopped never comes here.
  if (signalName === 'SIGKILL')
    return `${how} from outside, as the system does when the machine runs out of memory`;
  const line = complaint.split('\n').find((each) => /Error|FATAL/.test(each)) ?? '';
  return line === '' ? how : `${how}: ${line.trim()}`;
}
