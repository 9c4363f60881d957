/** The address table does not give memory back when a code object is collected. */

import { listed } from '../harness/figures/written.ts';
import { ALL_DIED } from '../harness/records/finding.ts';
import type { MetricName } from '../harness/records/metrics.ts';
import type { Row } from '../harness/records/schema.ts';
import { CLAIM } from '../harness/samples/thresholds.ts';
import { arm, type ClaimRule, latest, sentences, told, undecided } from './claim.ts';
import { unmeasured } from './evidence.ts';

export const hashLeaks: ClaimRule = {
  id: 'hash-leaks',
  claim: 'A hash table keyed by address does not give memory back when the code object is collected.',
  rule:
    'All code objects of a population die, and collections are forced; leaks that must be seen, and one that was put in, were seen. Confirmed: of both Maps, by address and by number, more than 99 % of the extras are left in the ' +
    'end. Refuted: less than 1 % of both. It depends: otherwise. Not decided: one of the Maps, or too few processes. Told beside it, and not named in the thread: how many code objects that are given the number of ' +
    'a dead one are answered with its extra.',
  judge(evidence) {
    const tables = evidence.arms(['tableByAddress', 'tableByNumber']);
    const atTheEnd = (metric: MetricName, also: Partial<Row> = {}) =>
      tables.flatMap(
        (strategy) =>
          latest(evidence.all({ experiment: 'cleanup', metric, strategy, ...ALL_DIED, ...also })) ?? [],
      );
    const left = evidence.sound(atTheEnd('left-fraction')).filter(({ rounds = 0 }) => rounds > 0);
    if (unmeasured(tables, left).length > 0)
      return undecided(
        'No death of a population was measured with both Maps, often enough, with leaks that were seen.',
        left,
      );
    const held = atTheEnd('bytes-left');
    const wrong = atTheEnd('wrong-answers', { part: 'newborns', death: 'churn' });
    const rows = [...left, ...held, ...wrong];
    const each = (figures: readonly Row[]) =>
      listed(figures.map((row) => `${told(row)} (${arm(row.strategy)})`));
    const because = sentences(
      `Of the extras of the dead, ${each(left)} are left.`,
      held.length > 0 && `Still held for each dead object: ${each(held)}.`,
      wrong.length > 0 && `Answered with a dead object’s extra: ${each(wrong)} of the newborns.`,
    );
    if (left.every(({ low }) => low! > CLAIM.kept)) return { verdict: 'confirmed', because, rows };
    if (left.every(({ high }) => high! < CLAIM.gone)) return { verdict: 'refuted', because, rows };
    return { verdict: 'it depends', because: `On the table: ${because}`, rows };
  },
};
