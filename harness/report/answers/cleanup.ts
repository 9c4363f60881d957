/** Cleanup: who lets go of extras, who keeps code objects alive, and who answers newborns with the extra of the dead. */

import type { Row, Run } from '../../records/schema.ts';
import { families, namesOfStrategies } from '../arms.ts';
import { lastRound } from '../comparison.ts';
import { counted } from '../figure.ts';
import { worstAnswers } from '../life.ts';
import { ALL_DIED, isMeasured, type Measured, rowLike } from '../rows.ts';
import { type Answer, headed, kindRemark, listed, NOT_MEASURED, share } from './words.ts';

interface Fate {
  readonly arm: string;
  readonly formOf: string | null;
  readonly left: Measured;
  readonly codes: Row | undefined;
  readonly until: Row | undefined;
  readonly wrong: Row | undefined;
  readonly last: number;
}

export function cleanup(run: Run): Answer {
  const topic = 'Cleanup';
  const all = fates(run);
  const compared = namesOfStrategies(run);
  const measured = all.filter(({ arm }) => compared.includes(arm));
  const found = headed(run, measured);
  const [first] = found;
  if (first === undefined) return { topic, headline: NOT_MEASURED, items: [] };
  const keep = found.filter(({ left }) => left.estimate > 0);
  const collections = counted(first.last, 'collection');
  const headline =
    keep.length === 0
      ? `Every strategy let go of its extras within ${collections}.`
      : keep.length === found.length
        ? `No strategy let go of all its extras within ${collections}.`
        : `${listed(keep)} had not let go ${collections} after the code objects' death; the rest had.`;
  const forms = all.filter(
    ({ arm, formOf, left }) => !compared.includes(arm) && left.estimate === 0 && isKept(keep, formOf),
  );
  const cleaning = forms.length === 0 ? '' : ` Of their forms, ${listed(forms)} had.`;
  const alsoKeep = measured.filter((fate) => !found.includes(fate) && fate.left.estimate > 0);
  const besides =
    alsoKeep.length === 0 ? '' : ` Of what the thread does not name, ${listed(alsoKeep)} had not let go.`;
  const wrong = all.filter((fate) => isMeasured(fate.wrong) && fate.wrong.estimate > 0);
  const answering =
    wrong.length === 0 ? '' : ` ${listed(wrong)} answered newborns with extras of dead code objects.`;
  return {
    topic,
    headline: `${headline}${cleaning}${besides}${answering}`,
    items: measured.map((fate) => {
      const says = `${fateOf(fate)}${wrongRemark(fate)}${kindRemark(run, fate.arm)}`;
      return { arm: fate.arm, says };
    }),
  };
}

/** Of strategies and forms, from those that let go first to those that keep most. */
function fates(run: Run): Fate[] {
  const last = lastRound(run);
  if (last === undefined) return [];
  return families(run)
    .flatMap(({ name: arm, formOf }): Fate[] => {
      const like = { experiment: 'cleanup', strategy: arm, ...ALL_DIED } as const;
      const left = rowLike(run, { ...like, metric: 'left-fraction', rounds: last });
      if (!isMeasured(left)) return [];
      const codes = rowLike(run, { ...like, metric: 'code-left-fraction', rounds: last });
      const until = rowLike(run, { ...like, metric: 'rounds-until-gone' });
      return [{ arm, formOf, left, codes, until, wrong: worstAnswers(run, arm), last }];
    })
    .sort((a, b) => a.left.estimate - b.left.estimate || roundsOf(a.until) - roundsOf(b.until));
}

function isKept(keep: readonly Fate[], strategy: string | null): boolean {
  return keep.some(({ arm }) => arm === strategy);
}

function fateOf({ left, codes, until, last }: Fate): string {
  if (left.estimate === 0)
    return isMeasured(until) ? `gone after ${counted(until.estimate, 'collection')}` : 'gone';
  const codesToo = isMeasured(codes) && codes.estimate > 0 ? `, and ${share(codes)} of the code objects` : '';
  return `${share(left)} of the extras left after ${counted(last, 'collection')}${codesToo}`;
}

function wrongRemark({ wrong }: Fate): string {
  return isMeasured(wrong) && wrong.estimate > 0
    ? `; under churn ${share(wrong)} of newborns got the extra of a dead one`
    : '';
}

function roundsOf(row: Row | undefined): number {
  return row?.estimate ?? Number.POSITIVE_INFINITY;
}
