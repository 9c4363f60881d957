/**
 * What a strategy costs in the reader's situation, from the measured rows: a sum of rows, each with a weight. The interval of a sum is
 * the sum of the intervals' ends, which is wider than need be and never narrower.
 *
 * Time: calls are taken to be spread evenly over the code objects. Look-ups were timed among N code objects with an extra and N
 * without, so a hit is taken from where N is nearest to how many have one, and a miss from where N is nearest to how many have none.
 * Bytes: between two measured attach fractions they are taken to grow in a straight line.
 */

import type { PlannedArm, Row, Run } from '../../records/schema.ts';
import { counted, setShare } from '../figure.ts';
import { noiseFloor } from '../noise.ts';
import { hasInterval, isMeasured, type Measured, rowLike, rowsLike, settings, UNCROWDED } from '../rows.ts';
import type { Situation } from './situation.ts';

export interface Estimate {
  readonly estimate: number;
  /** As the estimate where there were too few processes for an interval (`sure` is false then). */
  readonly low: number;
  readonly high: number;
  readonly sure: boolean;
  /** Processes behind the least known part, and the least cover of an interval in it. */
  readonly processes: number;
  readonly level: number;
}

/** A row that a cost rests on. */
export interface Source {
  readonly row: Measured;
  /** "look-up, hit, among 1 000 code objects" */
  readonly says: string;
}

export interface Cost {
  /** Nanoseconds of a call, or bytes of a code object. */
  readonly each: Estimate;
  /** Milliseconds of each second, or megabytes. */
  readonly total: Estimate;
  /** Differences of the total up to this count as none. */
  readonly same: number;
  readonly sources: readonly Source[];
  /** A control failed beside one of the rows. */
  readonly doubtful: boolean;
  /** What was taken for granted of this strategy. */
  readonly remark: string | null;
}

export type Costed = Cost | { readonly missing: string };

export function isCost(of: Costed): of is Cost {
  return 'each' in of;
}

interface Part {
  readonly row: Measured;
  readonly weight: number;
  readonly says: string;
}

/** Less than a thousandth of one core is nothing that anybody feels. */
export const LEAST_MS = 1;

/** Ten kilobytes, neither: a few pages of memory. */
export const LEAST_MB = 0.01;

const NS_TO_MS = 1e-6;
const BYTES_TO_MB = 1e-6;

/** Bytes of populations that were attached at one stroke. */
const BYTES = { experiment: 'memory', workload: 'population', metric: 'bytes-per-code' } as const;

const ADDED = { metric: 'added-ns', reference: 'none', workload: 'population' } as const;
const LOOK_UP = { ...ADDED, experiment: 'look-up', ...UNCROWDED } as const;
const SEVERAL = { ...ADDED, experiment: 'several-tools' } as const;

export function timeOf(run: Run, arm: PlannedArm, given: Situation): Costed {
  const { population, attachFraction: share, callsPerSecond, tools } = given;
  const hit = share === 0 ? [] : [hitOf(run, arm, given)];
  const miss = share === 1 ? [] : [lookUp(run, arm.name, 0, population * (1 - share))];
  const missing = [...hit, ...miss].find((each) => typeof each === 'string');
  if (missing !== undefined) return { missing };
  const parts = [
    ...(hit as Found[]).map((each) => ({ ...each, weight: share })),
    ...(miss as Found[]).map((each) => ({ ...each, weight: (1 - share) * tools })),
  ];
  const remarks = [
    ...(hit as Found[]).flatMap(({ remark }) => remark ?? []),
    ...(tools > 1 && share < 1
      ? [`A miss of ${tools} tools was not measured: it is taken as so many misses of one.`]
      : []),
  ];
  const tolerated = sum(parts.map(({ row, weight }) => Math.abs(weight) * toleranceOf(run, row)));
  const scale = callsPerSecond * NS_TO_MS;
  return costOf(parts, scale, Math.max(LEAST_MS, tolerated * scale), remarks);
}

interface Found {
  readonly row: Measured;
  readonly says: string;
  readonly remark?: string;
}

function hitOf(run: Run, arm: PlannedArm, given: Situation): Found | string {
  if (given.tools > 1) return severalOf(run, arm.name, given.tools) ?? borrowed(run, arm, given.tools);
  return lookUp(run, arm.name, 1, given.population * given.attachFraction);
}

function lookUp(run: Run, strategy: string, hitRatio: number, among: number): Found | string {
  const what = hitRatio === 1 ? 'hit' : 'miss';
  const rows = rowsLike(run, { ...LOOK_UP, strategy, hitRatio }).filter(isMeasured);
  const population = nearest(settings(rows, 'population'), among);
  const row = rows.find((each) => each.population === population);
  if (row === undefined || population === undefined) return `no look-up (${what}) was measured in this run`;
  return { row, says: `look-up, ${what}, among ${counted(population, 'code object')}` };
}

function severalOf(run: Run, strategy: string, asked: number): Found | null {
  const rows = rowsLike(run, { ...SEVERAL, strategy }).filter(isMeasured);
  const tools = nearest(settings(rows, 'tools'), asked);
  const row = rows.find((each) => each.tools === tools);
  if (row === undefined || tools === undefined) return null;
  const among = row.population === undefined ? '' : `, among ${counted(row.population, 'code object')}`;
  const says = `several-tools, ${counted(tools, 'tool')} that each hit${among}`;
  if (tools === asked) return { row, says };
  return { row, says, remark: `Measured with ${counted(tools, 'tool')}, the number nearest to ${asked}.` };
}

/** A form stands for its strategy where several tools are, if alone it is as fast. */
function borrowed(run: Run, { name, formOf }: PlannedArm, asked: number): Found | string {
  const missing = 'several tools were not measured in this run';
  const found = formOf === undefined ? null : severalOf(run, formOf, asked);
  if (formOf === undefined || found === null) return missing;
  const among = found.row.population ?? 1;
  const own = lookUp(run, name, 1, among);
  const its = lookUp(run, formOf, 1, among);
  if (typeof own === 'string' || typeof its === 'string') return missing;
  if (gap(own.row, its.row) > toleranceOf(run, its.row)) {
    return `several tools were not measured, and a hit of one takes another time than one of \`${formOf}\``;
  }
  const remark = `Several tools were measured with \`${formOf}\`, of which it is a form.`;
  return { ...found, says: `${found.says}, with \`${formOf}\``, remark };
}

/** Does one cost more than another, by more than counts as nothing? */
export function isSlower(run: Run, one: Measured, other: Measured): boolean {
  return endsOf(one).low - endsOf(other).high > toleranceOf(run, other);
}

/** How far apart two intervals lie; 0 where they meet. */
function gap(one: Measured, other: Measured): number {
  const [a, b] = [endsOf(one), endsOf(other)];
  return Math.max(0, a.low - b.high, b.low - a.high);
}

export function bytesOf(run: Run, strategy: string, given: Situation, common: number | undefined): Costed {
  const { population: live, attachFraction, tools } = given;
  const able = bytePopulations(run, strategy, attachFraction);
  const population = common !== undefined && able.includes(common) ? common : nearest(able, live);
  if (population === undefined) return { missing: 'no bytes were measured in this run' };
  const at = (fraction: number) =>
    rowLike(run, { ...BYTES, strategy, population, attachFraction: fraction }) as Measured;
  const { below, above } = neighbours(byteFractions(run, strategy, population), attachFraction)!;
  const towards = below === above ? 0 : (attachFraction - below) / (above - below);
  const parts: Part[] = [
    { fraction: below, weight: 1 - towards },
    ...(below === above ? [] : [{ fraction: above, weight: towards }]),
  ].map(({ fraction, weight }) => ({
    row: at(fraction),
    weight: weight * tools,
    says: `memory, extras on ${setShare(fraction)} of ${counted(population, 'code object')}`,
  }));
  const empty = tools === 1 ? undefined : rowLike(run, { ...BYTES, strategy, population, attachFraction: 0 });
  if (isMeasured(empty)) {
    // What is there without an extra is there once, whoever comes.
    const says = `memory, no extras on ${counted(population, 'code object')}`;
    parts.push({ row: empty, weight: 1 - tools, says });
  }
  const remarks =
    tools === 1 ? [] : [`Bytes were measured with one tool: what an extra adds is taken ${tools} times.`];
  const scale = live * BYTES_TO_MB;
  const tolerated = Math.max(...parts.map(({ row }) => toleranceOf(run, row)));
  return costOf(parts, scale, Math.max(LEAST_MB, tolerated * scale), remarks);
}

/** The population at which the bytes of most strategies are known; of several such the nearest. */
export function commonPopulation(
  run: Run,
  strategies: readonly string[],
  given: Situation,
): number | undefined {
  const able = strategies.map((strategy) => bytePopulations(run, strategy, given.attachFraction));
  const known = (population: number) => able.filter((each) => each.includes(population)).length;
  const all = [...new Set(able.flat())];
  const most = Math.max(0, ...all.map(known));
  return nearest(
    all.filter((population) => known(population) === most).sort((a, b) => a - b),
    given.population,
  );
}

/** Populations of which bytes are known at the attach fraction, or on both sides of it. */
function bytePopulations(run: Run, strategy: string, attachFraction: number): number[] {
  const rows = rowsLike(run, { ...BYTES, strategy }).filter(isMeasured);
  return settings(rows, 'population').filter(
    (population) => neighbours(byteFractions(run, strategy, population), attachFraction) !== null,
  );
}

function byteFractions(run: Run, strategy: string, population: number): number[] {
  return settings(rowsLike(run, { ...BYTES, strategy, population }).filter(isMeasured), 'attachFraction');
}

function neighbours(sorted: readonly number[], value: number): { below: number; above: number } | null {
  const below = sorted.filter((each) => each <= value).at(-1);
  const above = sorted.find((each) => each >= value);
  return below === undefined || above === undefined ? null : { below, above };
}

/** By ratio, as numbers of code objects are told apart; of two as near the larger. */
export function nearest(sorted: readonly number[], wanted: number): number | undefined {
  const distance = (value: number) => Math.abs(Math.log(Math.max(1, wanted) / Math.max(1, value)));
  return [...sorted].sort((a, b) => distance(a) - distance(b) || b - a)[0];
}

/** Differences up to this count as none: the harness's threshold, or what twins differed by. */
function toleranceOf(run: Run, row: Row): number {
  return Math.max(row.verdict?.threshold ?? 0, noiseFloor(run, row) ?? 0);
}

function costOf(parts: readonly Part[], scale: number, same: number, remarks: readonly string[]): Cost {
  const each = summed(parts);
  return {
    each,
    total: scaled(each, scale),
    same,
    sources: parts.map(({ row, says }) => ({ row, says })),
    doubtful: parts.some(({ row }) => row.verdict?.is === 'invalid'),
    remark: remarks.length === 0 ? null : remarks.join(' '),
  };
}

function summed(parts: readonly Part[]): Estimate {
  const ends = parts.map(({ row, weight }) => {
    const { low, high } = endsOf(row);
    return weight < 0 ? [high * weight, low * weight] : [low * weight, high * weight];
  });
  return {
    estimate: sum(parts.map(({ row, weight }) => row.estimate * weight)),
    low: sum(ends.map(([low]) => low!)),
    high: sum(ends.map(([, high]) => high!)),
    sure: parts.every(({ row }) => hasInterval(row)),
    processes: Math.min(...parts.map(({ row }) => row.processes)),
    level: Math.min(...parts.map(({ row }) => row.level)),
  };
}

function endsOf(row: Measured): { readonly low: number; readonly high: number } {
  return hasInterval(row) ? row : { low: row.estimate, high: row.estimate };
}

function scaled(of: Estimate, by: number): Estimate {
  return { ...of, estimate: of.estimate * by, low: of.low * by, high: of.high * by };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
