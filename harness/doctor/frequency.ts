/**
 * What sets the processors' clock rate: governor and boost, where the kernel shows them. A rate that moves
 * hits all arms of a process alike, so this is worth a word and never decides.
 */

import type { Finding } from './finding.ts';
import { plainName, type System } from './system.ts';

export interface Frequency {
  /** Governors in use, each once; empty where they are not shown. */
  readonly governors: readonly string[];
  /** Null where it is not shown. */
  readonly boost: boolean | null;
  /** True if the processor says that it is a guest's (x86 only). */
  readonly virtual: boolean;
}

const CPUS = '/sys/devices/system/cpu';

export function readFrequency(system: System): Frequency {
  const governors = system
    .list(CPUS)
    .filter((name) => /^cpu\d+$/.test(name))
    .flatMap((name) => system.read(`${CPUS}/${name}/cpufreq/scaling_governor`) ?? [])
    .map(plainName)
    .filter((name) => name !== '');
  return {
    governors: [...new Set(governors)].sort(),
    boost: readBoost(system),
    virtual: /^flags\s*:.*\bhypervisor\b/m.test(system.read('/proc/cpuinfo') ?? ''),
  };
}

/** Intel's driver says when boost is off, the others when it is on. */
function readBoost(system: System): boolean | null {
  const off = system.read(`${CPUS}/intel_pstate/no_turbo`)?.trim();
  if (off === '0' || off === '1') return off === '0';
  const on = system.read(`${CPUS}/cpufreq/boost`)?.trim();
  return on === '0' || on === '1' ? on === '1' : null;
}

export function judgeFrequency({ governors, boost, virtual }: Frequency): Finding {
  const what = 'clock rate';
  if (governors.length === 0 && boost === null) {
    const why = virtual
      ? ': this is a virtual machine, and its host keeps them'
      : ', as in most virtual machines';
    return {
      standing: 'watch',
      what,
      says: `Governor and boost cannot be seen here${why}. The speed of a loop is what there is to go by.`,
    };
  }
  const governor = governors.length === 0 ? 'The governor is not shown' : `Governor: ${governors.join(', ')}`;
  const boosted = boost === null ? 'boost is not shown' : `boost is ${boost ? 'on' : 'off'}`;
  const says = `${governor}; ${boosted}.`;
  const moving = governors.some((name) => name !== 'performance');
  if (!moving && boost !== true) return { standing: 'fit', what, says };
  const advice = [
    ...(moving ? ['set the governor (sudo cpupower frequency-set -g performance)'] : []),
    ...(boost === true ? ['switch boost off where the firmware or the driver allows it'] : []),
  ].join(', and ');
  return {
    standing: 'watch',
    what,
    says: `${says} The rate moves with load and heat; pairing arms in one process makes up for it.`,
    tryThis: `For narrower intervals ${advice}.`,
  };
}
