/** Laws that strategies broke, a line each, for standard error. */

import type { LawFinding } from '../../process/preflight.ts';
import { printable } from './summary.ts';

export function brokenLaws(findings: readonly LawFinding[]): string {
  return findings
    .flatMap(({ strategy, reports }) =>
      reports
        .filter(({ outcome }) => outcome === 'broken')
        .map(
          ({ law, sentence, says }) =>
            `${strategy} breaks the law "${law}" (${sentence}): ${printable(says)}\n`,
        ),
    )
    .join('');
}
