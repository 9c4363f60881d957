/**
 * How a comparison is named and its change is written, for trackers and for the Markdown summary. Names that
 * come from outside (strategies, programs, refs) become one line without control characters here; what a
 * format takes for markup is the business of whoever writes that format.
 */

import { figureText } from '../figures/written.ts';
import type { GateComparison } from '../records/gate.ts';

/** One line: no control characters, no marks that turn the direction of reading, no half characters. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** What was measured, in words: "time per call", "bytes per code object, extras on 50 %". */
export function measuredText(comparison: GateComparison): string {
  const { experiment, metric, unit } = comparison;
  const words: Record<GateComparison['metric'], string> = {
    time: `time per ${experiment === 'look-up' ? 'look-up' : 'call'}`,
    'bytes-in-all': 'bytes per code object, in all',
    'bytes-per-code': 'bytes per code object',
    'bytes-left': 'bytes left per dead object',
    'left-fraction': 'share left after death',
  };
  return `${words[metric]}${unit === 'ratio' ? ', to the control' : ''}${attachText(comparison)}`;
}

/** ", extras on 50 %" where the attach fraction is known. */
export function attachText({ attachFraction }: GateComparison): string {
  return attachFraction === undefined ? '' : `, extras on ${inPercent(attachFraction)}`;
}

/**
 * After against before, with its interval: "+5.2 [3.1, 7.0] %" for time, the difference in bytes or in
 * percentage points for all else. The level is told where it is below 95 %.
 */
export function changeText(comparison: GateComparison): string {
  const { metric, change, low, high, level, processes, experiment, strategy, workload } = comparison;
  // Of a ratio, figures show what it adds; a change of time is what was added already.
  const offset = metric === 'time' ? 1 : 0;
  const text = figureText({
    ...{ metric, level, processes, experiment, strategy, workload },
    unit: metric === 'time' ? 'ratio' : metric === 'left-fraction' ? 'fraction' : 'bytes',
    estimate: change + offset,
    low: low === null ? null : low + offset,
    high: high === null ? null : high + offset,
  });
  if (text === null) return 'not measured';
  const unit = metric === 'left-fraction' ? '% points' : text.unit;
  const sign = /^−|^0(\.0*)?$/.test(text.estimate) ? '' : '+';
  if (text.interval === null) return `${sign}${text.estimate} ${unit} (no interval)`;
  return `${sign}${text.estimate} ${text.interval} ${unit}${text.level === null ? '' : ` at ${text.level}`}`;
}

/** A median over processes, to four digits: "96.12 ns", "1.043 × control", "12.5 %". */
export function medianText(value: number, unit: GateComparison['unit']): string {
  if (unit === 'fraction') return inPercent(value);
  return `${fourDigits(value)} ${unit === 'ratio' ? '× control' : unit}`;
}

/** The worsening that counts as none, in the unit of the change: "3 %", "0.5 bytes", "1 % points". */
export function limitText({ metric, limit }: GateComparison): string {
  if (metric === 'time') return inPercent(limit);
  return metric === 'left-fraction' ? `${fourDigits(limit * 100)} % points` : `${fourDigits(limit)} bytes`;
}

/** "slower, confirmed". */
export function verdictText({ verdict, confirmed }: GateComparison): string {
  if (confirmed === null) return verdict;
  return `${verdict}, ${confirmed ? 'confirmed' : 'not confirmed'}`;
}

function inPercent(fraction: number): string {
  return `${fourDigits(fraction * 100)} %`;
}

/** Four significant digits, zeros at the end dropped, with the true minus. */
function fourDigits(value: number): string {
  return String(Number(value.toPrecision(4))).replaceAll('-', '−');
}
