/** A claim of the python-dev discussion: its words, the rule that judges it, and what the rule makes of a run. */

import { figureText, shownInterval } from '../harness/figures/written.ts';
import { nothing } from '../harness/records/finding.ts';
import type { Claim, Row } from '../harness/records/schema.ts';
import type { Evidence } from './evidence.ts';

export interface Ruling {
  readonly verdict: Claim['verdict'];
  /** For the reader: what was seen, with figures and intervals; arms in backticks. */
  readonly because: string;
  /** The rows that it is based on, some of them more than once; undefined for one that was not measured. */
  readonly rows: readonly (Row | undefined)[];
}

export interface ClaimRule {
  readonly id: string;
  /** What was claimed, in one sentence. */
  readonly claim: string;
  /** The rule, in words. */
  readonly rule: string;
  judge(evidence: Evidence): Ruling;
}

export function undecided(because: string, rows: Ruling['rows'] = []): Ruling {
  return { verdict: 'not decided by this run', because, rows };
}

/** "8.2 [8.1, 8.3] bytes"; "8.0 bytes" where the interval has no width that could be written. */
export function told(row: Row): string {
  const text = figureText(row);
  if (text === null) return row.because ?? 'no figure';
  return [text.estimate, shownInterval(text), text.unit].filter((part) => part !== null).join(' ');
}

/** The row as a share of something: of a call, of a code object. */
export function shareOf(row: Row, whole: number): Row {
  const share = (value: number | null) => (value === null ? null : value / whole);
  return {
    ...row,
    unit: 'fraction',
    estimate: share(row.estimate),
    low: share(row.low),
    high: share(row.high),
  };
}

/** The row with the largest figure. */
export function most(rows: readonly Row[]): Row | undefined {
  const measured = rows.filter(({ estimate }) => estimate !== null);
  return [...measured].sort((a, b) => b.estimate! - a.estimate!)[0];
}

/** The row of the last collection that was counted. */
export function latest(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((a, b) => (b.rounds ?? 0) - (a.rounds ?? 0))[0];
}

/** The row farthest from no difference, to whichever side. */
export function farthest(rows: readonly Row[]): Row | undefined {
  const off = (row: Row) => Math.abs(row.estimate! - nothing(row));
  const measured = rows.filter(({ estimate }) => estimate !== null);
  return [...measured].sort((a, b) => off(b) - off(a))[0];
}

export function arm(name: string): string {
  return `\`${name}\``;
}

/** Sentences, those that there are. */
export function sentences(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
}
