/** Walking the list is slower than the hash look-up, and unbounded. */

import { counted } from '../harness/figures/written.ts';
import { UNCROWDED } from '../harness/records/finding.ts';
import type { Row } from '../harness/records/schema.ts';
import { EQUIVALENT } from '../harness/samples/thresholds.ts';
import { arm, type ClaimRule, sentences, told, undecided } from './claim.ts';
import type { Evidence } from './evidence.ts';

export const weaklistUnbounded: ClaimRule = {
  id: 'weaklist-unbounded',
  claim: 'Walking the list of weak references is even slower than the hash look-up, and unbounded.',
  rule:
    'Hits are looked up beside more and more weak references of somebody else on each code object, as far as controls passed. Confirmed: with the most others the list takes longer than the Map by address, ' +
    'and with each step of others longer than with the step before, by intervals that do not meet. Refuted: with the most others it takes no longer than the Map. It depends: it is slower, but ' +
    'does not grow. Where one number of others was measured, growth is from none.',
  judge(evidence) {
    const { weakReferenceList, tableByAddress } = evidence.roles;
    const steps = stepsOf(evidence, weakReferenceList);
    const most = steps.at(-1);
    if (most === undefined || (most.others ?? 0) === 0 || steps.length < 2)
      return undecided(
        'The list was not measured beside other weak references, or controls beside it failed.',
        steps,
      );
    const table = stepsOf(evidence, tableByAddress).find(({ others }) => others === most.others);
    const unsure = hits(evidence, weakReferenceList)
      .filter((row) => (row.others ?? 0) > most.others!)
      .at(-1);
    const because = sentences(
      `A hit takes ${steps.map((row) => `${told(row)} with ${counted(row.others ?? 0, 'other')} on the list`).join(', ')}`,
      table === undefined
        ? '(the Map was not measured there).'
        : `and ${told(table)} in ${arm(tableByAddress)} there.`,
      unsure &&
        `With ${unsure.others} it takes ${told(unsure)}, but there a control failed or processes were too few.`,
    );
    const rows = [...steps, table];
    const toTable = evidence.between(most, table, EQUIVALENT.lookUpNs);
    if (toTable === 'open') return undecided(because, rows);
    if (toTable !== 'more') return { verdict: 'refuted', because, rows };
    const growth = steps.slice(1).map((row, i) => evidence.between(row, steps[i], EQUIVALENT.lookUpNs));
    if (growth.every((side) => side === 'more')) return { verdict: 'confirmed', because, rows };
    return growth.includes('open') ? undecided(because, rows) : { verdict: 'it depends', because, rows };
  },
};

/** Sound hits by the others beside them, ascending; where only one number of others was measured, with none before it. */
function stepsOf(evidence: Evidence, strategy: string): Row[] {
  const crowded = evidence.sound(hits(evidence, strategy));
  if (crowded.length !== 1) return crowded;
  const { population } = crowded[0]!;
  const alone = evidence.all({ ...hit(evidence, strategy), population, ...UNCROWDED });
  return [...evidence.sound(alone), ...crowded];
}

function hit({ roles }: Evidence, strategy: string) {
  const reference = roles.noStorage;
  return { experiment: 'look-up', metric: 'added-ns', reference, strategy, hitRatio: 1 } as const;
}

/** Hits where others were varied, all with the same number of look-ups a turn: that of the row with the most others. */
function hits(evidence: Evidence, strategy: string): Row[] {
  const all = evidence
    .all(hit(evidence, strategy))
    .filter(({ others }) => others !== undefined)
    .sort((a, b) => a.others! - b.others!);
  return all.filter(({ perTurn }) => perTurn === all.at(-1)!.perTurn);
}
