/**
 * How fast is the core beside CPython? `npm run beside-cpython -- [--rounds N] [--write] [PROGRAM...]` starts fresh
 * processes of CPython, of the core without a hook and with a pass-through hook, and of Skulpt, in turns, and tells for
 * each program the median and the interval over rounds of the ratio to CPython in the same round. `--write` puts the
 * table into docs/speed.md. It is a description, not a test: nothing passes or fails.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PROGRAMS, type Program, readExpected } from '../../workloads/programs.ts';
import { bundleEntry } from '../arms/bundle.ts';
import { medianInterval } from '../statistics/interval.ts';
import { medianOf } from '../statistics/median.ts';

/** Times of one `run()` in ms, one process each. */
interface Round {
  readonly cpython: number;
  readonly bare: number;
  readonly hooked: number;
  /** Null where the peer cannot run the program. */
  readonly peer: number | null;
}

interface Measured {
  readonly program: Program;
  /** Frames that one `run()` enters. */
  readonly calls: number;
  readonly rounds: readonly Round[];
  /** Why the peer cannot run it. */
  readonly cannot: string | null;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/speed.md', import.meta.url));
/** What stands before and behind the table in the page. */
const MARKS = ['<!-- table -->', '<!-- /table -->'] as const;
const require = createRequire(import.meta.url);

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const roundsWanted = Number(values.rounds);
if (!Number.isInteger(roundsWanted) || roundsWanted < 1) {
  throw new Error(`--rounds ${values.rounds} is not a number of rounds. Give a whole number from 1.`);
}
const programs = positionals.length === 0 ? PROGRAMS : positionals.map(programNamed);

const folder = mkdtempSync(join(tmpdir(), 'coextra-speed-'));
try {
  const core = await bundleEntry(join(HERE, 'run-program.ts'), join(folder, 'run-program.mjs'));
  const peer = await bundleEntry(join(HERE, 'run-peer.ts'), join(folder, 'run-peer.mjs'));
  const heading =
    `${outputOf('python3', '--version')}, Node ${process.versions.node}, ` +
    `Skulpt ${(require('skulpt/package.json') as { version: string }).version}, ` +
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${roundsWanted} rounds`;
  console.log(heading);
  const measured: Measured[] = [];
  for (const program of programs) {
    const one = measure(program, core, peer);
    measured.push(one);
    console.log(lineOf(one));
  }
  const table = tableOf(measured);
  console.log(`\n${table}`);
  if (values.write) {
    const [before, , after] = readFileSync(PAGE, 'utf8').split(new RegExp(MARKS.join('|')));
    writeFileSync(PAGE, `${before}${MARKS[0]}\n\n${heading}.\n\n${table}\n\n${MARKS[1]}${after}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(program: Program, core: string, peer: string): Measured {
  const { run } = readExpected(program.name);
  let cannot: string | null = null;
  const askPeer = (): number | null => {
    if (cannot !== null) return null;
    const answer = JSON.parse(
      outputOf(process.execPath, peer, require.resolve('skulpt'), program.path, run.result),
    ) as { ms: number } | { cannot: string };
    if ('ms' in answer) return answer.ms;
    cannot = answer.cannot;
    return null;
  };
  const rounds = Array.from({ length: roundsWanted }, () => ({
    cpython: Number(outputOf('python3', join(HERE, 'run-program.py'), program.path)),
    bare: Number(outputOf(process.execPath, core, program.path, 'no-hook')),
    hooked: Number(outputOf(process.execPath, core, program.path, 'hook')),
    peer: askPeer(),
  }));
  const calls = Object.values(run.entries).reduce((sum, each) => sum + each, 0);
  return { program, calls, rounds, cannot };
}

/** The ratio to CPython in the same round: "2.10 [2.05, 2.20]". */
function ratio(rounds: readonly Round[], time: (round: Round) => number | null): string {
  const { estimate, low, high } = medianInterval(
    rounds.map((round) => (time(round) ?? Number.NaN) / round.cpython),
  );
  const interval = low === null || high === null ? '' : ` [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  return estimate.toFixed(2) + interval;
}

function ratiosOf({ rounds, cannot }: Measured): [bare: string, hooked: string, peer: string] {
  return [
    ratio(rounds, (round) => round.bare),
    ratio(rounds, (round) => round.hooked),
    cannot === null ? ratio(rounds, (round) => round.peer) : 'cannot',
  ];
}

function lineOf(measured: Measured): string {
  const [bare, hooked, peer] = ratiosOf(measured);
  const why = measured.cannot === null ? '' : `: ${measured.cannot}`;
  return `${measured.program.name.padEnd(12)} no hook ${bare}, hook ${hooked}, Skulpt ${peer}${why}`;
}

function tableOf(measured: readonly Measured[]): string {
  const rows = measured.map((one) => {
    const each = (time: (round: Round) => number) =>
      ((medianOf(one.rounds.map(time)) / one.calls) * 1e6).toFixed(0);
    return [
      one.program.name,
      String(one.calls),
      each((round) => round.cpython),
      each((round) => round.bare),
      ...ratiosOf(one),
    ];
  });
  const head = [
    'program',
    'calls per run',
    'CPython, ns per call',
    'core, ns per call',
    'core: CPython = 1',
    'core with a hook: CPython = 1',
    'Skulpt: CPython = 1',
  ];
  const lines = [head, ['---', ...head.slice(1).map(() => '--:')], ...rows];
  const reasons = measured
    .filter(({ cannot }) => cannot !== null)
    .map(({ program, cannot }) => `- ${program.name}: ${cannot}`);
  const { level } = medianInterval(Array.from({ length: roundsWanted }, () => 1));
  const notes = [
    roundsWanted > 1 ? `In brackets the interval of the median at ${(level * 100).toFixed(0)} %.` : '',
    reasons.length > 0 ? `What Skulpt cannot run, and what it says:\n\n${reasons.join('\n')}` : '',
  ];
  return [
    lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    ...notes.filter((note) => note !== ''),
  ].join('\n\n');
}

function programNamed(name: string): Program {
  const found = PROGRAMS.find((program) => program.name === name);
  if (found !== undefined) return found;
  const names = PROGRAMS.map((program) => program.name).join(', ');
  throw new Error(`There is no program '${name}'. There are ${names}.`);
}

function outputOf(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' }).trim();
}
