/** The claims of the python-dev discussion, each with its rule, in the order of the discussion. */

import type { Claim } from '../harness/records/schema.ts';
import type { ClaimRule } from './claim.ts';
import { countElsewhere } from './count-elsewhere.ts';
import { Evidence, type Judged } from './evidence.ts';
import { fieldFastest } from './field-fastest.ts';
import { fieldWastes } from './field-wastes.ts';
import { hashBearable } from './hash-bearable.ts';
import { hashLeaks } from './hash-leaks.ts';
import { hookGranularity } from './hook-granularity.ts';
import type { Target } from './roles.ts';
import { specialBuild } from './special-build.ts';
import { trailingJitMoot } from './trailing-jit-moot.ts';
import { trailingSaves } from './trailing-saves.ts';
import { tupleVsIndex } from './tuple-vs-index.ts';
import { weaklistCleans } from './weaklist-cleans.ts';
import { weaklistIfEmpty } from './weaklist-if-empty.ts';
import { weaklistUnbounded } from './weaklist-unbounded.ts';

export const CLAIM_RULES: readonly ClaimRule[] = [
  fieldFastest,
  hashBearable,
  hashLeaks,
  fieldWastes,
  trailingSaves,
  trailingJitMoot,
  weaklistIfEmpty,
  weaklistUnbounded,
  weaklistCleans,
  hookGranularity,
  specialBuild,
  countElsewhere,
  tupleVsIndex,
];

export type { Contrast } from './evidence.ts';

/** Every claim with its verdict on the target that the rows were measured on; rows by their places in `rows`. */
export function claimsOf(judged: Judged, target: Target): Claim[] {
  const evidence = new Evidence(judged, target.roles);
  return CLAIM_RULES.map(({ id, claim, rule, judge }) => {
    const standsIn = target.standsIn[id];
    const ruling = judge(evidence);
    const basis = new Set(ruling.rows);
    return {
      id,
      claim,
      verdict: ruling.verdict,
      because: ruling.because,
      rule,
      ...(standsIn === undefined ? {} : { standsIn }),
      rows: judged.rows.flatMap((row, place) => (basis.has(row) ? [place] : [])),
    };
  });
}
