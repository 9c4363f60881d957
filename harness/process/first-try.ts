/**
 * Before the first measurement: runs each program once and counts its frame entries, and checks strategies against the laws.
 * What is refused or broken is found here, in seconds, not after minutes. It needs a process with --expose-gc.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  CodeObject,
  Interpreter,
  PyException,
  PythonSyntaxError,
  UnsupportedSyntax,
} from '../../interpreter/index.ts';
import type { Strategy } from '../../strategies/contract.ts';
import { checkLaws, type LawReport } from '../../strategies/laws.ts';
import type { ProgramEntry } from '../arms/program.ts';
import { recordProgram } from '../traces/record.ts';
import { watchBuiltIns } from './built-ins.ts';
import { collect } from './collect.ts';

export interface PreflightTask {
  readonly programs: readonly {
    readonly name: string;
    readonly file: string;
    readonly entry: ProgramEntry;
    /** Where to write the recorded calls of this run (a RecordedCalls as JSON), if they are wanted. */
    readonly recording?: string;
  }[];
  readonly strategies: readonly { readonly name: string; readonly module: string }[];
}

export interface ProgramFinding {
  readonly name: string;
  /** Frame entries of one run, generator resumes included; 0 if it was refused. */
  readonly callsPerRun: number;
  /** Seconds that this first run took: far too many for a short program, about right for a long one. */
  readonly seconds: number;
  /** Why it cannot be measured, for the user; null if it can. */
  readonly refused: string | null;
}

export interface LawFinding {
  readonly strategy: string;
  readonly reports: LawReport[];
}

/** What every strategy is held to, though no check of strategies/laws.ts can see it. */
export const LETS_ITSELF_BE_CHECKED = {
  law: 'lets-itself-be-checked',
  sentence:
    'A strategy neither ends nor stops the process that runs it, and leaves the built-ins as they are.',
} as const;

export interface PreflightAnswer {
  readonly programs: ProgramFinding[];
  readonly laws: LawFinding[];
}

/** Entries of a program that are replayed at most: longer runs repeat themselves. */
const RECORDED_ENTRIES = 300_000;

/** Seconds of a first run from which on it is done again, and from which on no more. */
const LONG_SECONDS = 0.1;
const LONGEST_SECONDS = 5;

export async function firstTry(task: PreflightTask): Promise<PreflightAnswer> {
  const programs = task.programs.map(tryProgram);
  const laws: LawFinding[] = [];
  for (const { name, module } of task.strategies) {
    const changedBuiltIns = watchBuiltIns();
    const { strategy } = (await import(pathToFileURL(module).href)) as { strategy: Strategy };
    const reports = await checkLaws(strategy, { Code: CodeObject, Interpreter, collect });
    laws.push({ strategy: name, reports: [...reports, ...aboutBuiltIns(changedBuiltIns())] });
  }
  return { programs, laws };
}

function aboutBuiltIns(changed: readonly string[]): LawReport[] {
  if (changed.length === 0) return [];
  return [
    { ...LETS_ITSELF_BE_CHECKED, outcome: 'broken', says: `it changed ${changed.slice(0, 3).join(', ')}` },
  ];
}

function tryProgram(program: PreflightTask['programs'][number]): ProgramFinding {
  const { name, file, entry, recording } = program;
  try {
    const source = readFileSync(file, 'utf8');
    const limit = recording === undefined ? 0 : RECORDED_ENTRIES;
    const { calls: callsPerRun, seconds: cold, trace } = recordProgram({ source, file, entry, name, limit });
    // A first run is cold. One that seems long is tried again, unless it is so long that this hardly matters.
    const again = cold > LONG_SECONDS && cold < LONGEST_SECONDS;
    const seconds = again
      ? Math.min(cold, recordProgram({ source, file, entry, name, limit: 0 }).seconds)
      : cold;
    if (recording !== undefined && trace !== null) writeFileSync(recording, JSON.stringify(trace));
    // A file that is run whole enters its own module's frame; that alone is no call.
    const refused = callsPerRun > (entry === 'file' ? 1 : 0) ? null : nothingCalled(file);
    return { name, callsPerRun, seconds, refused };
  } catch (error) {
    return { name, callsPerRun: 0, seconds: 0, refused: sentenceOf(error, file) };
  }
}

function nothingCalled(file: string): string {
  return `${file} calls no function when it is run as __main__: there is nothing to measure. Let it call what it defines.`;
}

/** Refusals are sentences already; an exception of the program is shown with its traceback. */
function sentenceOf(error: unknown, file: string): string {
  if (error instanceof PyException) {
    if (error.typeName === 'SystemExit')
      return `${file} ends with sys.exit() and a code that is not 0. It is run many times over: let it end in peace.`;
    return `${file} raised an exception.\n${error.message}`;
  }
  if (error instanceof PythonSyntaxError || error instanceof UnsupportedSyntax)
    return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
