/**
 * The programs: plain Python files in `programs/`, found by reading the folder. To add one, put a file there - its
 * docstring says under `Stresses:` and `Does not tell:` what it is for, `run(size=...)` does the work once, in 0.1 to
 * 1 ms of CPython's time - and record what CPython makes of it with record-expected.py.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Head, readHead } from './head.ts';

/** One program of ours. */
export interface Program extends Head {
  readonly name: string;
  /** File name, as tracebacks and the oracle have it. */
  readonly file: string;
  readonly path: string;
}

/** What CPython makes of a program; written by record-expected.py, which explains the fields. */
export interface Expected {
  readonly python: string;
  readonly main: { readonly output: string; readonly entries: EntryCounts };
  readonly run: { readonly result: string; readonly entries: EntryCounts };
}

/** Frame entries by "qualified name:first line". */
export type EntryCounts = Readonly<Record<string, number>>;

const HERE = dirname(fileURLToPath(import.meta.url));

/** All programs, by name. */
export const PROGRAMS: readonly Program[] = readPrograms(join(HERE, 'programs'));

/**
 * The programs in a folder, by name.
 * @throws Error if one does not say what it stresses and what it does not tell.
 */
export function readPrograms(folder: string): Program[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.py'));
  return files.sort().map((file) => readProgram(join(folder, file)));
}

/** What CPython makes of a program. */
export function readExpected(name: string): Expected {
  return JSON.parse(readFileSync(join(HERE, 'expected', `${name}.json`), 'utf8')) as Expected;
}

function readProgram(path: string): Program {
  const file = basename(path);
  return { name: file.replace(/\.py$/, ''), file, path, ...readHead(path) };
}
