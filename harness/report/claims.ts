/** What became of the claims of the thread, laid out for a reader: page, terminal and README say the same. */

import type { Claim, Run } from '../records/schema.ts';
import { figureLine, rowPlace } from './figure.ts';

export interface ClaimLine {
  readonly id: string;
  readonly claim: string;
  readonly verdict: Claim['verdict'];
  readonly because: string;
  readonly rule: string;
  readonly standsIn: string | null;
  /** The figures it rests on: where each was measured, and the figure with its interval. */
  readonly figures: readonly { readonly place: string; readonly figure: string }[];
}

const VERDICTS: readonly Claim['verdict'][] = [
  'confirmed',
  'refuted',
  'it depends',
  'not decided by this run',
];

/** A sign for each verdict, so that none is known by its colour alone. */
export const VERDICT_SIGNS: Readonly<Record<Claim['verdict'], string>> = {
  confirmed: '✓',
  refuted: '✗',
  'it depends': '◐',
  'not decided by this run': '?',
};

export function claimLines({ claims, rows }: Run): ClaimLine[] {
  return claims.map(({ id, claim, verdict, because, rule, standsIn, rows: places }) => ({
    id,
    claim,
    verdict,
    because,
    rule,
    standsIn: standsIn ?? null,
    figures: places.flatMap((place) => {
      const row = rows[place];
      return row === undefined ? [] : [{ place: rowPlace(row), figure: figureLine(row) }];
    }),
  }));
}

/** "8 confirmed, 5 it depends"; null where no claim was judged. */
export function claimCounts({ claims }: Run): string | null {
  if (claims.length === 0) return null;
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: claims.filter((claim) => claim.verdict === verdict).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`)
    .join(', ');
}
