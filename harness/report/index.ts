/**
 * The report of a run, made from its records alone: a page that stands by itself, with the charts and the rows as files beside it.
 * It can be made anew from an old run on a machine that never measured.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRecord, Run } from '../records/schema.ts';
import { asked } from './charts/all.ts';
import { picture } from './charts/render.ts';
import { dark, light } from './charts/theme.ts';
import { courseOf } from './course.ts';
import { pack } from './embedded.ts';
import { placeCharts } from './page/chart.tsx';
import { pageHtml } from './page/page.tsx';
import { columnsOf, tabSeparated } from './raw-rows.ts';

export { chartsWork } from './charts/works.ts';
export { writeNewestPage } from './newest.ts';

export interface ReportFiles {
  /** The path of index.html. */
  readonly page: string;
  /** The paths of the charts, light and dark. */
  readonly charts: readonly string[];
  /** The path of rows.tsv. */
  readonly rows: string;
}

/** Writes the report into `folder`, which is made if there is none. `processes` adds how the processes ended. */
export async function writeReport(
  run: Run,
  folder: string,
  processes: readonly ProcessRecord[] = [],
): Promise<ReportFiles> {
  const page = join(folder, 'index.html');
  const rows = join(folder, 'rows.tsv');
  const charts = await drawAll(run, processes, join(folder, 'charts'));
  await writeFile(rows, tabSeparated([...run.rows.entries()], columnsOf(run.rows)));
  await writeFile(page, reportPage(run, processes));
  return { page, charts, rows };
}

/** The page alone, without the files beside it. */
export function reportPage(run: Run, processes: readonly ProcessRecord[]): string {
  const course = courseOf(run, processes);
  const charts = placeCharts(asked(course), run);
  return pageHtml({ run, processes, course, charts, records: pack(run, course) });
}

/** Writes the pictures of all questions that this run answers, and gives their paths. */
async function drawAll(run: Run, processes: readonly ProcessRecord[], folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const question of asked(courseOf(run, processes)).all) {
    for (const theme of [light, dark]) {
      const drawn = picture(question, run, theme);
      if (drawn === null) continue;
      const file = join(folder, `${question.name}${theme === dark ? '-dark' : ''}.png`);
      await writeFile(file, drawn);
      files.push(file);
    }
  }
  return files;
}
