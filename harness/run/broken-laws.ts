/** What is said about a broken law: who, which law, what was seen, what to do now, where to read on. */

import { relative } from 'node:path';
import type { StrategySource } from '../plan/arms.ts';
import type { LawFinding } from '../process/first-try.ts';
import { strategyNames } from './choose.ts';
import type { NamedFinding } from './preflight.ts';

/** The page that has a section for each law. */
export const LAWS_PAGE = 'docs/add-a-strategy.md';

/** Findings with at least one broken law, with the files of a user's strategies. */
export function brokenOnes(
  findings: readonly LawFinding[],
  sources: readonly StrategySource[],
): NamedFinding[] {
  const ours = strategyNames();
  return findings
    .filter(({ reports }) => reports.some(({ outcome }) => outcome === 'broken'))
    .map((finding) => {
      const source = sources.find(({ strategy }) => strategy.name === finding.strategy);
      const isOurs = source === undefined || ours.includes(finding.strategy);
      return isOurs ? finding : { ...finding, given: relative(process.cwd(), source.file) };
    });
}

/** A paragraph for each broken law; the next step once for each strategy. */
export function tellBroken(findings: readonly NamedFinding[]): string {
  return findings.map(tellOne).join('\n');
}

function tellOne({ strategy, given, reports }: NamedFinding): string {
  const broken = reports.filter(({ outcome }) => outcome === 'broken');
  const paragraphs = broken.flatMap(({ law, sentence, says }) => [
    `${strategy} breaks the law "${law}": ${sentence}`,
    `  seen     ${says}`,
    `  read on  ${LAWS_PAGE}, section "${law}"`,
  ]);
  return [...paragraphs, `  try      mend it, then: npm run laws -- ${given ?? strategy}`].join('\n');
}
