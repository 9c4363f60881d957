/**
 * What the plans of experiments have in common. A planned cell is what is measured together in one kind of process. Inside a process of
 * a timed cell every arm is there at once (a complete block), so whatever changes over minutes changes for all arms alike.
 *
 * Large populations are the exception. There every arm drags its code objects through the caches or the collector, so a process holds
 * `none`, `inline` and two more arms only.
 *
 * Forms of a strategy look up as it does, and differ in how they clean up: they take part where that shows, and in the rest if they were
 * asked for by name.
 */

import type { ExperimentName, PlannedArm, PlannedProcess, PlannedTrace, Program } from '../records/schema.ts';

export type ScaleName = 'usual' | 'full' | 'quick';

/** What a run measures of all experiments: each has its own part by the name. */
export interface Scale {
  readonly name: ScaleName;
  /** Do strategies that the discussion does not name take part wherever strategies are compared? */
  readonly beyond: boolean;
  /** Strategies that are left out of whole programs, replays and look-ups; others tell what they are there for. */
  readonly without: readonly string[];
  /** Do forms take part in look-ups and lives, and is it watched what ordinary allocation cleans up? */
  readonly ordinary: boolean;
}

/** What a process of the cell is given, and the seconds that it takes for each of its arms. */
export interface PlannedCell
  extends Omit<PlannedProcess, 'number' | 'replicate' | 'seed' | 'arms' | 'populations' | 'workload'> {
  readonly experiment: ExperimentName;
  readonly workload: string;
  readonly arms: readonly string[];
  readonly populations?: number[];
  /**
   * Seconds of a process for each arm, on the machine where the plan was tuned. Only the number of replicates depends on them; a
   * slower machine is stopped by the budget itself.
   */
  readonly seconds: number;
}

export interface CellOptions {
  readonly arms: readonly PlannedArm[];
  readonly programs: readonly Program[];
  /** Recorded traces, replayed by every rule; those of programs only by the rule of the counter, call-1. */
  readonly traces?: readonly PlannedTrace[];
  /** When the replayed tool attaches its extras. */
  readonly rules?: readonly string[];
  /** Forms of strategies, and strategies beyond the discussion, take part in everything: somebody named them. */
  readonly everywhere?: boolean;
  /** Only these, if any are named. */
  readonly experiments?: readonly ExperimentName[];
}

/** Programs of ours: a file of the user's may have the name of one. */
export function ours({ programs }: CellOptions): string[] {
  return programs.filter(({ whole }) => whole !== true).map(({ name }) => name);
}

/** Which arms are taken besides the strategies that the discussion names. */
export interface Also {
  /** All forms, or those of certain strategies. */
  readonly forms?: boolean | readonly string[];
  /** All that the discussion does not name, or only what came later. */
  readonly beyond?: boolean | 'later';
  /** Arms that are not taken, unless somebody named strategies. */
  readonly without?: readonly string[];
}

/** Names of the arms that take part. */
export function taking(
  { arms, everywhere = false }: Pick<CellOptions, 'arms' | 'everywhere'>,
  takesPart: (arm: PlannedArm) => boolean,
  also: Also = {},
): string[] {
  return arms
    .filter(takesPart)
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

/** `none`, `inline` and two more arms each; the twins and the injected slowdown in a group of their own. */
export function inGroups(arms: readonly string[]): string[][] {
  const twins = ['none', 'none-twin', 'inline', 'inline-twin', 'inline-slowed'];
  const others = arms.filter((name) => !twins.includes(name));
  const controls = twins.filter((name) => arms.includes(name));
  return [controls, ...inPairs(others).map((pair) => ['none', 'inline', ...pair])];
}

function inPairs<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(2 * i, 2 * i + 2));
}

/** A strategy that runs among the special builds whenever these are measured. */
export const UNUSED_FIELD = 'unused-field';

/** Special builds stand beside one another; the leaking control is looked for where things die. */
export function isOrdinary(arm: PlannedArm): boolean {
  return !isOfBuilds(arm) && arm.injectedLeak === undefined;
}

export function isOfBuilds({ build, name, strategy }: PlannedArm): boolean {
  return build !== undefined || name === 'no-hook-twin' || strategy === UNUSED_FIELD;
}

/** A strategy as it is, no control made of it. */
export function isItself({ hook, name, strategy }: PlannedArm): boolean {
  return hook && name === strategy;
}

/** A few places for all have no population of extras that could be looked for, collected or left. */
export function hasPopulation({ lossy }: PlannedArm): boolean {
  return lossy !== true;
}

export function storesNothing({ fate }: PlannedArm): boolean {
  return fate === 'nothing-stored';
}

/** The workload of synthetic code objects. */
export const POPULATION = 'population';

/** Code objects of the look-ups beside others, of those counted by turn, and among several tools. */
export const CROWDED = 1_000;
