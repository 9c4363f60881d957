/**
 * A run that was kept, and one measured now: what of the two can be compared, and what it comes to. Pure.
 *
 * They share no process, so only what carries over is compared: ratios to the control of the same process, bytes per code
 * object, and what is left after death. Nanoseconds never are. What another engine or another processor changes by
 * itself is refused, with the reason.
 *
 * A ratio's change is taken between two independent medians: on the log scale its standard error is the root of the sum
 * of both squares, each from its interval (half the width by the normal quantile). The bytes and fractions of a run repeat
 * to a tenth of a byte; their medians are compared with a limit.
 */

import { probit } from 'simple-statistics';
import { differences, differenceText } from '../environment/same-machine.ts';
import type { GateComparison, GateRecord } from '../records/gate.ts';
import type { Environment, Row, Run } from '../records/schema.ts';
import { differenceOf } from '../samples/difference.ts';
import { BASELINE_TIME_LIMIT, EQUIVALENT, GATE_LEVEL, GATE_SUSPICION_LEVEL } from '../samples/thresholds.ts';
import { holm } from '../statistics/holm.ts';
import { upperTail } from '../statistics/normal.ts';
import { comparisonSentence, withoutTwin } from './decide.ts';

/** Rows of the new run that seem worse than the kept one, and may be measured again. */
export function suspectsOf(baseline: Run, now: Run, unfit: (workload: string) => boolean): Row[] {
  return worseAmong(pairsOf(baseline, now), GATE_SUSPICION_LEVEL)
    .map(({ row }) => row)
    .filter(({ metric, workload }) => metric !== 'ratio' || !unfit(workload));
}

/** All that can be compared, judged. `second` is the run of the suspects, if there were any. */
export function baselineComparisons(
  baseline: Run,
  first: Run,
  second: Run | null,
  unfit: (workload: string) => boolean,
): GateComparison[] {
  const pairs = pairsOf(baseline, first);
  const suspects = suspectsOf(baseline, first, unfit);
  const fresh = second === null ? [] : pairsOf(baseline, second);
  const again = fresh.filter(({ row }) => suspects.some((suspect) => samePlace(suspect, row)));
  const confirmed = worseAmong(again, GATE_LEVEL);
  const p = pValues(pairs);
  const faster = pValues(pairs, fasterP);
  return pairs.map((pair, i) => {
    const suspected = suspects.includes(pair.row);
    const second = suspected ? again.find((other) => samePlace(other.row, pair.row)) : undefined;
    const held = confirmed.some((other) => samePlace(other.row, pair.row));
    // A suspect's first figures were picked for looking bad: what is published is the second run's.
    return comparisonOf(second ?? pair, {
      pValue: p[i]!,
      suspected,
      confirmed: second === undefined ? null : held,
      improved: (faster[i] ?? 1) <= GATE_LEVEL,
      unfit: unfit(pair.row.workload),
    });
  });
}

/** What was not compared, and why. */
export function refusedOf(baseline: Run, now: Run): GateRecord['refused'] {
  return [...carriesOver(baseline.environment, now.environment).refused, ...missingIn(baseline, now)];
}

/** What was asked for, means the same here and there, and was not measured now: hung and crashed processes leave such gaps. */
export function unmeasuredIn(baseline: Run, now: Run): string[] {
  const { times, bytes } = carriesOver(baseline.environment, now.environment).carried;
  const { arms, programs, replicates, cleanupRounds } = now.plan;
  const compared = arms.filter(({ name, strategy }) => name === strategy && name !== 'none');
  const has = (strategy: string, which: (row: Row) => boolean) =>
    now.rows.some((row) => row.strategy === strategy && row.estimate !== null && which(row));
  const kept = (strategy: string, workload: string) =>
    baseline.rows.some((row) => isTime(row) && row.strategy === strategy && row.workload === workload);
  const gaps = compared.flatMap(({ name }) => [
    ...programs
      .filter(({ name: workload }) => times && kept(name, workload))
      .filter(({ name: workload }) => !has(name, (row) => isTime(row) && row.workload === workload))
      .map(({ name: workload }) => `time of ${name} on ${workload}`),
    ...(bytes && replicates.memory! > 0 && !has(name, ({ metric }) => metric === 'bytes-per-code')
      ? [`bytes-per-code of ${name}`]
      : []),
    ...(replicates.cleanup! > 0 &&
    !has(name, ({ metric, rounds }) => metric === 'left-fraction' && rounds === cleanupRounds)
      ? [`left-fraction of ${name}`]
      : []),
  ]);
  return [...gaps, ...(times ? withoutTwin(now.plan, now.controls) : [])];
}

/** Which kinds of figures mean the same here and there. */
interface Carried {
  readonly times: boolean;
  readonly bytes: boolean;
}

function carriesOver(there: Environment, here: Environment) {
  const found = differences(there, here).filter(({ weight }) => weight !== 'note');
  const engine = found.filter(({ weight }) => weight === 'engine');
  const words = (some: typeof found) => some.map(differenceText).join('; ');
  const carried: Carried = { times: found.length === 0, bytes: engine.length === 0 };
  const refused = [
    {
      what: 'nanoseconds',
      because:
        'the two runs share no process, and the speed of a machine changes within minutes; ratios to the control do not',
    },
    ...(carried.times
      ? []
      : [
          {
            what: 'ratios to the control',
            because: `what a look-up takes beside a call depends on it: ${words(found)}`,
          },
        ]),
    ...(carried.bytes
      ? []
      : [{ what: 'bytes per code object', because: `the engine lays objects out: ${words(engine)}` }]),
  ];
  return { carried, refused };
}

/** A figure of the kept run, and the same of this one. */
interface Pair {
  readonly was: Row;
  readonly row: Row;
}

function pairsOf(baseline: Run, now: Run): Pair[] {
  const { times, bytes } = carriesOver(baseline.environment, now.environment).carried;
  return now.rows
    .filter((row) => isCompared(row, now, times, bytes))
    .flatMap((row) => {
      const was = counterpart(baseline, row);
      return was === undefined || was.estimate === null || row.estimate === null ? [] : [{ was, row }];
    });
}

/** The kept run's figure of the same thing, if it has one that its own controls vouch for. */
function counterpart(baseline: Run, row: Row): Row | undefined {
  const was = baseline.rows.find((other) => samePlace(other, row));
  const vouchedFor = row.metric !== 'ratio' || !failedControls(baseline).has(row.workload);
  return vouchedFor ? was : undefined;
}

/** Programs on which a control of the kept run failed. */
function failedControls({ controls }: Run): Set<string> {
  const failed = controls.filter(({ passed, experiment }) => !passed && experiment === 'call-cost');
  return new Set(failed.map(({ workload }) => workload));
}

/** Is it the time of a call, as a multiple of the control's in the same process? */
function isTime({ metric, experiment, reference }: Row): boolean {
  return metric === 'ratio' && experiment === 'call-cost' && reference === 'none';
}

function isCompared(row: Row, { plan }: Run, times: boolean, bytes: boolean): boolean {
  const arm = plan.arms.find(({ name }) => name === row.strategy);
  if (arm === undefined || arm.name !== arm.strategy || arm.strategy === 'none') return false;
  switch (row.metric) {
    case 'ratio':
      return times && isTime(row);
    case 'bytes-per-code':
    case 'bytes-left':
      return bytes;
    case 'left-fraction':
      return row.rounds === plan.cleanupRounds;
    default:
      return false;
  }
}

function samePlace(one: Row, other: Row): boolean {
  return (
    one.metric === other.metric &&
    one.strategy === other.strategy &&
    one.workload === other.workload &&
    one.reference === other.reference &&
    one.population === other.population &&
    one.attachFraction === other.attachFraction &&
    one.rounds === other.rounds
  );
}

/** What was measured now and has no counterpart, one entry for each program and metric. */
function missingIn(baseline: Run, now: Run): GateRecord['refused'] {
  const { times, bytes } = carriesOver(baseline.environment, now.environment).carried;
  const alone = now.rows
    .filter((row) => isCompared(row, now, times, bytes))
    .filter((row) => counterpart(baseline, row) === undefined);
  const kinds = [...new Set(alone.map(({ metric, workload }) => `${metric} on ${workload}`))];
  return kinds.map((kind) => {
    const mine = alone.filter(({ metric, workload }) => `${metric} on ${workload}` === kind);
    const names = [...new Set(mine.map(({ strategy }) => strategy))].join(', ');
    const unfit = mine[0]!.metric === 'ratio' && failedControls(baseline).has(mine[0]!.workload);
    const because = unfit
      ? `a control of the run ${baseline.id} failed there`
      : `the run ${baseline.id} has no such figure, or has it of another population`;
    return { what: `${kind} (${names})`, because };
  });
}

/** Of "no worse than the limit", adjusted by Holm over the ratios; null for what is no matter of chance. */
function pValues(pairs: readonly Pair[], p: (pair: Pair) => number = slowerP): (number | null)[] {
  const timed = pairs.filter(({ row }) => row.metric === 'ratio');
  const corrected = holm(timed.map(p));
  return pairs.map((pair) => (pair.row.metric === 'ratio' ? corrected[timed.indexOf(pair)]! : null));
}

function slowerP(pair: Pair): number {
  const error = standardError(pair);
  if (error === null) return 1;
  return upperTail((logChange(pair) - Math.log1p(BASELINE_TIME_LIMIT)) / error);
}

function fasterP(pair: Pair): number {
  const error = standardError(pair);
  if (error === null) return 1;
  return upperTail((-Math.log1p(BASELINE_TIME_LIMIT) - logChange(pair)) / error);
}

function logChange({ was, row }: Pair): number {
  return Math.log(row.estimate! / was.estimate!);
}

/** Of the log change; null where either run has no interval. */
function standardError({ was, row }: Pair): number | null {
  const errors = [was, row].map(({ low, high, level }) =>
    low === null || high === null || level <= 0 ? null : Math.log(high / low) / 2 / probit((1 + level) / 2),
  );
  return errors.includes(null) ? null : Math.hypot(...(errors as number[]));
}

function worseAmong(pairs: readonly Pair[], level: number): Pair[] {
  const p = pValues(pairs);
  return pairs.filter((pair, i) => {
    const chance = p[i] ?? null;
    return chance === null ? pair.row.estimate! - pair.was.estimate! > limitOf(pair.row) : chance <= level;
  });
}

function limitOf({ metric }: Row): number {
  if (metric === 'ratio') return BASELINE_TIME_LIMIT;
  return metric === 'left-fraction' ? EQUIVALENT.leftShare : EQUIVALENT.bytes;
}

interface Judgement {
  readonly pValue: number | null;
  readonly suspected: boolean;
  readonly confirmed: boolean | null;
  readonly improved: boolean;
  readonly unfit: boolean;
}

function comparisonOf(pair: Pair, judgement: Judgement): GateComparison {
  const { was, row } = pair;
  const { pValue, confirmed } = judgement;
  const time = row.metric === 'ratio';
  const change = time ? Math.expm1(logChange(pair)) : row.estimate! - was.estimate!;
  const bounds = time ? timeBounds(pair) : sumBounds(pair);
  const verdict = time ? timeVerdict(bounds, judgement) : heldVerdict(change, limitOf(row), judgement);
  const comparison = {
    experiment: row.experiment,
    strategy: row.strategy,
    workload: row.workload,
    metric: time ? ('time' as const) : (row.metric as GateComparison['metric']),
    unit: row.unit as GateComparison['unit'],
    ...(row.attachFraction === undefined ? {} : { attachFraction: row.attachFraction }),
    before: was.estimate!,
    after: row.estimate!,
    change,
    ...bounds,
    level: Math.min(was.level, row.level),
    processes: row.processes,
    limit: limitOf(row),
    pValue,
    verdict,
    confirmed,
  };
  return { ...comparison, says: comparisonSentence(comparison) };
}

function timeVerdict(
  bounds: { low: number | null; high: number | null },
  { confirmed, improved, unfit }: Judgement,
): GateComparison['verdict'] {
  if (unfit) return 'invalid';
  if (confirmed === true) return 'slower';
  if (improved) return 'faster';
  const rule = { middle: 0, threshold: EQUIVALENT.callShare };
  return differenceOf({ ...bounds, level: 1 }, rule) === 'same' ? 'equivalent' : 'not decided';
}

/** Of bytes, and of what is left after death. */
function heldVerdict(
  change: number,
  limit: number,
  { suspected, confirmed }: Judgement,
): GateComparison['verdict'] {
  if (confirmed === true) return 'more';
  if (change < -limit) return 'less';
  return suspected ? 'not decided' : 'equivalent';
}

function timeBounds(pair: Pair): { low: number | null; high: number | null } {
  const error = standardError(pair);
  if (error === null) return { low: null, high: null };
  const reach = error * probit(0.975);
  return { low: Math.expm1(logChange(pair) - reach), high: Math.expm1(logChange(pair) + reach) };
}

/** The outermost that two intervals of a difference allow. */
function sumBounds({ was, row }: Pair): { low: number | null; high: number | null } {
  if (was.low === null || row.low === null) return { low: null, high: null };
  return { low: row.low - was.high!, high: row.high! - was.low };
}
