/** What the thread claimed, and what this run says of it: the last word of the terminal. */

import type { Claim, Run } from '../../records/schema.ts';
import { type Colours, coloursOf, type Ink } from './colours.ts';
import { proseWidth, type SummaryOptions } from './options.ts';
import { prose, sentence, wrapped } from './text.ts';

interface Look {
  readonly mark: string;
  readonly inAscii: string;
  readonly ink: (colours: Colours) => Ink;
}

/** In the order in which they are counted. */
export const LOOKS: Readonly<Record<Claim['verdict'], Look>> = {
  confirmed: { mark: '✓', inAscii: '+', ink: ({ green }) => green },
  refuted: { mark: '✗', inAscii: 'x', ink: ({ red }) => red },
  'it depends': { mark: '◐', inAscii: '~', ink: ({ yellow }) => yellow },
  'not decided by this run': { mark: '?', inAscii: '?', ink: ({ gray }) => gray },
};

const TITLE = 'What the thread claimed';

export function claimsText({ claims }: Run, options: SummaryOptions): string {
  const { bold, dim } = coloursOf(options);
  if (claims.length === 0)
    return dim(prose('No claim is judged: the run is older than the rules that judge them.', options));
  const verdicts = Object.keys(LOOKS) as Claim['verdict'][];
  const counts = verdicts.flatMap((verdict) => {
    const count = claims.filter((claim) => claim.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  const head = prose(`${TITLE}: ${counts.join(', ')}`, options).replace(TITLE, bold(TITLE));
  return [head, ...claims.map((claim) => claimText(claim, options))].join('\n\n');
}

/** "✓ confirmed" and the claim; beneath it why. */
function claimText({ claim, verdict, because }: Claim, options: SummaryOptions): string {
  const colours = coloursOf(options);
  const { mark, inAscii, ink } = LOOKS[verdict];
  const head = `${options.ascii ? inAscii : mark} ${verdict}`;
  const width = proseWidth(options);
  // Broken with the verdict in place, then that is coloured: colours have no width.
  const said = wrapped(`${head}: ${sentence(claim, options)}`, width, '  ');
  const why = prose(because, { ...options, width: width - INDENT.length }).split('\n');
  return [
    `${colours.bold(ink(colours)(head))}${said.slice(head.length)}`,
    ...why.map((line) => `${INDENT}${colours.dim(line)}`),
  ].join('\n');
}

const INDENT = '    ';
