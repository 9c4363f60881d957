/** What this run did not measure: what the plan left out, and what the plan wanted and the rows lack. */

import type { ExperimentName, Run } from '../records/schema.ts';
import { namesOfStrategies, programsOf } from './arms.ts';
import { isMeasured, rowsLike } from './rows.ts';

/** What a row must say for the experiment to count as measured. */
const OUTCOMES: Record<ExperimentName, string> = {
  'call-cost': 'added-ns',
  'look-up': 'added-ns',
  memory: 'bytes-per-code',
  cleanup: 'left-fraction',
};

export function missing(run: Run): string[] {
  return [...run.plan.leftOut.map((what) => what.replace(/\.$/, '')), ...missingOutcomes(run)];
}

function missingOutcomes(run: Run): string[] {
  const strategies = namesOfStrategies(run);
  return (Object.keys(OUTCOMES) as ExperimentName[]).flatMap((experiment) => {
    const measured = rowsLike(run, { experiment, metric: OUTCOMES[experiment] }).filter(isMeasured);
    if (measured.length === 0) return [`${experiment}: nothing`];
    if (experiment === 'call-cost') {
      return programsOf(run).flatMap((workload) =>
        absent(
          strategies,
          measured.filter((row) => row.workload === workload),
          `call-cost on ${workload}`,
        ),
      );
    }
    return absent(strategies, measured, experiment);
  });
}

function absent(
  strategies: readonly string[],
  rows: readonly { readonly strategy: string }[],
  where: string,
): string[] {
  const without = strategies.filter((name) => !rows.some(({ strategy }) => strategy === name));
  if (without.length === 0) return [];
  return [`${where}: ${without.map((name) => `\`${name}\``).join(', ')}`];
}
