/** Whole programs in special builds of the core: the hook elsewhere, or a field that nobody uses. */

import type { PlannedArm } from '../../records/schema.ts';
import { EQUIVALENT } from '../../samples/thresholds.ts';
import { timeFigures } from '../../samples/time-figures.ts';
import type { Experiment } from '../experiment.ts';
import { isOfBuilds, ours, type PlannedCell, type ScaleName, taking } from '../planning.ts';
import { view } from './view.ts';

const SECONDS = 0.27;

/** Programs that are measured in special builds. */
const PROGRAMS: Readonly<Record<ScaleName, readonly string[]>> = {
  usual: ['fib'],
  full: ['fib', 'thousand', 'scheduler'],
  quick: [],
};

/** Arms of other experiments that special builds are held against. */
const COMPARED: readonly string[] = ['no-hook', 'none', 'none-twin', 'inline'];

const builds: Experiment = {
  takesPart: (arm: PlannedArm) =>
    arm.injectedLeak === undefined && (COMPARED.includes(arm.name) || isOfBuilds(arm)),
  cells(options, scale) {
    const arms = taking(options, builds.takesPart);
    return ours(options)
      .filter((name) => PROGRAMS[scale.name].includes(name))
      .map((workload): PlannedCell => ({ experiment: 'builds', workload, arms, seconds: SECONDS }));
  },
  process: {
    timed: true,
    engine: 'still compiler',
    input: 'program',
    module: 'build',
    rounds: ({ builtRounds }) => builtRounds,
  },
  figures: timeFigures(['no-hook', 'none', 'inline']),
  comparison: {
    metric: 'ratio',
    reference: ({ hook }) => (hook ? 'none' : 'no-hook'),
    threshold: EQUIVALENT.callShare,
  },
  view,
};

export default builds;
