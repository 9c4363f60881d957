/**
 * Counters of the system at two moments, and what happened between them. The stretch is the one in which the
 * steadiness loop keeps one core busy: only who wants to run can be robbed or throttled.
 */

import { cpus } from 'node:os';
import { type Quota, readThrottling, type Throttling } from './quota.ts';
import type { System } from './system.ts';

export interface Moment {
  /** Milliseconds, monotonic. */
  readonly atMs: number;
  /** Processor time that this process has used, ms. */
  readonly ownMs: number;
  /** Processor time used by everybody on all cores, ms. */
  readonly busyMs: number;
  /** Cores of the machine, whoever may use them. */
  readonly cores: number;
  /** Text of /proc/stat; null outside Linux. */
  readonly stat: string | null;
  readonly throttling: Throttling | null;
  /** Text of /proc/<pid>/stat of every process but this one; empty outside Linux. */
  readonly processes: readonly string[];
}

export interface Stretch {
  readonly before: Moment;
  readonly after: Moment;
}

export function readMoment(system: System, quota: Quota | null): Moment {
  const { user, system: kernel } = process.cpuUsage();
  const all = cpus();
  return {
    atMs: performance.now(),
    ownMs: (user + kernel) / 1000,
    busyMs: all.reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0),
    cores: all.length,
    stat: system.read('/proc/stat'),
    throttling: readThrottling(system, quota),
    processes: system
      .list('/proc')
      .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
      .flatMap((pid) => system.read(`/proc/${pid}/stat`) ?? []),
  };
}
