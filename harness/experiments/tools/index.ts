/** Whole programs with other tools than the counter: a JIT, coverage, a debugger. */

import { EQUIVALENT } from '../../samples/thresholds.ts';
import type { Experiment } from '../experiment.ts';
import {
  isItself,
  isOrdinary,
  ours,
  type PlannedCell,
  type ScaleName,
  storesNothing,
  taking,
} from '../planning.ts';
import { JIT, toolFigures } from './figures.ts';
import { view } from './view.ts';

const SECONDS = 0.3;

/** Programs, and tools: the JIT is measured on all of the programs, the others on the first. */
const SCALES: Readonly<
  Record<ScaleName, { readonly programs: readonly string[]; readonly names: readonly string[] }>
> = {
  usual: { programs: ['fib'], names: [JIT] },
  full: { programs: ['fib', 'thousand', 'sieve', 'matrix'], names: [JIT, 'coverage', 'debugger'] },
  quick: { programs: [], names: [] },
};

/** All tools that are measured in full. */
export const TOOL_NAMES = SCALES.full.names;

const tools: Experiment = {
  takesPart: (arm) =>
    isOrdinary(arm) &&
    (arm.name === 'no-hook' || arm.name === 'inline-twin' || (isItself(arm) && !storesNothing(arm))),
  cells(options, scale) {
    const { programs, names } = SCALES[scale.name];
    const all = taking(options, tools.takesPart, { beyond: scale.beyond });
    // Where an extra is lost over and over, a tool that makes a copy of the code for each would do nothing else.
    const lossy = options.arms.filter((arm) => arm.lossy === true).map(({ name }) => name);
    return ours(options)
      .filter((name) => programs.includes(name))
      .flatMap((workload, i) =>
        names
          .filter((part) => part === JIT || i === 0)
          .map((part): PlannedCell => {
            const arms = part === JIT ? all : all.filter((name) => !lossy.includes(name));
            return { experiment: 'tools', workload, part, arms, seconds: SECONDS };
          }),
      );
  },
  process: {
    timed: true,
    engine: 'still compiler',
    input: 'program',
    module: 'tools',
    rounds: ({ builtRounds }) => builtRounds,
  },
  figures: toolFigures,
  comparison: { metric: 'ratio', reference: () => 'inline', threshold: EQUIVALENT.callShare },
  view,
};

export default tools;
