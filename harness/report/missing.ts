/** What this run did not measure: what the plan left out, and what the plan wanted and the rows lack. */

import type { ExperimentName, Row, Run } from '../records/schema.ts';
import { namesOfStrategies, programsOf, replaysOf } from './arms.ts';
import { counted, setShare } from './figure.ts';
import { isMeasured, rowsLike } from './rows.ts';

/** What a row must say for the experiment to count as measured. What a scale leaves out, the plan says. */
const OUTCOMES: Partial<Record<ExperimentName, string>> = {
  'call-cost': 'added-ns',
  replay: 'added-ns',
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
    const measured = rowsLike(run, { experiment, metric: OUTCOMES[experiment]! }).filter(isMeasured);
    if (measured.length === 0) return wasPlanned(run, experiment) ? [`${experiment}: nothing`] : [];
    return places(run, experiment).flatMap(({ where, holds }) =>
      absent(strategies, measured.filter(holds), `${experiment}${where}`),
    );
  });
}

/** Replays are there for the traces that were asked for; the rest belongs to every run. */
function wasPlanned({ plan }: Run, experiment: ExperimentName): boolean {
  return experiment !== 'replay' || (plan.traces ?? []).length > 0;
}

interface Place {
  readonly where: string;
  readonly holds: (row: Row) => boolean;
}

/** Where the plan wanted a figure of every strategy. */
function places(run: Run, experiment: ExperimentName): Place[] {
  switch (experiment) {
    case 'call-cost':
      return programsOf(run).map((workload) => ({
        where: ` on ${workload}`,
        holds: (row) => row.workload === workload,
      }));
    case 'replay':
      return replaysOf(run).map(({ workload, rule }) => ({
        where: ` of ${workload}, ${rule}`,
        holds: (row) => row.workload === workload && row.rule === rule,
      }));
    case 'look-up':
      return run.plan.populations.flatMap((population) =>
        [1, 0].map((hitRatio) => ({
          where: ` among ${counted(population, 'code object')}, ${hitRatio === 1 ? 'hits' : 'misses'}`,
          holds: (row: Row) => row.population === population && row.hitRatio === hitRatio,
        })),
      );
    case 'memory':
      return run.plan.attachFractions.map((attachFraction) => ({
        where: ` with extras on ${setShare(attachFraction)}`,
        holds: (row) => row.attachFraction === attachFraction,
      }));
    default:
      return [{ where: '', holds: () => true }];
  }
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
