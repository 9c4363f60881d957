/**
 * What `compare` and `report` say at the end: what limits the run, the comparison as bars and in figures, the other experiments, the
 * verdicts, controls and doubts that tell how far to believe it all, and last the claims of the thread. It fits 80 columns.
 */

import type { Run } from '../../records/schema.ts';
import { hooksInShort } from '../../report/hooks.ts';
import { lifeInShort } from '../../report/life.ts';
import { jitInShort, severalToolsInShort } from '../../report/tools.ts';
import { claimsText } from './claims.ts';
import { comparisonText } from './comparison.ts';
import { controlsText } from './controls.ts';
import { doubtsText, warningsText } from './doubts.ts';
import { figuresText } from './figures.ts';
import type { SummaryOptions } from './options.ts';
import { spelled } from './text.ts';
import { verdictsText } from './verdicts.ts';

export function summary(run: Run, options: SummaryOptions): string {
  const parts = [
    warningsText(run, options),
    comparisonText(run, options),
    figuresText(lifeInShort(run), options, 'life'),
    ...[hooksInShort(run), jitInShort(run), severalToolsInShort(run)].map((each) =>
      figuresText(each, options),
    ),
    verdictsText(run, options),
    controlsText(run, options),
    doubtsText(run, options),
    claimsText(run, options),
  ];
  return spelled(parts.filter((part) => part !== '').join('\n\n'), options.ascii);
}
