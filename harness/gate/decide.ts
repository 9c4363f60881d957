/**
 * The gate's decision: from the records of two sets of processes to comparisons with verdicts. Everything
 * here is a pure function of plan and records.
 *
 * Time. For each strategy and program, one log ratio (after to before) from each process. Suspected is what
 * the signed-rank test finds slower than GATE_TIME_LIMIT, corrected by Holm over all comparisons of the gate;
 * confirmed is what the same test finds again in the fresh set, corrected over the suspects. A false alarm
 * has to happen twice.
 *
 * Bytes, and what is left after death, repeat to a tenth of a byte. The median over replicates has to pass
 * the limit, twice.
 */

import type { GateComparison } from '../records/gate.ts';
import type { Control, Plan, ProcessRecord } from '../records/schema.ts';
import { type Cell, cellsOf } from '../samples/cells.ts';
import { nsPerUnit, ratioTo } from '../samples/collapse.ts';
import { differenceOf } from '../samples/difference.ts';
import {
  EQUIVALENT,
  GATE_LEVEL,
  GATE_MUST_SEE,
  GATE_SUSPICION_LEVEL,
  GATE_TIME_LIMIT,
} from '../samples/thresholds.ts';
import { holm } from '../statistics/holm.ts';
import { type Interval, LEVEL, medianInterval } from '../statistics/interval.ts';
import { medianOf } from '../statistics/median.ts';
import { signedRankP } from '../statistics/signed-rank.ts';
import { controlSentence } from '../words/control.ts';
import { BASE_SUFFIX, type Suspect } from './plan.ts';

/** A comparison with what it rests on: one change from each process or replicate. */
export interface Measured extends Suspect {
  readonly metric: GateComparison['metric'];
  readonly unit: GateComparison['unit'];
  readonly attachFraction?: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** time: log ratios. All else: differences. */
  readonly changes: readonly number[];
}

/** What the records hold of every comparison of the plan. */
export function measuredIn(plan: Plan, records: readonly ProcessRecord[]): Measured[] {
  const strategies = comparedIn(plan);
  return cellsOf(records)
    .flatMap((cell) => strategies.flatMap((strategy) => measuredOf(cell, strategy)))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.metric) - ORDER.indexOf(b.metric) ||
        strategies.indexOf(a.strategy) - strategies.indexOf(b.strategy),
    );
}

/** Strategies of which the plan holds both versions. */
function comparedIn({ arms }: Plan): string[] {
  return arms
    .filter(({ name, strategy }) => name === `${strategy}${BASE_SUFFIX}`)
    .map(({ strategy }) => strategy);
}

const ORDER: readonly GateComparison['metric'][] = ['time', 'bytes-in-all', 'left-fraction', 'bytes-left'];

/** Comparisons that the first set of processes suspects of having become worse. */
export function suspectsAmong(measured: readonly Measured[]): Measured[] {
  return worseAmong(measured, GATE_SUSPICION_LEVEL);
}

function worseAmong(measured: readonly Measured[], level: number): Measured[] {
  const worse = worseP(measured);
  return measured.filter((each, i) => isWorse(each, worse[i]!, level));
}

/**
 * The comparisons, judged. `fresh` is what the second set of processes holds (nothing if there was no
 * suspect); `unfit` says of a workload that its controls failed.
 */
export function judged(
  first: readonly Measured[],
  fresh: readonly Measured[],
  unfit: (workload: string) => boolean,
): GateComparison[] {
  const suspects = suspectsAmong(first);
  const again = suspects.map((suspect) => fresh.find((each) => sameComparison(each, suspect)));
  const found = again.filter((each) => each !== undefined);
  const confirmed = new Set(worseAmong(found, GATE_LEVEL).map(keyOf));
  const worse = worseP(first);
  const better = betterP(first);
  return first.map((each, i) => {
    const suspected = suspects.includes(each);
    const second = found.find((other) => sameComparison(other, each));
    // A suspect's first figures were picked for looking bad: what is published is the fresh set's.
    const isConfirmed = second === undefined ? null : confirmed.has(keyOf(each));
    return comparisonOf(second ?? each, {
      pValue: worse[i]!,
      improved: better[i]! <= GATE_LEVEL && isBetter(each),
      suspected,
      confirmed: isConfirmed,
      invalid: each.metric === 'time' && unfit(each.workload),
    });
  });
}

/** Which of the gate's verdicts, and why in one sentence. */
export function gateVerdict(
  comparisons: readonly GateComparison[],
  controls: readonly Control[],
  missing: readonly string[],
): { verdict: 'passed' | 'regressed' | 'not decided' | 'environment unfit'; because: string } {
  const red = comparisons.filter(isRed);
  if (red.length > 0) {
    return { verdict: 'regressed', because: red.map(({ says }) => says).join(' ') };
  }
  const failed = controls.filter(({ passed }) => !passed);
  if (failed.length > 0) {
    const which = failed
      .map((control) => `${control.id} on ${control.workload}: ${controlSentence(control)}`)
      .join(' ');
    return { verdict: 'environment unfit', because: `The machine could not be trusted. ${which}` };
  }
  if (missing.length > 0 || comparisons.length === 0) {
    const what = missing.length > 0 ? missing.join('; ') : 'nothing';
    return { verdict: 'not decided', because: `Not everything was measured that should have been: ${what}.` };
  }
  const invalid = comparisons.filter(({ verdict }) => verdict === 'invalid');
  if (invalid.length > 0) {
    const where = [...new Set(invalid.map(({ workload }) => workload))].join(', ');
    return {
      verdict: 'not decided',
      because: `On ${where} the versions computed different answers: times mean nothing.`,
    };
  }
  const open = comparisons.filter(couldHideMuch);
  if (open.length > 0) {
    const [worst] = [...open].sort((a, b) => (b.high ?? 1) - (a.high ?? 1));
    const reach = worst!.high === null ? 'anything' : percent(worst!.high);
    return {
      verdict: 'not decided',
      because:
        `${open.length} of ${comparisons.length} comparisons are too vague to rule out a slowdown of ` +
        `${percent(GATE_MUST_SEE)}; the widest, ${worst!.strategy} on ${worst!.workload}, reaches ${reach}. ` +
        'Give the gate more time and processes: --budget, --processes.',
    };
  }
  return {
    verdict: 'passed',
    because: 'Nothing of what was compared became slower, larger or leakier, as far as this gate can see.',
  };
}

/** Did this comparison turn the gate red? */
export function isRed({ verdict }: GateComparison): boolean {
  return verdict === 'slower' || verdict === 'more';
}

function couldHideMuch({ metric, verdict, high, level }: GateComparison): boolean {
  return (
    metric === 'time' && verdict !== 'faster' && (high === null || level < LEVEL || high > GATE_MUST_SEE)
  );
}

/** Comparisons of time that the plan wanted and the records do not hold, or on too few processes; in words. */
export function missingIn(plan: Plan, measured: readonly Measured[], fewest: number): string[] {
  const strategies = comparedIn(plan);
  if (strategies.length === 0) return ['no strategy that both versions have'];
  const wanted = strategies.flatMap((strategy) => [
    ...plan.programs.map(({ name }) => ({ strategy, workload: name, metric: 'time', least: fewest })),
    ...(plan.replicates.memory! > 0
      ? [
          { strategy, workload: 'population', metric: 'bytes-in-all', least: 1 },
          { strategy, workload: 'population', metric: 'left-fraction', least: 1 },
        ]
      : []),
  ]);
  return wanted.flatMap(({ strategy, workload, metric, least }) => {
    const found = measured.find(
      (each) => each.strategy === strategy && each.workload === workload && each.metric === metric,
    );
    const count = found?.changes.length ?? 0;
    return count >= least ? [] : [`${metric} of ${strategy} on ${workload} (${count} of ${least} processes)`];
  });
}

/** Programs whose twin was not measured: no control validates their times. */
export function withoutTwin(plan: Plan, controls: readonly Control[]): string[] {
  return plan.programs
    .filter(({ name }) => !controls.some(({ id, workload }) => id === 'inline-twin' && workload === name))
    .map(({ name }) => `the twin of inline on ${name}`);
}

function measuredOf(cell: Cell, strategy: string): Measured[] {
  const { experiment, workload, attachFraction } = cell.condition;
  const where = { experiment, strategy, workload };
  switch (cell.unit) {
    case 'ns-per-block':
      return pairsIn(cell, strategy, ([after, before]) => ({
        ...where,
        metric: 'time',
        unit: 'ns',
        before: before.map(nsPerUnit),
        after: after.map(nsPerUnit),
        changes: after.map((each, i) => Math.log(ratioTo(each, before[i]!))),
      }));
    case 'bytes':
      return pairsIn(cell, strategy, ([after, before]) =>
        differing(after.map(lastPerUnit), before.map(lastPerUnit), {
          ...where,
          ...(attachFraction === undefined ? {} : { attachFraction }),
          metric: experiment === 'memory' ? 'bytes-in-all' : 'bytes-left',
          unit: 'bytes',
        }),
      );
    case 'extras':
      return pairsIn(cell, strategy, ([after, before]) =>
        differing(after.map(lastPerUnit), before.map(lastPerUnit), {
          ...where,
          metric: 'left-fraction',
          unit: 'fraction',
        }),
      );
    default:
      return [];
  }
}

type Samples = Cell['processes'][number]['samples'] extends ReadonlyMap<string, infer S> ? S : never;

/** Both versions' samples, paired by process, or where each has a process of its own by replicate. */
function pairsIn(
  cell: Cell,
  strategy: string,
  make: (pair: [after: Samples[], before: Samples[]]) => Measured,
): Measured[] {
  const samplesOf = (arm: string) =>
    new Map(
      cell.processes.flatMap(({ replicate, samples }) => {
        const found = samples.get(arm);
        return found === undefined ? [] : [[replicate, found] as const];
      }),
    );
  const after = samplesOf(strategy);
  const before = samplesOf(`${strategy}${BASE_SUFFIX}`);
  const both = [...after.keys()].filter((replicate) => before.has(replicate));
  if (both.length === 0) return [];
  return [
    make([both.map((replicate) => after.get(replicate)!), both.map((replicate) => before.get(replicate)!)]),
  ];
}

function lastPerUnit({ values, workPerBlock }: Samples): number {
  return values.at(-1)! / workPerBlock;
}

function differing(
  after: readonly number[],
  before: readonly number[],
  rest: Omit<Measured, 'before' | 'after' | 'changes'>,
): Measured {
  return { ...rest, before, after, changes: after.map((value, i) => value - before[i]!) };
}

/** Adjusted p-values of "no worse than the limit"; null for what is not a matter of chance. */
function worseP(measured: readonly Measured[]): (number | null)[] {
  return adjusted(measured, ({ changes }) => signedRankP(changes, Math.log1p(GATE_TIME_LIMIT), 'greater'));
}

function betterP(measured: readonly Measured[]): number[] {
  return adjusted(measured, ({ changes }) => signedRankP(changes, Math.log1p(-GATE_TIME_LIMIT), 'less')).map(
    (p) => p ?? 0,
  );
}

function adjusted(measured: readonly Measured[], p: (each: Measured) => number): (number | null)[] {
  const timed = measured.filter(({ metric }) => metric === 'time');
  const corrected = holm(timed.map(p));
  return measured.map((each) => (each.metric === 'time' ? corrected[timed.indexOf(each)]! : null));
}

function isWorse(each: Measured, p: number | null, level: number): boolean {
  return p === null ? medianOf(each.changes) > limitOf(each) : p <= level;
}

function isBetter(each: Measured): boolean {
  return each.metric === 'time' ? medianOf(each.changes) < 0 : medianOf(each.changes) < -limitOf(each);
}

function limitOf({ metric }: Pick<Measured, 'metric'>): number {
  switch (metric) {
    case 'time':
      return GATE_TIME_LIMIT;
    case 'left-fraction':
      return EQUIVALENT.leftShare;
    default:
      return EQUIVALENT.bytes;
  }
}

interface Judgement {
  readonly pValue: number | null;
  readonly improved: boolean;
  readonly suspected: boolean;
  readonly confirmed: boolean | null;
  readonly invalid: boolean;
}

function comparisonOf(each: Measured, judgement: Judgement): GateComparison {
  const { experiment, strategy, workload, metric, unit, attachFraction, before, after } = each;
  const { estimate: change, low, high, level } = changeInterval(each);
  const verdict = verdictOf(each, { low, high, level }, judgement);
  const comparison = {
    experiment,
    strategy,
    workload,
    metric,
    unit,
    ...(attachFraction === undefined ? {} : { attachFraction }),
    before: medianOf(before),
    after: medianOf(after),
    change,
    low,
    high,
    level,
    processes: each.changes.length,
    limit: limitOf(each),
    pValue: judgement.pValue,
    verdict,
    confirmed: judgement.confirmed,
  };
  return { ...comparison, says: comparisonSentence(comparison) };
}

/** Of the change itself: log ratios are taken back to a ratio less 1. */
function changeInterval({ metric, changes }: Measured): Interval {
  const interval = medianInterval(changes);
  if (metric !== 'time') return interval;
  const back = (value: number | null) => (value === null ? null : Math.expm1(value));
  return {
    ...interval,
    estimate: Math.expm1(interval.estimate),
    low: back(interval.low),
    high: back(interval.high),
  };
}

function verdictOf(
  each: Measured,
  interval: Pick<Interval, 'low' | 'high' | 'level'>,
  { improved, suspected, confirmed, invalid }: Judgement,
): GateComparison['verdict'] {
  if (invalid) return 'invalid';
  if (each.metric !== 'time') {
    if (confirmed === true) return 'more';
    return improved ? 'less' : suspected ? 'not decided' : 'equivalent';
  }
  if (confirmed === true) return 'slower';
  if (improved) return 'faster';
  const rule = { middle: 0, threshold: EQUIVALENT.callShare, leastLevel: LEVEL };
  return differenceOf(interval, rule) === 'same' ? 'equivalent' : 'not decided';
}

function sameComparison(one: Measured, other: Measured): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ strategy, workload, metric, attachFraction }: Measured): string {
  return JSON.stringify([strategy, workload, metric, attachFraction]);
}

/** A comparison in one sentence for the reader. */
export function comparisonSentence(comparison: Omit<GateComparison, 'says'>): string {
  const { strategy, workload, metric, attachFraction, change, low, high, processes, verdict, confirmed } =
    comparison;
  const figure = (value: number) => (metric === 'time' ? percent(value) : amount(value, metric));
  const interval = low === null ? '' : ` [${figure(low)}, ${figure(high!)}]`;
  const what = {
    time: `a call on ${workload}`,
    'bytes-per-code': `storage on a code object, extras on ${percent(attachFraction ?? 1)}`,
    'bytes-in-all': `a code object with its storage, extras on ${percent(attachFraction ?? 1)}`,
    'bytes-left': 'bytes left after death',
    'left-fraction': 'extras left after death',
  }[metric];
  const twice =
    confirmed === true
      ? ', confirmed by a fresh set of processes'
      : confirmed === false
        ? ', suspected but not confirmed by a fresh set of processes'
        : '';
  return `${strategy}, ${what}: ${verdict}, ${change > 0 ? '+' : ''}${figure(change)}${interval} over ${processes} processes${twice}.`;
}

function amount(value: number, metric: GateComparison['metric']): string {
  return metric === 'left-fraction' ? percent(value) : `${value.toFixed(1)} bytes`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
