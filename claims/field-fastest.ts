/** The field is simpler and faster than all alternatives. */

import { listed } from '../harness/figures/written.ts';
import type { Row } from '../harness/records/schema.ts';
import { callsToField, isShown } from './calls.ts';
import { arm, type ClaimRule, most, sentences, told, undecided } from './claim.ts';
import { type Evidence, mostlyDecided, type Side, unmeasured } from './evidence.ts';
import { DISCUSSED } from './roles.ts';

/** Without the count in the code object, which is another claim. */
const ALTERNATIVES = DISCUSSED.filter((role) => role !== 'field' && role !== 'countInCode');

type Standing = 'slower' | 'faster' | 'slower here and faster there' | 'as fast' | 'not known well enough';

interface Alternative {
  readonly name: string;
  readonly standing: Standing;
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
  judge(evidence) {
    const names = evidence.arms(ALTERNATIVES);
    const found = names.map((name) => alternative(evidence, name)).filter(({ rows }) => rows.length > 0);
    if (found.length === 0) return undecided('No alternative was timed beside the field.');
    const rows = found.flatMap((each) => each.rows);
    const missing = unmeasured(names, rows);
    const count = (...standings: readonly Standing[]) =>
      found.filter(({ standing }) => standings.includes(standing)).length;
    const because = sentences(
      inWords(found),
      worst(evidence, rows),
      missing.length > 0 && `Not measured: ${listed(missing.map(arm))}.`,
    );
    if (count('faster') > 0) return { verdict: 'refuted', because, rows };
    const level = count('as fast', 'slower here and faster there');
    if (level > 0 && count('slower') > 0)
      return { verdict: 'it depends', because: `On the alternative: ${because}`, rows };
    if (missing.length > 0) return undecided(because, rows);
    if (count('slower') === found.length) return { verdict: 'confirmed', because, rows };
    return level === found.length ? { verdict: 'refuted', because, rows } : undecided(because, rows);
  },
};

function alternative(evidence: Evidence, name: string): Alternative {
  const { programs, replays, sides } = callsToField(evidence, name);
  return { name, standing: standingOf(sides), rows: [...programs, ...replays] };
}

function standingOf(sides: readonly Side[]): Standing {
  if (!mostlyDecided(sides)) return 'not known well enough';
  const [slower, faster] = [isShown('more', sides), isShown('less', sides)];
  if (slower && faster) return 'slower here and faster there';
  return slower ? 'slower' : faster ? 'faster' : 'as fast';
}

function inWords(found: readonly Alternative[]): string {
  const groups = [...new Set(found.map(({ standing }) => standing))].map((standing) => {
    const names = found.filter((each) => each.standing === standing).map(({ name }) => arm(name));
    return `${listed(names)} ${names.length === 1 ? 'is' : 'are'} ${standing}`;
  });
  return `${groups.join('; ')}.`;
}

function worst(evidence: Evidence, rows: readonly Row[]): string | null {
  const row = most(evidence.sound(rows.filter(({ experiment }) => experiment === 'replay')));
  if (row === undefined) return null;
  return `At the most ${told(row)} more than the field in a replayed call (${arm(row.strategy)} on ${row.workload}).`;
}
