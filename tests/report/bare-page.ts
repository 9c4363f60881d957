/** The page without its charts and its records, which are slow to make and not in question. */

import type { ProcessRecord, Run } from '../../harness/records/schema.ts';
import { asked } from '../../harness/report/charts/all.ts';
import { placeCharts } from '../../harness/report/page/chart.tsx';
import { pageHtml } from '../../harness/report/page/page.tsx';
import { checked } from './made-run.ts';
import { parsed } from './parsed.ts';

export function barePage(run: Run, processes: readonly ProcessRecord[] = []): Document {
  return parsed(bareHtml(run, processes));
}

export function bareHtml(run: Run, processes: readonly ProcessRecord[] = []): string {
  const nothing = placeCharts(asked([]), { ...run, rows: [], controls: [], calibrations: [] });
  const charts = { ...nothing, experiments: [], controls: [] };
  return pageHtml({ run: checked(run), processes, course: [], charts, records: '' });
}
