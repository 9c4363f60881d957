/** The page without its charts and its records, which are slow to make and not in question. */

import type { ProcessRecord, Run } from '../../harness/records/schema.ts';
import { asked } from '../../harness/report/charts/all.ts';
import { placeCharts } from '../../harness/report/page/chart.tsx';
import { pageHtml } from '../../harness/report/page/page.tsx';
import { checked } from './made-run.ts';

export function barePage(run: Run, processes: readonly ProcessRecord[] = []): string {
  const nothing = placeCharts(asked([]), { ...run, rows: [], controls: [], calibrations: [] });
  const charts = { ...nothing, experiments: [], controls: [] };
  return withoutScript(pageHtml({ run: checked(run), processes, course: [], charts, records: '' }));
}

/** The page up to its own script, whose text is in nobody's records. */
export function withoutScript(page: string): string {
  return page.replace(/<script>.*<\/script>/s, '');
}
