/**
 * The report of a run, made from its records alone: a page that stands by itself and the charts as files beside it.
 * It can be made anew from an old run on a machine that never measured.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRecord, Run } from '../records/schema.ts';
import { controlQuestions, questions } from './charts/all.ts';
import type { Question } from './charts/question.ts';
import { pictures } from './charts/render.ts';
import { dark, light } from './charts/theme.ts';
import type { DrawnChart } from './page/chart.tsx';
import { pageHtml } from './page/page.tsx';

export { chartsWork } from './charts/works.ts';
export { writeNewestPage } from './newest.ts';

export interface ReportFiles {
  /** The path of index.html. */
  readonly page: string;
  /** The paths of the charts, light and dark. */
  readonly charts: readonly string[];
}

/** Writes the report into `folder`, which is made if there is none. `processes` adds how the processes ended. */
export async function writeReport(
  run: Run,
  folder: string,
  processes: readonly ProcessRecord[] = [],
): Promise<ReportFiles> {
  const chartFolder = join(folder, 'charts');
  await mkdir(chartFolder, { recursive: true });
  const charts = drawAll(questions, run);
  const controlCharts = drawAll(controlQuestions, run);
  const files: string[] = [];
  for (const { name, light, dark } of [...charts, ...controlCharts]) {
    if (light === null || dark === null) continue;
    for (const [file, { titled }] of [
      [join(chartFolder, `${name}.png`), light],
      [join(chartFolder, `${name}-dark.png`), dark],
    ] as const) {
      await writeFile(file, titled);
      files.push(file);
    }
  }
  const page = join(folder, 'index.html');
  await writeFile(page, pageHtml({ run, processes, charts, controlCharts }));
  return { page, charts: files };
}

function drawAll(asked: readonly Question[], run: Run): DrawnChart[] {
  const drawn: DrawnChart[] = [];
  for (const question of asked) {
    const { name, asks, aid } = question;
    drawn.push({
      name,
      asks,
      aid,
      gist: question.gist(run),
      light: pictures(question, run, light),
      dark: pictures(question, run, dark),
    });
  }
  return drawn;
}
