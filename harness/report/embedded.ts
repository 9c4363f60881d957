/**
 * The records inside the page: what its charts, its guide and its rows are made from in a browser, packed once as
 * JSON, gzip and base64.
 */

import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';
import type { PlannedProcess, Run } from '../records/schema.ts';
import type { Course } from './course.ts';

export interface Embedded {
  readonly run: Run;
  readonly course: Course;
}

export function pack(run: Run, course: Course): string {
  const { plan } = run;
  const embedded: Embedded = {
    run: { ...run, plan: { ...plan, processes: kindsOf(plan.processes) } },
    course,
  };
  return packed(embedded);
}

export function packed(content: object): string {
  // Without a time the same records give the same bytes.
  const zipped = gzipSync(strToU8(JSON.stringify(content)), { level: 9, mtime: 0 });
  return btoa(strFromU8(zipped, true));
}

export function unpack(text: string): Embedded {
  return unpacked(text) as Embedded;
}

export function unpacked(text: string): unknown {
  return JSON.parse(strFromU8(gunzipSync(strToU8(atob(text), true))));
}

/** Of thousands of processes one of each kind: who took part in which experiment. */
function kindsOf(processes: readonly PlannedProcess[]): PlannedProcess[] {
  const kinds = new Map<string, PlannedProcess>();
  for (const process of processes) {
    const { experiment, arms } = process;
    const kind = JSON.stringify([experiment, [...arms].sort()]);
    if (!kinds.has(kind)) kinds.set(kind, process);
  }
  return [...kinds.values()];
}
