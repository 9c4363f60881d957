/**
 * The examination, in the order in which it is told: what the machine is, what it is doing, how steady it is,
 * whether everything works, and last the test that asks all of it at once.
 */

import { availableParallelism, cpus, loadavg } from 'node:os';
import { SCALES } from '../plan/scales.ts';
import { judgeClocks, readClockSource, readClocks } from './clock.ts';
import type { Finding } from './finding.ts';
import { judgeFrequency, readFrequency } from './frequency.ts';
import { competitors, judgeLoad, judgeOthers, othersBusy } from './load.ts';
import { judgeMemory } from './memory.ts';
import { judgeQuota, judgeThrottling, readQuota } from './quota.ts';
import { judgeSpeed, readSpeed } from './speed.ts';
import { judgeSteal, parseTicks, stealShare } from './steal.ts';
import { readMoment } from './stretch.ts';
import { plainName, thisSystem } from './system.ts';
import { judgeTwins, readTwins, TWIN_PROCESSES, twinsBroke, twinsSkipped } from './twins.ts';
import { judgeCores, judgeNode, trials } from './works.ts';

export interface ExamineOptions {
  /** Folder of the project. */
  readonly root: string;
  /** Leaves the twin test out. */
  readonly quick: boolean;
  /** Seed of the twin test. */
  readonly seed: number;
  /** Ends it; the promise is then rejected with its reason. */
  readonly signal: AbortSignal;
  /** A finding, as soon as it is made. */
  found(finding: Finding): void;
  /** What is being done, where it takes a while. */
  step(says: string): void;
}

/** What takes seconds. Tests put others in their place, one by one. */
export const INSTRUMENTS = { readSpeed, trials, readTwins };

/** All findings. */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
  const { signal } = options;
  const findings: Finding[] = [];
  const found = (...more: (Finding | null)[]) => {
    signal.throwIfAborted();
    for (const finding of more) {
      if (finding === null) continue;
      findings.push(finding);
      options.found(finding);
    }
  };

  found(judgeNode(process.versions.node));
  found(judgeCores(availableParallelism(), plainName(cpus()[0]?.model ?? 'unknown')));
  found(judgeMemory(process.availableMemory()));
  const quota = readQuota(thisSystem);
  found(judgeQuota(quota), judgeFrequency(readFrequency(thisSystem)));
  found(judgeClocks(readClocks(), SCALES.usual.blockMs, readClockSource(thisSystem)));

  options.step('running the same loop again and again');
  const load = loadavg()[0]!;
  const before = readMoment(thisSystem, quota);
  const times = await INSTRUMENTS.readSpeed(signal);
  const stretch = { before, after: readMoment(thisSystem, quota) };
  const { after } = stretch;
  found(judgeLoad(load, after.cores), judgeOthers(othersBusy(stretch), after.cores, competitors(stretch)));
  found(judgeSteal(stealShare(parseTicks(before.stat), parseTicks(after.stat))));
  found(judgeThrottling(before.throttling, after.throttling), judgeSpeed(times));

  for (const trial of INSTRUMENTS.trials(options.root, signal)) found(await trial());

  if (options.quick) found(twinsSkipped());
  else found(await twins(options));
  return findings;
}

async function twins(options: ExamineOptions): Promise<Finding> {
  const ended = (count: number) => options.step(twinStep(count));
  ended(0);
  try {
    return judgeTwins(await INSTRUMENTS.readTwins({ ...options, ended }));
  } catch (error) {
    return twinsBroke(error);
  }
}

function twinStep(ended: number): string {
  return `twin test: ${ended} of ${TWIN_PROCESSES} processes`;
}
