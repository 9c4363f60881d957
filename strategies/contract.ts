/**
 * The contract of a strategy: a way to find the data that one tool keeps about one code object.
 *
 * A strategy is a description (data) and `makePlace` (code). A place is one interpreter's share of the strategy:
 * the layout of that interpreter's code objects, and the storages that its tools open. Places share nothing.
 *
 * The laws that every strategy must pass before it is timed are in laws.ts.
 */

import type { CodeClass, CodeLayout, CodeObject } from '../interpreter/code.ts';
import type { IdentityKind } from '../interpreter/identity.ts';

/** What becomes of an extra when its code object dies. */
export type Fate =
  /** Gone with the object itself, in the same collection. */
  | 'dies-with-code'
  /** Gone some turns later, when a finalisation callback has run. */
  | 'dies-after-callback'
  /** Gone at once when the interpreter announces the death to its watchers. */
  | 'dies-after-notice'
  /** Gone when the storage next goes through its entries: at the latest when as many are set again as it holds. */
  | 'dies-after-sweep'
  /** Never gone: the promise to leak, kept so that a leak is seen where one must be. */
  | 'leaks'
  /** Never gone, and the code object neither: the storage keeps it alive. */
  | 'keeps-code-alive'
  /** There is no extra: a control that stores nothing. */
  | 'nothing-stored';

/** What a newborn is answered with that was given the identity number of a dead object, before it has an extra of its own. */
export type AfterReuse = 'nothing' | 'the-dead-until-cleaned' | 'the-dead';

export interface Promises {
  readonly fate: Fate;
  /** By what means, in a few words: "the field is part of the object". */
  readonly means: string;
  /** Absent: nothing, as it should be. */
  readonly afterReuse?: AfterReuse;
  /** How many tools can open a storage at once in one interpreter. */
  readonly tools: number;
  /**
   * Absent: an extra is its code object's alone. True where several code objects share a place by design: what was set may be
   * answered to another one, and what another one set takes its place.
   */
  readonly lossy?: true;
  /**
   * True where each tool's release function is called with every extra that is replaced, deleted, or dies with its object.
   * `Tool.release` says what a release function may do. Absent: no release function is ever called.
   */
  readonly releases?: true;
  /** Fields of the code object that the strategy reads or writes. */
  readonly touches: readonly string[];
}

/** How big a storage is right now. Never asked for on a timed path. */
export interface Inspection {
  /** Extras reachable through the storage, or null where only the code objects know. */
  readonly entries: number | null;
}

/**
 * One tool's extras. `get` neither throws nor allocates anything of ours and answers undefined for a code object
 * without an extra. An extra is any object.
 */
export interface Storage<Extra extends object = object> {
  get(code: CodeObject): Extra | undefined;
  /** Throws RangeError for a code object that was made without room (see `roomWhenMade`). */
  set(code: CodeObject, extra: Extra): void;
  delete(code: CodeObject): void;
  inspect(): Inspection;
  /**
   * Only where code objects count their own entries: counts one more, and answers how many there were with it. A tool that finds
   * it needs no extra to count, and attaches one to hot code objects alone.
   */
  count?(code: CodeObject): number;
}

/**
 * How often the death of one code object releases what is attached to it: once, and again for what release functions have set
 * meanwhile. POSIX threads limit the destructors of thread-specific data in the same way.
 */
export const RELEASE_ROUNDS = 16;

/** A user of a storage: a JIT, a debugger, coverage. */
export interface Tool {
  readonly name: string;
  /**
   * Called by a strategy that promises it (`releases`), never on a timed path. It is called once with each extra of this tool that is
   * replaced, deleted or dies with its code object. It is called with nothing else: not with undefined for a tool that set nothing,
   * not with another tool's extra.
   *
   * The extra is detached before the call, so the storage is consistent. A release function may set and delete through any
   * storage and on any code object, with the usual effect: what it replaces or deletes is released too.
   *
   * While a code object dies, an extra that a release function sets on it is released in a further round, before the death is
   * over. After RELEASE_ROUNDS rounds, extras that were set again are detached without a release, and an Error says so.
   *
   * A release function may throw. `set` and `delete` have taken effect by then and throw its error. At a death, all other
   * release functions are called first; then one error is thrown as it is, and several as an AggregateError. The identity number is
   * free all the same.
   */
  release?(extra: object): void;
}

/**
 * Who hears of deaths, just before they happen: CPython 3.12's code watchers (PyCode_AddWatcher, PY_CODE_EVENT_DESTROY).
 * A watcher is called while the object can still be read and its number is still its own. One that throws keeps no other from
 * being called.
 */
export interface CodeWatchers {
  add(watcher: (dying: CodeObject) => void): void;
}

export interface Place {
  readonly layout: CodeLayout;
  open<Extra extends object>(tool: Tool): Storage<Extra>;
}

/** What a strategy says of itself: plain data. */
export interface StrategyDescription {
  /** Kebab case, unique: what `--strategy` takes. */
  readonly name: string;
  readonly title: string;
  /** What it is, in one sentence. */
  readonly summary: string;
  /** Where the idea comes from. */
  readonly origin: string;
  /** `strategy` competes; `control` has a known answer. */
  readonly role: 'strategy' | 'control';
  readonly promises: Promises;
  /** The strategy that this one is another form of: the same look-up, and a way to clean up. */
  readonly formOf?: string;
  /**
   * Absent: named on python-dev in June 2016. `later`: what the PEP's text and CPython made of it afterwards. `candidate`: what a
   * designer would ask for besides. A usual run leaves both out where it compares all strategies.
   */
  readonly beyond?: 'later' | 'candidate';
  /** The identity numbers its code objects carry. */
  readonly identity: IdentityKind;
  /** True where room for an extra is decided when a code object is made (CO_EXTRA), false where always there is. */
  readonly roomWhenMade: boolean;
}

export interface Strategy extends StrategyDescription {
  /** A fresh place, for one interpreter. `Code` is the layout to start from; `watchers` are that interpreter's. */
  makePlace(Code: CodeClass, watchers: CodeWatchers): Place;
}

/** What was promised about numbers that are handed out again. */
export function afterReuse({ promises }: StrategyDescription): AfterReuse {
  return promises.afterReuse ?? 'nothing';
}

/** Only a control may store nothing. */
export function storesNothing({ role, promises }: StrategyDescription): boolean {
  return role === 'control' && promises.fate === 'nothing-stored';
}

/** Throws one error as it is and several as an AggregateError, so that none is lost; returns if there is none. */
export function throwAll(errors: readonly unknown[]): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, errors.map(String).join('; '));
}
