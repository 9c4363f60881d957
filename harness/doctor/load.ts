/**
 * Who else wants the processors: the load of the last minute, which cannot tell a finished test run from one
 * going on, and what others used while we looked, which can.
 */

import type { Finding } from './finding.ts';
import type { Moment, Stretch } from './stretch.ts';
import { plainName } from './system.ts';

/** Load per core that a machine at rest does not reach. */
const QUIET_LOAD = 0.25;

/** Cores that others may use unremarked: a desktop at rest takes less. */
const QUIET_CORES = 0.1;

/** A measuring process keeps one core busy. With less than that left it waits while it is timed. */
const CORES_NEEDED = 1;

/** A process below this is not worth naming, cores. */
const NAMED_FROM = 0.05;
const NAMED_AT_MOST = 3;

/** @param load Load average of the last minute; Windows always says 0. */
export function judgeLoad(load: number, cores: number): Finding {
  const what = 'load';
  const says = `Load of the last minute: ${load.toFixed(2)} on ${cores} ${cores === 1 ? 'core' : 'cores'}`;
  if (load <= QUIET_LOAD * cores) return { standing: 'fit', what, says: `${says}.` };
  return {
    standing: 'watch',
    what,
    says: `${says}; up to ${QUIET_LOAD * cores} is quiet.`,
    tryThis: 'If something has just ended, wait a minute; if it is still running, close it.',
  };
}

export interface Competitor {
  readonly pid: number;
  readonly name: string;
  /** Cores used on average: 1 is one core all the time. */
  readonly cores: number;
}

/** What others than this process used between the two moments, in cores, on average. */
export function othersBusy({ before, after }: Stretch): number {
  const elapsedMs = after.atMs - before.atMs;
  if (!(elapsedMs > 0)) return 0;
  const all = after.busyMs - before.busyMs;
  const own = after.ownMs - before.ownMs;
  return Math.max(0, (all - own) / elapsedMs);
}

/** Processes that used the most, most first; those that began or ended in between are not among them. */
export function competitors({ before, after }: Stretch): Competitor[] {
  const ticksPerCore = (totalTicks(after) - totalTicks(before)) / after.cores;
  if (!(ticksPerCore > 0)) return [];
  const earlier = new Map(processTimes(before).map((each) => [each.pid, each.ticks]));
  return processTimes(after)
    .flatMap(({ pid, name, ticks }) => {
      const since = earlier.get(pid);
      return since === undefined ? [] : [{ pid, name, cores: (ticks - since) / ticksPerCore }];
    })
    .filter(({ cores }) => cores >= NAMED_FROM)
    .sort((a, b) => b.cores - a.cores)
    .slice(0, NAMED_AT_MOST);
}

/** Ticks of all cores together, idle ones included: the unit cancels out, whatever the kernel's is. */
function totalTicks({ stat }: Moment): number {
  const line = /^cpu\s+([\d ]+)$/m.exec(stat ?? '')?.[1] ?? '';
  // user nice system idle iowait irq softirq steal; what follows (guest) is contained in the first two.
  return line
    .trim()
    .split(/ +/)
    .slice(0, 8)
    .reduce((sum, each) => sum + Number(each), 0);
}

/**
 * `pid (name) state ppid ...`: the name may hold spaces, brackets and line ends, so the last bracket counts.
 * Fields 14 and 15 are the ticks used (proc_pid_stat(5)).
 */
function processTimes({ processes }: Moment): { pid: number; name: string; ticks: number }[] {
  return processes.flatMap((text) => {
    const [, pid, name, rest] = /^(\d+) \(([\s\S]*)\) ([^)]*)$/.exec(text) ?? [];
    if (pid === undefined || name === undefined || rest === undefined) return [];
    const fields = rest.split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isFinite(ticks) ? [{ pid: Number(pid), name: plainName(name), ticks }] : [];
  });
}

/** @param busy Cores that others used, of `cores`. */
export function judgeOthers(busy: number, cores: number, named: readonly Competitor[]): Finding {
  const what = 'other programs';
  const who = named.map(({ pid, name, cores: taken }) => `${name} (${pid}) ${taken.toFixed(2)}`).join(', ');
  const used = `Others used ${busy.toFixed(2)} of ${cores} cores while we looked`;
  const says = who === '' ? used : `${used}: ${who}`;
  if (busy <= QUIET_CORES) return { standing: 'fit', what, says: `${says}.` };
  const tryThis =
    named.length === 0
      ? 'Find and end what is running; processes that come and go cannot be named here.'
      : `End ${namesOf(named)}.`;
  if (cores - busy >= CORES_NEEDED) return { standing: 'watch', what, says: `${says}.`, tryThis };
  return {
    standing: 'unfit',
    what,
    says: `${says}; less than one core is left for a measuring process.`,
    tryThis,
  };
}

function namesOf(named: readonly Competitor[]): string {
  return named.map(({ name, pid }) => `${name} (process ${pid})`).join(', ');
}
