/**
 * The report of a run, made from its records alone: a page that stands by itself, with the charts and the rows as files beside it.
 * It can be made anew from an old run on a machine that never measured.
 */

import { clearPictures, writeBesidePage, writePage } from '../records/report-folder.ts';
import type { ProcessRecord, Run } from '../records/schema.ts';
import { type Asked, asked } from './charts/all.ts';
import { type Draw, drawInto } from './charts/render.ts';
import { type Course, courseOf } from './course.ts';
import { pack } from './embedded.ts';
import { placeCharts } from './page/chart.tsx';
import { pageHtml } from './page/page.tsx';
import { columnsOf, tabSeparated } from './raw-rows.ts';

export { chartsWork } from './charts/works.ts';
export { writeNewestPage } from './newest.ts';

/**
 * Writes the report into `folder`, which is made if there is none, and gives the path of the page. That comes first: a report
 * that was cut off is known for what it is, and made anew. `processes` adds how the processes ended.
 */
export async function writeReport(
  run: Run,
  folder: string,
  processes: readonly ProcessRecord[],
  draw: Draw = drawInto,
): Promise<string> {
  const course = courseOf(run, processes);
  const questions = asked(course);
  const page = writePage(folder, htmlOf(run, processes, course, questions));
  writeBesidePage(folder, 'rows.tsv', tabSeparated([...run.rows.entries()], columnsOf(run.rows)));
  clearPictures(folder);
  for (const question of questions.all) await draw(folder, question, run);
  return page;
}

/** The page alone, without the files beside it. */
export function reportPage(run: Run, processes: readonly ProcessRecord[]): string {
  const course = courseOf(run, processes);
  return htmlOf(run, processes, course, asked(course));
}

function htmlOf(run: Run, processes: readonly ProcessRecord[], course: Course, questions: Asked): string {
  const charts = placeCharts(questions, run);
  return pageHtml({ run, processes, course, charts, records: pack(run, course) });
}
