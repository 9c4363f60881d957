/**
 * The CPU quota of the control group: in a container the kernel may stop a process for the rest of each 100
 * ms when its share is used up. Version 2 keeps `cpu.max` ("200000 100000": 200 ms in each 100 ms, two cores;
 * "max": no limit), version 1 `cpu.cfs_quota_us` (-1: no limit) and `cpu.cfs_period_us`. A limit holds for
 * everything below it, so every folder from our own up to the root is asked and the tightest counts; in a
 * container the path that /proc/self/cgroup names often does not exist, and then the root is what is left.
 */

import { type Finding, percent } from './finding.ts';
import { type System, wholeNumber } from './system.ts';

export interface Quota {
  /** Cores' worth of time; Infinity where there is no limit. */
  readonly cpus: number;
  /** Folder of the control group that sets it; null where there is no limit. */
  readonly folder: string | null;
}

export interface Throttling {
  /** Periods in which the group wanted to run. */
  readonly periods: number;
  /** Periods of those in which it was stopped. */
  readonly throttled: number;
}

const MOUNTS = {
  v2: ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'],
  v1: ['/sys/fs/cgroup/cpu', '/sys/fs/cgroup/cpu,cpuacct', '/sys/fs/cgroup/cpuacct,cpu'],
} as const;

/** The tightest limit above this process; null where there are no control groups (not Linux). */
export function readQuota(system: System): Quota | null {
  const text = system.read('/proc/self/cgroup');
  if (text === null) return null;
  const limits = groupsIn(text).flatMap(({ version, path }) =>
    MOUNTS[version].flatMap((mount) =>
      upwards(path).flatMap((group): Quota[] => {
        const folder = `${mount}${group}`;
        const cpus = version === 'v2' ? limitV2(system, folder) : limitV1(system, folder);
        return cpus === null || cpus === Number.POSITIVE_INFINITY ? [] : [{ cpus, folder }];
      }),
    ),
  );
  return limits.reduce<Quota>((least, each) => (each.cpus < least.cpus ? each : least), UNLIMITED);
}

const UNLIMITED: Quota = { cpus: Number.POSITIVE_INFINITY, folder: null };

export interface Group {
  readonly version: 'v1' | 'v2';
  /** As the kernel names it, from its root: "/docker/abc". */
  readonly path: string;
}

/**
 * Lines of /proc/self/cgroup: `0::/path` is version 2, `3:cpu,cpuacct:/path` the one of version 1 that we
 * want.
 */
export function groupsIn(text: string): Group[] {
  return text.split('\n').flatMap((line): Group[] => {
    const [, number, controllers, path] = /^(\d+):([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    if (number === '0' && controllers === '') return [{ version: 'v2', path }];
    return controllers!.split(',').includes('cpu') ? [{ version: 'v1', path }] : [];
  });
}

/**
 * `/a/b` as `/a/b`, `/a` and the root, which is the empty text. A path with `..` lies outside what this
 * process may see; of it only the root is left.
 */
export function upwards(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return [''];
  return Array.from({ length: parts.length + 1 }, (_, i) =>
    parts
      .slice(0, parts.length - i)
      .map((part) => `/${part}`)
      .join(''),
  );
}

function limitV2(system: System, folder: string): number | null {
  const [quota, period, ...more] = system.read(`${folder}/cpu.max`)?.trim().split(/\s+/) ?? [];
  if (quota === undefined || more.length > 0) return null;
  return quota === 'max'
    ? Number.POSITIVE_INFINITY
    : share(wholeNumber(quota), wholeNumber(period ?? '100000'));
}

function limitV1(system: System, folder: string): number | null {
  const quota = system.read(`${folder}/cpu.cfs_quota_us`)?.trim();
  if (quota === '-1') return Number.POSITIVE_INFINITY;
  return share(wholeNumber(quota), wholeNumber(system.read(`${folder}/cpu.cfs_period_us`)));
}

function share(quotaUs: number | null, periodUs: number | null): number | null {
  return quotaUs === null || periodUs === null || quotaUs === 0 || periodUs === 0 ? null : quotaUs / periodUs;
}

/** Counters of the group that sets the limit; null where there is none or it does not count. */
export function readThrottling(system: System, quota: Quota | null): Throttling | null {
  if (quota === null || quota.folder === null) return null;
  const text = system.read(`${quota.folder}/cpu.stat`) ?? '';
  const counter = (name: string) => wholeNumber(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
  const periods = counter('nr_periods');
  const throttled = counter('nr_throttled');
  return periods === null || throttled === null ? null : { periods, throttled };
}

/** A measuring process runs on one core while V8's own threads, or a second process, run on another. */
const CPUS_NEEDED = 2;

export function judgeQuota(quota: Quota | null): Finding {
  const what = 'CPU quota';
  if (quota === null)
    return { standing: 'watch', what, says: 'A limit of processor time cannot be seen here.' };
  if (quota.folder === null) return { standing: 'fit', what, says: 'No limit of processor time is set.' };
  const says = `Processor time is limited to ${Number(quota.cpus.toFixed(2))} cores (${quota.folder})`;
  if (quota.cpus >= CPUS_NEEDED) return { standing: 'fit', what, says: `${says}.` };
  return {
    standing: 'unfit',
    what,
    says: `${says}; below ${CPUS_NEEDED} the kernel stops a process in the middle of a block.`,
    tryThis: `Start the container with ${CPUS_NEEDED} CPUs or more (docker run --cpus ${CPUS_NEEDED}).`,
  };
}

/**
 * Share of periods that may be cut short, as for steal: more, and both blocks of a pair are met too often.
 */
const UNFIT_SHARE = 0.1;

/**
 * What the limit did between two readings; null where there is no limit, or nobody counts: then nothing is
 * said.
 */
export function judgeThrottling(before: Throttling | null, after: Throttling | null): Finding | null {
  if (before === null || after === null) return null;
  const what = 'throttling';
  const periods = after.periods - before.periods;
  const throttled = after.throttled - before.throttled;
  if (periods < 0 || throttled < 0 || throttled > periods) {
    return {
      standing: 'watch',
      what,
      says: 'The counters of throttling ran backwards; nothing can be said.',
    };
  }
  if (throttled === 0) return { standing: 'fit', what, says: `Not throttled in ${periods} periods.` };
  return {
    standing: throttled / periods > UNFIT_SHARE ? 'unfit' : 'watch',
    what,
    says: `Stopped by its quota in ${throttled} of ${periods} periods (${percent(throttled / periods)}).`,
    tryThis: 'Raise the CPU quota, or end what else runs in the same container.',
  };
}
