/**
 * The measuring of a gate: a first set of processes, and if it raises suspicions a second, fresh one of the suspects. The
 * same function serves the gate and the trials of the gate.
 */

import { controlsOf } from '../judge/controls.ts';
import { doubtsOf } from '../judge/doubts.ts';
import { LANES } from '../plan/plan.ts';
import type { MeasureTask } from '../process/task.ts';
import type { GateComparison } from '../records/gate.ts';
import type { Control, Doubt, Plan, PlannedProcess, ProcessRecord } from '../records/schema.ts';
import { execute, type Listener, type Workshop } from '../run/execute.ts';
import type { Schedule } from '../run/schedule.ts';
import { medianOf } from '../statistics/median.ts';
import { judged, measuredIn, missingIn, suspectsAmong, withoutTwin } from './decide.ts';
import { confirmationPlan, FEWEST_PROCESSES } from './plan.ts';

export interface GateWorkshop extends Pick<Workshop, 'launch' | 'now' | 'date'> {
  taskFor(process: PlannedProcess, plan: Plan): MeasureTask;
}

export interface GateMeasurement {
  readonly comparisons: readonly GateComparison[];
  readonly controls: readonly Control[];
  readonly doubts: readonly Doubt[];
  readonly records: readonly ProcessRecord[];
  /** What should have been measured and was not, in words. */
  readonly missing: readonly string[];
  readonly complete: boolean;
}

/** Replicates between two looks at the clock. */
const STEP = 4;

export async function measureGate(
  plan: Plan,
  seed: number,
  workshop: GateWorkshop,
  listener: Listener,
  keep: (record: ProcessRecord) => void,
  signal: AbortSignal,
): Promise<GateMeasurement> {
  const run = (part: Plan, schedule: Schedule) =>
    execute(
      schedule,
      {
        ...workshop,
        taskFor: (process) => workshop.taskFor(process, part),
      },
      listener,
      keep,
      signal,
    );
  listener.begins(plan.budgetSeconds);
  const first = await run(plan, inSteps(plan, 'first set', plan.budgetSeconds));
  const measured = measuredIn(plan, first.records);
  const controls = controlsOf(plan, first.records);
  const differing = workloadsThatDiffer(first.records);
  const unfit = (workload: string) =>
    differing.includes(workload) ||
    controls.some((control) => control.workload === workload && !control.passed);
  const suspects = suspectsAmong(measured).filter(
    ({ metric, workload }) => metric !== 'time' || !unfit(workload),
  );
  const processes = Math.max(
    0,
    ...measured.map(({ changes, metric }) => (metric === 'time' ? changes.length : 0)),
  );

  let records = first.records;
  let complete = first.complete;
  let fresh: typeof measured = [];
  let later: typeof controls = [];
  if (complete && suspects.length > 0) {
    const again = confirmationPlan(plan, suspects, { seed, processes });
    const names = [...new Set(suspects.map(({ strategy }) => strategy))].join(', ');
    const second = await run(again, inSteps(again, `confirming ${names}`, Number.POSITIVE_INFINITY));
    fresh = measuredIn(plan, second.records);
    // Most controls rest in the second set; the twins do not.
    later = controlsOf(plan, second.records);
    records = [...records, ...second.records];
    complete = second.complete;
  }
  const moved = (workload: string) =>
    later.some((control) => control.workload === workload && !control.passed);
  return {
    comparisons: judged(measured, fresh, (workload) => unfit(workload) || moved(workload)),
    controls: [...controls, ...later],
    doubts: [...doubtsOf(plan, records), ...injectedDoubts(plan, first.records)],
    records,
    missing: [...missingIn(plan, measured, FEWEST_PROCESSES), ...withoutTwin(plan, controls)],
    complete,
  };
}

/** Programs on which the arms of a process computed different answers: their times mean nothing. */
function workloadsThatDiffer(records: readonly ProcessRecord[]): string[] {
  const found = records.filter(({ samples }) => {
    const answers = new Set(samples.flatMap(({ checksum }) => (checksum === undefined ? [] : [checksum])));
    return answers.size > 1;
  });
  return [...new Set(found.map(({ process }) => process.workload))];
}

/** What --inject really put in, which on a longer program is more than was asked for. */
function injectedDoubts(plan: Plan, records: readonly ProcessRecord[]): Doubt[] {
  const slowed = plan.arms.filter(
    ({ name, strategy, injectedShare }) => name === strategy && injectedShare > 0,
  );
  return slowed.flatMap(({ name }) =>
    plan.programs.flatMap(({ name: workload }): Doubt[] => {
      const ratios = records
        .filter(({ process }) => process.workload === workload)
        .flatMap(({ samples }) => samples.find(({ arm }) => arm === name)?.injectedRatio ?? []);
      if (ratios.length === 0) return [];
      const says = `A slowdown of ${((medianOf(ratios) - 1) * 100).toFixed(1)} % was put into ${name} on ${workload}: this gate tries itself out.`;
      return [{ code: 'injected', says, strategy: name, workload }];
    }),
  );
}

/** A few replicates at a time, until all are done or the time is. */
function inSteps(plan: Plan, name: string, budgetSeconds: number): Schedule {
  const total = 1 + Math.max(-1, ...plan.processes.map(({ replicate }) => replicate));
  return (records) => {
    const done = records.length === 0 ? 0 : 1 + Math.max(...records.map(({ process }) => process.replicate));
    if (done >= total) return null;
    const spent = records.reduce((sum, { seconds }) => sum + seconds / LANES, 0);
    const step = done === 0 ? 0 : (spent / done) * STEP;
    if (done >= FEWEST_PROCESSES && spent + step > budgetSeconds) return null;
    const processes = plan.processes.filter(({ replicate }) => replicate >= done && replicate < done + STEP);
    return { because: `${name}, ${done} of ${total} processes`, processes };
  };
}
