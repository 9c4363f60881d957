/**
 * The CPython of this machine, to compare with. Starting it costs more than what most programs do, so many programs
 * share one start: run-programs.py runs each in a fork, where it behaves as it does alone.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const asked = spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout?.trim() || 'no python3';
const [, major, minor] = /^Python (\d+)\.(\d+)\./.exec(asked) ?? [];

/** Is there the CPython that the interpreter is modelled on? */
export const python311: boolean = `${major}.${minor}` === '3.11';
if (!python311) console.warn(`Skipped: CPython 3.11 is needed to compare with, but there is ${asked}.`);

/** Is there a CPython that the recorder of traces runs under? */
export const python38: boolean = Number(major) === 3 && Number(minor) >= 8;

const HERE = fileURLToPath(new URL('./', import.meta.url));

/** How a program ended, and what it wrote. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command {
  /** A program and its arguments. */
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** Runs programs of Python, one after the other, for one start of CPython. */
export function runPrograms(commands: readonly Command[], env: NodeJS.ProcessEnv = {}): Ended[] {
  const folder = mkdtempSync(join(tmpdir(), 'coextra-python-'));
  try {
    const { stdout, stderr, status } = spawnSync(
      'python3',
      ['-W', 'ignore', join(HERE, 'run-programs.py'), folder],
      { env: { ...process.env, ...env }, input: JSON.stringify(commands), encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`run-programs.py failed:\n${stderr}`);
    const output = (name: string) => readFileSync(join(folder, name), 'utf8');
    return (JSON.parse(stdout) as number[]).map((code, i) => {
      return { status: code, stdout: output(`${i}.out`), stderr: output(`${i}.err`) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Programs that are run by our interpreter and by CPython, none of whose output is stored. */
export const COMPARED = { differential: programsIn('differential'), tracebacks: programsIn('tracebacks') };

let ended: Map<string, Ended> | undefined;

/** What CPython makes of one of the programs of COMPARED. The first question runs them all. */
export function inCPython(path: string): Ended {
  if (ended === undefined) {
    const paths = Object.values(COMPARED).flat();
    const all = runPrograms(paths.map((path) => ({ argv: [path], cwd: HERE })));
    ended = new Map(paths.map((each, i) => [each, all[i]!]));
  }
  return ended.get(path)!;
}

/** The paths of the programs in a folder. */
function programsIn(name: string): string[] {
  const files = readdirSync(join(HERE, name)).filter((file) => file.endsWith('.py'));
  return files.map((file) => join(HERE, name, file));
}
