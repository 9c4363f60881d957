/** Reasons to distrust the figures: before the first of them what limits the whole run, in the end the doubts. */

import type { Run } from '../../records/schema.ts';
import { counted } from '../../report/figure.ts';
import { warnings } from '../../report/warnings.ts';
import { coloursOf } from './colours.ts';
import type { SummaryOptions } from './options.ts';
import { prose, spelled } from './text.ts';

const DOUBTS_SHOWN = 5;

export function warningsText(run: Run, options: SummaryOptions): string {
  const { yellow } = coloursOf(options);
  return warnings(run)
    .map((says) => yellow(prose(`! ${says}`, options, '  ')))
    .join('\n');
}

export function doubtsText({ doubts }: Run, options: SummaryOptions): string {
  if (doubts.length === 0) return '';
  const rest = doubts.length - DOUBTS_SHOWN;
  return [
    coloursOf(options).bold(spelled(counted(doubts.length, 'doubt'), options.ascii)),
    ...doubts.slice(0, DOUBTS_SHOWN).map(({ code, says }) => prose(`- ${code}: ${says}`, options, '  ')),
    ...(rest > 0 ? [`  and ${rest} more, in the report`] : []),
  ].join('\n');
}
