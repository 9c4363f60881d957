/**
 * The programs: plain Python files in `programs/`, found by reading the folder. To add one, put a file there - its
 * docstring says under `Stresses:` and `Does not tell:` what it is for, `run(size=...)` does the work once, in about
 * a tenth of a millisecond - and record what CPython makes of it with record-expected.py.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One program of ours. */
export interface Program {
  readonly name: string;
  /** File name, as tracebacks and the oracle have it. */
  readonly file: string;
  readonly path: string;
  /** First line of the docstring. */
  readonly title: string;
  readonly stresses: string;
  readonly doesNotTell: string;
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
  const docstring = /^"""(.*?)"""/s.exec(readFileSync(path, 'utf8'))?.[1];
  if (docstring === undefined) {
    throw new Error(`${path} has no docstring. Begin the file with """ and say what it stresses.`);
  }
  return {
    name: file.replace(/\.py$/, ''),
    file,
    path,
    title: docstring.split('\n', 1)[0]!,
    stresses: paragraph(docstring, 'Stresses', path),
    doesNotTell: paragraph(docstring, 'Does not tell', path),
  };
}

/** The text behind `head:` up to the next line that is not indented. */
function paragraph(docstring: string, head: string, path: string): string {
  const text = new RegExp(`^${head}:(.*(?:\n[ \t]+.*)*)`, 'm').exec(docstring)?.[1];
  if (text === undefined) {
    throw new Error(`The docstring of ${path} has no line "${head}: ...". Every program says so.`);
  }
  return text.replace(/\s+/g, ' ').trim();
}
