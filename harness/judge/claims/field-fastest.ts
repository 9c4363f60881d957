/** The field is simpler and faster than all alternatives. */

import type { Row } from '../../records/schema.ts';
import { CLAIM, EQUIVALENT } from '../thresholds.ts';
import { arm, type ClaimRule, listed, most, told, undecided } from './claim.ts';
import type { Evidence } from './evidence.ts';

const FIELD = 'inline';

type Standing = 'slower' | 'faster' | 'slower here and faster there' | 'as fast' | 'not known well enough';

interface Alternative {
  readonly name: string;
  readonly is: Standing;
  readonly rows: readonly Row[];
  /** What it adds to a replayed call where it adds most. */
  readonly worst: Row | undefined;
}

export const fieldFastest: ClaimRule = {
  id: 'field-fastest',
  claim: 'The field is simpler and faster than all alternatives.',
  rule:
    'Each alternative that the thread names is held against the field on every program and every replayed trace whose controls passed. ' +
    'It is slower if it takes longer on some of them and less time on none, and faster the other way round; a difference up to 2 % of a program’s ' +
    'call or 2 ns of a replayed call is none, and a side that shows on one workload in ten or fewer is taken for chance. ' +
    'Confirmed: all alternatives are slower. Refuted: one is faster, or none is slower. It depends: some are slower and others are not. ' +
    'Not decided: otherwise. Whether it is simpler is not measured.',
  standsIn:
    'A field of a JavaScript object stands in for a field of a C struct, a Map for a hash table in C.',
  judge(evidence) {
    const found = evidence
      .strategies()
      .filter((name) => name !== FIELD)
      .map((name) => alternative(evidence, name))
      .filter(({ rows }) => rows.length > 0);
    if (found.length === 0) return undecided('No alternative was timed beside the field.');
    const count = (...which: readonly Standing[]) => found.filter(({ is }) => which.includes(is)).length;
    const rows = found.flatMap((each) => each.rows);
    const because = inWords(found);
    if (count('faster') > 0) return { verdict: 'refuted', because, rows };
    const level = count('as fast', 'slower here and faster there');
    if (level > 0 && count('slower') > 0)
      return { verdict: 'it depends', because: `On the alternative: ${because}`, rows };
    if (count('slower') === found.length) return { verdict: 'confirmed', because, rows };
    return level === found.length ? { verdict: 'refuted', because, rows } : undecided(because, rows);
  },
};

function alternative(evidence: Evidence, strategy: string): Alternative {
  const onPrograms = evidence.all({ experiment: 'call-cost', metric: 'ratio', reference: FIELD, strategy });
  const onTraces = evidence.all({ experiment: 'replay', metric: 'added-ns', reference: FIELD, strategy });
  const sides = [
    ...onPrograms.map((row) => evidence.side(row, EQUIVALENT.callShare)),
    ...onTraces.map((row) => evidence.side(row, EQUIVALENT.replayNs)),
  ];
  const rows = [...onPrograms, ...onTraces];
  const shows = (which: string) =>
    sides.filter((side) => side === which).length > sides.length * CLAIM.chance;
  const is: Standing =
    shows('more') && shows('less')
      ? 'slower here and faster there'
      : shows('more')
        ? 'slower'
        : shows('less')
          ? 'faster'
          : sides.filter((side) => side === 'same').length > sides.length / 2
            ? 'as fast'
            : 'not known well enough';
  return { name: strategy, is, rows, worst: most(onTraces.filter((row) => evidence.isSound(row))) };
}

function inWords(found: readonly Alternative[]): string {
  const groups = [...new Set(found.map(({ is }) => is))].map((standing) => {
    const names = found.filter(({ is }) => is === standing).map(({ name }) => arm(name));
    return `${listed(names)} ${names.length === 1 ? 'is' : 'are'} ${standing}`;
  });
  const worst = most(found.flatMap((each) => each.worst ?? []));
  const up =
    worst === undefined
      ? ''
      : ` At the most ${told(worst)} more than the field (${arm(worst.strategy)} on ${worst.workload}).`;
  return `${groups.join('; ')}.${up}`;
}
