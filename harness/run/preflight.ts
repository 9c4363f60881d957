/** Runs the preflight (process/first-try.ts) and turns what it found into a go or a clear refusal. */

import { usageFailure } from '../failure.ts';
import {
  type LawFinding,
  LETS_ITSELF_BE_CHECKED,
  type PreflightAnswer,
  type PreflightTask,
} from '../process/first-try.ts';
import type { TaskProgram } from '../process/task.ts';
import { endedHow, runProcessTwice } from './process.ts';

/** A program may take this long for its first run; a strategy for all laws. */
const LIMITS = { programSeconds: 120, lawsSeconds: 30 };

export interface Preflight {
  readonly programs: TaskProgram[];
  /** Seconds of one run of each program, by name; an upper bound for short ones. */
  readonly seconds: ReadonlyMap<string, number>;
  readonly laws: readonly LawFinding[];
}

/** How a strategy that broke a law can be named on the command line, where that is not its own name. */
export interface NamedFinding extends LawFinding {
  readonly given?: string;
}

/** Throws Failure (exit code 5) for a program that cannot be measured. Broken laws are the caller's to judge. */
export function preflight(
  task: PreflightTask,
  bundle: string,
  folder: string,
  signal: AbortSignal,
  limits = LIMITS,
): Promise<Preflight> {
  const ask = async (part: PreflightTask, timeoutSeconds: number) => {
    const flags = ['--expose-gc'];
    const end = await runProcessTwice({
      program: bundle,
      task: part,
      folder,
      flags,
      timeoutSeconds,
      signal,
    });
    return (end.answer as PreflightAnswer | null) ?? { ended: endedHow(end, timeoutSeconds) };
  };
  return preflightBy(ask, task, signal, limits);
}

/** Answers a part of the task within so many seconds, or says how the process that should have answered ended. */
export type Ask = (part: PreflightTask, seconds: number) => Promise<PreflightAnswer | { ended: string }>;

export async function preflightBy(
  ask: Ask,
  task: PreflightTask,
  signal: AbortSignal,
  { programSeconds, lawsSeconds } = LIMITS,
): Promise<Preflight> {
  const programs = ask({ programs: task.programs, strategies: [] }, programSeconds);
  const laws = task.strategies.map(async (strategy): Promise<LawFinding> => {
    const answer = await ask({ programs: [], strategies: [strategy] }, lawsSeconds);
    return 'laws' in answer ? answer.laws[0]! : unchecked(strategy.name, `checking the laws ${answer.ended}`);
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

/** A strategy that ends or stops the process that checks it. */
export function unchecked(strategy: string, says: string): LawFinding {
  return { strategy, reports: [{ ...LETS_ITSELF_BE_CHECKED, outcome: 'broken', says }] };
}
