/**
 * The claims of the thread, each with what every run says of it. There is no verdict over all runs together: runs that differ
 * tell that it hangs on what they differ in.
 */

import type { Claim } from '../../records/schema.ts';
import type { Labelled } from './runs.ts';

export interface ClaimBeside {
  readonly id: string;
  readonly claim: string;
  /** One for each run; null where the run did not judge it. */
  readonly answers: readonly (Claim | null)[];
  readonly agreement: Agreement;
  /** Whether it was judged by one rule in all of them. */
  readonly oneRule: boolean;
}

/** partly: those that decide it agree, and others do not decide it. alone: fewer than two runs judged it. */
export type Agreement = 'agree' | 'differ' | 'partly' | 'undecided' | 'alone';

export function claimsBeside(runs: readonly Labelled[]): ClaimBeside[] {
  const all = runs.flatMap(({ run }) => run.claims);
  const ids = [...new Set(all.map(({ id }) => id))];
  return ids.map((id) => {
    const answers = runs.map(({ run }) => run.claims.find((claim) => claim.id === id) ?? null);
    const given = answers.filter((answer) => answer !== null);
    return {
      id,
      claim: given[0]!.claim,
      answers,
      agreement: agreementOf(given),
      oneRule: new Set(given.map(({ rule }) => rule)).size === 1,
    };
  });
}

function agreementOf(given: readonly Claim[]): Agreement {
  if (given.length < 2) return 'alone';
  const decided = given.filter(({ verdict }) => verdict !== 'not decided by this run');
  const verdicts = new Set(decided.map(({ verdict }) => verdict));
  if (verdicts.size > 1) return 'differ';
  if (verdicts.size === 0) return 'undecided';
  return decided.length === given.length ? 'agree' : 'partly';
}

export const AGREEMENTS: Readonly<Record<Agreement, string>> = {
  agree: 'the runs agree',
  differ: 'the runs differ',
  partly: 'not all runs decide it',
  undecided: 'no run decides it',
  alone: 'judged in one run alone',
};

/** "Of 16 claims the runs agree on 12 and differ on 1; ...", or null where none is judged. */
export function agreementInShort(lines: readonly ClaimBeside[]): string | null {
  if (lines.length === 0) return null;
  const counts = (Object.keys(AGREEMENTS) as Agreement[]).flatMap((agreement) => {
    const count = lines.filter((line) => line.agreement === agreement).length;
    return count === 0 ? [] : [`${AGREEMENTS[agreement]}: ${count}`];
  });
  return `Of ${lines.length} claims: ${counts.join('; ')}.`;
}
