/** What a run measures: as usual, in full, and quick. */

export type ScaleName = 'usual' | 'full' | 'quick';

export interface Scale {
  /** Populations of the look-ups on their own. */
  readonly populations: readonly number[];
  /** Other weak references on each of a thousand code objects, for the look-ups of a crowded list. */
  readonly others: readonly number[];
  /** Look-ups per turn of the event loop, among a thousand code objects. */
  readonly perTurn: readonly number[];
  /** Tools that each look up an extra of their own, among a thousand code objects. */
  readonly tools: readonly number[];
  /** Programs that are measured in special builds of the core, and with the tools of `toolNames`. */
  readonly builtPrograms: readonly string[];
  readonly toolPrograms: readonly string[];
  /** The JIT is measured on all of those programs, other tools on the first. */
  readonly toolNames: readonly string[];
  /** Strategies that are left out of whole programs, replays and look-ups; others tell what they are there for. */
  readonly without: readonly string[];
  /** Do strategies that the thread does not name take part wherever strategies are compared? */
  readonly beyond: boolean;
  /** Attach fractions and populations, each pair in processes of its own. */
  readonly attachFractions: readonly number[];
  readonly memoryPopulations: readonly number[];
  /** Populations over one doubling, with an extra on every object: tables grow in jumps. */
  readonly memorySweep: readonly number[];
  /** Fractions that one population grows through, and how large it is. */
  readonly growth: readonly number[];
  readonly growingPopulations: readonly number[];
  /** Populations that are measured by heap snapshot too. */
  readonly snapshotPopulations: readonly number[];
  readonly deaths: readonly ('all' | 'half' | 'churn')[];
  /** Is it watched, too, what ordinary allocation cleans up? */
  readonly ordinary: boolean;
  /** The strategies whose forms are let die; null: all forms are. */
  readonly cleanupForms: readonly string[] | null;
  readonly cleanupPopulation: number;
  readonly cleanupRounds: number;
  readonly memoryReplicates: number;
  /** Live extras of the collector's processes. */
  readonly collected: readonly number[];
  readonly life: boolean;
  /** Processes of each cell of the two layouts, in each replicate. */
  readonly layoutProcesses: number;
  readonly roundsPerProcess: number;
  /** In special builds and with tools. */
  readonly builtRounds: number;
  readonly replayRounds: number;
  readonly lookUpRounds: number;
  readonly lifeRounds: number;
  readonly blockMs: number;
  readonly warmupMs: number;
  readonly leftOut: readonly string[];
}

/** Where the bytes of a table cross those of a field: between 2 and 40 % of a population, so steps are fine there. */
const GROWTH = [
  0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.24,
  0.26, 0.28, 0.3, 0.35, 0.4, 0.5, 0.75, 1,
];

/** Nine sizes from one to twice as many, evenly by ratio. */
const DOUBLING = Array.from({ length: 9 }, (_, i) => Math.round(20_000 * 2 ** (i / 8)));

export const SCALES: Readonly<Record<ScaleName, Scale>> = {
  usual: {
    populations: [1_000, 5_000],
    others: [16],
    perTurn: [],
    tools: [1, 2, 4, 8],
    builtPrograms: ['fib'],
    toolPrograms: ['fib'],
    toolNames: ['JIT'],
    without: ['count-in-code'],
    beyond: false,
    attachFractions: [0, 1],
    memoryPopulations: [12_000],
    memorySweep: [],
    growth: [0.02, 0.03, 0.04, 0.1, 0.16, 0.18, 0.2, 0.22, 0.24, 0.3, 0.5],
    growingPopulations: [12_000],
    snapshotPopulations: [],
    deaths: ['all', 'churn'],
    ordinary: false,
    cleanupForms: ['map-by-address', 'map-by-object'],
    cleanupPopulation: 2_500,
    cleanupRounds: 4,
    memoryReplicates: 6,
    collected: [],
    life: true,
    layoutProcesses: 0,
    roundsPerProcess: 40,
    builtRounds: 24,
    replayRounds: 16,
    lookUpRounds: 12,
    lifeRounds: 8,
    blockMs: 1,
    warmupMs: 120,
    leftOut: [
      'look-ups among more than 5 000 code objects; strategies that the thread does not name, but among several tools; count-in-code, but with the JIT, among several tools, in bytes and deaths; coverage and a debugger; other programs than fib in special builds and with the JIT',
      'the collector’s pauses, two layouts after a warm-up on one, deaths of half a population, under ordinary allocation and of the forms of map-by-id, bytes by heap snapshot and of forms, other populations (`--full` measures them)',
    ],
  },
  full: {
    populations: [1, 1_000, 40_000],
    others: [0, 1, 4, 16, 64],
    perTurn: [100, 1_000, 10_000, 100_000],
    tools: [1, 2, 4, 8],
    builtPrograms: ['fib', 'thousand', 'scheduler'],
    toolPrograms: ['fib', 'thousand', 'sieve', 'matrix'],
    toolNames: ['JIT', 'coverage', 'debugger'],
    without: [],
    beyond: true,
    attachFractions: [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1],
    memoryPopulations: [1_500, 5_000, 12_000, 40_000, 100_000],
    memorySweep: DOUBLING,
    growth: GROWTH,
    growingPopulations: [12_000, 40_000],
    snapshotPopulations: [5_000],
    deaths: ['all', 'half', 'churn'],
    ordinary: true,
    cleanupForms: null,
    cleanupPopulation: 10_000,
    cleanupRounds: 6,
    memoryReplicates: 6,
    collected: [1_500, 10_000, 100_000, 1_000_000],
    life: true,
    layoutProcesses: 2,
    roundsPerProcess: 64,
    builtRounds: 32,
    replayRounds: 24,
    lookUpRounds: 16,
    lifeRounds: 24,
    blockMs: 1,
    warmupMs: 120,
    leftOut: [
      'strategies that the thread does not name among a million live extras, in other growths than one and in heap snapshots; forms before the collector among fewer than 100 000; coverage and a debugger on more than one program',
    ],
  },
  quick: {
    populations: [1_000],
    others: [],
    perTurn: [],
    tools: [],
    builtPrograms: [],
    toolPrograms: [],
    toolNames: [],
    without: ['count-in-code'],
    beyond: false,
    attachFractions: [0, 1],
    memoryPopulations: [5_000],
    memorySweep: [],
    growth: [],
    growingPopulations: [],
    snapshotPopulations: [],
    deaths: ['all', 'churn'],
    ordinary: false,
    cleanupForms: [],
    cleanupPopulation: 2_000,
    cleanupRounds: 4,
    memoryReplicates: 1,
    collected: [],
    life: false,
    layoutProcesses: 0,
    roundsPerProcess: 16,
    builtRounds: 8,
    replayRounds: 8,
    lookUpRounds: 6,
    lifeRounds: 6,
    blockMs: 1,
    warmupMs: 80,
    leftOut: [
      'look-ups among more than 1 000 code objects, and beside other weak references',
      'attach fractions between 0 and 100 %, and so where a strategy begins to cost more than a field',
      'what attaching, detaching and dying cost, and the collector',
      'the forms of strategies that clean up otherwise, and strategies that the thread does not name',
      'special builds of the core, a JIT and other tools, several tools at once',
      'as many processes as a 95 % interval needs: the level that was reached stands beside each interval',
    ],
  },
};
