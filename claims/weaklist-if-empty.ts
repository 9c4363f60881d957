/** The weak-reference list avoids the hash look-up if most code objects have no weak reference. */

import { counted, listed } from '../harness/figures/written.ts';
import { UNCROWDED } from '../harness/records/finding.ts';
import type { Row } from '../harness/records/schema.ts';
import { EQUIVALENT } from '../harness/samples/thresholds.ts';
import { arm, type ClaimRule, sentences, told, undecided } from './claim.ts';
import { type Evidence, mostlyDecided, type Side, unmeasured } from './evidence.ts';

interface Compared {
  readonly list: Row;
  readonly table: Row;
  readonly side: Side;
}

export const weaklistIfEmpty: ClaimRule = {
  id: 'weaklist-if-empty',
  claim:
    'The list of weak references avoids the hash look-up, if most code objects have no weak reference at all.',
  rule:
    'With nobody else on the lists, look-ups alone are held against those in the Maps by number and by address, population by population, where controls passed, by intervals that do not meet; a difference up to 1 ns is ' +
    'none. Confirmed: both Maps were measured, and misses and hits are cheaper than in either somewhere and dearer nowhere. Refuted: both were, and neither is cheaper anywhere. It depends: cheaper here and dearer there, by whether the code object has ' +
    'an extra, or by the population. Not decided: otherwise, or fewer than half of the comparisons are decided.',
  judge(evidence) {
    const tables = evidence.arms(['tableByNumber', 'tableByAddress']);
    const all = comparedWith(evidence, tables);
    if (all.length === 0) return undecided('Look-ups of the list were not measured beside a Map.');
    const rows = all.flatMap(({ list, table }) => [list, table]);
    const decided = all.filter(({ side }) => side !== 'open');
    const [misses, hits] = [0, 1].map((hitRatio) =>
      decided.filter(({ list }) => list.hitRatio === hitRatio),
    ) as [Compared[], Compared[]];
    const because = sentences(example(misses, 'A miss'), example(hits, 'A hit'));
    const missing = unmeasured(tables, rows);
    if (misses.length === 0 || hits.length === 0 || !mostlyDecided(all.map(({ side }) => side)))
      return undecided(because || 'Controls beside the look-ups failed.', rows);
    const faster = (some: readonly Compared[]) => some.some(({ side }) => side === 'less');
    const slower = (some: readonly Compared[]) => some.some(({ side }) => side === 'more');
    if (!faster(decided))
      return missing.length > 0 ? undecided(because, rows) : { verdict: 'refuted', because, rows };
    if (!slower(decided)) {
      const both = faster(misses) && faster(hits) && missing.length === 0;
      return both ? { verdict: 'confirmed', because, rows } : undecided(because, rows);
    }
    const onExtra = !slower(misses) && !faster(hits);
    const on = onExtra
      ? 'On whether there is an extra: misses are cheaper, hits are not.'
      : 'On the look-up and the population.';
    return { verdict: 'it depends', because: `${on} ${because}`, rows };
  },
};

function comparedWith(evidence: Evidence, tables: readonly string[]): Compared[] {
  const { noStorage: reference, weakReferenceList } = evidence.roles;
  const alone = { experiment: 'look-up', metric: 'added-ns', reference, ...UNCROWDED } as const;
  return evidence.all({ ...alone, strategy: weakReferenceList }).flatMap((list) =>
    tables.flatMap((strategy) => {
      const { population, hitRatio } = list;
      const table = evidence.one({ ...alone, strategy, population, hitRatio });
      return table === undefined
        ? []
        : [{ list, table, side: evidence.between(list, table, EQUIVALENT.lookUpNs) }];
    }),
  );
}

/** Told of the largest population whose controls passed: there the caches are as in a program. */
function example(compared: readonly Compared[], what: string): string {
  const population = Math.max(...compared.map(({ list }) => list.population!));
  const shown = compared.filter(({ list }) => list.population === population);
  if (shown.length === 0) return '';
  const tables = listed(shown.map(({ table }) => `${told(table)} in ${arm(table.strategy)}`));
  return `${what} takes ${told(shown[0]!.list)} on the list, ${tables} (among ${counted(population, 'code object')}).`;
}
