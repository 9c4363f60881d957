/** What all answers share: who stands in a headline, and how figures and doubts about them are put into words. */

import type { Row, Run } from '../../records/schema.ts';
import { isLossy, originOf } from '../arms.ts';
import { figureText, percent } from '../figure.ts';
import { type Told, toldFromNoise } from '../noise.ts';
import { isMeasured, type Measured } from '../rows.ts';

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

/** Where figures do not stand out of the noise, and where too few processes were measured to say so. */
export function noiseRemark(run: Run, rows: readonly (Row | undefined)[], kind: Places | 'figures'): string {
  const told = rows.filter(isMeasured).map((row) => toldFromNoise(run, row));
  const share = (word: Told) => {
    const count = told.filter((each) => each === word).length;
    return count === 0 ? null : count === told.length ? '' : ` on ${count} of ${told.length} ${kind}`;
  };
  const noise = share('not told apart');
  const unsure = share('too few processes');
  return `${noise === null ? '' : `; not told apart from noise${noise}`}${unsure === null ? '' : `; no interval${unsure}`}`;
}

export function figure(row: Measured): string {
  const { estimate, unit } = figureText(row)!;
  return `${estimate} ${unit}`;
}

export function share(row: Measured): string {
  return row.estimate > 0 && row.estimate < 0.01 ? 'less than 1 %' : percent(row.estimate);
}

export function listed(found: readonly { readonly arm: string }[]): string {
  const names = found.map(({ arm }) => `\`${arm}\``);
  const last = names.pop()!;
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** The median, for ordering only. */
export function middleOf(rows: readonly Measured[]): number {
  const sorted = rows.map(({ estimate }) => estimate).sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export type Places = 'programs' | 'traces';
