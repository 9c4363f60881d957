/** What it costs to attach an extra, to replace it, to detach it, and to let its code object die. */

import type { Run } from '../../records/schema.ts';
import { figureLine } from '../figure.ts';
import { isMeasured, rowLike } from '../rows.ts';
import { type Column, columns, columnsHeight } from './columns.ts';
import { shownNoise } from './dots.ts';
import { nameShown, namesInFamilies } from './families.ts';
import type { Question } from './question.ts';

const PARTS = ['attach', 'replace', 'detach', 'die'];

const measure = { experiment: 'life', metric: 'added-ns', reference: 'none' } as const;

export const life: Question = {
  name: 'life',
  asks: 'What does it cost to attach, to replace, to detach and to die?',
  aid:
    'Each mark is the time that one operation takes longer than without a storage, on a logarithmic scale. A mark on the line of zero is not above ' +
    'it; one whose interval reaches into the grey band is no difference that counts.',
  configure(run, look) {
    const table = tableOf(run);
    if (table.length === 0) return null;
    const style = {
      subtitle: 'ns per operation more than without a storage (logarithmic); grey: the noise floor',
      scale: 'logarithmic',
      nameShown: (name: string) => nameShown(run, name, look),
    } as const;
    return columns(run, table, life, style, look);
  },
  height: (run) => columnsHeight(tableOf(run)),
  gist(run) {
    const each = tableOf(run).map(
      ({ heading, entries }) =>
        `${heading[0]}: ${entries.map(({ name, figure }) => `${name} ${figureLine(figure)}`).join('; ')}`,
    );
    return `More than without a storage. ${each.join('. ')}.`;
  },
};

function tableOf(run: Run): Column[] {
  return PARTS.flatMap((part) => {
    const entries = [...namesInFamilies(run), 'none-twin'].flatMap((name) => {
      const figure = rowLike(run, { ...measure, part, strategy: name });
      return isMeasured(figure) ? [{ name, arm: name, figure }] : [];
    });
    return entries.length === 0
      ? []
      : [{ heading: [part], entries, noise: shownNoise(run, entries[0]!.figure) }];
  });
}
