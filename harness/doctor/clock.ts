/**
 * The clock against the blocks that it times. A block is read twice, at its beginning and its end; what it
 * may be off by is one step of the clock and what one call of it takes.
 */

import { TWIN_LIMIT } from '../samples/thresholds.ts';
import { medianOf } from '../statistics/median.ts';
import type { Finding } from './finding.ts';
import { plainName, type System } from './system.ts';

export interface ClockReading {
  /** How it is called in JavaScript. */
  readonly name: string;
  /** Smallest difference above 0 between two readings in a row, ns; null if the clock never moved. */
  readonly stepNs: number | null;
  /** What one call takes, ns. */
  readonly callNs: number;
  /** True if a reading was smaller than the one before it. */
  readonly wentBack: boolean;
}

/**
 * Twins may differ by TWIN_LIMIT; the clock may take a tenth of that from a block before it is worth a word.
 */
const FIT_SHARE = TWIN_LIMIT / 10;

const READINGS = 20_000;
const BATCHES = 50;
const CALLS_PER_BATCH = 400;

/** The clocks that measured processes use: tinybench reads the first, warm-up the second. About 15 ms. */
export function readClocks(): ClockReading[] {
  const origin = process.hrtime.bigint();
  return [
    readClock('process.hrtime', () => Number(process.hrtime.bigint() - origin)),
    readClock('performance.now', () => performance.now() * 1e6),
  ];
}

/** `nowNs` returns ns since any moment. */
export function readClock(name: string, nowNs: () => number): ClockReading {
  let stepNs: number | null = null;
  let wentBack = false;
  let before = nowNs();
  for (let i = 0; i < READINGS; i++) {
    const now = nowNs();
    if (now < before) wentBack = true;
    else if (now > before && (stepNs === null || now - before < stepNs)) stepNs = now - before;
    before = now;
  }
  const batches = Array.from({ length: BATCHES }, () => {
    const start = nowNs();
    for (let i = 1; i < CALLS_PER_BATCH; i++) nowNs();
    return (nowNs() - start) / CALLS_PER_BATCH;
  });
  return { name, stepNs, callNs: medianOf(batches), wentBack };
}

/** Where the kernel takes its time from ("tsc", "hpet"); null where it does not say. */
export function readClockSource(system: System): string | null {
  const text = system.read('/sys/devices/system/clocksource/clocksource0/current_clocksource');
  return text === null ? null : plainName(text);
}

export function judgeClocks(
  readings: readonly ClockReading[],
  blockMs: number,
  source: string | null,
): Finding {
  const what = 'clock';
  const from = source === null ? '' : `; the kernel's source is ${source}`;
  const broken = readings.find(({ stepNs, wentBack }) => stepNs === null || wentBack);
  if (broken !== undefined) {
    const fault = broken.wentBack ? 'went backwards' : 'stood still';
    return { standing: 'unfit', what, says: `${broken.name} ${fault}${from}.`, tryThis: OTHER_SOURCE };
  }
  const errorNs = Math.max(...readings.map(({ stepNs, callNs }) => stepNs! + callNs));
  const share = errorNs / (blockMs * 1e6);
  const seen = readings.map(
    ({ name, stepNs, callNs }) =>
      `${name} in steps of ${Math.round(stepNs!)} ns, ${Math.round(callNs)} ns a call`,
  );
  const says =
    `${seen.join('; ')}: at most ${(share * 100).toPrecision(1)} % of a block of ${blockMs} ms, ` +
    `${FIT_SHARE * 100} % are allowed${from}.`;
  if (share <= FIT_SHARE) return { standing: 'fit', what, says };
  return { standing: share <= TWIN_LIMIT ? 'watch' : 'unfit', what, says, tryThis: OTHER_SOURCE };
}

const OTHER_SOURCE = 'See whether the kernel offers another clock source (tsc, kvm-clock, arch_sys_counter).';
