/**
 * How fast is the core beside CPython? `npm run beside-cpython [PROCESSES]` starts fresh processes of CPython, of the
 * core without a hook and of the core with a pass-through hook, in turns, and prints for each program the median and the
 * interval over rounds of the ratio to CPython in the same round. It is a description, not a test: nothing passes or fails.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';
import { bundleEntry } from '../arms/bundle.ts';
import { medianInterval } from '../statistics/interval.ts';
import { medianOf } from '../statistics/median.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROCESSES = Number(process.argv[2] ?? 7);

const folder = mkdtempSync(join(tmpdir(), 'coextra-speed-'));
try {
  const bundle = await bundleEntry(join(HERE, 'run-program.ts'), join(folder, 'run-program.mjs'));
  const timed = (command: string, ...args: string[]) => Number(outputOf(command, ...args));
  console.log(
    `${outputOf('python3', '--version')}, Node ${process.versions.node}; ${PROCESSES} processes each, in turns`,
  );
  for (const { name, path } of PROGRAMS) {
    const calls = Object.values(readExpected(name).run.entries).reduce((sum, each) => sum + each, 0);
    const rounds = Array.from({ length: PROCESSES }, () => ({
      cpython: timed('python3', join(HERE, 'run-program.py'), path),
      bare: timed(process.execPath, bundle, path, 'no-hook'),
      hooked: timed(process.execPath, bundle, path, 'hook'),
    }));
    const line = (label: string, of: (round: (typeof rounds)[number]) => number) => {
      const { estimate, low, high, level } = medianInterval(rounds.map((round) => of(round) / round.cpython));
      const millions = calls / medianOf(rounds.map(of)) / 1000;
      const interval =
        low === null || high === null
          ? '(no interval)'
          : `[${low.toFixed(2)}, ${high.toFixed(2)}] at ${(level * 100).toFixed(0)} %`;
      return `${label}: ${estimate.toFixed(2)} ${interval} of CPython's time, ${millions.toFixed(1)} M calls/s`;
    };
    const cpython = calls / medianOf(rounds.map((round) => round.cpython)) / 1000;
    console.log(`${name.padEnd(10)} CPython ${cpython.toFixed(1)} M calls/s`);
    console.log(`           ${line('no hook', (round) => round.bare)}`);
    console.log(`           ${line('hook   ', (round) => round.hooked)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function outputOf(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' }).trim();
}
