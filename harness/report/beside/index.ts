/**
 * The report of several runs side by side, made from their records alone: a page that tells what they have in common and where they
 * differ, its charts beside it, and each run's own report in a folder with its letter.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Question } from '../charts/question.ts';
import { picture } from '../charts/render.ts';
import { dark, light } from '../charts/theme.ts';
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

/** Writes the page and its charts into `folder`, which is made if there is none, and gives the path of the page. */
export async function writeBeside(beside: Beside, folder: string): Promise<string> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  const page = join(folder, 'index.html');
  await writeFile(page, besideHtml(beside));
  for (const question of beside.questions)
    if (question !== null) await drawInto(folder, question, beside.runs[0]!);
  return page;
}

async function drawInto(folder: string, question: Question, { run }: Labelled): Promise<void> {
  for (const theme of [light, dark]) {
    const drawn = picture(question, run, theme);
    if (drawn === null) continue;
    await writeFile(join(folder, 'charts', `${question.name}${theme === dark ? '-dark' : ''}.png`), drawn);
  }
}
