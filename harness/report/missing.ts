/** What this run did not measure: what the plan left out, and what the plan wanted and the rows lack. */

import { views } from '../experiments/index.ts';
import type { Due, Place } from '../experiments/view.ts';
import type { ExperimentName, Run } from '../records/schema.ts';
import { namesOfStrategies } from './arms.ts';
import { isMeasured, rowsLike } from './rows.ts';
import { settled } from './settled.ts';

export function missing(run: Run): string[] {
  return [...run.plan.leftOut.map((what) => what.replace(/\.$/, '')), ...missingOutcomes(run)];
}

/** What processes were planned for, and is not there. */
export function failures(run: Run): string[] {
  return run.plan.processes.length === 0 ? [] : missingOutcomes(run);
}

function missingOutcomes(run: Run): string[] {
  const agreed = settled(run);
  return views().flatMap(([experiment, { due }]) => {
    const arms = due === undefined ? [] : armsDue(run, experiment, due);
    if (due === undefined || arms.length === 0) return [];
    const measured = rowsLike(run, { experiment, metric: due.metric }).filter(isMeasured);
    if (measured.length === 0) return [`${experiment}: nothing`];
    const places = due.places?.(run, agreed) ?? [{ where: '', holds: () => true }];
    return places.flatMap(({ where, holds, takes = () => true }: Place) =>
      absent(arms.filter(takes), measured.filter(holds), `${experiment}${where}`),
    );
  });
}

/** Of whom a figure was wanted: all strategies, where a record has no processes in its plan. */
function armsDue(run: Run, experiment: ExperimentName, { ofControls, isWanted = () => true }: Due): string[] {
  const { arms: all, processes } = run.plan;
  if (processes.length === 0) return isWanted(run.plan) ? namesOfStrategies(run) : [];
  const mine = processes.filter((each) => each.experiment === experiment);
  const taking = new Set(mine.flatMap(({ arms }) => arms));
  const named = ofControls === true ? all.map(({ name }) => name) : namesOfStrategies(run);
  return named.filter((name) => taking.has(name));
}

function absent(
  arms: readonly string[],
  rows: readonly { readonly strategy: string }[],
  where: string,
): string[] {
  const without = arms.filter((name) => !rows.some(({ strategy }) => strategy === name));
  if (without.length === 0) return [];
  return [`${where}: ${without.map((name) => `\`${name}\``).join(', ')}`];
}
