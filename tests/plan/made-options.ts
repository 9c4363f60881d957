/** What a plan is made of: programs and traces that are nothing but their names, and options that a test changes. */

import { planArms } from '../../harness/plan/arms.ts';
import { makePlan, type PlanOptions } from '../../harness/plan/plan.ts';
import type { ScaleName } from '../../harness/plan/scales.ts';
import type { ExperimentName, Plan, PlannedProcess, PlannedTrace } from '../../harness/records/schema.ts';
import { STRATEGIES } from '../../strategies/index.ts';

export const madePrograms = (...names: string[]): Plan['programs'] =>
  names.map((name) => ({ name, file: `${name}.py`, stresses: '', doesNotTell: '' }));

export const madeTrace = (wish: Partial<PlannedTrace> = {}): PlannedTrace => ({
  name: 'small',
  file: 'small.json.gz',
  stresses: '',
  doesNotTell: '',
  recordedWith: 'made',
  ofProgram: false,
  truncated: false,
  entries: 100,
  population: 10,
  born: 0,
  died: 0,
  called: 10,
  ...wish,
});

/** Every strategy, as usual; a pilot of six replicates. */
export const madeOptions: PlanOptions = {
  scale: 'usual',
  budgetSeconds: 155,
  precision: null,
  seed: 7,
  arms: planArms(STRATEGIES),
  programs: madePrograms('fib', 'queens', 'thousand'),
};

/** The processes of one replicate. */
export function once(scale: ScaleName, also: Partial<PlanOptions> = {}): PlannedProcess[] {
  return makePlan({ ...madeOptions, ...also, scale }).processes.filter(({ replicate }) => replicate === 0);
}

/** Those of one experiment, and of one workload where it is named. */
export function of(processes: readonly PlannedProcess[], experiment: ExperimentName, workload?: string) {
  return processes.filter(
    (each) => each.experiment === experiment && (workload === undefined || each.workload === workload),
  );
}

const WHOLE = STRATEGIES.filter(({ formOf }) => formOf === undefined).map(({ name }) => name);
export const FORMS = STRATEGIES.filter(({ formOf }) => formOf !== undefined).map(({ name }) => name);
export const BEYOND = STRATEGIES.filter(({ beyond }) => beyond !== undefined).map(({ name }) => name);
/** Named on python-dev, no form of another, and more than a control with a field that nobody uses. */
export const THREAD = WHOLE.filter((name) => !BEYOND.includes(name) && name !== 'unused-field');
