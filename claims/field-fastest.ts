/** The field is simpler and faster than all alternatives. */

import { listed } from '../harness/figures/written.ts';
import type { Row } from '../harness/records/schema.ts';
import { CLAIM, EQUIVALENT } from '../harness/samples/thresholds.ts';
import { arm, type ClaimRule, most, sentences, told, undecided } from './claim.ts';
import { type Evidence, mostlyDecided, NAMED_IN_THREAD, unmeasured } from './evidence.ts';

const FIELD = 'inline';

/** Where the rest of a JIT's data lie if a count is in the object is another claim. */
const ALTERNATIVES = NAMED_IN_THREAD.filter((name) => name !== FIELD && name !== 'count-in-code');

type Standing = 'slower' | 'faster' | 'slower here and faster there' | 'as fast' | 'not known well enough';

interface Alternative {
  readonly name: string;
  readonly is: Standing;
  readonly rows: readonly Row[];
}

export const fieldFastest: ClaimRule = {
  id: 'field-fastest',
  claim: 'The field is simpler and faster than all alternatives.',
  rule:
    'Each alternative that the thread names is held against the field on every program and every recorded trace. A difference up to 2 % of a program’s call or 2 ns of a replayed call is ' +
    'none, a workload where a control failed or the interval crosses that edge is open, and a side that shows on one workload in ten or fewer is taken for chance. Slower: it takes longer on some, and ' +
    'less time on none; faster: the other way round; as fast: neither; of all of them, where at least half of the workloads are decided. Confirmed: all alternatives were measured and are slower. Refuted: ' +
    'one is faster, or all were measured and none is slower. It depends: some are slower and others are not. Not decided: otherwise. Whether it is simpler is not measured.',
  standsIn:
    'A field of a JavaScript object stands in for a field of a C struct, a Map for a hash table in C.',
  judge(evidence) {
    const all = ALTERNATIVES.map((name) => alternative(evidence, name));
    const found = all.filter(({ rows }) => rows.length > 0);
    if (found.length === 0) return undecided('No alternative was timed beside the field.');
    const rows = found.flatMap((each) => each.rows);
    const missing = unmeasured(ALTERNATIVES, rows);
    const are = (...which: readonly Standing[]) => found.filter(({ is }) => which.includes(is)).length;
    const because = sentences(
      inWords(found),
      worst(evidence, rows),
      missing.length > 0 && `Not measured: ${listed(missing.map(arm))}.`,
    );
    if (are('faster') > 0) return { verdict: 'refuted', because, rows };
    const level = are('as fast', 'slower here and faster there');
    if (level > 0 && are('slower') > 0)
      return { verdict: 'it depends', because: `On the alternative: ${because}`, rows };
    if (missing.length > 0) return undecided(because, rows);
    if (are('slower') === found.length) return { verdict: 'confirmed', because, rows };
    return level === found.length ? { verdict: 'refuted', because, rows } : undecided(because, rows);
  },
};

function alternative(evidence: Evidence, strategy: string): Alternative {
  const onPrograms = evidence.onPrograms({ metric: 'ratio', reference: FIELD, strategy });
  const onTraces = evidence.onTraces({ metric: 'added-ns', reference: FIELD, strategy });
  const sides = [
    ...onPrograms.map((row) => evidence.side(row, EQUIVALENT.callShare)),
    ...onTraces.map((row) => evidence.side(row, EQUIVALENT.replayNs)),
  ];
  const shows = (which: string) =>
    sides.filter((side) => side === which).length > sides.length * CLAIM.chance;
  const is: Standing = !mostlyDecided(sides)
    ? 'not known well enough'
    : shows('more') && shows('less')
      ? 'slower here and faster there'
      : shows('more')
        ? 'slower'
        : shows('less')
          ? 'faster'
          : 'as fast';
  return { name: strategy, is, rows: [...onPrograms, ...onTraces] };
}

function inWords(found: readonly Alternative[]): string {
  const groups = [...new Set(found.map(({ is }) => is))].map((standing) => {
    const names = found.filter(({ is }) => is === standing).map(({ name }) => arm(name));
    return `${listed(names)} ${names.length === 1 ? 'is' : 'are'} ${standing}`;
  });
  return `${groups.join('; ')}.`;
}

function worst(evidence: Evidence, rows: readonly Row[]): string | null {
  const row = most(evidence.sound(rows.filter(({ experiment }) => experiment === 'replay')));
  if (row === undefined) return null;
  return `At the most ${told(row)} more than the field in a replayed call (${arm(row.strategy)} on ${row.workload}).`;
}
