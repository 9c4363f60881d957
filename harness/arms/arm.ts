/**
 * An arm: one loaded copy of interpreter + strategy. This file is bundled with one strategy into a module of its own
 * (bundle.ts), and every line that is ever timed is inside that module, so no two arms share type feedback.
 *
 * Timed code is kept plain: straight loops over arrays, no closures per call, results returned so that no work can
 * be optimised away.
 */

import { CodeObject } from '../../interpreter/core.ts';
import { type Strategy, storesNothing } from '../../strategies/contract.ts';
import { type LayoutsOptions, type OpenLayouts, openLayouts } from './layouts.ts';
import { type OpenPopulation, openPopulation, type PopulationOptions } from './population.ts';
import { type OpenProgram, openProgram, type ProgramOptions } from './program.ts';
import { type OpenReplay, openReplay, type ReplayOptions } from './replay.ts';
import { type OpenSeveralTools, openSeveralTools, type SeveralToolsOptions } from './several-tools.ts';

export interface Arm {
  readonly strategy: string;
  /** A control that stores nothing: its look-ups find nothing. */
  readonly storesNothing: boolean;
  /** Code objects share places by design: what a look-up finds may be another's. */
  readonly lossy: boolean;
  /** Tools that can be served at once. */
  readonly tools: number;
  /** Loads a Python program into an interpreter of its own, with the counter hooked in. */
  openProgram(options: ProgramOptions): OpenProgram;
  /** Makes code objects that never run, a share of them with extras. */
  openPopulation(options: PopulationOptions): OpenPopulation;
  /** Makes the code objects of a recorded trace, for its entries, births and deaths to happen again. */
  openReplay(options: ReplayOptions): OpenReplay;
  /** Makes code objects on which several tools have an extra each. */
  openSeveralTools(options: SeveralToolsOptions): OpenSeveralTools;
  /** Loads a program twice: with room for extras on its code objects, and without. */
  openLayouts(options: LayoutsOptions): OpenLayouts;
}

export function createArm(strategy: Strategy): Arm {
  return {
    strategy: strategy.name,
    storesNothing: storesNothing(strategy),
    lossy: strategy.promises.lossy === true,
    tools: strategy.promises.tools,
    openProgram: (options) => openProgram(strategy, CodeObject, options),
    openPopulation: (options) => openPopulation(strategy, CodeObject, options),
    openReplay: (options) => openReplay(strategy, CodeObject, options),
    openSeveralTools: (options) => openSeveralTools(strategy, CodeObject, options),
    openLayouts: (options) => openLayouts(strategy, CodeObject, options),
  };
}
