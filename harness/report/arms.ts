/** Who took part in a run: the strategies that compete, and the controls, in the order of the plan. */

import type { Replayed } from '../experiments/view.ts';
import type { PlannedArm, Row, Run } from '../records/schema.ts';
import { COUNTER_RULE } from '../records/settings.ts';

/** The strategies that are compared in everything: forms that only clean up otherwise are not among them, unless asked for by name. */
export function strategiesOf(run: Run): PlannedArm[] {
  return run.plan.arms.filter((arm) => arm.role === 'strategy' && !isMereForm(run, arm));
}

export function namesOfStrategies(run: Run): string[] {
  return strategiesOf(run).map(({ name }) => name);
}

/** All strategies of a run, their forms among them. */
export function namesWithForms({ plan }: Run): string[] {
  return plan.arms.filter(({ role }) => role === 'strategy').map(({ name }) => name);
}

/** A strategy or a form, as it is named in a line of a table. */
export interface Member {
  readonly name: string;
  /** The strategy that it is a form of, where that stands above it. */
  readonly formOf: string | null;
}

/** Strategies in the order of the plan, each with its forms below. */
export function families({ plan }: Run): Member[] {
  const all = plan.arms.filter(({ role }) => role === 'strategy');
  const isBelow = ({ formOf }: PlannedArm) => all.some(({ name }) => name === formOf);
  return all
    .filter((arm) => !isBelow(arm))
    .flatMap(({ name }) => [
      { name, formOf: null },
      ...all.filter(({ formOf }) => formOf === name).map((form) => ({ name: form.name, formOf: name })),
    ]);
}

/** Where the idea of a strategy, or of the one that it is a form of, comes from; null where the thread names it, and for what is no strategy. */
export function originOf({ plan }: Run, name: string): string | null {
  const arm = plan.arms.find((each) => each.name === name);
  const { beyond } = plan.arms.find((each) => each.name === arm?.formOf) ?? arm ?? {};
  return beyond === undefined ? null : ORIGINS[beyond];
}

const ORIGINS = { later: 'what came of it later', candidate: 'candidates' } as const;

/** May it answer with the extra of another code object, by design? */
export function isLossy({ plan }: Run, name: string): boolean {
  return plan.arms.find((each) => each.name === name)?.lossy === true;
}

/** A form's name in two: what it shares with the strategy above it, and what is its own. */
export function nameParts({ name, formOf }: Member): { readonly shared: string; readonly own: string } {
  const shared = formOf !== null && name.startsWith(`${formOf}-`) ? formOf : '';
  return { shared, own: name.slice(shared.length) };
}

/** A form that did not run whole programs or replays: what it costs a call is what its strategy does. */
function isMereForm({ plan }: Run, { name, formOf }: PlannedArm): boolean {
  if (formOf === undefined) return false;
  return !plan.processes.some(
    ({ experiment, arms }) => (experiment === 'call-cost' || experiment === 'replay') && arms.includes(name),
  );
}

/** The programs that strategies are compared on. */
export function programsOf(run: Run): string[] {
  const controls = controlProgramsOf(run);
  const planned = run.plan.programs.map(({ name }) => name);
  const measured = run.rows
    .filter(({ experiment }) => experiment === 'call-cost')
    .map(({ workload }) => workload);
  return [...new Set([...planned, ...measured])].filter((name) => !controls.includes(name));
}

/** Programs that make almost no calls. */
export function controlProgramsOf({ plan }: Run): string[] {
  return plan.programs.filter(({ control }) => control === true).map(({ name }) => name);
}

/** The replays of a run: recorded traces by every rule, and in the end those of its own programs. */
export function replaysOf({ plan }: Run): Replayed[] {
  const { traces = [], rules = [] } = plan;
  return traces.flatMap(({ name, ofProgram }) =>
    (ofProgram ? [COUNTER_RULE] : rules).map((rule) => {
      const heading = ofProgram ? `${name}, replayed` : rules.length === 1 ? name : `${name}, ${rule}`;
      return { workload: name, rule, ofProgram, heading };
    }),
  );
}

/** A cell in which whole calls were timed: of a program, or of a replay. */
export interface TimedPlace {
  readonly heading: string;
  readonly experiment: 'call-cost' | 'replay';
  readonly workload: string;
  readonly rule: string | undefined;
}

export function timedPlaces(run: Run): TimedPlace[] {
  return [
    ...[...programsOf(run), ...controlProgramsOf(run)].map(
      (workload): TimedPlace => ({ heading: workload, experiment: 'call-cost', workload, rule: undefined }),
    ),
    ...replaysOf(run).map(
      ({ heading, workload, rule }): TimedPlace => ({ heading, experiment: 'replay', workload, rule }),
    ),
  ];
}

/** Was it measured there? */
export function isAt(place: TimedPlace, where: Pick<Row, 'experiment' | 'workload' | 'rule'>): boolean {
  return (
    place.experiment === where.experiment && place.workload === where.workload && place.rule === where.rule
  );
}

/** A twin is a second copy of the arm it is compared with: whatever differs between them is noise. */
export function comparesTwins(row: Row): boolean {
  return row.reference !== undefined && row.strategy === `${row.reference}-twin`;
}
