/** What the thread claimed, and what this run says of it: the last word of the terminal. */

import type { Claim, Run } from '../../records/schema.ts';
import { claimCounts, VERDICT_SIGNS } from '../../report/claims.ts';
import { type Colours, coloursOf, type Ink } from './colours.ts';
import { proseWidth, type SummaryOptions } from './options.ts';
import { prose, sentence, wrapped } from './text.ts';

interface Look {
  readonly inAscii: string;
  readonly ink: (colours: Colours) => Ink;
}

const LOOKS: Readonly<Record<Claim['verdict'], Look>> = {
  confirmed: { inAscii: '+', ink: ({ green }) => green },
  refuted: { inAscii: 'x', ink: ({ red }) => red },
  'it depends': { inAscii: '~', ink: ({ yellow }) => yellow },
  'not decided by this run': { inAscii: '?', ink: ({ gray }) => gray },
};

/** "✓ confirmed", and its ink. */
export function ruling(
  verdict: Claim['verdict'],
  options: SummaryOptions,
): { readonly text: string; readonly ink: Ink } {
  const { inAscii, ink } = LOOKS[verdict];
  const sign = options.ascii ? inAscii : VERDICT_SIGNS[verdict];
  return { text: `${sign} ${verdict}`, ink: ink(coloursOf(options)) };
}

const TITLE = 'What the thread claimed';

/** Nothing of a run whose claims nobody judged: whoever reads one judges them first. */
export function claimsText(run: Run, options: SummaryOptions): string {
  const { bold } = coloursOf(options);
  const counts = claimCounts(run);
  if (counts === null) return '';
  const head = prose(`${TITLE}: ${counts}`, options).replace(TITLE, bold(TITLE));
  const claims = run.claims.map((claim) => claimText(claim, options));
  return [[head, ...moreDecides(run, options)].join('\n'), ...claims].join('\n\n');
}

/** What a short run leaves open, a long one may decide. */
function moreDecides({ claims, given, plan }: Run, options: SummaryOptions): string[] {
  const isOpen = claims.some(({ verdict }) => verdict === 'not decided by this run');
  if (!isOpen || (given?.full === true && !plan.quick)) return [];
  const says = 'More programs, traces and processes decide more: --full, --budget SECONDS, --precision P.';
  return [coloursOf(options).dim(prose(says, options))];
}

/** "✓ confirmed" and the claim; beneath it why. */
function claimText({ claim, verdict, because }: Claim, options: SummaryOptions): string {
  const colours = coloursOf(options);
  const { text: head, ink } = ruling(verdict, options);
  const width = proseWidth(options);
  // Broken with the verdict in place, then that is coloured: colours have no width.
  const said = wrapped(`${head}: ${sentence(claim, options)}`, width, '  ');
  const why = prose(because, { ...options, width: width - INDENT.length }).split('\n');
  return [
    `${colours.bold(ink(head))}${said.slice(head.length)}`,
    ...why.map((line) => `${INDENT}${colours.dim(line)}`),
  ].join('\n');
}

const INDENT = '    ';
