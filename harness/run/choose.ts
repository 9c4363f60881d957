/** Turns what the user named into strategies and programs, or says what was expected instead. */

import { readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closestMatch } from 'leven';
import type { Strategy } from '../../strategies/contract.ts';
import { STRATEGIES } from '../../strategies/index.ts';
import { PROGRAMS } from '../../workloads/programs.ts';
import { TRACES } from '../../workloads/traces.ts';
import type { ProgramEntry } from '../arms/program.ts';
import { usageFailure } from '../failure.ts';
import { CONTROL_STRATEGIES, type StrategySource } from '../plan/arms.ts';
import type { Program } from '../records/schema.ts';
import { unpackTrace } from '../traces/format.ts';
import { parseRule } from '../traces/script.ts';
import type { Machine } from './machine.ts';
import type { NamedFinding } from './preflight.ts';
import type { TraceSource } from './scripts.ts';
import { checkTypes } from './type-check.ts';
import { isTypeScript, readUserStrategy } from './user-strategy.ts';

export interface ProgramSource {
  readonly program: Program;
  readonly path: string;
  readonly entry: ProgramEntry;
}

const STRATEGY_FOLDER = fileURLToPath(new URL('../../strategies/', import.meta.url));

/** Says something that the user should know and that stops nothing. */
export type Note = (says: string) => void;

/** What was named: strategies that can be measured, and files that broke a law before they could say what they are. */
export interface Chosen {
  readonly sources: readonly StrategySource[];
  readonly broken: readonly NamedFinding[];
}

/** How files are read. */
export interface Reading {
  /** Takes small files. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly machine: Pick<Machine, 'load'>;
  readonly note?: Note;
}

/** Named strategies, all if none is named; the controls' strategies are always among them, first. */
export async function chooseStrategies(given: readonly string[], reading: Reading): Promise<Chosen> {
  const known = STRATEGIES.map(registered);
  if (given.length === 0) return { sources: known, broken: [] };
  const { sources, broken } = await findStrategies(given, reading);
  const isControl = ({ strategy }: StrategySource) =>
    (CONTROL_STRATEGIES as readonly string[]).includes(strategy.name);
  return {
    sources: [...known.filter(isControl), ...sources.filter((each) => !isControl(each))],
    broken,
  };
}

/** Named strategies and files, those alone. A file is checked against the types of the contract before any of it runs. */
export async function findStrategies(
  given: readonly string[],
  { folder, signal, machine, note = () => {} }: Reading,
): Promise<Chosen> {
  const found = given.map(findStrategy);
  const files = found.flatMap((each) => ('strategy' in each ? [] : [each.file]));
  await checkTypes(files.filter(isTypeScript), folder);
  for (const file of files.filter((each) => !isTypeScript(each)))
    note(`${file} is JavaScript: taken without a type check, held to the laws like any other.`);
  const all = await Promise.all(
    found.map(async (each, i): Promise<StrategySource | NamedFinding> => {
      if ('strategy' in each) return each;
      const said = await readUserStrategy(
        given[i]!,
        each.file,
        join(folder, `given-${i}`),
        machine.load,
        signal,
      );
      return 'reports' in said ? { ...said, given: given[i]! } : said;
    }),
  );
  const sources = all.filter((each): each is StrategySource => 'file' in each);
  const twice = sources.find(
    (each, i) => sources.findIndex(({ strategy }) => strategy.name === each.strategy.name) !== i,
  );
  if (twice !== undefined)
    throw usageFailure(
      `The strategy "${twice.strategy.name}" was given twice (${sources
        .filter(({ strategy }) => strategy.name === twice.strategy.name)
        .map(({ file }) => file)
        .join(' and ')}). Name each once.`,
    );
  return { sources, broken: all.filter((each): each is NamedFinding => 'reports' in each) };
}

function registered(strategy: Strategy): StrategySource {
  return { strategy, file: `${STRATEGY_FOLDER}${strategy.name}.ts` };
}

/** A strategy of ours, or a file that is still to be loaded. */
function findStrategy(given: string): StrategySource | { readonly file: string } {
  const found = STRATEGIES.find(({ name }) => name === given);
  if (found !== undefined) return registered(found);
  if (!/[\\/]|\.[cm]?[jt]s$/.test(given)) {
    throw usageFailure(
      unknown('strategy', given, strategyNames(), 'or the path of a file whose default export is a strategy'),
    );
  }
  if (!/\.[cm]?[jt]s$/.test(given))
    throw usageFailure(`${given} is no strategy file: its name must end in .ts, .mts, .js or .mjs.`);
  const file = resolve(given);
  if (!isFile(file))
    throw usageFailure(`There is no strategy file ${given}. Give the path of a TypeScript file.`);
  return { file };
}

/** False of what cannot be looked at, too: a loop of links, a name that is too long. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What a run measures when nobody names anything. */
export interface Workloads {
  readonly programs: readonly string[];
  /** Programs whose recorded calls are replayed too. */
  readonly calibrated: readonly string[];
  readonly traces: readonly string[];
  readonly rules: readonly string[];
}

/** In all, everything there is. */
export function allWorkloads(): Workloads {
  return {
    programs: programNames(),
    calibrated: programNames(),
    traces: traceNames(),
    rules: ['call-1', 'call-10', 'call-100', 'call-1000', 'share-0.05'],
  };
}

/**
 * The usual run takes what decides within three minutes: a tiny hot function, a thousand functions, and the calls of a
 * large real program.
 */
export const USUAL: Workloads = {
  programs: ['fib', 'thousand'],
  calibrated: [],
  traces: ['pip_list'],
  rules: ['call-1'],
};

export const QUICK: Workloads = {
  programs: ['fib', 'scheduler'],
  calibrated: [],
  traces: ['argparse_commands'],
  rules: ['call-1'],
};

export const NO_WORKLOADS: Workloads = { programs: [], calibrated: [], traces: [], rules: [] };

/**
 * What was named, or else what is usual. Whoever names programs or traces wants those and no others; a named program is
 * replayed too. Throws Failure (exit code 5) for a program and a trace of one name: their replays would be one.
 */
export function chooseWorkloads(given: Omit<Workloads, 'calibrated'>, usual: Workloads): Workloads {
  const named = given.programs.length > 0 || given.traces.length > 0;
  const calibrated = named ? given.programs : usual.calibrated;
  const traces = named ? given.traces : usual.traces;
  const replayed = calibrated.map(nameOf);
  const both = traces.map(nameOf).find((name) => replayed.includes(name));
  if (both !== undefined) {
    throw usageFailure(
      `A trace and a program are both called "${both}", and the program is replayed too. Rename one of the files.`,
    );
  }
  return {
    programs: named ? given.programs : usual.programs,
    calibrated,
    traces,
    rules: given.rules.length > 0 ? given.rules : usual.rules,
  };
}

/** The name under which a program or trace is measured that is named, or given as a file. */
function nameOf(given: string): string {
  return basename(given).replace(/\.py$|(\.trace)?\.gz$/, '');
}

/** Named programs and files. */
export function choosePrograms(given: readonly string[]): ProgramSource[] {
  const chosen = given.map(findProgram);
  const twice = chosen.find(
    (each, i) => chosen.findIndex(({ program }) => program.name === each.program.name) !== i,
  );
  if (twice !== undefined)
    throw usageFailure(`The program "${twice.program.name}" was given twice. Name each once.`);
  return chosen;
}

/** Names of the strategies of ours. */
export function strategyNames(): string[] {
  return STRATEGIES.map(({ name }) => name);
}

/** Names of the programs of ours. */
export function programNames(): string[] {
  return PROGRAMS.map(({ name }) => name);
}

function findProgram(given: string): ProgramSource {
  const own = PROGRAMS.find(({ name }) => name === given);
  if (own !== undefined) {
    const { name, file, stresses, doesNotTell, control } = own;
    const said = { name, file, stresses, doesNotTell, ...(control ? { control } : {}) };
    return { program: said, path: own.path, entry: 'run' };
  }
  if (!given.endsWith('.py') && !isAbsolute(given)) {
    throw usageFailure(unknown('program', given, programNames(), 'or the path of a Python file'));
  }
  const path = resolve(given);
  if (!isFile(path)) {
    throw usageFailure(`There is no Python file ${given}. Known programs: ${programNames().join(', ')}.`);
  }
  const file = basename(path);
  return {
    program: { name: nameOf(file), file, stresses: 'A file of yours.', doesNotTell: '', whole: true },
    path,
    entry: 'file',
  };
}

/** Names of the traces of ours. */
export function traceNames(): string[] {
  return TRACES.map(({ name }) => name);
}

/** Throws Failure (exit code 5) for what is no trace, and for two of one name. */
export function chooseTraces(given: readonly string[]): TraceSource[] {
  const chosen = given.map(findTrace);
  const twice = chosen.find((each, i) => chosen.findIndex(({ name }) => name === each.name) !== i);
  if (twice !== undefined) throw usageFailure(`The trace "${twice.name}" was given twice. Name each once.`);
  return chosen;
}

/** Throws Failure (exit code 5) for what is no rule. */
export function chooseRules(given: readonly string[]): string[] {
  for (const rule of given) parseRule(rule);
  return [...new Set(given)];
}

/** Where a trace lies that was named, or given as a file. */
export function pathOfTrace(given: string): string {
  return TRACES.find(({ name }) => name === given)?.path ?? resolve(given);
}

function findTrace(given: string): TraceSource {
  const own = TRACES.find(({ name }) => name === given);
  const path = pathOfTrace(given);
  if (own === undefined && !isFile(path)) {
    throw usageFailure(unknown('trace', given, traceNames(), 'or the path of a trace (docs/traces.md)'));
  }
  const file = basename(path);
  const trace = unpackTrace(readFileSync(path), own?.file ?? given);
  const { name, stresses, doesNotTell } = own ?? {
    name: nameOf(file),
    stresses: 'A trace of yours.',
    doesNotTell: '',
  };
  return { name, file, stresses, doesNotTell, ofProgram: false, trace };
}

function unknown(what: string, given: string, names: readonly string[], also: string): string {
  const nearest = closestMatch(given, names, { maxDistance: 4 });
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  return `Unknown ${what} "${given}". Known: ${names.join(', ')}; ${also}.${hint}`;
}
