/** What all answers share: who stands in a headline, and how figures and doubts about them are put into words. */

import type { Row, Run } from '../../records/schema.ts';
import { isLossy, originOf } from '../arms.ts';
import { figureText } from '../figure.ts';
import { type Told, toldFromNoise } from '../noise.ts';
import { isInvalid, isMeasured, type Measured } from '../rows.ts';

export interface Answer {
  readonly topic: string;
  readonly headline: string;
  /** The strategies, from the least cost to the largest. */
  readonly items: readonly { readonly arm: string; readonly says: string }[];
}

export const NOT_MEASURED = 'Not measured in this run.';

/** What the headline compares: what the thread names, or, where nothing of that was measured, all. */
export function headed<Found extends { readonly arm: string }>(run: Run, found: readonly Found[]): Found[] {
  const named = found.filter(({ arm }) => originOf(run, arm) === null && !isLossy(run, arm));
  return named.length > 0 ? named : [...found];
}

/** The first, in their order, of those that the thread does not name; beside those that it does. */
export function firstBeyond<Found extends { readonly arm: string }>(
  run: Run,
  found: readonly Found[],
): Found | undefined {
  const beyond = found.filter(({ arm }) => originOf(run, arm) !== null && !isLossy(run, arm));
  return beyond.length < found.length ? beyond[0] : undefined;
}

/** What a line says of a strategy besides its figures. */
export function kindRemark(run: Run, arm: string): string {
  const origin = originOf(run, arm) === null ? '' : '; not named in the thread';
  return isLossy(run, arm) ? `${origin}; may answer with data of another code object` : origin;
}

/** Beside these no control failed. Where one failed beside all of them, there is nothing better. */
export function sound<Each extends Row>(rows: readonly Each[]): readonly Each[] {
  const valid = rows.filter((row) => !isInvalid(row));
  return valid.length === 0 ? rows : valid;
}

/** Those of which something is sound decide a headline; all, where nothing is. */
export function vouched<Found extends { readonly rows: readonly Row[] }>(found: readonly Found[]): Found[] {
  const valid = found.filter(({ rows }) => !areInvalid(rows));
  return valid.length === 0 ? [...found] : valid;
}

function areInvalid(rows: readonly Row[]): boolean {
  return rows.every(isInvalid);
}

/** Where figures do not decide a range, as a control failed beside them: a sentence of a headline. */
export function leftOutRemark(
  found: readonly { readonly arm: string; readonly rows: readonly Row[] }[],
): string {
  if (areInvalid(found.flatMap(({ rows }) => rows))) return ' A control failed beside all of these.';
  const out = found.flatMap(({ rows }) => (areInvalid(rows) ? [] : rows.filter(isInvalid)));
  const places = [...new Set(out.map(({ workload }) => workload))];
  const whole = found.filter(({ rows }) => areInvalid(rows));
  return [
    ...(places.length === 0 ? [] : [` Left out, as a control failed there: ${inARow(places)}.`]),
    ...(whole.length === 0
      ? []
      : [` Left out, as a control failed beside all its figures: ${listed(whole)}.`]),
  ].join('');
}

/**
 * Where figures do not stand out of the noise, where too few processes were measured to say so, and where a control failed: of
 * places, those do not decide the range.
 */
export function noiseRemark(rows: readonly (Row | undefined)[], kind: Places | 'figures'): string {
  const measured = rows.filter(isMeasured);
  const valid = sound(measured);
  const told = (kind === 'figures' ? measured : valid).map((row) => toldFromNoise(row));
  const among = (count: number, all: number) =>
    count === 0 ? null : count === all ? '' : ` on ${count} of ${all} ${kind}`;
  const share = (word: Told) => among(told.filter((each) => each === word).length, told.length);
  const failed = measured.filter(isInvalid).length;
  const out = kind !== 'figures' && valid.length < measured.length ? ', left out' : '';
  const remarks = [
    ['no difference that counts', share('not told apart'), ''],
    ['no interval', share('too few processes'), ''],
    ['a control failed', among(failed, measured.length), out],
  ] as const;
  return remarks.map(([says, where, then]) => (where === null ? '' : `; ${says}${where}${then}`)).join('');
}

export function figure(row: Measured): string {
  const { estimate, unit } = figureText(row)!;
  return `${estimate} ${unit}`;
}

export function share(row: Measured): string {
  if (row.estimate > 0 && row.estimate < 0.01) return 'less than 1 %';
  // All is said of all only.
  return `${row.estimate < 1 ? Math.min(99, Math.round(row.estimate * 100)) : 100} %`;
}

export function listed(found: readonly { readonly arm: string }[]): string {
  return inARow(found.map(({ arm }) => `\`${arm}\``));
}

export function inARow(texts: readonly string[]): string {
  const last = texts.at(-1)!;
  return texts.length === 1 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}

export const FIELD = 'inline';

/** The median, for ordering only. */
export function middleOf(rows: readonly Measured[]): number {
  const sorted = rows.map(({ estimate }) => estimate).sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export type Places = 'programs' | 'traces';
