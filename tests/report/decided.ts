/** Made rows with the differences that the judge decides, as the rows of every run have them. */

import { withVerdicts } from '../../harness/judge/verdicts.ts';
import type { Row, Run } from '../../harness/records/schema.ts';

/** The verdicts themselves are left out: a test that wants one says so. */
export function decided(run: Run): Run {
  const figures = run.rows.map((row) => ({ row, values: valuesOf(row) }));
  const rows = withVerdicts(run.plan, figures, []).map(({ verdict: _, ...row }, i) => {
    const { verdict } = run.rows[i]!;
    return verdict === undefined ? row : { ...row, verdict };
  });
  return { ...run, rows };
}

/** One value from each process, evenly over the interval. */
function valuesOf({ estimate, low, high, processes }: Row): number[] {
  const [first, last] = [low ?? estimate ?? 0, high ?? estimate ?? 0];
  return Array.from({ length: processes }, (_, i) => first + ((last - first) * (i + 0.5)) / processes);
}
