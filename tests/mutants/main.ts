/**
 * How many faults does the suite find? Draws mutants of the sources by a seed (mutate.ts), evenly over all modules, puts each into a copy
 * of the work tree, and runs the tests of its own module until one fails. Those that live are put in by groups, and the whole suite is
 * run; of the files that fail, each of the group is then tried alone.
 *
 *     npm run mutants -- --seed 1 --count 200 --out mutants.jsonl [--only survivors.jsonl] [--tests GLOB ...]
 *
 * A study, not a test: it takes an hour of processor time. Each mutant's line is written as it ends.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { seededRandom } from '../../harness/random.ts';
import { type Mutant, mutantsOf, parses } from './mutate.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Mutants of different files that are put in together when the whole suite is run. Most that their own tests let pass live on. */
const GROUP = 8;

interface Result extends Mutant {
  readonly killedBy: string | null;
}

const given = yargs(hideBin(process.argv))
  .option('seed', { type: 'number', default: 1 })
  .option('count', { type: 'number', default: 200 })
  .option('out', { type: 'string', default: 'mutants.jsonl' })
  .option('root', { type: 'string', default: ROOT, describe: 'Work tree whose suite is run' })
  .option('only', { type: 'string', describe: 'Results of another run: its survivors alone are tried' })
  .option('own', {
    type: 'boolean',
    default: false,
    describe: 'Run the tests of the module alone, not the whole suite',
  })
  .option('part', { type: 'string', default: '0/1', describe: 'I/N: every Nth mutant, from I on' })
  .strict()
  .parseSync();

function read(file: string): Result[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** A module after the other gives a mutant, drawn by chance among all of its places. */
function drawn(seed: number, count: number): Mutant[] {
  const random = seededRandom(seed);
  const files = execFileSync(
    'git',
    ['ls-files', 'harness', 'interpreter', 'strategies', 'tools', 'workloads', 'claims'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  const modules = new Map<string, Mutant[]>();
  for (const file of files.split('\n').filter((each) => /\.tsx?$/.test(each))) {
    const module = /^(harness|interpreter)\/[^/]+\//.exec(file)?.[0] ?? `${file.split('/')[0]}/`;
    modules.set(module, [...(modules.get(module) ?? []), ...mutantsOf(file, textOf(file))]);
  }
  const decks = [...modules.values()].map((all) => random.shuffled(all));
  const mutants: Mutant[] = [];
  for (let turn = 0; mutants.length < count; turn++) {
    const mutant = decks[turn % decks.length]!.pop();
    if (mutant !== undefined && parses(mutant, textOf(mutant.file))) mutants.push(mutant);
  }
  return mutants;
}

/** Seconds after which a run hangs: a mutant may loop for ever. Many times what the slowest step takes. */
const HANGS_AFTER = 400;
/** Exit code of a group that was killed. */
const KILLED = 137;
const HUNG = 'it hung';

/** The files of tests that fail; what went wrong where no file did. */
function failing(...args: readonly string[]): string[] {
  const report = join(root, '.mutant.json');
  rmSync(report, { force: true });
  // `timeout` ends the whole group: the process that loops is a child of the one that is started.
  const limited = [
    '-s',
    'KILL',
    `${HANGS_AFTER}`,
    process.execPath,
    join(root, 'node_modules/vitest/vitest.mjs'),
  ];
  const options = ['--reporter=json', `--outputFile=${report}`, '--passWithNoTests'];
  const { status } = spawnSync('timeout', [...limited, 'run', ...args, ...options], {
    cwd: root,
    stdio: 'ignore',
  });
  if (status === 0) return [];
  if (status === KILLED) return [HUNG];
  if (!existsSync(report)) return ['the run itself'];
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { status: string; name: string }[];
  };
  const failed = testResults
    .filter((each) => each.status === 'failed')
    .map(({ name }) => name.replace(`${root}/`, ''));
  return failed.length === 0 ? ['the run itself'] : failed;
}

/** Where the mutant's place is in another version of the file: on the only line that reads the same; null if there is none. */
function placeIn(whole: string, { file, at }: Mutant): number | null {
  const text = textOf(file);
  if (text === whole) return at;
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(start, text.indexOf('\n', at) + 1);
  const first = whole.indexOf(line);
  return first >= 0 && first === whole.lastIndexOf(line) ? first + at - start : null;
}

/** Runs with mutants put in; a mutant of a file that this version has not, or not so, stays out. */
function having<T>(mutants: readonly Mutant[], run: () => T): T {
  const wholes = new Map(
    mutants.map(({ file }) => [join(root, file), readFileSync(join(root, file), 'utf8')]),
  );
  for (const mutant of mutants) {
    const path = join(root, mutant.file);
    const whole = wholes.get(path)!;
    const at = placeIn(whole, mutant)!;
    writeFileSync(path, whole.slice(0, at) + mutant.becomes + whole.slice(at + mutant.was.length));
  }
  try {
    return run();
  } finally {
    for (const [path, whole] of wholes) writeFileSync(path, whole);
  }
}

function isHere(mutant: Mutant): boolean {
  const path = join(root, mutant.file);
  return existsSync(path) && placeIn(readFileSync(path, 'utf8'), mutant) !== null;
}

/** The folder of tests that mirrors the module of a source. */
function ownTests({ file }: Mutant): string | undefined {
  const [first, second] = file.split('/');
  return [`tests/${second}/`, `tests/${first}/`].find((each) => existsSync(join(root, each)));
}

function triedAlone(mutant: Mutant, ...tests: readonly string[]): string | null {
  return having([mutant], () => failing(...tests, '--bail=1'))[0] ?? null;
}

/** What kills each of a group, by the whole suite. */
function triedTogether(group: readonly Mutant[]): (string | null)[] {
  if (group.length === 1) return [having(group, () => failing())[0] ?? null];
  const failed = having(group, () => failing());
  if (failed.length === 0) return group.map(() => null);
  // One that hangs or breaks the run hides what the others do.
  if (!failed[0]!.startsWith('tests/')) return group.flatMap((mutant) => triedTogether([mutant]));
  return group.map((mutant) => triedAlone(mutant, ...failed));
}

function tell(mutant: Mutant, killedBy: string | null): void {
  appendFileSync(given.out, `${JSON.stringify({ ...mutant, killedBy } satisfies Result)}\n`);
  const { file, was, becomes } = mutant;
  process.stdout.write(`${killedBy ?? 'SURVIVED'}  ${file}  ${was} -> ${becomes}\n`);
}

const root = mkdtempSync(join(tmpdir(), 'coextra-mutants-'));
try {
  const names = execFileSync('git', ['ls-files'], { cwd: given.root, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
  for (const name of names) cpSync(join(given.root, name), join(root, name));
  cpSync(join(given.root, '.git'), join(root, '.git'), { recursive: true });
  symlinkSync(join(given.root, 'node_modules'), join(root, 'node_modules'));

  const keyOf = ({ file, at, becomes }: Mutant) => `${file} ${at} ${becomes}`;
  const [part, parts] = given.part.split('/').map(Number);
  const all =
    given.only === undefined
      ? drawn(given.seed, given.count)
      : read(given.only).filter((each) => each.killedBy === null);
  const done = new Set(existsSync(given.out) ? read(given.out).map(keyOf) : []);
  const due = all.filter((mutant, i) => i % parts! === part! && !done.has(keyOf(mutant)));

  const living: Mutant[] = [];
  for (const mutant of due) {
    const own = ownTests(mutant);
    const killedBy = !isHere(mutant)
      ? 'not in this version'
      : own === undefined
        ? null
        : triedAlone(mutant, own);
    if (killedBy !== null) tell(mutant, killedBy);
    else living.push(mutant);
  }
  if (given.own) for (const mutant of living.splice(0)) tell(mutant, null);
  while (living.length > 0) {
    const group: Mutant[] = [];
    for (const mutant of [...living]) {
      if (group.length === GROUP || group.some(({ file }) => file === mutant.file)) continue;
      group.push(mutant);
      living.splice(living.indexOf(mutant), 1);
    }
    for (const [i, killedBy] of triedTogether(group).entries()) tell(group[i]!, killedBy);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
