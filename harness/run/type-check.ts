/**
 * Checks a user's files against the contract with the project's compiler, before any of them runs. Compiled is a file beside
 * them that takes each one's default export for a Strategy, so whatever is none is told at its place, annotated or not.
 *
 * Options are the project's, but for two: names are resolved as the bundler does, whatever package.json lies near the file,
 * and what is not used is no error, for a strategy may be tried half written.
 */

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedIn } from '../arms/published.ts';
import { usageFailure } from '../failure.ts';
import { MARK } from '../process/marked.ts';
import { commandMark } from './keeper.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const COMPILER = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));

/** Seconds that the type check may take. */
const CHECK_SECONDS = 120;
const TOOK_TOO_LONG =
  `The type check of the strategy files took more than ${CHECK_SECONDS} s; nothing was run. Simplify their types, or give ` +
  'JavaScript, which has no types to check.';

/** Errors that are shown, and lines of explanation below each. */
const SHOWN = 5;
const EXPLAINED = 3;

interface TypeError {
  readonly place: string;
  readonly says: string;
  readonly explains: string[];
}

/** Throws Failure (exit code 5) with the first type errors, if there are any. `folder` takes two small files. */
export async function checkTypes(files: readonly string[], folder: string): Promise<void> {
  if (files.length === 0) return;
  const errors = await typeErrors(files, folder);
  if (errors.length === 0) return;
  const lines = errors
    .slice(0, SHOWN)
    .flatMap(({ place, says, explains }) => [
      `  ${place}: ${says}`,
      ...explains.slice(0, EXPLAINED).map((line) => `    ${line}`),
    ]);
  if (errors.length > SHOWN) lines.push(`  and ${errors.length - SHOWN} more`);
  throw usageFailure(
    `${errors.length === 1 ? 'A type error' : `${errors.length} type errors`}; nothing was run.\n${lines.join('\n')}\n` +
      'What a strategy must be: strategies/contract.ts. How to write one: docs/add-a-strategy.md.',
  );
}

async function typeErrors(files: readonly string[], folder: string): Promise<TypeError[]> {
  const room = join(folder, 'types');
  mkdirSync(room, { recursive: true });
  // A line for each file: the line of an error says whose default export it is about.
  const taken = files.map(
    (file, i) => `import given${i} from ${JSON.stringify(file)}; given${i} satisfies Strategy;\n`,
  );
  const check = join(room, 'check.ts');
  writeFileSync(check, ["import type { Strategy } from 'coextra/contract';\n", ...taken].join(''));
  const config = join(room, 'tsconfig.json');
  writeFileSync(config, JSON.stringify(configuration()));
  const said = await compile(config);
  return said.map((error) => {
    if (resolve(error.file) !== check) return { ...error, place: placeOf(error) };
    const file = files[error.line - 2]!;
    return { ...error, place: defaultExportOf(file), says: `the default export: ${error.says}` };
  });
}

function configuration() {
  const paths = Object.entries(publishedIn(ROOT)).map(([name, file]) => [name, [file]]);
  return {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      module: 'ESNext',
      moduleResolution: 'Bundler',
      noUnusedLocals: false,
      noUnusedParameters: false,
      typeRoots: [join(ROOT, 'node_modules', '@types')],
      paths: Object.fromEntries(paths),
    },
    files: ['check.ts'],
    include: [],
  };
}

interface Said {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly says: string;
  readonly explains: string[];
}

function compile(config: string): Promise<Said[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [COMPILER, '-p', config, '--pretty', 'false'],
      {
        maxBuffer: 2 ** 26,
        timeout: CHECK_SECONDS * 1000,
        killSignal: 'SIGKILL',
        // Ended by the keeper when the command is killed.
        env: { ...process.env, NODE_OPTIONS: '', [MARK]: `${commandMark}types;` },
      },
      (error, out, err) => {
        const said = parse(out);
        if (error?.killed === true) reject(usageFailure(TOOK_TOO_LONG));
        else if (error === null || said.length > 0) resolve(said);
        else reject(new Error(`Internal error: the type check failed without a type error: ${out}${err}`));
      },
    );
  });
}

/** `FILE(LINE,COLUMN): error TSnnnn: MESSAGE`, explained in the indented lines that follow. */
function parse(out: string): Said[] {
  const said: Said[] = [];
  for (const line of out.split('\n')) {
    const [, file, row, column, says] = /^(.+)\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(line) ?? [];
    if (says !== undefined)
      said.push({ file: file!, line: Number(row), column: Number(column), says, explains: [] });
    else if (/^\s+\S/.test(line)) said.at(-1)?.explains.push(line.trim());
  }
  return said;
}

function placeOf({ file, line, column }: Said): string {
  return `${shown(resolve(file))}:${line}:${column}`;
}

/** Where a file exports its default; the file alone if it does not say so. */
function defaultExportOf(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((each) => /^\s*export\s+default\b/.test(each));
  return line < 0 ? shown(file) : `${shown(file)}:${line + 1}:${lines[line]!.indexOf('export') + 1}`;
}

/** A path as one would type it from here. */
function shown(file: string): string {
  return relative(process.cwd(), file);
}
