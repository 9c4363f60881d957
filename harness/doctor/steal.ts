/**
 * Steal: time in which a virtual machine wanted to run and its host let somebody else. /proc/stat, first
 * line, the eighth number (proc_stat(5)).
 */

import { type Finding, percent } from './finding.ts';

export interface ProcessorTicks {
  /** Ticks in which a core was wanted: everything but idle and waiting for disks. */
  readonly wanted: number;
  /** Ticks of those that the host gave to others. */
  readonly stolen: number;
}

/**
 * A slice that is stolen lasts some ms, so it spoils whole blocks. The medians over rounds bear a few in a
 * hundred of them; at one in ten both blocks of a pair are met too often.
 */
const FIT_SHARE = 0.02;
const UNFIT_SHARE = 0.1;

/**
 * From the text of /proc/stat; null where it is missing, has no steal (kernels before 2.6.11) or is something
 * else.
 */
export function parseTicks(stat: string | null): ProcessorTicks | null {
  const line = /^cpu\s+(\d[\d ]*)$/m.exec(stat ?? '')?.[1];
  const fields = line?.trim().split(/ +/).map(Number) ?? [];
  if (fields.length < 8 || !fields.every(Number.isSafeInteger)) return null;
  const [user, nice, system, , , irq, softirq, steal] = fields as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]; // prettier-ignore
  return { wanted: user + nice + system + irq + softirq + steal, stolen: steal };
}

/**
 * Stolen share of the wanted time between two readings; null where nothing was wanted or counters ran
 * backwards.
 */
export function stealShare(before: ProcessorTicks | null, after: ProcessorTicks | null): number | null {
  if (before === null || after === null) return null;
  const wanted = after.wanted - before.wanted;
  const stolen = after.stolen - before.stolen;
  return wanted > 0 && stolen >= 0 && stolen <= wanted ? stolen / wanted : null;
}

export function judgeSteal(share: number | null): Finding {
  const what = 'steal';
  if (share === null) {
    return {
      standing: 'watch',
      what,
      says: 'Time stolen by the host of a virtual machine cannot be seen here.',
    };
  }
  const says = `${percent(share)} of the processor time that was wanted went to other guests of the host`;
  if (share <= FIT_SHARE) return { standing: 'fit', what, says: `${says}.` };
  return {
    standing: share < UNFIT_SHARE ? 'watch' : 'unfit',
    what,
    says: `${says}; ${percent(FIT_SHARE)} are allowed.`,
    tryThis: 'Measure at another hour, or on a machine of its own.',
  };
}
