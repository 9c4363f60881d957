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
  /** Never gone: the promise to leak, kept so that a leak is seen where one must be. */
  | 'leaks'
  /** Never gone, and the code object neither: the storage keeps it alive. */
  | 'keeps-code-alive'
  /** There is no extra: a control that stores nothing. */
  | 'nothing-stored';

export interface Promises {
  readonly fate: Fate;
  /** By what means, in a few words: "the field is part of the object". */
  readonly means: string;
  /** How many tools can open a storage at once in one interpreter. */
  readonly tools: number;
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
}

/** Who asks for a storage: a JIT, a debugger, coverage. */
export interface Tool {
  readonly name: string;
}

export interface Place {
  readonly layout: CodeLayout;
  open<Extra extends object>(tool: Tool): Storage<Extra>;
}

export interface Strategy {
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
  /** The identity numbers its code objects carry. */
  readonly identity: IdentityKind;
  /** True where room for an extra is decided when a code object is made (CO_EXTRA), false where always there is. */
  readonly roomWhenMade: boolean;
  /** A fresh place, for one interpreter. `Code` is the layout to start from. */
  makePlace(Code: CodeClass): Place;
}

/** Only a control may store nothing. */
export function storesNothing({ role, promises }: Strategy): boolean {
  return role === 'control' && promises.fate === 'nothing-stored';
}
