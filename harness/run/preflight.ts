/** Runs the preflight (process/preflight.ts) and turns what it found into a go or a clear refusal. */

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { usageFailure } from '../failures/failure.ts';
import type { LawFinding, PreflightAnswer, PreflightTask } from '../process/preflight.ts';
import type { TaskProgram } from '../process/task.ts';

const TIMEOUT_SECONDS = 120;

export interface Preflight {
  readonly programs: TaskProgram[];
  /** Seconds of one run of each program, by name; an upper bound for short ones. */
  readonly seconds: ReadonlyMap<string, number>;
  readonly laws: readonly LawFinding[];
}

/** Throws Failure (exit code 5) for a program that cannot be measured. Broken laws are the caller's to judge. */
export async function preflight(
  task: PreflightTask,
  bundle: string,
  folder: string,
  signal: AbortSignal,
): Promise<Preflight> {
  const taskFile = join(folder, 'preflight.json');
  writeFileSync(taskFile, JSON.stringify(task));
  const answer = await ask(bundle, taskFile, signal);
  const programs = task.programs.map((program) => {
    const finding = answer.programs.find(({ name }) => name === program.name);
    if (finding === undefined)
      throw new Error(`Internal error: the preflight forgot the program "${program.name}"`);
    if (finding.refused !== null) throw usageFailure(finding.refused);
    return { ...program, callsPerRun: finding.callsPerRun };
  });
  const seconds = new Map(answer.programs.map(({ name, seconds: each }) => [name, each]));
  return { programs, seconds, laws: answer.laws };
}

async function ask(bundle: string, taskFile: string, signal: AbortSignal): Promise<PreflightAnswer> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', bundle, taskFile], {
      timeout: TIMEOUT_SECONDS * 1000,
      maxBuffer: 2 ** 26,
      signal,
    });
    return JSON.parse(stdout) as PreflightAnswer;
  } catch (error) {
    signal.throwIfAborted();
    if ((error as { killed?: boolean }).killed === true) {
      throw usageFailure(
        `Trying the programs once took more than ${TIMEOUT_SECONDS} s. Each is run many times over: choose smaller ones.`,
      );
    }
    throw new Error(`Internal error: the preflight crashed. ${(error as Error).message}`);
  }
}
