/**
 * How a figure is written: "1.23 [1.10, 1.31] ns".
 *
 * The interval decides the digits: half its width keeps one or two, the estimate gets no more. Ends are rounded outwards, so that
 * the interval written is never narrower than the one measured. A sign is written with the true minus.
 */

import type { Row } from '../records/schema.ts';

/** What is written of a row. */
export type Figure = Pick<Row, 'unit' | 'estimate' | 'low' | 'high' | 'level' | 'processes'>;
type Measured = Figure & { readonly estimate: number };

/** A figure cut into its texts, for whoever lays them out. All numbers are in `unit`. */
export interface FigureText {
  readonly estimate: string;
  /** "[1.10, 1.31]", or null where there were too few processes. */
  readonly interval: string | null;
  readonly unit: string;
  /** "88 %" where the interval covers less than 95 %. */
  readonly level: string | null;
  readonly processes: number;
}

/** A ratio is written as what it adds, in percent; a fraction in percent. */
interface Shown {
  readonly unit: string;
  readonly from: (value: number) => number;
  /** Decimals that still mean something to a reader; ends of intervals are rounded outwards all the same. */
  readonly finest: number;
}

const asIs = (value: number) => value;
const shownIn: Record<Row['unit'], Shown> = {
  ns: { unit: 'ns', from: asIs, finest: 2 },
  bytes: { unit: 'bytes', from: asIs, finest: 1 },
  rounds: { unit: 'collections', from: asIs, finest: 1 },
  MB: { unit: 'MB', from: asIs, finest: 1 },
  ms: { unit: 'ms', from: asIs, finest: 2 },
  ratio: { unit: '%', from: (value) => (value - 1) * 100, finest: 1 },
  fraction: { unit: '%', from: (value) => value * 100, finest: 1 },
};

export function shownValue(unit: Row['unit'], value: number): number {
  return shownIn[unit].from(value);
}

export function shownUnit(unit: Row['unit']): string {
  return shownIn[unit].unit;
}

/** Null where the row is missing or has no figure. */
export function figureText(row: Figure | undefined): FigureText | null {
  if (row === undefined || !isMeasured(row)) return null;
  const { unit, from } = shownIn[row.unit];
  const digits = digitsOf(row);
  const common = { estimate: decimal(from(row.estimate), digits), unit, processes: row.processes };
  if (!hasInterval(row)) return { ...common, interval: null, level: null };
  const low = decimal(from(row.low), digits, Math.floor);
  const high = decimal(from(row.high), digits, Math.ceil);
  return { ...common, interval: `[${low}, ${high}]`, level: row.level < 0.95 ? percent(row.level) : null };
}

/** Its interval, where it has one whose width shows in the digits that are written. */
export function shownInterval({ estimate, interval }: FigureText): string | null {
  return interval === `[${estimate}, ${estimate}]` ? null : interval;
}

/** The figure in one line. */
export function figureLine(row: Row | undefined): string {
  const text = figureText(row);
  if (text === null) return row?.because ?? 'not measured in this run';
  if (text.interval === null)
    return `${text.estimate} ${text.unit} (no interval, ${counted(text.processes, 'process')})`;
  const level = text.level === null ? '' : ` at ${text.level}`;
  return `${text.estimate} ${text.interval} ${text.unit}${level}`;
}

/** "1.2 to 3.4 ns": the smallest and the largest estimate of several rows of one unit, with the digits of the surer. */
export function rangeText(rows: readonly (Figure | undefined)[]): string | null {
  const sorted = rows
    .filter((row) => row !== undefined)
    .filter(isMeasured)
    .sort((a, b) => a.estimate - b.estimate);
  const least = sorted[0];
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) return null;
  const digits = Math.max(digitsOf(least), digitsOf(most));
  const { unit, from } = shownIn[least.unit];
  const ends = new Set([least, most].map(({ estimate }) => decimal(from(estimate), digits)));
  return `${[...ends].join(' to ')} ${unit}`;
}

/** 0.923 is "92 %": a share of cover is never rounded up. */
export function percent(fraction: number): string {
  return `${decimal(fraction * 100, 0, Math.floor)} %`;
}

/** 0.005 is "0.5 %": a share that was set, and not measured. */
export function setShare(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(3))} %`;
}

/** The reach of the noise floor, to a tenth, never rounded down. */
export function outwards(reach: number): string {
  return decimal(reach, 1, Math.ceil);
}

/** 40000 is "40 000", with a space that does not break. */
export function whole(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

export function counted(count: number, singular: string): string {
  const plural = singular.endsWith('s') ? `${singular}es` : `${singular}s`;
  return `${whole(count)} ${count === 1 ? singular : plural}`;
}

/** "A", "A and B", "A, B and C". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Decimals for a row: half the width of its interval decides; without one the figure itself gets two digits. */
function digitsOf(row: Measured): number {
  const { from, finest } = shownIn[row.unit];
  const half = hasInterval(row) ? (from(row.high) - from(row.low)) / 2 : 0;
  if (half > 0) return decimalsFor(half, significantIn(half), finest);
  const value = Math.abs(from(row.estimate));
  return value === 0 || Number.isInteger(value) ? 0 : decimalsFor(value, 2, finest);
}

/**
 * An error keeps two digits, or one from 3.55 on: the rule of the Particle Data Group (Review of Particle Physics,
 * Introduction, on rounding).
 */
function significantIn(error: number): number {
  return error / 10 ** Math.floor(Math.log10(error)) < 3.55 ? 2 : 1;
}

/** Decimals that show so many significant digits of a size. */
function decimalsFor(size: number, significant: number, finest: number): number {
  return Math.min(finest, Math.max(0, significant - 1 - Math.floor(Math.log10(size))));
}

function decimal(value: number, digits: number, round: (value: number) => number = Math.round): string {
  const scale = 10 ** digits;
  // A value that is binary dust away from a last digit is that digit: 1.1 * 10 must not be rounded up to 12.
  const scaled = value * scale;
  const nearest = Math.round(scaled);
  const rounded = Math.abs(scaled - nearest) < 1e-9 * Math.max(1, Math.abs(scaled)) ? nearest : round(scaled);
  const text = (Math.abs(rounded) / scale).toFixed(digits);
  return rounded < 0 ? `−${text}` : text;
}

function isMeasured(row: Figure): row is Measured {
  return row.estimate !== null;
}

function hasInterval(row: Figure): row is Measured & { readonly low: number; readonly high: number } {
  return isMeasured(row) && row.low !== null && row.high !== null;
}
