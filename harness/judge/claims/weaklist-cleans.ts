/** The callback of a weak reference gives the right cleanup. */

import type { Row } from '../../records/schema.ts';
import { type ClaimRule, listed, sentences, told, undecided } from './claim.ts';
import type { Evidence } from './evidence.ts';

const LIST = 'weakref-list';
const CLEANUP = { experiment: 'cleanup', strategy: LIST } as const;

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
    'Confirmed: of the extras of a population that died none is left after forced collections, in any process, whoever died, and nobody is answered with the extra of a dead object. ' +
    'Refuted: some are left in every process, whoever died. It depends: otherwise. What attaching and dying cost more than without, and how much allocation passes until the ' +
    'extras are gone by themselves, is told beside it.',
  standsIn:
    'A finalisation callback of JavaScript runs some time after the collection; that of a CPython weak reference at once, as the count of references falls to zero.',
  judge(evidence) {
    const left = DEATHS.flatMap(([death, words]) => {
      const row = atTheEnd(evidence, death);
      return row === undefined ? [] : [{ row, words }];
    });
    if (left.length === 0) return undecided('No death was measured with the list.');
    const wrong = evidence.all({ ...CLEANUP, metric: 'wrong-answers' });
    const gone = evidence.one({
      ...CLEANUP,
      metric: 'rounds-until-gone',
      death: undefined,
      collections: undefined,
    });
    const byItself = evidence.one({ ...CLEANUP, metric: 'mb-until-gone', death: undefined });
    const life = ['attach', 'die'].flatMap((part) =>
      evidence.all({ experiment: 'life', metric: 'added-ns', reference: 'none', strategy: LIST, part }),
    );
    const rows = [
      ...left.map(({ row }) => row),
      ...wrong,
      ...[gone, byItself].filter((row) => row !== undefined),
      ...life,
    ];
    const because = sentences(
      `Left of the extras: ${listed(left.map(({ row, words }) => `${told(row)} where ${words}`))}.`,
      gone &&
        `They are gone after ${told(gone)}${byItself === undefined ? '' : `, by themselves after ${told(byItself)} of allocation`}.`,
      life.length > 0 && `It costs ${listed(life.map((row) => `${told(row)} more to ${row.part}`))}.`,
    );
    const none = ({ estimate, high }: Row) => estimate === 0 && (high ?? 0) === 0;
    if ([...left.map(({ row }) => row), ...wrong].every(none)) return { verdict: 'confirmed', because, rows };
    const some = ({ estimate, low }: Row) => (low ?? estimate ?? 0) > 0;
    if (left.every(({ row }) => some(row))) return { verdict: 'refuted', because, rows };
    return { verdict: 'it depends', because: `On who dies and when: ${because}`, rows };
  },
};

/** What is left after the last forced collection. */
function atTheEnd(evidence: Evidence, death: Row['death']): Row | undefined {
  const rows = evidence.all({ ...CLEANUP, metric: 'left-fraction', death, collections: undefined });
  return rows.sort((a, b) => (b.rounds ?? 0) - (a.rounds ?? 0))[0];
}
