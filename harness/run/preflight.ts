/** Runs the preflight (process/first-try.ts) and turns what it found into a go or a clear refusal. */

import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { usageFailure } from '../failures/failure.ts';
import type { LawFinding, PreflightAnswer, PreflightTask } from '../process/first-try.ts';
import type { TaskProgram } from '../process/task.ts';
import { lastLine } from './launch.ts';

/** A program may take this long for its first run; a strategy for all laws. */
const PROGRAM_SECONDS = 120;
const LAWS_SECONDS = 30;

export interface Preflight {
  readonly programs: TaskProgram[];
  /** Seconds of one run of each program, by name; an upper bound for short ones. */
  readonly seconds: ReadonlyMap<string, number>;
  readonly laws: readonly LawFinding[];
}

/** Throws Failure (exit code 5) for a program that cannot be measured. Broken laws are the caller's to judge. */
export function preflight(
  task: PreflightTask,
  bundle: string,
  folder: string,
  signal: AbortSignal,
): Promise<Preflight> {
  const ask = (part: PreflightTask, seconds: number) => {
    const taskFile = join(mkdtempSync(join(folder, 'preflight-')), 'task.json');
    writeFileSync(taskFile, JSON.stringify(part));
    return answerOf(bundle, taskFile, seconds, signal);
  };
  return preflightBy(ask, task, signal);
}

/** Answers a part of the task within so many seconds, or says how the process that should have answered ended. */
export type Ask = (part: PreflightTask, seconds: number) => Promise<PreflightAnswer | { ended: string }>;

export async function preflightBy(ask: Ask, task: PreflightTask, signal: AbortSignal): Promise<Preflight> {
  const programs = ask({ programs: task.programs, strategies: [] }, PROGRAM_SECONDS);
  const laws = task.strategies.map(async (strategy): Promise<LawFinding> => {
    const answer = await ask({ programs: [], strategies: [strategy] }, LAWS_SECONDS);
    return 'laws' in answer ? answer.laws[0]! : unchecked(strategy.name, answer.ended);
  });
  const tried = await programs;
  const findings = await Promise.all(laws);
  signal.throwIfAborted();
  if (!('programs' in tried)) {
    const names = task.programs.map(({ name }) => name).join(', ');
    throw usageFailure(
      `Trying the programs once (${names}) ${tried.ended}. Each is run many times over: it must end by itself, soon.`,
    );
  }
  return {
    programs: task.programs.map(({ recording: _, ...program }) => ({
      ...program,
      callsPerRun: callsOf(program.name, tried),
    })),
    seconds: new Map(tried.programs.map(({ name, seconds }) => [name, seconds])),
    laws: findings,
  };
}

function callsOf(name: string, answer: PreflightAnswer): number {
  const finding = answer.programs.find((each) => each.name === name);
  if (finding === undefined) throw new Error(`Internal error: the preflight forgot the program "${name}"`);
  if (finding.refused !== null) throw usageFailure(finding.refused);
  return finding.callsPerRun;
}

/** A strategy that ends or stops the process that checks it has broken a law nobody wrote down. */
function unchecked(strategy: string, ended: string): LawFinding {
  const law = 'lets-itself-be-checked';
  const sentence = 'A strategy neither ends nor stops the process that runs it.';
  return { strategy, reports: [{ law, sentence, outcome: 'broken', says: `checking the laws ${ended}` }] };
}

/** The answer, or how the process ended without one. */
async function answerOf(
  bundle: string,
  taskFile: string,
  seconds: number,
  signal: AbortSignal,
): Promise<PreflightAnswer | { ended: string }> {
  try {
    const options = { timeout: seconds * 1000, killSignal: 'SIGKILL', maxBuffer: 2 ** 26, signal } as const;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', bundle, taskFile],
      options,
    );
    return (lastLine(stdout) as PreflightAnswer | null) ?? { ended: 'ended without an answer' };
  } catch (error) {
    const { killed, code, stderr } = error as { killed?: boolean; code?: unknown; stderr?: string };
    if (killed === true) return { ended: `took more than ${seconds} s` };
    const line = stderr?.split('\n').find((each) => /Error|FATAL/.test(each)) ?? '';
    return {
      ended:
        `ended with ${code === null || code === undefined ? 'a signal' : `exit code ${code}`}. ${line}`.trim(),
    };
  }
}
