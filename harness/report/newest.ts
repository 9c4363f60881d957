/** The door of the reports folder: a page that leads on to the newest report. */

import { writeBesidePage } from '../records/report-folder.ts';

/** Writes `index.html` into `reports`; it leads to the report in the folder `id` beside it. */
export function writeNewestPage(reports: string, id: string): void {
  // A run's id is made of letters, digits, dots, dashes and underscores (records/schema.ts): safe in a page.
  const page = `${id}/index.html`;
  writeBesidePage(
    reports,
    'index.html',
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${page}">
<title>coextra: the newest report</title>
<p>The newest report: <a href="${page}">${id}</a></p>
</html>
`,
  );
}
