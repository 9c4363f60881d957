/**
 * How a figure is written: "1.23 [1.10, 1.31] ns".
 *
 * The interval decides the digits: its width keeps two, the estimate gets no more. Ends are rounded outwards, so that
 * the interval written is never narrower than the one measured. A sign is written with the true minus.
 */

import type { Row } from '../records/schema.ts';
import { hasInterval, isMeasured } from './rows.ts';

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
}

const asIs = (value: number) => value;
const shownIn: Record<Row['unit'], Shown> = {
  ns: { unit: 'ns', from: asIs },
  bytes: { unit: 'bytes', from: asIs },
  rounds: { unit: 'collections', from: asIs },
  ratio: { unit: '%', from: (value) => (value - 1) * 100 },
  fraction: { unit: '%', from: (value) => value * 100 },
};

export function shownValue(unit: Row['unit'], value: number): number {
  return shownIn[unit].from(value);
}

export function shownUnit(unit: Row['unit']): string {
  return shownIn[unit].unit;
}

/** Null where the row is missing or has no figure. */
export function figureText(row: Row | undefined): FigureText | null {
  if (!isMeasured(row)) return null;
  const { unit, from } = shownIn[row.unit];
  const estimate = from(row.estimate);
  const common = { unit, processes: row.processes };
  if (!hasInterval(row)) {
    return {
      ...common,
      estimate: decimal(estimate, digitsOf(Math.abs(estimate))),
      interval: null,
      level: null,
    };
  }
  const low = from(row.low);
  const high = from(row.high);
  const digits = high > low ? digitsOf(high - low) : digitsOf(Math.abs(estimate));
  return {
    ...common,
    estimate: decimal(estimate, digits),
    interval: `[${decimal(low, digits, Math.floor)}, ${decimal(high, digits, Math.ceil)}]`,
    level: row.level < 0.95 ? percent(row.level) : null,
  };
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

/** "1.2 to 3.4 ns": the smallest and the largest estimate of several rows of one unit. */
export function rangeText(rows: readonly (Row | undefined)[]): string | null {
  const texts = rows
    .filter(isMeasured)
    .sort((a, b) => a.estimate - b.estimate)
    .map((row) => figureText(row)!);
  const first = texts[0];
  const last = texts.at(-1);
  if (first === undefined || last === undefined) return null;
  if (first.estimate === last.estimate) return `${first.estimate} ${first.unit}`;
  return `${first.estimate} to ${last.estimate} ${first.unit}`;
}

/** 0.923 is "92 %": a share of cover is never rounded up. */
export function percent(fraction: number): string {
  return `${decimal(fraction * 100, 0, Math.floor)} %`;
}

/** 40000 is "40 000", with a space that does not break. */
export function whole(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

export function counted(count: number, singular: string): string {
  const plural = singular.endsWith('s') ? `${singular}es` : `${singular}s`;
  return `${whole(count)} ${count === 1 ? singular : plural}`;
}

/** Decimals that leave two significant digits of `size`, three at most. */
function digitsOf(size: number): number {
  if (size === 0) return 0;
  return Math.min(3, Math.max(0, 1 - Math.floor(Math.log10(size))));
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
