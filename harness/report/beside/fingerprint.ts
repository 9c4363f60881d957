/**
 * What runs that stand side by side were made from: machine, engine, sources, plan. A difference between two runs' figures may
 * come from any of these that differs, so each that does is marked.
 */

import type { Run } from '../../records/schema.ts';
import { EXPERIMENTS } from '../../records/settings.ts';
import { namesWithForms } from '../arms.ts';
import { DIGEST_LETTERS, durationOf, environmentFacts, NOT_RECORDED } from '../environment.ts';
import { counted, listed, whole } from '../figure.ts';
import type { Labelled } from './runs.ts';

export interface Fact {
  readonly name: string;
  /** One for each run. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** A fact of one run: its name, and its value or the names that it lists. */
type Said = readonly (readonly [string, string | readonly string[]])[];

export function fingerprints(runs: readonly Labelled[]): FactGroup[] {
  return [
    group('The run', runs, runFacts, false),
    group('The machine and the engine', runs, ({ environment }) => environmentFacts(environment), true),
    group('What was measured', runs, planFacts, true),
    group('How far to believe it', runs, trustFacts, false),
  ];
}

/** The names of all that differs. */
export function differences(groups: readonly FactGroup[]): string[] {
  return groups.flatMap(({ facts }) => facts.filter(({ differs }) => differs).map(({ name }) => name));
}

/** "They differ in processor and seed." */
export function differencesText(groups: readonly FactGroup[]): string {
  const names = differences(groups);
  return names.length === 0
    ? 'They were made alike: nothing that their records tell of machine, engine and plan differs.'
    : `They differ in ${listed(names)}.`;
}

/** Facts by name, in the order in which the runs say them; `compared` where runs alike would have them alike. */
function group(
  title: string,
  runs: readonly Labelled[],
  factsOf: (run: Run) => Said,
  compared: boolean,
): FactGroup {
  const said = runs.map(({ run }) => new Map(factsOf(run)));
  const names = [...new Set(said.flatMap((facts) => [...facts.keys()]))];
  const facts = names.map((name): Fact => {
    const values = inWords(said.map((facts) => facts.get(name) ?? NOT_RECORDED));
    return { name, values, differs: compared && new Set(values).size > 1 };
  });
  return { title, facts };
}

/** More than these are only counted. */
const SHARED_NAMED = 3;

/** Of long lists that differ, what they share is only counted: what they do not is what a reader looks for. */
function inWords(values: readonly (string | readonly string[])[]): string[] {
  const lists = values.map((value) => (typeof value === 'string' ? [value] : value));
  const shared = lists[0]!.filter((name) => lists.every((list) => list.includes(name)));
  const areAlike = lists.every(({ length }) => length === shared.length);
  return lists.map((list) => {
    const own = list.filter((name) => !shared.includes(name));
    const isShort = areAlike || shared.length <= SHARED_NAMED;
    const words = isShort ? list : [`${shared.length} that all have`, ...own];
    return words.length === 0 ? 'none' : words.join(', ');
  });
}

function runFacts(run: Run): Said {
  return [
    ['run', run.id],
    ['started', run.startedAt],
    ['took', durationOf(run) ?? 'never finished'],
  ];
}

function planFacts(run: Run): Said {
  const { plan, given, seed, rows } = run;
  const measured = EXPERIMENTS.filter((name) => rows.some(({ experiment }) => experiment === name));
  return [
    ['measured code', given?.digest.slice(0, DIGEST_LETTERS) ?? NOT_RECORDED],
    ['scale', plan.quick ? 'quick' : given?.full === true ? 'full' : 'ordinary'],
    ['budget', `${whole(plan.budgetSeconds)} s`],
    ['seed', String(seed)],
    ['experiments', measured],
    ['programs', plan.programs.map(({ name }) => name)],
    ['traces', (plan.traces ?? []).filter(({ ofProgram }) => !ofProgram).map(({ name }) => name)],
    ['strategies', namesWithForms(run)],
    ['populations', plan.populations.map(whole)],
  ];
}

function trustFacts({ complete, controls, doubts, plan, rows }: Run): Said {
  const passed = controls.filter((control) => control.passed).length;
  return [
    ['complete', complete ? 'yes' : 'no, it was interrupted'],
    ['processes', whole(plan.processes.length)],
    ['figures', whole(rows.length)],
    ['controls', controls.length === 0 ? 'none' : `${passed} of ${controls.length} passed`],
    ['doubts', doubts.length === 0 ? 'none' : counted(doubts.length, 'doubt')],
  ];
}
