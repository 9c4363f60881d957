/**
 * A gate's comparisons for trackers of benchmarks: github-action-benchmark and Bencher. Pure: from the record
 * alone, and checked against the documented shape (export-shapes.ts) before anybody can write it.
 *
 * What is sent is `after`, in its unit, less being better everywhere. Left out: comparisons that are invalid,
 * and any whose `before` or `after` is no finite number; a tracker would draw them as results.
 *
 * Bounds: a record has the interval of the change, not of `after`. They are `before` with the ends of that
 * interval applied: before × (1 + low) to before × (1 + high) for time, before + low to before + high for all
 * else. The median of changes is not the change of medians, so that this need not contain `after`; then it is
 * widened until it does. Where the change has no interval, or an end is not finite, there are no bounds.
 */

import { counted } from '../figures/written.ts';
import type { GateComparison, GateRecord } from '../records/gate.ts';
import {
  asBencher,
  asBenchmarkAction,
  type BencherMetric,
  type BencherMetricFormat,
  type BenchmarkActionEntry,
} from './export-shapes.ts';
import { attachText, changeText, measuredText, medianText, oneLine, verdictText } from './wording.ts';

/** For the tool `customSmallerIsBetter`. One entry per comparison: "inline · fib · time per call". */
export function benchmarkActionJson(record: GateRecord): BenchmarkActionEntry[] {
  const once = uniqueNames();
  const entries = sendable(record).map((comparison): BenchmarkActionEntry => {
    const bounds = boundsOf(comparison);
    return {
      name: once(`${subject(comparison)} · ${measuredText(comparison)}`),
      unit: comparison.unit,
      value: comparison.after,
      ...(bounds === null ? {} : { range: `[${short(bounds.lower)}, ${short(bounds.upper)}]` }),
      extra: tooltip(comparison),
    };
  });
  return asBenchmarkAction(entries);
}

/**
 * Bencher Metric Format. A benchmark is a strategy on a workload in an experiment, "inline · fib ·
 * call-cost", and has a measure for each metric.
 */
export function bencherJson(record: GateRecord): BencherMetricFormat {
  const once = uniqueNames();
  const benchmarks = new Map<string, Record<string, BencherMetric>>();
  for (const comparison of sendable(record)) {
    const measure = measureOf(comparison);
    const name = once(bencherName(comparison), measure);
    benchmarks.set(name, { ...benchmarks.get(name), [measure]: bencherMetric(comparison) });
  }
  return asBencher(Object.fromEntries(benchmarks));
}

function sendable({ comparisons }: GateRecord): GateComparison[] {
  return comparisons.filter(
    ({ verdict, before, after }) =>
      verdict !== 'invalid' && Number.isFinite(before) && Number.isFinite(after),
  );
}

function bencherMetric(comparison: GateComparison): BencherMetric {
  const bounds = boundsOf(comparison);
  const { after: value } = comparison;
  return bounds === null ? { value } : { value, lower_value: bounds.lower, upper_value: bounds.upper };
}

/** Slugs of measures. `latency` is Bencher's own, in ns; the others are ours, in what they are named for. */
function measureOf({ metric, unit }: GateComparison): string {
  if (metric !== 'time') return metric;
  return unit === 'ns' ? 'latency' : 'latency-to-control';
}

/**
 * Ends in words of ours, never in a name from outside: Bencher takes the ending "-bencher-ignore" for a
 * command.
 */
function bencherName(comparison: GateComparison): string {
  return `${subject(comparison)} · ${comparison.experiment}${attachText(comparison)}`;
}

function subject({ strategy, workload }: GateComparison): string {
  return `${fromOutside(strategy)} · ${fromOutside(workload)}`;
}

/** Longest name from outside, in characters: two of them and our words stay below Bencher's 1024. */
const LONGEST = 200;

const HARMLESS: Record<string, string> = { '|': '/', '`': "'", '<': '(', '>': ')', '&': '+' };

/** Trackers put names into Markdown and HTML of their own, not always escaped: markup is replaced. */
function fromOutside(name: string): string {
  const line = oneLine(name).replace(/[|`<>&]/g, (mark) => HARMLESS[mark]!);
  return [...line].slice(0, LONGEST).join('') || 'unnamed';
}

/**
 * Gives each name back; the second of the same, or of the same in one measure, is "name (2)". In the record's
 * order, so stable from gate to gate.
 */
function uniqueNames(): (name: string, measure?: string) => string {
  const given = new Set<string>();
  const key = (name: string, measure: string) => `${measure}\n${name}`;
  return (name, measure = '') => {
    let unique = name;
    for (let number = 2; given.has(key(unique, measure)); number++) unique = `${name} (${number})`;
    given.add(key(unique, measure));
    return unique;
  };
}

function boundsOf({ metric, before, after, low, high }: GateComparison) {
  if (low === null || high === null) return null;
  const applied = (change: number) => (metric === 'time' ? before * (1 + change) : before + change);
  const ends = [applied(low), applied(high), after];
  return ends.every(Number.isFinite) ? { lower: Math.min(...ends), upper: Math.max(...ends) } : null;
}

function tooltip(comparison: GateComparison): string {
  const { before, after, unit, processes } = comparison;
  return [
    `before ${medianText(before, unit)}, after ${medianText(after, unit)}`,
    `change ${changeText(comparison)}`,
    `verdict: ${verdictText(comparison)}`,
    counted(processes, 'process'),
  ].join('\n');
}

/** Six digits: a tooltip is read, `value` is calculated with. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
