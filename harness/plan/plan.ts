/**
 * The plan of a run: which processes are started, with which arms, in which order. A pure function of its options; all
 * chance comes from the seed.
 *
 * A replicate is one process of every cell. The cells of a replicate (experiments/) are shuffled. Replicates follow one
 * another: a run that ends early has measured everything equally often. The planned replicates are the pilot; what the
 * budget leaves after them goes where the answer is least certain (looks.ts).
 */

import { experimentOf, experiments, runsAlone } from '../experiments/index.ts';
import { SCALES as LOOK_UP_SCALES } from '../experiments/look-up/index.ts';
import { SCALES as MEMORY_SCALES } from '../experiments/memory/plan.ts';
import type { CellOptions, PlannedCell } from '../experiments/planning.ts';
import { type Random, SEED_LIMIT, seededRandom } from '../random.ts';
import type { ExperimentName, Plan, PlannedProcess } from '../records/schema.ts';
import { FIRST_LOOK } from '../statistics/looks.ts';
import { SCALES, type ScaleName } from './scales.ts';

export interface PlanOptions extends CellOptions {
  readonly scale: ScaleName;
  readonly budgetSeconds: number;
  /** Share of a call to which every program's comparisons are to be known, or null: as far as the budget goes. */
  readonly precision: number | null;
  readonly seed: number;
}

/**
 * Processes that may run side by side, one for each of two cores. Look-ups run alone, because two processes would share the
 * caches; the collector and the compiler, because they have helpers on the other core. Programs may run in pairs: what is
 * published of them are ratios between arms of one process, and beside another process these spread no more than alone.
 */
export const LANES = 2;

/** Replicates that are measured however slow the machine is: fewer would tell nothing apart. */
export const FEWEST_REPLICATES = 3;

/** Replicates of the pilot: with fewer values there is no 95 % interval of a median. */
export const PILOT_REPLICATES = 6;

export function makePlan(options: PlanOptions): Plan {
  const scale = SCALES[options.scale];
  const random = seededRandom(options.seed);
  const cells = experiments()
    .filter(([name]) => isWanted(options, name))
    .flatMap(([, experiment]) => experiment.cells(options, scale));
  const isTimed = ({ experiment }: PlannedCell) => experimentOf(experiment).process.timed;
  const timed = cells.filter(isTimed);
  const untimed = cells.filter((cell) => !isTimed(cell));
  const pilot = options.precision === null ? PILOT_REPLICATES : FIRST_LOOK;
  const replicates = replicatesFor(options.budgetSeconds, timed, untimed, scale.memoryReplicates, pilot);
  const processes: PlannedProcess[] = [];
  for (let replicate = 0; replicate < Math.max(replicates.timed, replicates.untimed); replicate++) {
    const kinds = [
      ...(replicate < replicates.timed ? random.shuffled(timed) : []),
      ...(replicate < replicates.untimed ? random.shuffled(untimed) : []),
    ];
    for (const kind of kinds) processes.push(plannedProcess(kind, processes.length, replicate, random));
  }
  const timedExperiments = new Set(timed.map(({ experiment }) => experiment));
  const untimedExperiments = new Set(untimed.map(({ experiment }) => experiment));
  return {
    quick: options.scale === 'quick',
    budgetSeconds: options.budgetSeconds,
    precision: options.precision,
    arms: [...options.arms],
    programs: [...options.programs],
    traces: [...(options.traces ?? [])],
    rules: [...(options.rules ?? [])],
    populations: isWanted(options, 'look-up') ? [...LOOK_UP_SCALES[options.scale].populations] : [],
    attachFractions: [...MEMORY_SCALES[options.scale].attachFractions],
    replicates: Object.fromEntries([
      ...[...timedExperiments].map((experiment) => [experiment, replicates.timed]),
      ...[...untimedExperiments].map((experiment) => [experiment, replicates.untimed]),
    ]),
    roundsPerProcess: scale.roundsPerProcess,
    builtRounds: scale.builtRounds,
    replayRounds: scale.replayRounds,
    lookUpRounds: scale.lookUpRounds,
    lifeRounds: scale.lifeRounds,
    blockMs: scale.blockMs,
    warmupMs: scale.warmupMs,
    cleanupRounds: scale.cleanupRounds,
    leftOut: [...scale.leftOut, ...unwanted(options)],
    processes,
  };
}

function isWanted({ experiments: wanted = [] }: CellOptions, name: ExperimentName): boolean {
  return wanted.length === 0 || wanted.includes(name);
}

/** What was not asked for, in words. */
function unwanted({ experiments: wanted = [] }: PlanOptions): string[] {
  return wanted.length === 0 ? [] : [`everything but ${wanted.join(', ')} (\`--experiment\`)`];
}

function plannedProcess(
  cell: PlannedCell,
  number: number,
  replicate: number,
  random: Random,
): PlannedProcess {
  const { seconds: _, ...what } = cell;
  return {
    ...what,
    number,
    arms: random.shuffled(cell.arms),
    replicate,
    seed: random.below(SEED_LIMIT),
  };
}

/** Bytes need few repeats, and as many at any budget; the rest of the budget goes to what is timed. */
function replicatesFor(
  budgetSeconds: number,
  timed: readonly PlannedCell[],
  untimed: readonly PlannedCell[],
  untimedReplicates: number,
  pilot: number,
) {
  const left = budgetSeconds - untimedReplicates * sum(untimed.map(costOf));
  const fitting = Math.floor(left / sum(timed.map(costOf)));
  return {
    timed: Math.min(pilot, Math.max(FEWEST_REPLICATES, fitting)),
    untimed: untimedReplicates,
  };
}

/** Seconds of the run that a process of this cell takes. */
function costOf({ experiment, arms, seconds }: PlannedCell): number {
  return (seconds * arms.length) / (runsAlone(experiment) ? 1 : LANES);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
