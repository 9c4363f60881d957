/** How the doctor's findings look: a line for each as it is made, and at the end what to do. */

import pc from 'picocolors';
import { type Finding, type Standing, worstOf } from '../../doctor/finding.ts';
import type { SummaryOptions } from './options.ts';
import { printable, spelled, wrapped } from './text.ts';

const STANDINGS: readonly Standing[] = ['fit', 'watch', 'unfit'];

const STANDING_WIDTH = 7;
const WHAT_WIDTH = 16;
const INDENT = ' '.repeat(STANDING_WIDTH + WHAT_WIDTH);

/** "fit    clock           Steps of ...": the standing in its colour, the text broken to the width. */
export function findingText(
  { standing, what, says }: Finding,
  { width, colour, ascii }: SummaryOptions,
): string {
  // Broken with the columns in place, then the standing is coloured: colours have no width.
  const head = `${standing.padEnd(STANDING_WIDTH)}${what.padEnd(WHAT_WIDTH)}`;
  const [first, ...rest] = wrapped(printable(says), width - head.length, '').split('\n');
  const coloured = paint(standing, colour)(standing.padEnd(STANDING_WIDTH));
  const lines = [`${coloured}${what.padEnd(WHAT_WIDTH)}${first}`, ...rest.map((line) => `${INDENT}${line}`)];
  return spelled(lines.join('\n'), ascii);
}

/** How many of each standing, the verdict, and what to try for all that is not fit. */
export function verdictText(findings: readonly Finding[], { width, colour, ascii }: SummaryOptions): string {
  const counts = STANDINGS.map(
    (standing) => `${findings.filter((each) => each.standing === standing).length} ${standing}`,
  );
  const worst = worstOf(findings);
  const verdict = paint(worst, colour)(VERDICTS[worst]);
  const advice = [...STANDINGS]
    .reverse()
    .flatMap((standing) => findings.filter((each) => each.standing === standing))
    .flatMap(({ what, standing, tryThis }) =>
      tryThis === undefined || standing === 'fit'
        ? []
        : [wrapped(`- ${what} (${standing}): ${printable(tryThis)}`, width, '  ')],
    );
  const todo = advice.length === 0 ? [] : ['', 'What to do:', ...advice];
  return spelled([`${verdict} ${counts.join(', ')}.`, ...todo].join('\n'), ascii);
}

const VERDICTS: Record<Standing, string> = {
  fit: 'This machine is fit for measuring.',
  watch: 'This machine can measure; keep an eye on what is marked.',
  unfit: 'This machine is not fit for measuring.',
};

function paint(standing: Standing, colour: boolean): (text: string) => string {
  const { green, yellow, red } = pc.createColors(colour);
  return { fit: green, watch: yellow, unfit: red }[standing];
}
