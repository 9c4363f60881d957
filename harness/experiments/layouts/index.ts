/** A second layout of code objects comes up after the warm-up. */

import { timeFigures } from '../../samples/time-figures.ts';
import type { Experiment } from '../experiment.ts';
import { ours, type PlannedCell, type ScaleName, taking } from '../planning.ts';
import { slowedFigures } from './figures.ts';

const SECONDS = 1;

/** Programs that are loaded twice, with two layouts: the smallest there is, and one of many functions. */
const PROGRAMS = ['fib', 'thousand'];

/** Processes of each cell in each replicate. */
const PROCESSES: Readonly<Record<ScaleName, number>> = { usual: 0, full: 2, quick: 0 };

const layouts: Experiment = {
  takesPart: ({ name }) => name === 'inline' || name === 'trailing',
  cells(options, { name }) {
    const arms = taking(options, layouts.takesPart);
    if (!arms.includes('trailing')) return [];
    const programs = ours(options).filter((each) => PROGRAMS.includes(each));
    return Array.from({ length: PROCESSES[name] }).flatMap(() =>
      programs.flatMap((workload) =>
        ['one layout', 'both layouts'].map((warmedOn): PlannedCell => {
          const part = `warmed on ${warmedOn}`;
          return { experiment: 'layouts', workload, arms, part, seconds: SECONDS };
        }),
      ),
    );
  },
  process: { timed: true, alone: true, engine: 'as it comes', input: 'program' },
  records: { parts: 'of the planned' },
  figures: timeFigures(['none', 'inline']),
  figuresAcross: slowedFigures,
};

export default layouts;
