/**
 * What a strategy costs in the reader's situation, from the measured rows: a sum of rows, each with a weight. The interval of a sum is
 * the sum of the intervals' ends, which is wider than need be and never narrower.
 *
 * Time: calls are taken to be spread evenly over the code objects. Look-ups were timed among N code objects with an extra and N
 * without. Hits and misses alike are taken from where N is nearest to how many have an extra: what a miss searches is a table of those.
 * Bytes: between two measured attach fractions they are taken to grow in a straight line. Several tools are taken as so many times
 * one, and what is there without an extra as once; where they share a place on the code object, that is the most it can be.
 */

import type { PlannedArm, Row, Run } from '../../records/schema.ts';
import { counted, setShare } from '../figure.ts';
import {
  hasInterval,
  isInvalid,
  isMeasured,
  type Measured,
  rowLike,
  rowsLike,
  settings,
  UNCROWDED,
} from '../rows.ts';
import type { Situation } from './situation.ts';
import { sharesPlace } from './touch.ts';

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
  /** The estimate is the most that it can be, the low end the least. */
  readonly atMost: boolean;
  /** What was taken for granted of this strategy. */
  readonly remarks: readonly string[];
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
  const miss = share === 1 ? [] : [lookUp(run, arm.name, 0, population * share)];
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
  const tolerated = sum(parts.map(({ row, weight }) => Math.abs(weight) * toleranceOf(row)));
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
  const objects = counted(population, 'code object');
  return { row, says: `look-up, ${what}, among ${objects}${hitRatio === 1 ? '' : ' with an extra'}` };
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
  if (gap(own.row, its.row) > toleranceOf(its.row)) {
    const than = endsOf(own.row).low > endsOf(its.row).high ? 'slower' : 'faster';
    return `was not measured with several tools, and alone is ${than} than \`${formOf}\`, so its figures cannot stand in`;
  }
  const remark = `Several tools were measured with \`${formOf}\`, of which it is a form.`;
  return { ...found, says: `${found.says}, with \`${formOf}\``, remark };
}

/** Does one cost more than another, by more than counts as nothing? */
export function isSlower(one: Measured, other: Measured): boolean {
  return endsOf(one).low - endsOf(other).high > toleranceOf(other);
}

/** How far apart two intervals lie; 0 where they meet. */
function gap(one: Measured, other: Measured): number {
  const [a, b] = [endsOf(one), endsOf(other)];
  return Math.max(0, a.low - b.high, b.low - a.high);
}

export function bytesOf(run: Run, arm: PlannedArm, given: Situation, common: number | undefined): Costed {
  const strategy = arm.name;
  const { population: live, attachFraction, tools } = given;
  const able = bytePopulations(run, strategy, given);
  const population = common !== undefined && able.includes(common) ? common : nearest(able, live);
  if (population === undefined) return { missing: missingBytes(run, strategy, given) };
  const partsFor = (tools: number): Part[] =>
    byteWeights(byteFractions(run, strategy, population), attachFraction, tools).map(
      ({ fraction, weight }) => ({
        row: rowLike(run, { ...BYTES, strategy, population, attachFraction: fraction }) as Measured,
        weight,
        says: `memory, ${fraction === 0 ? 'no extras on' : `extras on ${setShare(fraction)} of`} ${counted(population, 'code object')}`,
      }),
    );
  const parts = partsFor(tools);
  const scale = live * BYTES_TO_MB;
  const tolerated = Math.max(...parts.map(({ row }) => toleranceOf(row)));
  const cost = costOf(parts, scale, Math.max(LEAST_MB, tolerated * scale), severalRemarks(arm, given));
  return isAtMost(arm, given) ? downTo(cost, summed(partsFor(1)).low, scale) : cost;
}

/** Several tools that share a place on the code object take no less than one of them. */
function isAtMost(arm: PlannedArm, { tools, attachFraction }: Situation): boolean {
  return tools > 1 && attachFraction > 0 && sharesPlace(arm);
}

function downTo(cost: Cost, least: number, scale: number): Cost {
  const widened = (of: Estimate, low: number): Estimate => ({ ...of, low: Math.min(of.low, low) });
  const { each, total } = cost;
  return { ...cost, each: widened(each, least), total: widened(total, least * scale), atMost: true };
}

function severalRemarks(arm: PlannedArm, given: Situation): string[] {
  const { tools } = given;
  if (tools === 1) return [];
  return [
    `Bytes were measured with one tool: what an extra adds is taken ${tools} times.`,
    ...(isAtMost(arm, given)
      ? [
          'Tools share a place on the code object: that is the most it can be, and the bytes of one the least.',
        ]
      : []),
  ];
}

/** What is there without an extra is there once, whoever comes. */
function byteWeights(
  measured: readonly number[],
  attachFraction: number,
  tools: number,
): { fraction: number; weight: number }[] {
  const { below, above } = neighbours(measured, attachFraction)!;
  const towards = below === above ? 0 : (attachFraction - below) / (above - below);
  const weights = new Map<number, number>();
  const add = (fraction: number, weight: number) =>
    weights.set(fraction, (weights.get(fraction) ?? 0) + weight);
  add(below, (1 - towards) * tools);
  add(above, towards * tools);
  add(0, 1 - tools);
  return [...weights].flatMap(([fraction, weight]) => (weight === 0 ? [] : [{ fraction, weight }]));
}

/** The population at which the bytes of most strategies are known; of several such the nearest. */
export function commonPopulation(
  run: Run,
  strategies: readonly string[],
  given: Situation,
): number | undefined {
  const able = strategies.map((strategy) => bytePopulations(run, strategy, given));
  const known = (population: number) => able.filter((each) => each.includes(population)).length;
  const all = [...new Set(able.flat())];
  const most = Math.max(0, ...all.map(known));
  return nearest(
    all.filter((population) => known(population) === most).sort((a, b) => a - b),
    given.population,
  );
}

/** Populations of which bytes are known at the attach fraction, or on both sides of it; for several tools also without extras. */
function bytePopulations(run: Run, strategy: string, { attachFraction, tools }: Situation): number[] {
  const rows = rowsLike(run, { ...BYTES, strategy }).filter(isMeasured);
  return settings(rows, 'population').filter((population) => {
    const measured = byteFractions(run, strategy, population);
    return neighbours(measured, attachFraction) !== null && (tools === 1 || measured.includes(0));
  });
}

function missingBytes(run: Run, strategy: string, given: Situation): string {
  return bytePopulations(run, strategy, { ...given, tools: 1 }).length === 0
    ? 'no bytes were measured in this run'
    : 'its bytes without extras were not measured in this run, and several tools share those';
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
function toleranceOf(row: Row): number {
  return Math.max(row.verdict?.threshold ?? 0, row.verdict?.reach ?? 0);
}

function costOf(parts: readonly Part[], scale: number, same: number, remarks: readonly string[]): Cost {
  const each = summed(parts);
  return {
    each,
    total: scaled(each, scale),
    same,
    sources: parts.map(({ row, says }) => ({ row, says })),
    doubtful: parts.some(({ row }) => isInvalid(row)),
    atMost: false,
    remarks,
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
