/** What is left in the end of those who died, and which newborns are answered with their extras. */

import type { Run } from '../../records/schema.ts';
import { figureLine } from '../figure.ts';
import { isMeasured, rowsLike, type Wanted } from '../rows.ts';
import { type Column, columns, columnsHeight } from './columns.ts';
import { leakingControls, nameShown, namesInFamilies } from './families.ts';
import type { Question } from './question.ts';

interface Situation {
  readonly wanted: Pick<Wanted, 'metric' | 'part' | 'death' | 'collections'>;
  readonly heading: readonly string[];
}

const left = (death: 'half' | 'churn' | undefined, collections: 'ordinary' | undefined): Situation => ({
  wanted: { metric: 'left-fraction', death, collections },
  heading: ['left', death ?? 'all die', collections ?? 'forced'],
});

const wrong = (collections: 'ordinary' | undefined): Situation => ({
  wanted: { metric: 'wrong-answers', part: 'newborns', death: 'churn', collections },
  heading: ['wrong', 'churn', collections ?? 'forced'],
});

const SITUATIONS: readonly Situation[] = [
  left(undefined, undefined),
  left('half', undefined),
  left('churn', undefined),
  left(undefined, 'ordinary'),
  left('churn', 'ordinary'),
  wrong(undefined),
  wrong('ordinary'),
];

export const afterDeath: Question = {
  name: 'after-death',
  asks: 'What is left in the end, and who is answered with the dead?',
  aid:
    'Left: the share of the extras of dead code objects that is still held in the end. Wrong: the share of newborns, with the number ' +
    'of a dead object, that are answered with its extra. A small hollow grey mark is zero, and so is its whole interval. From the grey control a known share is leaked on purpose. All may die, or half, or ' +
    'a steady population loses a share and is filled up again (churn); collections are forced, or come by themselves (ordinary). ' +
    'Where they come by themselves, extras that wait for the next one count as left.',
  configure(run, look) {
    const table = tableOf(run);
    // The old runs have one situation, which the chart of the collections shows.
    if (table.length < 2) return null;
    const style = {
      subtitle:
        '% of the dead whose extras are left; % of newborns answered with an extra of the dead; small grey: 0',
      scale: 'share',
      nameShown: (name: string) => nameShown(run, name, look),
    } as const;
    return columns(run, look.narrow ? table.map(abridged) : table, afterDeath, style, look);
  },
  height: (run) => columnsHeight(tableOf(run)) + 24,
  gist(run) {
    const each = tableOf(run).map(({ heading, entries }) => {
      const some = entries.filter(({ figure }) => figure.estimate > 0);
      const listed = some.map(({ name, figure }) => `${name} ${figureLine(figure)}`).join('; ');
      return `${heading.join(', ')}: ${listed === '' ? 'none' : listed}`;
    });
    return `What is not zero. ${each.join('. ')}.`;
  },
};

function tableOf(run: Run): Column[] {
  return SITUATIONS.flatMap(({ wanted, heading }) => {
    const entries = [...namesInFamilies(run), ...leakingControls(run)].flatMap((name) => {
      const rows = rowsLike(run, { experiment: 'cleanup', ...wanted, strategy: name }).filter(isMeasured);
      const figure = rows.sort((a, b) => (a.rounds ?? 0) - (b.rounds ?? 0)).at(-1);
      return figure === undefined ? [] : [{ name, arm: name, figure }];
    });
    return entries.length === 0 ? [] : [{ heading, entries }];
  });
}

/** For the width of a phone, where a column is as wide as five letters. */
function abridged(column: Column): Column {
  const short: Record<string, string> = { 'all die': 'all', ordinary: 'ord.', forced: 'forc.' };
  return { ...column, heading: column.heading.map((line) => short[line] ?? line) };
}
