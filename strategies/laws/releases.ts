/** Tools with a release function: each way to let an extra go, in each order, and what such a function may do itself. */

import type { CodeObject } from '../../interpreter/code.ts';
import { RELEASE_ROUNDS, type Storage, type Strategy } from '../contract.ts';
import type { OpenPlace } from '../place.ts';
import { DEATHS, type Death, ReleaseTrial, type TrialTool, toolName } from './release-trial.ts';
import { LawBroken, type Marked } from './seen.ts';

/** A tool that was opened with a release function. */
export interface Releasing {
  readonly storage: Storage<Marked>;
  /** Checks that it was called with `due` since the last check, and with nothing else; not at all where nothing is promised. */
  expectReleased(due: readonly Marked[], when: string): void;
}

export function openReleasing(place: OpenPlace, name: string, { promises }: Strategy): Releasing {
  let called: object[] = [];
  const storage = place.open<Marked>({ name, release: (extra) => called.push(extra) });
  return {
    storage,
    expectReleased(released, when) {
      const due = promises.releases === true ? released : [];
      if (called.length !== due.length || called.some((extra, i) => extra !== due[i])) {
        throw new LawBroken(
          `the release function of the ${name} was called with ${JSON.stringify(called)} ${when}, expected ${JSON.stringify(due)}`,
        );
      }
      called = [];
    },
  };
}

/** Each way to let an extra go but death, and some that let none go. */
export function letGo({ storage, expectReleased }: Releasing, code: CodeObject): void {
  const first = { mark: 1 };
  storage.set(code, first);
  storage.set(code, first);
  expectReleased([], 'after the same extra was set again');
  const second = { mark: 2 };
  storage.set(code, second);
  expectReleased([first], 'after it was replaced');
  storage.delete(code);
  expectReleased([second], 'after it was deleted');
  storage.delete(code);
  expectReleased([], 'after deleting what was deleted already');
  storage.set(code, second);
  storage.delete(code);
  expectReleased([second], 'after it was set again and deleted');
}

/** Up to three tools open, set and leave out a code object, in every order. Each extra is released at the death, and nothing else. */
export function releasesInEveryOrder(strategy: Strategy, open: () => OpenPlace): void {
  for (const order of orders(toolsIn(strategy)))
    for (const death of DEATHS)
      for (const othersDelete of [false, true]) dieAfter(order, othersDelete, death, strategy, open());
}

function dieAfter(
  order: readonly Step[],
  othersDelete: boolean,
  death: Death,
  strategy: Strategy,
  place: OpenPlace,
): void {
  const trial = new ReleaseTrial(place, strategy);
  const code = trial.makeCode('f');
  // Code objects that share a place by promise would replace one another's extras.
  const codes = strategy.promises.lossy === true ? [code] : [code, trial.makeCode('other')];
  const idle = new Set<TrialTool>();
  for (const step of order) {
    if (step.does === 'opened') {
      idle.add(trial.open());
      continue;
    }
    const tool = trial.tools[step.tool]!;
    idle.delete(tool);
    for (const each of codes) trial.set(tool, each);
  }
  if (othersDelete) for (const tool of idle) for (const each of codes) trial.delete(tool, each);
  const steps = order.map(({ tool, does }) => `the ${toolName(tool)} ${does}`);
  const when = `after ${[...steps, ...(othersDelete && idle.size > 0 ? ['the others deleted'] : [])].join(', ')}`;
  trial.expectReleased(when);
  for (const each of codes) {
    trial.die(each, death);
    trial.expectReleased(`${when}, and "${each.name}" died`);
  }
}

/** As many tools as the laws ask for, or as many as there can be. */
function toolsIn({ promises }: Strategy): number {
  return Math.min(promises.tools, 3);
}

interface Step {
  readonly tool: number;
  readonly does: 'opened' | 'set';
}

/** Every order in which tools open one after another, and each sets nothing or an extra at some time after that. */
function orders(tools: number): Step[][] {
  const found: Step[][] = [];
  const goOn = (steps: Step[], opened: number, set: readonly number[]) => {
    if (opened === tools) found.push(steps);
    else goOn([...steps, { tool: opened, does: 'opened' }], opened + 1, set);
    for (let tool = 0; tool < opened; tool++)
      if (!set.includes(tool)) goOn([...steps, { tool, does: 'set' }], opened, [...set, tool]);
  };
  goOn([], 0, []);
  return found;
}

/** What a release function does; `attach` sets the extra that it was called with. */
type Verb = 'set' | 'delete' | 'attach' | 'retire';
const TRIGGERS = ['replaced', 'deleted', ...DEATHS] as const;
const ACTIONS: readonly (readonly Verb[])[] = [
  ['set'],
  ['delete'],
  ['set', 'set'],
  ['set', 'delete'],
  ['delete', 'set'],
  ['attach'],
];
/** Calls in which release functions set or delete, in the order in which a user would first try them. */
const CALLS = [1, 3, RELEASE_ROUNDS - 1];

/**
 * Release functions that set and delete: through each tool's storage, on the code object whose extra is released and on another
 * one, where all tools have extras and where only one has. Last, one that frees another code object.
 */
export function releasesMayReenter(strategy: Strategy, open: () => OpenPlace): void {
  const tools = toolsIn(strategy);
  const elsewhere = strategy.promises.lossy === true ? [false] : [false, true];
  for (const trigger of TRIGGERS)
    for (const crowded of [false, true]) {
      for (const verbs of ACTIONS)
        for (let through = 0; through < tools; through++)
          for (const onOther of elsewhere)
            for (const all of tools > 1 ? [false, true] : [true])
              for (const calls of CALLS)
                reenter(strategy, open(), { trigger, crowded, verbs, through, onOther, all, calls });
      if (strategy.promises.lossy === true) continue;
      const frees = { verbs: ['retire'] as const, through: 0, onOther: true, all: false, calls: 1 };
      reenter(strategy, open(), { trigger, crowded, ...frees });
    }
}

interface Reentry {
  readonly trigger: (typeof TRIGGERS)[number];
  /** Whether all tools have extras, on both code objects; else only the tool whose extra is released first, on one. */
  readonly crowded: boolean;
  readonly verbs: readonly Verb[];
  /** The tool whose storage release functions use. */
  readonly through: number;
  /** Whether they use it on another code object. */
  readonly onOther: boolean;
  /** Whether the release functions of all tools do so; else only that of the tool whose extra is released first. */
  readonly all: boolean;
  readonly calls: number;
}

function reenter(strategy: Strategy, place: OpenPlace, reentry: Reentry): void {
  const { trigger, crowded, verbs, through, onOther, all } = reentry;
  const trial = new ReleaseTrial(place, strategy);
  const code = trial.makeCode('f');
  const other = onOther ? trial.makeCode('other') : undefined;
  const tools = toolsIn(strategy);
  for (let i = 0; i <= tools >> 1; i++) trial.open();
  const actor = trial.tools.at(-1)!;
  // The others open when the code object has room for the first ones, where that makes a difference.
  trial.set(actor, code);
  while (trial.tools.length < tools) trial.open();
  if (crowded)
    for (const each of other === undefined ? [code] : [code, other])
      for (const tool of trial.tools) if (tool !== actor || each !== code) trial.set(tool, each);
  let left = reentry.calls;
  const used = trial.tools[through]!;
  const target = other ?? code;
  trial.onRelease = (tool, extra) => {
    if (left === 0 || (!all && tool !== actor)) return;
    left -= 1;
    for (const verb of verbs) {
      if (verb === 'retire') trial.die(target, 'retire');
      else if (verb === 'attach') trial.set(used, target, extra);
      else trial[verb](used, target);
    }
  };
  const when = reentryInWords(reentry, actor.name);
  letGoBy(trigger, trial, actor, code);
  trial.expectConsistent(when);
  if (trigger === 'retire') trial.expectNumberFree(code, when);
  // What is attached now is released when its code object dies.
  left = 0;
  for (const each of trial.living) {
    trial.die(each, 'announceDeath');
    trial.expectConsistent(`${when}, and "${each.name}" died afterwards`);
  }
}

function letGoBy(trigger: Reentry['trigger'], trial: ReleaseTrial, tool: TrialTool, code: CodeObject): void {
  if (trigger === 'replaced') trial.set(tool, code);
  else if (trigger === 'deleted') trial.delete(tool, code);
  else trial.die(code, trigger);
}

const DOES: Record<Verb, string> = {
  set: 'set an extra',
  delete: 'deleted',
  attach: 'set the same extra again',
  retire: 'freed',
};

function reentryInWords({ trigger, verbs, through, onOther, all }: Reentry, actor: string): string {
  const happened = trigger === 'replaced' || trigger === 'deleted' ? `was ${trigger}` : 'died with "f"';
  const whose = all ? 'the release functions' : 'its release function';
  const did = verbs.map((verb) => DOES[verb]).join(' and ');
  const where = onOther ? 'another code object' : 'the same code object';
  const by = verbs.includes('retire') ? '' : ` through the storage of the ${toolName(through)}`;
  return `when an extra of the ${actor} ${happened} and ${whose} ${did}${by} on ${where}`.replace(
    'freed on',
    'freed',
  );
}

/** Calls after which a release function that sets each time gives up, for a strategy that would not. */
const ENDLESS = 1000;

/** A release function that sets an extra on its dying code object at each call: the death ends with an error. */
export function endlessReleasesEnd(strategy: Strategy, open: () => OpenPlace): void {
  const trial = new ReleaseTrial(open(), strategy);
  const tool = trial.open();
  const code = trial.makeCode('f');
  trial.set(tool, code);
  let calls = 0;
  trial.onRelease = () => {
    calls += 1;
    if (calls < ENDLESS) trial.set(tool, code);
  };
  const thrown = thrownBy(() => trial.die(code, 'retire'));
  const when = 'when a release function set an extra on its dying code object at each call';
  if (calls === ENDLESS)
    throw new LawBroken(`${ENDLESS} calls were made ${when}, expected an error after ${RELEASE_ROUNDS}`);
  if (!(thrown?.[0] instanceof Error)) throw new LawBroken(`no error was thrown ${when}`);
  trial.expectNumberFree(code, when);
}

/** Release functions that throw: alone and together, also after they have set an extra. */
export function releasesMayThrow(strategy: Strategy, open: () => OpenPlace): void {
  const tools = toolsIn(strategy);
  for (const trigger of TRIGGERS)
    for (let throwing = 1; throwing < 2 ** tools; throwing++)
      for (const sets of [false, true]) throwOnRelease(strategy, open(), { tools, trigger, throwing, sets });
}

interface Throwing {
  readonly tools: number;
  readonly trigger: (typeof TRIGGERS)[number];
  /** A bit for each tool whose release function throws at its first call. */
  readonly throwing: number;
  /** Whether it sets an extra on the same code object first. */
  readonly sets: boolean;
}

function throwOnRelease(
  strategy: Strategy,
  place: OpenPlace,
  { tools, trigger, throwing, sets }: Throwing,
): void {
  const trial = new ReleaseTrial(place, strategy);
  for (let i = 0; i < tools; i++) trial.open();
  const code = trial.makeCode('f');
  for (const tool of trial.tools) trial.set(tool, code);
  const errors = new Map(
    trial.tools
      .filter((_, i) => (throwing >> i) % 2 === 1)
      .map((tool) => [tool, new Error(`the release function of the ${tool.name} throws`)]),
  );
  const due = [...errors];
  trial.onRelease = (tool) => {
    const error = errors.get(tool);
    if (error === undefined) return;
    errors.delete(tool);
    if (sets) trial.set(tool, code);
    throw error;
  };
  const names = due.map(([{ name }]) => name).join(' and the ');
  const after = (what: string) => `after ${what}, where the release function of the ${names} threw`;
  if (trigger === 'replaced' || trigger === 'deleted') {
    for (const tool of trial.tools) {
      const when = after(`an extra of the ${tool.name} was ${trigger}`);
      const thrown = thrownBy(() => letGoBy(trigger, trial, tool, code));
      expectThrown(
        thrown,
        due.filter(([each]) => each === tool),
        when,
      );
      trial.expectConsistent(when);
    }
    return;
  }
  const when = after('the object died');
  expectThrown(
    thrownBy(() => trial.die(code, trigger)),
    due,
    when,
  );
  trial.expectConsistent(when);
  if (trigger === 'retire') trial.expectNumberFree(code, when);
}

/** Checks that each error that is due has reached the caller, alone or in an AggregateError, and that none has if none is due. */
function expectThrown(
  thrown: readonly [unknown] | undefined,
  due: readonly (readonly [TrialTool, Error])[],
  when: string,
): void {
  const seen = thrown === undefined ? [] : errorsIn(thrown[0]);
  for (const [{ name }, error] of due)
    if (!seen.includes(error))
      throw new LawBroken(`the error of the ${name}'s release function did not reach the caller ${when}`);
  if (due.length === 0 && thrown !== undefined)
    throw new LawBroken(`${String(thrown[0])} was thrown ${when}, where no release function threw`);
}

function errorsIn(thrown: unknown): unknown[] {
  return thrown instanceof AggregateError ? [thrown, ...thrown.errors.flatMap(errorsIn)] : [thrown];
}

/** What an action throws, in a list because undefined can be thrown too. */
function thrownBy(action: () => void): readonly [unknown] | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return [error];
  }
}
