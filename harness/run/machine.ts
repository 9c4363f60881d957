/** What a run needs of the machine that it measures on: bundles, a first try, measuring processes, clocks. Tests put a stand-in here. */

import { tmpdir } from 'node:os';
import { bundleProcesses, bundleRest, bundleVersion } from './bundles.ts';
import { startKeeper } from './keeper.ts';
import { launch } from './launch.ts';
import { loadModules } from './load.ts';
import { preflight } from './preflight.ts';
import type { TemporaryPlace } from './temporary.ts';

export interface Machine extends TemporaryPlace {
  readonly load: typeof loadModules;
  readonly bundleVersion: typeof bundleVersion;
  readonly bundleRest: typeof bundleRest;
  readonly bundleProcesses: typeof bundleProcesses;
  readonly preflight: typeof preflight;
  readonly launch: typeof launch;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Wall clock. */
  date(): Date;
}

export const thisMachine: Machine = {
  load: loadModules,
  bundleVersion,
  bundleRest,
  bundleProcesses,
  preflight,
  launch,
  now: () => performance.now(),
  date: () => new Date(),
  temporary: tmpdir,
  keep: startKeeper,
};
