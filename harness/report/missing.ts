/** What this run did not measure: what the plan left out, and what the plan wanted and the rows lack. */

import type { MetricName } from '../records/metrics.ts';
import type { ExperimentName, Row, Run } from '../records/schema.ts';
import { namesOfStrategies, programsOf, replaysOf } from './arms.ts';
import { setShare, settingWords } from './figure.ts';
import { isMeasured, rowsLike } from './rows.ts';

/** What a row must say for the experiment to count as measured. What a scale leaves out, the plan says. */
const OUTCOMES: Partial<Record<ExperimentName, MetricName>> = {
  'call-cost': 'added-ns',
  builds: 'ratio',
  tools: 'ratio',
  replay: 'added-ns',
  'look-up': 'added-ns',
  'several-tools': 'ns',
  memory: 'bytes-per-code',
  cleanup: 'left-fraction',
};

/** Experiments that older records do not have: of these nothing is missing that no process was planned for. */
const BY_PLAN: readonly ExperimentName[] = ['builds', 'tools', 'several-tools'];

export function missing(run: Run): string[] {
  return [...run.plan.leftOut.map((what) => what.replace(/\.$/, '')), ...missingOutcomes(run)];
}

/** What processes were planned for, and is not there. */
export function failures(run: Run): string[] {
  return run.plan.processes.length === 0 ? [] : missingOutcomes(run);
}

function missingOutcomes(run: Run): string[] {
  return (Object.keys(OUTCOMES) as ExperimentName[]).flatMap((experiment) => {
    const arms = planned(run, experiment);
    if (arms.length === 0) return [];
    const measured = rowsLike(run, { experiment, metric: OUTCOMES[experiment]! }).filter(isMeasured);
    if (measured.length === 0) return [`${experiment}: nothing`];
    return places(run, experiment).flatMap(({ where, holds, takes = () => true }) =>
      absent(arms.filter(takes), measured.filter(holds), `${experiment}${where}`),
    );
  });
}

/** Of whom a figure was wanted: all strategies, where a record has no processes in its plan. */
function planned(run: Run, experiment: ExperimentName): string[] {
  const { processes, traces = [] } = run.plan;
  if (processes.length === 0) {
    // Replays are there for the traces that were asked for; the rest belongs to every run.
    const wanted = experiment === 'replay' ? traces.length > 0 : !BY_PLAN.includes(experiment);
    return wanted ? namesOfStrategies(run) : [];
  }
  const taking = new Set(
    processes.filter((each) => each.experiment === experiment).flatMap(({ arms }) => arms),
  );
  const named = BY_PLAN.includes(experiment) ? run.plan.arms.map(({ name }) => name) : namesOfStrategies(run);
  return named.filter((name) => taking.has(name));
}

interface Place {
  readonly where: string;
  readonly holds: (row: Row) => boolean;
  /** Whether an arm has a figure there at all; all have, if absent. */
  readonly takes?: (arm: string) => boolean;
}

/** Where the plan wanted a figure of every arm that takes part. */
function places(run: Run, experiment: ExperimentName): Place[] {
  switch (experiment) {
    case 'call-cost':
      return programsOf(run).map((workload) => ({
        where: ` on ${workload}`,
        holds: (row) => row.workload === workload,
      }));
    case 'builds':
    case 'tools':
      return builtPlaces(run, experiment);
    case 'replay':
      return replaysOf(run).map(({ workload, rule }) => ({
        where: ` of ${workload}, ${rule}`,
        holds: (row) => row.workload === workload && row.rule === rule,
      }));
    case 'look-up':
      return run.plan.populations.flatMap((population) =>
        [1, 0].map((hitRatio) => ({
          where: ` among ${settingWords({ population, hitRatio }).join(', ')}`,
          holds: (row: Row) => row.population === population && row.hitRatio === hitRatio,
        })),
      );
    case 'several-tools':
      return numbersOfTools(run).map((tools) => ({
        where: ` of ${tools}`,
        holds: (row) => row.tools === tools,
        takes: (name) => hasRoomFor(run, name, tools),
      }));
    case 'memory':
      return run.plan.attachFractions.map((attachFraction) => ({
        where: ` with extras on ${setShare(attachFraction)}`,
        holds: (row) => row.attachFraction === attachFraction,
      }));
    default:
      return [{ where: '', holds: () => true }];
  }
}

/** The programs, and tools, of the processes that were planned. */
function builtPlaces({ plan }: Run, experiment: 'builds' | 'tools'): Place[] {
  const found = new Map<string, Place>();
  for (const { workload, part, arms, ...process } of plan.processes) {
    if (process.experiment !== experiment) continue;
    const where = `${part === undefined ? '' : `, ${part}`} on ${workload}`;
    const holds = (row: Row) => row.workload === workload && row.part === part;
    found.set(where, { where, holds, takes: (arm) => arms.includes(arm) });
  }
  return [...found.values()];
}

function numbersOfTools({ plan }: Run): number[] {
  const all = plan.processes
    .filter(({ experiment }) => experiment === 'several-tools')
    .flatMap(({ tools = [] }) => tools);
  return [...new Set(all)];
}

/** A strategy serves so many tools, or any number. */
function hasRoomFor({ plan }: Run, name: string, tools: number): boolean {
  const arm = plan.arms.find((each) => each.name === name);
  return arm === undefined || arm.tools === 0 || arm.tools >= tools;
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
