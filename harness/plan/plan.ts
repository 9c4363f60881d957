/**
 * The plan of a run: which processes are started, with which arms, in which order. A pure function of its options; all
 * chance comes from the seed.
 *
 * A replicate is one process of every cell. The cells of a replicate are shuffled, and inside a process every arm is
 * there at once (a complete block), so whatever changes over minutes changes for all arms alike. Replicates follow one
 * another: a run that ends early has measured everything equally often. The planned replicates are the pilot; what the
 * budget leaves after them goes where the answer is least certain (looks.ts).
 *
 * A large population is the exception. There every arm drags its code objects through the caches, so a process holds
 * `none`, `inline` and two more arms only.
 */

import { type Random, SEED_LIMIT, seededRandom } from '../random/random.ts';
import {
  COUNTER_RULE,
  type ExperimentName,
  type Plan,
  type PlannedArm,
  type PlannedProcess,
  type PlannedTrace,
  type Program,
} from '../records/schema.ts';
import { FIRST_LOOK } from '../statistics/looks.ts';
import { takesPart } from './arms.ts';

export interface PlanOptions {
  readonly quick: boolean;
  readonly budgetSeconds: number;
  /** Share of a call to which every program's comparisons are to be known, or null: as far as the budget goes. */
  readonly precision: number | null;
  readonly seed: number;
  readonly arms: readonly PlannedArm[];
  readonly programs: readonly Program[];
  /** Recorded traces, replayed by every rule; those of programs only by the rule of the counter, call-1. */
  readonly traces?: readonly PlannedTrace[];
  /** When the replayed tool attaches its extras. */
  readonly rules?: readonly string[];
  /** False: no look-ups on their own. */
  readonly lookUps?: boolean;
}

/** Above this many code objects a look-up process holds four arms or five. */
const LARGE_POPULATION = 5_000;

/** What a run measures, in full and quick. */
export const SCALES = {
  full: {
    populations: [1, 1_000, 40_000],
    attachFractions: [0, 0.05, 0.3, 1],
    memoryPopulation: 20_000,
    cleanupPopulation: 10_000,
    memoryReplicates: 6,
    cleanupRounds: 6,
    roundsPerProcess: 72,
    replayRounds: 20,
    lookUpRounds: 16,
    blockMs: 1,
    warmupMs: 120,
    leftOut: [],
  },
  quick: {
    populations: [1_000],
    attachFractions: [0, 1],
    memoryPopulation: 5_000,
    cleanupPopulation: 2_000,
    memoryReplicates: 1,
    cleanupRounds: 6,
    roundsPerProcess: 16,
    replayRounds: 8,
    lookUpRounds: 6,
    blockMs: 1,
    warmupMs: 80,
    leftOut: [
      'look-ups in populations of 1 and 40 000 code objects (only 1 000)',
      'attach fractions between 0 and 100 %',
      'as many processes as a 95 % interval needs: the level that was reached stands beside each interval',
    ],
  },
} as const;

/**
 * Seconds that one process takes on the machine where the plan was tuned, all arms of the default run. Only the number
 * of replicates depends on them; a slower machine is stopped by the budget itself.
 */
const SECONDS = {
  callCost: 5,
  replay: 4,
  lookUp: 0.7,
  lookUpLarge: 1.2,
  memory: 0.25,
  cleanup: 0.3,
} as const;

/**
 * Processes that may run side by side, one for each of two cores. Look-ups run alone: populations of two processes would
 * share the caches. Programs may run in pairs: what is published of them are ratios between arms of one process, and
 * beside another process these spread no more than alone.
 */
export const LANES = 2;

export function runsAlone(experiment: ExperimentName): boolean {
  return experiment === 'look-up';
}

/** Replicates that are measured however slow the machine is: fewer would tell nothing apart. */
export const FEWEST_REPLICATES = 3;

/** Replicates of the pilot: with fewer values there is no 95 % interval of a median. */
export const PILOT_REPLICATES = 6;

export function makePlan(options: PlanOptions): Plan {
  const scale = options.quick ? SCALES.quick : SCALES.full;
  const random = seededRandom(options.seed);
  const timed = timedCells(options, scale.populations);
  const untimed = untimedCells(options.arms, scale);
  const pilot = options.precision === null ? PILOT_REPLICATES : FIRST_LOOK;
  const replicates = replicatesFor(options.budgetSeconds, timed, untimed, scale.memoryReplicates, pilot);
  const processes: PlannedProcess[] = [];
  for (let replicate = 0; replicate < Math.max(replicates.timed, replicates.untimed); replicate++) {
    const cells = [
      ...(replicate < replicates.timed ? random.shuffled(timed) : []),
      ...(replicate < replicates.untimed ? random.shuffled(untimed) : []),
    ];
    for (const cell of cells) processes.push(plannedProcess(cell, processes.length, replicate, random));
  }
  return {
    quick: options.quick,
    budgetSeconds: options.budgetSeconds,
    precision: options.precision,
    arms: [...options.arms],
    programs: [...options.programs],
    traces: [...(options.traces ?? [])],
    rules: [...(options.rules ?? [])],
    populations: options.lookUps === false ? [] : [...scale.populations],
    attachFractions: [...scale.attachFractions],
    replicates: {
      'call-cost': replicates.timed,
      replay: replicates.timed,
      'look-up': replicates.timed,
      memory: replicates.untimed,
      cleanup: replicates.untimed,
    },
    roundsPerProcess: scale.roundsPerProcess,
    replayRounds: scale.replayRounds,
    lookUpRounds: scale.lookUpRounds,
    blockMs: scale.blockMs,
    warmupMs: scale.warmupMs,
    cleanupRounds: scale.cleanupRounds,
    leftOut: [...scale.leftOut],
    processes,
  };
}

interface Cell {
  readonly experiment: ExperimentName;
  readonly workload: string;
  readonly arms: readonly string[];
  readonly seconds: number;
  readonly populations?: readonly number[];
  readonly attachFraction?: number;
  readonly rule?: string;
}

function plannedProcess(cell: Cell, number: number, replicate: number, random: Random): PlannedProcess {
  const { experiment, workload, populations, attachFraction, rule } = cell;
  return {
    number,
    experiment,
    workload,
    arms: random.shuffled(cell.arms),
    replicate,
    seed: random.below(SEED_LIMIT),
    ...(populations === undefined ? {} : { populations: [...populations] }),
    ...(attachFraction === undefined ? {} : { attachFraction }),
    ...(rule === undefined ? {} : { rule }),
  };
}

function timedCells(options: PlanOptions, populations: readonly number[]): Cell[] {
  const inPrograms = namesOf(options.arms, 'call-cost');
  const programs = options.programs.map(({ name }): Cell => {
    return { experiment: 'call-cost', workload: name, arms: inPrograms, seconds: SECONDS.callCost };
  });
  const cells = [...programs, ...replayCells(options)];
  return options.lookUps === false ? cells : [...cells, ...lookUpCells(options.arms, populations)];
}

function replayCells({ arms, traces = [], rules = [] }: PlanOptions): Cell[] {
  const taking = namesOf(arms, 'replay');
  return traces.flatMap(({ name, ofProgram }) =>
    (ofProgram ? [COUNTER_RULE] : rules).map(
      (rule): Cell => ({ experiment: 'replay', workload: name, arms: taking, seconds: SECONDS.replay, rule }),
    ),
  );
}

function lookUpCells(arms: readonly PlannedArm[], populations: readonly number[]): Cell[] {
  const cell = { experiment: 'look-up', workload: 'population' } as const;
  const taking = namesOf(arms, 'look-up');
  const twins = ['none', 'none-twin', 'inline', 'inline-twin', 'inline-slowed'];
  const others = taking.filter((name) => !twins.includes(name));
  const groups = [twins, ...inPairs(others).map((pair) => ['none', 'inline', ...pair])];

  const small = populations.filter((population) => population <= LARGE_POPULATION);
  const large = populations.filter((population) => population > LARGE_POPULATION);
  return [
    ...(small.length === 0
      ? []
      : [{ ...cell, populations: small, arms: taking, seconds: SECONDS.lookUp * small.length }]),
    ...large.flatMap((population) =>
      groups.map((group) => ({
        ...cell,
        populations: [population],
        arms: group,
        seconds: SECONDS.lookUpLarge,
      })),
    ),
  ];
}

function inPairs<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(2 * i, 2 * i + 2));
}

function untimedCells(arms: readonly PlannedArm[], scale: (typeof SCALES)[keyof typeof SCALES]): Cell[] {
  const memory = namesOf(arms, 'memory').flatMap((name) =>
    scale.attachFractions.map((attachFraction): Cell => {
      const populations = [scale.memoryPopulation];
      const seconds = SECONDS.memory;
      return {
        experiment: 'memory',
        workload: 'population',
        arms: [name],
        seconds,
        populations,
        attachFraction,
      };
    }),
  );
  const cleanup = namesOf(arms, 'cleanup').map((name): Cell => {
    const populations = [scale.cleanupPopulation];
    return {
      experiment: 'cleanup',
      workload: 'population',
      arms: [name],
      seconds: SECONDS.cleanup,
      populations,
    };
  });
  return [...memory, ...cleanup];
}

function namesOf(arms: readonly PlannedArm[], experiment: ExperimentName): string[] {
  return arms.filter((arm) => takesPart(arm, experiment)).map(({ name }) => name);
}

/** Bytes need few repeats, and as many at any budget; the rest of the budget goes to what is timed. */
function replicatesFor(
  budgetSeconds: number,
  timed: readonly Cell[],
  untimed: readonly Cell[],
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
function costOf({ experiment, seconds }: Cell): number {
  return runsAlone(experiment) ? seconds : seconds / LANES;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
