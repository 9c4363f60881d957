/**
 * The plan of a gate: every strategy from before and after, in one process. A process holds both versions of
 * all strategies (a complete block, as in a comparison), beside a twin and, where a program is short, a
 * slowdown of known size.
 *
 * A first set of processes raises suspicions; a second, fresh set holds the suspects alone and confirms them
 * or not.
 */

import type { StrategyDescription } from '../../strategies/contract.ts';
import { takesPart } from '../experiments/index.ts';
import { planArms } from '../plan/arms.ts';
import { SCALES } from '../plan/scales.ts';
import { type Random, SEED_LIMIT, seededRandom } from '../random.ts';
import type { ExperimentName, Plan, PlannedArm, PlannedProcess, Program } from '../records/schema.ts';

export interface GatePlanOptions {
  /** Those of the work tree, `none` and `inline` among them. */
  readonly strategies: readonly StrategyDescription[];
  /** Names of those that the base has too. */
  readonly inBase: ReadonlySet<string>;
  readonly programs: readonly Program[];
  readonly seed: number;
  /** Processes of each program. */
  readonly processes: number;
  readonly budgetSeconds: number;
  /** For trying the gate out: the work tree's arm of this strategy does this share of its work twice. */
  readonly injected: { readonly strategy: string; readonly share: number } | null;
  /** Measure bytes and cleanup as well as time. */
  readonly memory: boolean;
}

/** What is compared, and on what. */
export interface Suspect {
  readonly experiment: ExperimentName;
  readonly strategy: string;
  readonly workload: string;
}

/** Processes of each program: 24 find 5 % always and 3 % mostly (docs/gate.md). */
export const GATE_PROCESSES = 24;

/** However short the budget, so many processes of each program are measured: fewer could not raise a suspicion. */
export const FEWEST_PROCESSES = 8;

/** Rounds in a process: half of a comparison's, for twice the processes in the same time. */
const GATE_ROUNDS = 48;

/** Readings of bytes and of what is left: they repeat to a tenth of a byte, so three tell. */
const MEMORY_REPLICATES = 3;
const MEMORY_POPULATION = 10_000;
const CLEANUP_POPULATION = 10_000;
const ATTACH_FRACTIONS = [0, 1];
const CLEANUP_ROUNDS = 6;

/**
 * The slowed control costs whole runs more; above this many seconds a run, blocks would get too long for it.
 */
const SLOWED_ON = 'fib';

export const BASE_SUFFIX = '@base';

export function gatePlan(options: GatePlanOptions): Plan {
  const arms = gateArms(options);
  const random = seededRandom(options.seed);
  const { processes, add } = drawnProcesses(random, 0);
  for (let replicate = 0; replicate < options.processes; replicate++) {
    for (const { name } of random.shuffled(options.programs)) {
      // A form looks up as the strategy that it is a form of does: its bytes and deaths are its own.
      const timed = arms.filter((arm) => arm.formOf === undefined && measures(arm, 'call-cost'));
      const taking = timed.filter((arm) => arm.name !== 'inline-slowed' || name === SLOWED_ON);
      const names = taking.map((arm) => arm.name);
      add({ experiment: 'call-cost', workload: name, arms: names, replicate });
    }
    if (options.memory && replicate < MEMORY_REPLICATES)
      addMemory(arms.filter(isPaired), replicate, random, add);
  }
  return gatePlanOf(arms, processes, options);
}

/** A fresh set of processes for what is suspected, with draws of its own. */
export function confirmationPlan(
  plan: Plan,
  suspects: readonly Suspect[],
  options: Pick<GatePlanOptions, 'seed' | 'processes'>,
): Plan {
  const random = seededRandom((options.seed + 1) % SEED_LIMIT);
  // Numbers go on where the first set ended, so that one list of records holds both.
  const { processes, add } = drawnProcesses(random, plan.processes.length);
  const timed = suspects.filter(({ experiment }) => experiment === 'call-cost');
  for (let replicate = 0; replicate < options.processes; replicate++) {
    for (const workload of random.shuffled([...new Set(timed.map((suspect) => suspect.workload))])) {
      const strategies = timed
        .filter((suspect) => suspect.workload === workload)
        .map(({ strategy }) => strategy);
      const names = new Set([
        ...plan.arms.filter(isTwin).flatMap(({ name, strategy }) => [name, `${strategy}${BASE_SUFFIX}`]),
        ...strategies.flatMap((name) => [name, `${name}${BASE_SUFFIX}`]),
      ]);
      add({ experiment: 'call-cost', workload, arms: [...names], replicate });
    }
    const held = new Set(
      suspects.filter(({ experiment }) => experiment !== 'call-cost').map((each) => each.strategy),
    );
    if (held.size > 0 && replicate < MEMORY_REPLICATES) {
      const arms = plan.arms.filter((arm) => isPaired(arm) && held.has(arm.strategy));
      addMemory(arms, replicate, random, add);
    }
  }
  return { ...plan, processes };
}

type Add = (process: Omit<PlannedProcess, 'number' | 'seed'>) => void;

/** A list of processes numbered from `first` on; what is added gets its order of arms and its seed from `random`. */
function drawnProcesses(random: Random, first: number): { processes: PlannedProcess[]; add: Add } {
  const processes: PlannedProcess[] = [];
  return {
    processes,
    add: (process) =>
      void processes.push({
        ...process,
        number: first + processes.length,
        arms: random.shuffled(process.arms),
        seed: random.below(SEED_LIMIT),
      }),
  };
}

function addMemory(arms: readonly PlannedArm[], replicate: number, random: Random, add: Add): void {
  const cells = arms.flatMap((arm) => {
    const only = { arms: [arm.name] };
    const cleanup = { experiment: 'cleanup' as const, ...only, populations: [CLEANUP_POPULATION] };
    return [
      ...ATTACH_FRACTIONS.map((attachFraction) => ({
        experiment: 'memory' as const,
        ...only,
        populations: [MEMORY_POPULATION],
        attachFraction,
      })),
      ...(measures(arm, 'cleanup') ? [cleanup] : []),
    ];
  });
  for (const cell of random.shuffled(cells)) add({ ...cell, workload: 'population', replicate });
}

/** Both versions of each strategy; a twin of the base's `inline`, and the same slowed by a known share. */
function gateArms({ strategies, inBase, injected }: GatePlanOptions): PlannedArm[] {
  const compared = strategies.filter(({ name }) => inBase.has(name));
  const all = planArms(strategies);
  // Controls are of the base: what they say does not depend on what has changed.
  const twins = all
    .filter(({ name }) => inBase.has('inline') && (name === 'inline-twin' || name === 'inline-slowed'))
    .map((arm) => ({ ...arm, version: 'base' as const }));
  const pairs = compared.flatMap(({ name }) => {
    const arm = all.find((each) => each.name === name)!;
    const after = injected?.strategy === name ? { ...arm, injectedShare: injected.share } : arm;
    return [after, { ...arm, name: `${name}${BASE_SUFFIX}`, version: 'base' as const }];
  });
  return [...pairs, ...twins];
}

function isTwin({ name }: PlannedArm): boolean {
  return name === 'inline-twin';
}

/** Has the strategy an answer there, in either version? */
function measures(arm: PlannedArm, experiment: ExperimentName): boolean {
  return takesPart(isPaired(arm) ? { ...arm, name: arm.strategy } : arm, experiment);
}

/** One of two versions: no control of its own. */
function isPaired({ name, strategy }: PlannedArm): boolean {
  return name === strategy || name === `${strategy}${BASE_SUFFIX}`;
}

function gatePlanOf(arms: PlannedArm[], processes: PlannedProcess[], options: GatePlanOptions): Plan {
  const { blockMs, warmupMs } = SCALES.usual;
  return {
    quick: false,
    budgetSeconds: options.budgetSeconds,
    arms,
    programs: [...options.programs],
    populations: [],
    attachFractions: [...ATTACH_FRACTIONS],
    replicates: {
      'call-cost': options.processes,
      memory: options.memory ? MEMORY_REPLICATES : 0,
      cleanup: options.memory ? MEMORY_REPLICATES : 0,
    },
    roundsPerProcess: GATE_ROUNDS,
    blockMs,
    warmupMs,
    cleanupRounds: CLEANUP_ROUNDS,
    leftOut: [],
    processes,
  };
}
