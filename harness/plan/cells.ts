/**
 * The cells of a plan: what is measured together in one kind of process. Inside a process of a timed cell every arm is there at
 * once (a complete block), so whatever changes over minutes changes for all arms alike.
 *
 * Large populations are the exception. There every arm drags its code objects through the caches or the collector, so a process
 * holds `none`, `inline` and two more arms only.
 *
 * Forms of a strategy look up as it does, and differ in how they clean up: they take part where that shows, and in the rest if
 * they were asked for by name.
 */

import {
  COUNTER_RULE,
  type ExperimentName,
  type PlannedArm,
  type PlannedProcess,
  type PlannedTrace,
  type Program,
} from '../records/schema.ts';
import { takesPart } from './arms.ts';
import type { Scale } from './scales.ts';

/** What a process of the cell is given, and the seconds that it takes for each of its arms. */
export interface Cell
  extends Omit<PlannedProcess, 'number' | 'replicate' | 'seed' | 'arms' | 'populations' | 'workload'> {
  readonly experiment: ExperimentName;
  readonly workload: string;
  readonly arms: readonly string[];
  readonly populations?: number[];
  readonly seconds: number;
}

export interface CellOptions {
  readonly arms: readonly PlannedArm[];
  readonly programs: readonly Program[];
  /** Recorded traces, replayed by every rule; those of programs only by the rule of the counter, call-1. */
  readonly traces?: readonly PlannedTrace[];
  /** When the replayed tool attaches its extras. */
  readonly rules?: readonly string[];
  /** False: no look-ups on their own, and nothing else that is timed on populations. */
  readonly lookUps?: boolean;
  /** Forms of strategies, and strategies beyond the thread, take part in everything: somebody named them. */
  readonly everywhere?: boolean;
  /** Only these, if any are named. */
  readonly experiments?: readonly ExperimentName[];
}

/** Above this many code objects a process holds four arms or five. */
const LARGE_POPULATION = 5_000;
const LARGE_COLLECTED = 500_000;

/** What forms mean to the collector is asked among so many, where it is felt. */
const COLLECTED_FORMS = 100_000;

/** Code objects of the look-ups beside others, and of those counted by turn. */
const CROWDED = 1_000;
/** Among others a look-up reads dozens of weak references: fewer look-ups in a turn, and the same number for all. */
const CROWDED_PER_TURN = 4_000;

/** Programs that are loaded twice, with two layouts: the smallest there is, and one of many functions. */
const TWO_LAYOUTS = ['fib', 'thousand'];

/**
 * Seconds of a process for each of its arms, on the machine where the plan was tuned. Only the number of
 * replicates depends on them; a slower machine is stopped by the budget itself.
 */
const SECONDS = {
  callCost: 0.36,
  builds: 0.27,
  tools: 0.3,
  severalTools: 0.13,
  replay: 0.36,
  lookUp: 0.08,
  lookUpLarge: 0.22,
  crowded: 0.07,
  life: 0.4,
  collector: 2,
  collectorLarge: 3,
  layouts: 1,
  memory: 0.2,
  growing: 0.4,
  cleanup: 0.4,
} as const;

export function timedCells(options: CellOptions, scale: Scale): Cell[] {
  const { programs, lookUps } = options;
  const inPrograms = taking(options, 'call-cost', scale);
  const inHarness = lookUps === false ? [] : populationCells(options, scale);
  const cells = [
    ...programs.map(({ name }): Cell => {
      return {
        experiment: 'call-cost',
        workload: name,
        arms: inPrograms,
        seconds: SECONDS.callCost,
      };
    }),
    ...(lookUps === false ? [] : builtCells(options, scale)),
    ...replayCells(options, scale),
    ...inHarness,
    ...layoutCells(options, scale),
  ];
  return cells.filter(wantedBy(options));
}

const JIT = 'JIT';

/** Programs in special builds of the core, and with other tools than the counter. */
function builtCells(options: CellOptions, scale: Scale): Cell[] {
  const chosen = ours(options);
  const inBuilds = taking(options, 'builds');
  const withTools = taking(options, 'tools', { beyond: scale.beyond });
  // Where an extra is lost over and over, a tool that makes a copy of the code for each would do nothing else.
  const lossy = options.arms.filter((arm) => arm.lossy === true).map(({ name }) => name);
  return [
    ...chosen
      .filter((name) => scale.builtPrograms.includes(name))
      .map(
        (workload): Cell => ({
          experiment: 'builds',
          workload,
          arms: inBuilds,
          seconds: SECONDS.builds,
        }),
      ),
    ...chosen
      .filter((name) => scale.toolPrograms.includes(name))
      .flatMap((workload, i) =>
        scale.toolNames
          .filter((part) => part === JIT || i === 0)
          .map((part): Cell => {
            const arms = part === JIT ? withTools : withTools.filter((name) => !lossy.includes(name));
            return { experiment: 'tools', workload, part, arms, seconds: SECONDS.tools };
          }),
      ),
  ];
}

/** Programs of ours: a file of the user's may have the name of one. */
function ours({ programs }: CellOptions): string[] {
  return programs.filter(({ whole }) => whole !== true).map(({ name }) => name);
}

function replayCells(options: CellOptions, scale: Scale): Cell[] {
  const { traces = [], rules = [] } = options;
  const arms = taking(options, 'replay', scale);
  return traces.flatMap(({ name, ofProgram }) =>
    (ofProgram ? [COUNTER_RULE] : rules).map(
      (rule): Cell => ({
        experiment: 'replay',
        workload: name,
        arms,
        seconds: SECONDS.replay,
        rule,
      }),
    ),
  );
}

function populationCells(options: CellOptions, scale: Scale): Cell[] {
  const workload = 'population';
  const lookingUp = taking(options, 'look-up', { ...scale, forms: scale.ordinary });
  const small = scale.populations.filter((population) => population <= LARGE_POPULATION);
  const large = scale.populations.filter((population) => population > LARGE_POPULATION);
  const cells: Cell[] = [];
  if (small.length > 0) {
    const seconds = SECONDS.lookUp * small.length;
    cells.push({ experiment: 'look-up', workload, populations: small, arms: lookingUp, seconds });
  }
  for (const population of large) {
    for (const arms of inGroups(lookingUp)) {
      const seconds = SECONDS.lookUpLarge;
      cells.push({ experiment: 'look-up', workload, populations: [population], arms, seconds });
    }
  }
  cells.push(...crowdedCells(options, scale));
  if (scale.tools.length > 0) {
    const arms = taking(options, 'several-tools', { beyond: scale.beyond || 'later' });
    const seconds = SECONDS.severalTools;
    cells.push({
      experiment: 'several-tools',
      workload,
      populations: [CROWDED],
      tools: [...scale.tools],
      arms,
      seconds,
    });
  }
  if (scale.life) {
    const arms = taking(options, 'life', { ...scale, forms: scale.ordinary });
    cells.push({ experiment: 'life', workload, arms, seconds: SECONDS.life });
  }
  return [...cells, ...collectorCells(options, scale)];
}

/** A list that others are on too, and look-ups by turn of the event loop: one is swept, the other held. */
function crowdedCells(options: CellOptions, { others, perTurn, without }: Scale): Cell[] {
  const arms = taking(options, 'look-up', { without }).filter((name) => name !== 'inline-slowed');
  const cell = { experiment: 'look-up', workload: 'population', populations: [CROWDED], arms } as const;
  const sweeps = [
    { others: [...others], perTurn: [CROWDED_PER_TURN] },
    { others: [0], perTurn: [...perTurn] },
  ];
  return sweeps
    .filter((sweep) => sweep.others.length > 0 && sweep.perTurn.length > 0)
    .map((sweep) => {
      const seconds = SECONDS.crowded * Math.max(sweep.others.length, sweep.perTurn.length);
      return { ...cell, populations: [CROWDED], ...sweep, seconds };
    });
}

/** Among very many live extras each visit of an arm takes seconds: there, forms are left to those who ask for them by name. */
function collectorCells(options: CellOptions, { collected, ordinary }: Scale): Cell[] {
  return collected.flatMap((population): Cell[] => {
    const populations = [population];
    const cell = { experiment: 'collector', workload: 'population', populations } as const;
    if (population <= LARGE_COLLECTED) {
      const arms = taking(options, 'collector', { forms: ordinary && population >= COLLECTED_FORMS });
      return [{ ...cell, populations, arms, seconds: SECONDS.collector }];
    }
    return inGroups(taking(options, 'collector')).map((arms) => {
      return { ...cell, populations, arms, seconds: SECONDS.collectorLarge };
    });
  });
}

function layoutCells(options: CellOptions, { layoutProcesses }: Scale): Cell[] {
  const arms = taking(options, 'layouts');
  if (!arms.includes('trailing')) return [];
  const programs = ours(options).filter((name) => TWO_LAYOUTS.includes(name));
  return Array.from({ length: layoutProcesses }).flatMap(() =>
    programs.flatMap((workload) =>
      ['one layout', 'both layouts'].map((warmedOn): Cell => {
        return {
          experiment: 'layouts',
          workload,
          arms,
          part: `warmed on ${warmedOn}`,
          seconds: SECONDS.layouts,
        };
      }),
    ),
  );
}

/** `none`, `inline` and two more arms each; the twins and the injected slowdown in a group of their own. */
function inGroups(arms: readonly string[]): string[][] {
  const twins = ['none', 'none-twin', 'inline', 'inline-twin', 'inline-slowed'];
  const others = arms.filter((name) => !twins.includes(name));
  const controls = twins.filter((name) => arms.includes(name));
  return [controls, ...inPairs(others).map((pair) => ['none', 'inline', ...pair])];
}

function inPairs<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(2 * i, 2 * i + 2));
}

/** Bytes and deaths: one arm in each process. */
export function untimedCells(options: CellOptions, scale: Scale): Cell[] {
  return [...memoryCells(options, scale), ...cleanupCells(options, scale)].filter(wantedBy(options));
}

function wantedBy({ experiments = [] }: CellOptions): (cell: Cell) => boolean {
  return ({ experiment }) => experiments.length === 0 || experiments.includes(experiment);
}

function memoryCells(options: CellOptions, scale: Scale): Cell[] {
  const forms = scale.memorySweep.length > 0;
  const main = taking(options, 'memory');
  // Strategies beyond the thread are not followed through every size: a usual table's jumps are those of the thread's.
  const followed = taking(options, 'memory', { forms });
  const all = taking(options, 'memory', { forms, beyond: scale.beyond });
  const common = { experiment: 'memory', workload: 'population', seconds: SECONDS.memory } as const;
  const [firstPopulation] = scale.memoryPopulations;
  const [firstGrowing] = scale.growingPopulations;
  return all.flatMap((arm): Cell[] => {
    const arms = [arm];
    const at = (population: number, attachFraction: number): Cell => {
      return { ...common, arms, populations: [population], attachFraction };
    };
    // What a layout takes by itself is the same at every fraction, and in every growth.
    if (arm !== 'none' && storesNothing(options, arm)) return scale.memoryPopulations.map((n) => at(n, 1));
    const curves = scale.memoryPopulations.flatMap((population) => {
      // Of others than those of the thread the curve is drawn at one population, and its end at all.
      const whole = main.includes(arm) || population === firstPopulation;
      return (whole ? scale.attachFractions : [1]).map((fraction) => at(population, fraction));
    });
    const isFollowed = followed.includes(arm);
    const growing = isFollowed ? scale.growingPopulations : [firstGrowing].filter((n) => n !== undefined);
    return [
      ...curves,
      ...(isFollowed ? scale.memorySweep : []).map((n): Cell => ({ ...at(n, 1), workload: 'doubling' })),
      ...(isFollowed ? scale.snapshotPopulations : []).map(
        (n): Cell => ({ ...at(n, 1), workload: 'snapshot' }),
      ),
      ...growing.map((n): Cell => {
        const growth = [...scale.growth];
        return { ...common, workload: 'growing', arms, populations: [n], growth, seconds: SECONDS.growing };
      }),
    ];
  });
}

function storesNothing({ arms }: CellOptions, name: string): boolean {
  return arms.some((arm) => arm.name === name && arm.fate === 'nothing-stored');
}

function cleanupCells(options: CellOptions, scale: Scale): Cell[] {
  const { deaths, ordinary, beyond, cleanupForms, cleanupPopulation } = scale;
  const common = {
    experiment: 'cleanup',
    workload: 'population',
    populations: [cleanupPopulation],
    seconds: SECONDS.cleanup,
  } as const;
  return taking(options, 'cleanup', { forms: cleanupForms ?? true, beyond }).flatMap((arm): Cell[] => {
    const forced: Cell = { ...common, populations: [cleanupPopulation], arms: [arm], deaths: [...deaths] };
    if (!ordinary) return [forced];
    return [forced, { ...forced, deaths: ['all', 'churn'], collections: 'ordinary' }];
  });
}

/** Who is taken besides the strategies that the thread names. */
interface Also {
  /** All forms, or those of certain strategies. */
  readonly forms?: boolean | readonly string[];
  /** All that the thread does not name, or only what came later. */
  readonly beyond?: boolean | 'later';
  /** Who is not taken, unless somebody named strategies. */
  readonly without?: readonly string[];
}

/** Names of the arms that take part. */
export function taking(
  { arms, everywhere = false }: Pick<CellOptions, 'arms' | 'everywhere'>,
  experiment: ExperimentName,
  also: Also = {},
): string[] {
  return arms
    .filter((arm) => takesPart(arm, experiment))
    .filter(({ formOf }) => formOf === undefined || everywhere || isAmong(formOf, also.forms))
    .filter(
      ({ beyond }) => beyond === undefined || also.beyond === true || also.beyond === beyond || everywhere,
    )
    .filter(({ name }) => everywhere || also.without?.includes(name) !== true)
    .map(({ name }) => name);
}

function isAmong(name: string, which: boolean | readonly string[] = false): boolean {
  return typeof which === 'boolean' ? which : which.includes(name);
}
