/**
 * What a comparison measures next: first the replicates of the pilot, then, while the budget lasts, more processes of the
 * least certain cell, up to the next of the planned numbers (statistics/looks.ts). A pure function of the plan and of
 * what has been measured: a run that was killed goes on, from its records, as it would have gone on by itself.
 */

import { isExtended, runsAlone } from '../experiments/index.ts';
import { inWords, isByRatio, leastCertain, sameCells, type Uncertainty } from '../judge/uncertainty.ts';
import { FEWEST_REPLICATES, LANES, PILOT_REPLICATES } from '../plan/plan.ts';
import { SEED_LIMIT, seededRandom } from '../random.ts';
import type { Doubt, Plan, PlannedProcess, ProcessRecord } from '../records/schema.ts';
import { FIRST_LOOK, MOST_PROCESSES, nextLook, plannedLooks } from '../statistics/looks.ts';
import { medianOf } from '../statistics/median.ts';

/** Processes that are measured before anything is decided anew. */
export interface Batch {
  /** Why these, with the interval that is to be narrowed. */
  readonly because: string;
  readonly processes: readonly PlannedProcess[];
}

/** Called with all records of the batches before; null ends the run. */
export type Schedule = (records: readonly ProcessRecord[]) => Batch | null;

/** Numbers of processes of a cell at which a run looks: while it spends a budget, and while it seeks a precision. */
const SPENDING = plannedLooks(PILOT_REPLICATES, MOST_PROCESSES);
const SEEKING = plannedLooks(FIRST_LOOK, MOST_PROCESSES);

export function compareSchedule(plan: Plan, seed: number): Schedule {
  const pilot = 1 + Math.max(-1, ...plan.processes.map(({ replicate }) => replicate));
  return (records) => {
    const done = new Set(records.map(({ process }) => process.replicate));
    const replicate = Array.from({ length: pilot }, (_, number) => number).find(
      (number) => !done.has(number),
    );
    if (replicate === undefined) return lookBatch(plan, seed, records);
    if (replicate >= FEWEST_REPLICATES && !replicateFits(plan, records, replicate)) return null;
    const processes = plan.processes.filter((process) => process.replicate === replicate);
    return { because: `pilot, ${replicate + 1} of ${pilot}`, processes };
  };
}

/** The pilot's cells, in need of more processes or not. */
interface Candidate {
  readonly template: PlannedProcess;
  readonly found: Uncertainty;
  readonly more: number;
}

function lookBatch(plan: Plan, seed: number, records: readonly ProcessRecord[]): Batch | null {
  if (plan.quick) return null;
  const left = plan.budgetSeconds - spentSeconds(records);
  const precision = plan.precision ?? null;
  const candidates = templates(plan)
    .flatMap((template) => candidateOf(template, records, precision, left))
    .filter(({ more }) => more > 0)
    .sort((a, b) => b.found.excess - a.found.excess);
  const [first] = candidates;
  if (first === undefined) return null;
  const from =
    1 + Math.max(...plan.processes.map(({ number }) => number), ...records.map((r) => r.process.number));
  const replicate = 1 + Math.max(...records.map(({ process }) => process.replicate));
  const processes = Array.from({ length: first.more }, (_, i) =>
    another(first.template, from + i, replicate + i, seed),
  );
  const { populations, workload, rule } = first.template;
  const where = populations?.join(', ') ?? (rule === undefined ? workload : `${workload}, ${rule}`);
  return {
    because: `${where}: ${inWords(first.template, first.found)} after ${first.found.values.length} processes, ${first.more} more to narrow it`,
    processes,
  };
}

/** One planned process of each timed cell of the pilot. */
function templates(plan: Plan): PlannedProcess[] {
  return plan.processes.filter(({ replicate, experiment }) => replicate === 0 && isExtended(experiment));
}

/** Programs alone have a precision to reach: replays and look-ups get more processes only while a budget is there to be spent. */
function candidateOf(
  template: PlannedProcess,
  records: readonly ProcessRecord[],
  precision: number | null,
  leftSeconds: number,
): Candidate[] {
  if (precision !== null && !isByRatio(template.experiment)) return [];
  const mine = records.filter(
    ({ process, outcome }) => sameCells(process, template) && outcome === 'measured',
  );
  const found = leastCertain(template, records, precision);
  if (found === null || mine.length === 0) return [];
  const n = found.values.length;
  const each = medianOf(mine.map(({ seconds }) => seconds)) * weightOf(template);
  const looks = precision === null ? SPENDING : SEEKING;
  const aim =
    precision === null
      ? (looks.find((look) => look > n) ?? null)
      : nextLook([found.values], found.wanted, looks, n);
  // Where the budget does not reach that far, the farthest look that it reaches.
  const look = looks.findLast((look) => look > n && look <= (aim ?? 0) && (look - n) * each <= leftSeconds);
  return [{ template, found, more: look === undefined ? 0 : look - n }];
}

/** A process of the same cell, with draws of its own: they depend on the run's seed and on its number alone. */
function another(template: PlannedProcess, number: number, replicate: number, seed: number): PlannedProcess {
  const random = seededRandom((seed + 7919 * (number + 1)) % SEED_LIMIT);
  return {
    ...template,
    number,
    replicate,
    arms: random.shuffled(template.arms),
    seed: random.below(SEED_LIMIT),
  };
}

function replicateFits(plan: Plan, records: readonly ProcessRecord[], replicate: number): boolean {
  const spent = Array.from({ length: replicate }, (_, number) =>
    spentSeconds(records.filter(({ process }) => process.replicate === number)),
  );
  return spentSeconds(records) + Math.max(...spent) <= plan.budgetSeconds;
}

/** Seconds of the run that these processes took; those that run in pairs take half of theirs. */
export function spentSeconds(records: readonly ProcessRecord[]): number {
  return records.reduce((sum, { process, seconds }) => sum + weightOf(process) * seconds, 0);
}

function weightOf({ experiment }: PlannedProcess): number {
  return runsAlone(experiment) ? 1 : 1 / LANES;
}

/** The doubts that the budget did not suffice for the pilot, or for the precision that was wanted, if so. */
export function budgetDoubts(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  return [...pilotDoubts(plan, records), ...precisionDoubts(plan, records)];
}

/** Arms that no process measured where the plan wanted them measured: one warning for each kind of process. */
export function notMeasured(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  const measured = records.filter(({ outcome }) => outcome === 'measured');
  const wanted = plan.processes.filter(({ replicate }) => replicate === 0);
  return wanted.flatMap((template): Doubt[] => {
    const arms = new Set(
      measured
        .filter(({ process }) => sameCells(process, template))
        .flatMap(({ samples }) => samples.map(({ arm }) => arm)),
    );
    const missing = template.arms.filter((arm) => !arms.has(arm));
    if (missing.length === 0) return [];
    const { experiment, workload } = template;
    const says = `No process of ${experiment} on ${workload} has measured ${missing.join(', ')}.`;
    return [{ code: NOT_MEASURED, says, experiment, workload }];
  });
}

/** Code of the warning that something was asked for and not measured. */
export const NOT_MEASURED = 'not-measured';

function precisionDoubts(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  const precision = plan.precision ?? null;
  if (precision === null) return [];
  return templates(plan)
    .filter(({ experiment }) => isByRatio(experiment))
    .flatMap((template) => {
      const found = leastCertain(template, records, precision);
      if (found === null || found.excess <= 1) return [];
      const reached = Number.isFinite(found.excess)
        ? `±${(100 * Math.expm1(found.excess * found.wanted)).toFixed(1)} %`
        : 'no interval yet';
      return [
        {
          code: 'precision-not-reached',
          says:
            `On ${template.workload} ±${(100 * precision).toFixed(1)} % was wanted; ${found.arm} is known to ${reached} after ` +
            `${found.values.length} processes. Raise --budget (${plan.budgetSeconds} s) or ask for less.`,
          experiment: template.experiment,
          workload: template.workload,
        },
      ];
    });
}

function pilotDoubts(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  const planned = Math.max(...Object.values(plan.replicates));
  const measured = new Set(records.map(({ process }) => process.replicate)).size;
  if (measured >= planned) return [];
  return [
    {
      code: 'budget-used-up',
      says:
        `The budget of ${plan.budgetSeconds} s was used up (${Math.round(spentSeconds(records))} s) after ${measured} of ` +
        `${planned} replicates of the pilot, so intervals are wider than planned. Raise --budget for narrower ones.`,
    },
  ];
}
