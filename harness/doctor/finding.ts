/**
 * What the doctor says about one thing. `fit`: nothing to do. `watch`: a run can be made and its controls
 * will tell; also what cannot be seen here, because nobody vouches for it. `unfit`: a run would fail, or its
 * figures would mean nothing.
 */

export type Standing = 'fit' | 'watch' | 'unfit';

export interface Finding {
  readonly standing: Standing;
  /** The thing looked at, in one or two words: "clock". Unique in an examination. */
  readonly what: string;
  /** What was seen, with its numbers, and why it matters where it is not fit. */
  readonly says: string;
  /** What to do about it; missing where nothing need or can be done. */
  readonly tryThis?: string;
}

/** The standing of the whole: that of its worst part; fit for nothing at all. */
export function worstOf(findings: readonly Finding[]): Standing {
  if (findings.some(({ standing }) => standing === 'unfit')) return 'unfit';
  return findings.some(({ standing }) => standing === 'watch') ? 'watch' : 'fit';
}

/** A share as per cent with one decimal: 0.0213 is "2.1 %". */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
