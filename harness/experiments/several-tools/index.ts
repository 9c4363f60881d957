/** The look-ups of several tools, each with an extra of its own on every code object. */

import { EQUIVALENT } from '../../samples/thresholds.ts';
import { timeFigures } from '../../samples/time-figures.ts';
import type { Experiment } from '../experiment.ts';
import { CROWDED, hasPopulation, isOrdinary, POPULATION, type ScaleName, taking } from '../planning.ts';
import { view } from './view.ts';

const SECONDS = 0.13;

/** Numbers of tools. */
const TOOLS: Readonly<Record<ScaleName, readonly number[]>> = {
  usual: [1, 2, 4, 8],
  full: [1, 2, 4, 8],
  quick: [],
};

const severalTools: Experiment = {
  takesPart: (arm) => isOrdinary(arm) && hasPopulation(arm) && arm.hook && arm.injectedShare === 0,
  cells(options, scale) {
    const tools = [...TOOLS[scale.name]];
    if (tools.length === 0) return [];
    const arms = taking(options, severalTools.takesPart, { beyond: scale.beyond || 'later' });
    const cell = { experiment: 'several-tools', workload: POPULATION, seconds: SECONDS } as const;
    return [{ ...cell, populations: [CROWDED], tools, arms }];
  },
  process: {
    timed: true,
    alone: true,
    engine: 'still compiler',
    rounds: ({ lookUpRounds }) => lookUpRounds,
  },
  figures: timeFigures(['none', 'inline']),
  comparison: { metric: 'added-ns', threshold: EQUIVALENT.lookUpNs, knownShare: 0.1 },
  view,
};

export default severalTools;
