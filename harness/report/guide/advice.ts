/** The guide's advice for its presets, in a line each: what stands beside the answer. */

import type { Run } from '../../records/schema.ts';
import { guidance, readByGuide } from './ranking.ts';
import { memoryText, timeText } from './reasons.ts';
import { PRESETS, toHash } from './situation.ts';

export interface Advice {
  readonly title: string;
  /** Leads to the guide in this situation. */
  readonly hash: string;
  /** What is ranked first, and what it costs there; null where nothing is ranked. */
  readonly first: { readonly name: string; readonly says: string } | null;
}

export function advice(run: Run): Advice[] {
  const read = readByGuide(run);
  return PRESETS.map(({ title, situation }) => {
    const [first] = guidance(read, situation).ranked;
    return {
      title,
      hash: toHash(situation),
      first:
        first === undefined ? null : { name: first.name, says: `${timeText(first)}, ${memoryText(first)}` },
    };
  });
}
