/** What a run needs of the machine that it measures on: bundles, a first try, measuring processes, clocks. Tests put a stand-in here. */

import { tmpdir } from 'node:os';
import { bundleProcesses, bundleRest, bundleVersion } from './bundles.ts';
import { launch } from './launch.ts';
import { preflight } from './preflight.ts';

export interface Machine {
  readonly bundleVersion: typeof bundleVersion;
  readonly bundleRest: typeof bundleRest;
  readonly bundleProcesses: typeof bundleProcesses;
  readonly preflight: typeof preflight;
  readonly launch: typeof launch;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Wall clock. */
  date(): Date;
  /** Folder for what is needed only while a command runs. */
  temporary(): string;
}

export const thisMachine: Machine = {
  bundleVersion,
  bundleRest,
  bundleProcesses,
  preflight,
  launch,
  now: () => performance.now(),
  date: () => new Date(),
  temporary: tmpdir,
};
