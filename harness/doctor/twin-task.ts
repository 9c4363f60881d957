/**
 * The task of one process of the twin test: call cost of `fib`, `inline` beside itself, at the scale of a
 * full run. The only place of this room that knows what a task looks like.
 */

import { PROGRAMS, readExpected } from '../../workloads/programs.ts';
import { SCALES } from '../plan/scales.ts';
import type { MeasureTask } from '../process/task.ts';
import { type Random, SEED_LIMIT } from '../random.ts';

export const TWINS = { original: 'inline', twin: 'inline-twin' } as const;

const PROGRAM = 'fib';

/** What the bundler made for the twin test: paths of modules. */
export interface TwinModules {
  /** experiments/child.ts. */
  readonly child: string;
  /** The arm of `inline`. */
  readonly arm: string;
  /** The front end that compiles the program for it. */
  readonly compiler: string;
}

/** @param number Number of the process, from 0. */
export function twinTask(number: number, modules: TwinModules, random: Random): MeasureTask {
  const { roundsPerProcess, blockMs, warmupMs } = SCALES.usual;
  const arms = random.shuffled([TWINS.original, TWINS.twin]);
  const program = PROGRAMS.find(({ name }) => name === PROGRAM)!;
  const entries = Object.values(readExpected(PROGRAM).run.entries);
  return {
    process: {
      number,
      experiment: 'call-cost',
      workload: PROGRAM,
      arms,
      replicate: number,
      seed: random.below(SEED_LIMIT),
    },
    arms: arms.map((name) => ({
      name,
      module: modules.arm,
      compiler: modules.compiler,
      hook: true,
      injectedShare: 0,
    })),
    program: {
      name: PROGRAM,
      file: program.path,
      entry: 'run',
      callsPerRun: entries.reduce((sum, each) => sum + each, 0),
    },
    rounds: roundsPerProcess,
    blockMs,
    warmupMs,
    cleanupRounds: 0,
  };
}
