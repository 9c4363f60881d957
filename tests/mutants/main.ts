/**
 * How many faults does the suite find? Draws mutants of the sources by a seed (mutate.ts), evenly over all modules, puts each into a copy
 * of the work tree, and runs the tests that can see it, those of its own module first, until one fails.
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
import { seededRandom } from '../../harness/random/random.ts';
import { type Mutant, mutantsOf, parses } from './mutate.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Real processes run the sources too, which no import tells: these see what the related tests have let pass. */
const PROCESSES = ['tests/process/child.test.ts', 'tests/cli/end-to-end.test.ts'];

interface Result extends Mutant {
  readonly killedBy: string | null;
}

const given = yargs(hideBin(process.argv))
  .option('seed', { type: 'number', default: 1 })
  .option('count', { type: 'number', default: 200 })
  .option('out', { type: 'string', default: 'mutants.jsonl' })
  .option('root', { type: 'string', default: ROOT, describe: 'Work tree whose suite is run' })
  .option('only', { type: 'string', describe: 'Results of another run: its survivors alone are tried' })
  .option('tests', {
    type: 'string',
    array: true,
    default: [] as string[],
    describe: 'Run these and no related ones',
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
    ['ls-files', 'harness', 'interpreter', 'strategies', 'tools', 'workloads'],
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

/** The first test that fails, or null. */
function failing(root: string, args: readonly string[]): string | null {
  const report = join(root, '.mutant.json');
  rmSync(report, { force: true });
  const options = ['--bail=1', '--reporter=json', `--outputFile=${report}`, '--passWithNoTests'];
  const env = { ...process.env, COEXTRA_BROWSER: '' };
  // `timeout` ends the whole group: the process that loops is a child of the one that is started.
  const command = [
    '-s',
    'KILL',
    `${HANGS_AFTER}`,
    process.execPath,
    join(root, 'node_modules/vitest/vitest.mjs'),
  ];
  const { status } = spawnSync('timeout', [...command, ...args, ...options], {
    cwd: root,
    env,
    stdio: 'ignore',
  });
  if (status === 0) return null;
  if (status === KILLED) return 'it hung';
  if (!existsSync(report)) return 'the run itself';
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults.find((each: { status: string }) => each.status === 'failed');
  return failed === undefined ? 'the run itself' : failed.name.replace(`${root}/`, '');
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

function tried(root: string, mutant: Mutant): Result {
  const file = join(root, mutant.file);
  const whole = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const at = placeIn(whole, mutant);
  if (at === null) return { ...mutant, killedBy: 'not in this version' };
  writeFileSync(file, whole.slice(0, at) + mutant.becomes + whole.slice(at + mutant.was.length));
  try {
    const room = mutant.file.split('/').slice(0, 2);
    const own = [`tests/${room[1]}/`, `tests/${room[0]}/`].find((each) => existsSync(join(root, each)));
    const steps =
      given.tests.length > 0
        ? [['run', ...given.tests]]
        : [
            ...(own === undefined ? [] : [['run', own]]),
            ['related', mutant.file, '--run'],
            ['run', ...PROCESSES],
          ];
    for (const step of steps) {
      const killedBy = failing(root, step);
      if (killedBy !== null) return { ...mutant, killedBy };
    }
    return { ...mutant, killedBy: null };
  } finally {
    writeFileSync(file, whole);
  }
}

const root = mkdtempSync(join(tmpdir(), 'coextra-mutants-'));
try {
  const names = execFileSync('git', ['ls-files'], { cwd: given.root, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
  for (const name of names) cpSync(join(given.root, name), join(root, name));
  cpSync(join(given.root, '.git'), join(root, '.git'), { recursive: true });
  symlinkSync(join(given.root, 'node_modules'), join(root, 'node_modules'));
  const [part, parts] = given.part.split('/').map(Number);
  const all =
    given.only === undefined
      ? drawn(given.seed, given.count)
      : read(given.only).filter((each) => each.killedBy === null);
  const done = existsSync(given.out)
    ? read(given.out).map(({ file, at, becomes }) => `${file} ${at} ${becomes}`)
    : [];
  for (const [i, mutant] of all.entries()) {
    const { file, at, was, becomes } = mutant;
    if (i % parts! !== part! || done.includes(`${file} ${at} ${becomes}`)) continue;
    const result = tried(root, mutant);
    appendFileSync(given.out, `${JSON.stringify(result)}\n`);
    process.stdout.write(
      `${i + 1} of ${all.length}  ${result.killedBy ?? 'SURVIVED'}  ${file}  ${was} -> ${becomes}\n`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
