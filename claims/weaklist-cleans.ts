/** The callback of a weak reference gives the right cleanup. */

import { listed } from '../harness/figures/written.ts';
import type { Row } from '../harness/records/schema.ts';
import { CLAIM } from '../harness/samples/thresholds.ts';
import { type ClaimRule, latest, most, sentences, told, undecided } from './claim.ts';

/** Who dies, as the record names it, and in words; a row that names nobody is about all. */
const DEATHS = [
  [undefined, 'all died'],
  ['half', 'half died'],
  ['churn', 'a share died again and again'],
] as const;

export const weaklistCleans: ClaimRule = {
  id: 'weaklist-cleans',
  claim: 'The callback of the weak reference gives the right cleanup.',
  rule:
    'Code objects die, all of a population at once and a share of it again and again, and collections are forced; leaks that must be seen, and one that was put in, were seen. Confirmed: in the end none of the extras is left, no process ' +
    'kept any, and nobody is answered with the extra of a dead object. Refuted: more than 99 % are left whoever died. It depends: otherwise. Not decided: one of these deaths, or the answers, were not measured by enough processes. ' +
    'What is left where collections come by themselves, and what attaching and dying cost more than without, is told beside it.',
  judge(evidence) {
    const { weakReferenceList: strategy, noStorage: reference } = evidence.roles;
    const cleanup = { experiment: 'cleanup', strategy } as const;
    const atTheEnd = (death: Row['death'], collections: Row['collections']) =>
      latest(evidence.all({ ...cleanup, metric: 'left-fraction', death, collections }));
    const left = DEATHS.flatMap(([death, words]) => {
      const row = atTheEnd(death, undefined);
      return row === undefined || !evidence.isSound(row) ? [] : [{ death, row, words }];
    });
    const wrong = evidence.sound(evidence.all({ ...cleanup, metric: 'wrong-answers' }));
    const gone = evidence.all({ ...cleanup, metric: 'rounds-until-gone', collections: undefined });
    const byItself = evidence.one({ ...cleanup, metric: 'mb-until-gone', death: undefined });
    const atEase = atTheEnd('churn', 'ordinary');
    const life = evidence.sound(
      ['attach', 'die'].flatMap((part) =>
        evidence.all({ experiment: 'life', metric: 'added-ns', reference, strategy, part }),
      ),
    );
    const rows = [...left.map(({ row }) => row), ...wrong, ...gone, byItself, atEase, ...life];
    const wrongly = most(wrong.filter(({ estimate }) => estimate !== 0));
    const kept = gone.filter(({ estimate }) => estimate === null);
    const because = sentences(
      left.length > 0 &&
        `Left of the extras: ${listed(left.map(({ row, words }) => `${told(row)} where ${words}`))}.`,
      ...kept.map(({ because: says }) => says && `But ${says}.`),
      wrongly && `Answered with a dead object’s extra: ${told(wrongly)}.`,
      byItself?.estimate != null && `By themselves they are gone after ${told(byItself)} of allocation.`,
      atEase?.estimate != null &&
        `Under churn with collections that come by themselves ${told(atEase)} of the extras of the dead are still there in the end.`,
      life.length > 0 && `It costs ${listed(life.map((row) => `${told(row)} more to ${row.part}`))}.`,
    );
    const seen = left.map(({ death }) => death);
    if (!seen.includes(undefined) || !seen.includes('churn') || wrong.length === 0)
      return undecided(sentences('Not all deaths were measured by enough processes.', because), rows);
    const none = ({ estimate, high }: Row) => estimate === 0 && high === 0;
    if (kept.length === 0 && [...left.map(({ row }) => row), ...wrong].every(none))
      return { verdict: 'confirmed', because, rows };
    if (left.every(({ row }) => row.low! > CLAIM.kept)) return { verdict: 'refuted', because, rows };
    return { verdict: 'it depends', because: `On who dies and when: ${because}`, rows };
  },
};
