/** What the charts of the page are drawn from in a browser: the comparison, and of each run its strategies. */

import type { Run } from '../../records/schema.ts';
import { packed, unpacked } from '../embedded.ts';
import type { Part } from './comparison.ts';
import type { Labelled } from './runs.ts';

interface EmbeddedBeside {
  readonly runs: readonly Labelled[];
  readonly parts: readonly Part[];
}

export function packBeside({ runs, parts }: EmbeddedBeside): string {
  return packed({ runs: runs.map(({ label, run }) => ({ label, run: bare(run) })), parts });
}

export function unpackBeside(text: string): EmbeddedBeside {
  return unpacked(text) as EmbeddedBeside;
}

/** Without what the comparison holds already, or no chart asks for. */
function bare(run: Run): Run {
  const { calibrations: _, ...rest } = run;
  const plan = { ...run.plan, processes: [] };
  return { ...rest, plan, rows: [], controls: [], doubts: [], claims: [] };
}
