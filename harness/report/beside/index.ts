/**
 * The report of several runs side by side, made from their records alone: a page that tells what they have in common and where they
 * differ, its charts beside it, and each run's own report in a folder with its letter.
 */

import { clearPictures, writePage } from '../../records/report-folder.ts';
import { type Draw, drawInto } from '../charts/render.ts';
import { besideQuestion } from './charts.ts';
import { claimsBeside } from './claims.ts';
import { comparisonBeside } from './comparison.ts';
import { fingerprints } from './fingerprint.ts';
import { ordersOf } from './orders.ts';
import { type Beside, besideHtml } from './page.tsx';
import type { Labelled } from './runs.ts';

export type { Beside } from './page.tsx';

/** All that is told of these runs together. */
export function besideOf(runs: readonly Labelled[]): Beside {
  const parts = comparisonBeside(runs);
  return {
    runs,
    fingerprints: fingerprints(runs),
    claims: claimsBeside(runs),
    parts,
    orders: ordersOf(runs, parts),
    questions: parts.map((part) => besideQuestion(runs, part)),
  };
}

/** Writes the page and then its charts into `folder`, which is made if there is none, and gives the path of the page. */
export async function writeBeside(beside: Beside, folder: string, draw: Draw = drawInto): Promise<string> {
  const page = writePage(folder, besideHtml(beside));
  clearPictures(folder);
  for (const question of beside.questions)
    if (question !== null) await draw(folder, question, beside.runs[0]!.run);
  return page;
}
