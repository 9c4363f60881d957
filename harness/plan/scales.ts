/** What a run measures of all experiments: as usual, in full, and quick. What it measures of one stands in the experiment's folder. */

import type { Scale, ScaleName } from '../experiments/planning.ts';

export type { ScaleName };

interface RunScale extends Scale {
  /** Forced collections after a death. */
  readonly cleanupRounds: number;
  /** Processes of each cell that is not timed. */
  readonly memoryReplicates: number;
  readonly roundsPerProcess: number;
  /** In special builds and with tools. */
  readonly builtRounds: number;
  readonly replayRounds: number;
  readonly lookUpRounds: number;
  readonly lifeRounds: number;
  /** Length aimed at for one block, ms, and of the warm-up of each arm, at least. */
  readonly blockMs: number;
  readonly warmupMs: number;
  /** What is not measured, in words. */
  readonly leftOut: readonly string[];
}

export const SCALES: Readonly<Record<ScaleName, RunScale>> = {
  usual: {
    name: 'usual',
    beyond: false,
    without: ['count-in-code'],
    ordinary: false,
    cleanupRounds: 4,
    memoryReplicates: 6,
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
    name: 'full',
    beyond: true,
    without: [],
    ordinary: true,
    cleanupRounds: 6,
    memoryReplicates: 6,
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
    name: 'quick',
    beyond: false,
    without: ['count-in-code'],
    ordinary: false,
    cleanupRounds: 4,
    memoryReplicates: 1,
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
