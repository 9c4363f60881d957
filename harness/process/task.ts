/**
 * What the parent asks of one measuring process, and what that process answers. Plain data: the task is written to a
 * file, the answer is one line of JSON.
 */

import type { MarshalledCode } from '../../interpreter/core.ts';
import type { ProgramEntry } from '../arms/program.ts';
import type { ArmSamples, PlannedProcess } from '../records/schema.ts';

export interface TaskArm {
  readonly name: string;
  /** Module bundled by arms/bundle.ts. */
  readonly module: string;
  readonly hook: boolean;
  /** Share of the work that is done twice; 0 in all arms but an injected slowdown. */
  readonly injectedShare: number;
  /** Share of the extras that are held for ever by somebody else, in the arm that leaks on purpose. */
  readonly injectedLeak?: number;
  /** Module that compiles a program for this arm: the front end of the arm's own version (arms/bundle.ts). */
  readonly compiler: string;
}

/** What a compiler module exports. */
export interface Compiler {
  /** Throws what the front end throws for a file that it refuses. */
  compile(source: string, file: string): MarshalledCode;
}

export interface TaskProgram {
  readonly name: string;
  readonly file: string;
  readonly entry: ProgramEntry;
  /** Frame entries of one run, generator resumes included. */
  readonly callsPerRun: number;
}

export interface TaskReplay {
  /** A script (traces/script.ts) as JSON. */
  readonly file: string;
}

export interface MeasureTask {
  readonly process: PlannedProcess;
  /** In the order in which they are loaded. */
  readonly arms: readonly TaskArm[];
  /** For whole programs: call-cost, builds, tools and layouts. */
  readonly program?: TaskProgram;
  /** For replay. */
  readonly replay?: TaskReplay;
  /** Rounds of blocks; every arm has two blocks in each round. */
  readonly rounds: number;
  /** Length aimed at for one block, ms. */
  readonly blockMs: number;
  /** Warm-up of each arm, ms, at least. */
  readonly warmupMs: number;
  /** Forced collections after a death. */
  readonly cleanupRounds: number;
  /** Says which arm is at work: for the second try of a process that died without a word. */
  readonly telling?: boolean;
}

export interface MeasureAnswer {
  readonly samples: ArmSamples[];
  readonly notes: Record<string, number>;
}

/** What a measuring process says instead when an arm failed in it. */
export interface ArmFailure {
  readonly failed: { readonly arm: string; readonly message: string };
}

/**
 * Look-ups in one block, and so in one turn of the event loop. Small populations are fast, and a block must be long
 * beside the clock; in large ones every look-up may touch another object, and a turn keeps alive what was dereferenced.
 */
export function lookUpsPerBlock(population: number): number {
  return population > 5_000 ? 20_000 : 40_000;
}
