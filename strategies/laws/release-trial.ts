/**
 * Tools with release functions in one place, and a model of what is attached where. A release function is due as many calls with
 * an extra as it was attached, less one if it is attached still. That holds whatever release functions did meanwhile.
 */

import { bareSpec, type CodeObject } from '../../interpreter/code.ts';
import { afterReuse, type Storage, type Strategy } from '../contract.ts';
import type { OpenPlace } from '../place.ts';
import { expectExtra, LawBroken, type Marked } from './seen.ts';

const ORDINALS = ['first', 'second', 'third'];

/** The name of a tool by its place in the order of opening. */
export const toolName = (index: number) => `${ORDINALS[index]} tool`;

export interface TrialTool {
  readonly name: string;
  readonly storage: Storage<Marked>;
  /** Each extra that was set: how often it was attached, and the code object that it was set on last. */
  readonly set: Map<unknown, { readonly times: number; readonly code: CodeObject }>;
  readonly attached: Map<CodeObject, Marked>;
  /** What its release function was called with. */
  readonly released: unknown[];
}

/** The two ways in which a place ends a code object. */
export type Death = 'announceDeath' | 'retire';
export const DEATHS: readonly Death[] = ['announceDeath', 'retire'];

export class ReleaseTrial {
  readonly tools: TrialTool[] = [];
  /** What release functions do when they are called, besides writing it down. */
  onRelease: (tool: TrialTool, extra: Marked) => void = () => {};
  readonly #place: OpenPlace;
  readonly #strategy: Strategy;
  readonly #codes: CodeObject[] = [];
  readonly #dying = new Set<CodeObject>();
  #marks = 0;
  /** Seen while a release function ran. Kept, because what it throws is the strategy's to pass on. */
  #fault: LawBroken | undefined;

  constructor(place: OpenPlace, strategy: Strategy) {
    this.#place = place;
    this.#strategy = strategy;
  }

  open(): TrialTool {
    const name = toolName(this.tools.length);
    const released: unknown[] = [];
    const storage = this.#place.open<Marked>({
      name,
      release: (extra) => {
        released.push(extra);
        this.#noteDetached(tool, extra);
        this.#expectDetached(tool, extra);
        this.onRelease(tool, extra as Marked);
      },
    });
    const tool: TrialTool = { name, storage, set: new Map(), attached: new Map(), released };
    this.tools.push(tool);
    return tool;
  }

  get living(): readonly CodeObject[] {
    return [...this.#codes];
  }

  makeCode(name: string): CodeObject {
    const code = this.#place.makeCode(bareSpec(name));
    this.#codes.push(code);
    return code;
  }

  // The model changes first: a release function that is called meanwhile meets what is due after the change.
  set(tool: TrialTool, code: CodeObject, extra: Marked = { mark: ++this.#marks }): void {
    if (tool.attached.get(code) !== extra)
      tool.set.set(extra, { times: (tool.set.get(extra)?.times ?? 0) + 1, code });
    tool.attached.set(code, extra);
    tool.storage.set(code, extra);
  }

  delete(tool: TrialTool, code: CodeObject): void {
    tool.attached.delete(code);
    tool.storage.delete(code);
  }

  die(code: CodeObject, death: Death): void {
    this.#dying.add(code);
    this.#codes.splice(this.#codes.indexOf(code), 1);
    try {
      this.#place[death](code);
    } finally {
      this.#dying.delete(code);
      for (const { attached } of this.tools) attached.delete(code);
    }
  }

  /** Checks each call of a release function. */
  expectReleased(when: string): void {
    for (const tool of this.tools) this.#expectReleased(tool, when);
  }

  /** Checks each call of a release function, what was answered meanwhile, and what is answered now. */
  expectConsistent(when: string): void {
    if (this.#fault !== undefined) throw this.#fault;
    this.expectReleased(when);
    this.#expectAttached(when);
  }

  /** Checks that the number of a freed code object is handed out again, and that get() answers the next one as promised. */
  expectNumberFree(freed: CodeObject, when: string): void {
    const next = this.#place.makeCode(bareSpec('next'));
    if (next.id !== freed.id)
      throw new LawBroken(`the identity number of the freed code object was not free ${when}`);
    if (afterReuse(this.#strategy) !== 'nothing') return;
    for (const { storage, name } of this.tools)
      expectExtra(storage, next, undefined, `to the ${name} for the next object with its number ${when}`);
  }

  #expectReleased({ name, set, attached, released }: TrialTool, when: string): void {
    const promised = this.#strategy.promises.releases === true;
    const due = new Map([...set].map(([extra, { times }]) => [extra, promised ? times : 0]));
    if (promised) for (const extra of attached.values()) due.set(extra, due.get(extra)! - 1);
    const broken = (says: string) => new LawBroken(`the release function of the ${name} was ${says} ${when}`);
    for (const extra of released) {
      const left = due.get(extra);
      if (left === undefined) throw broken(`called with ${shown(extra)}, which that tool had not set,`);
      if (left === 0)
        throw broken(`called with ${shown(extra)} ${reasonAgainst(extra, attached, promised)},`);
      due.set(extra, left - 1);
    }
    for (const [extra, left] of due) if (left > 0) throw broken(`not called with ${shown(extra)}`);
  }

  #expectAttached(when: string): void {
    for (const { storage, attached, name } of this.tools)
      for (const code of this.#codes)
        expectExtra(storage, code, attached.get(code), `to the ${name} for "${code.name}" ${when}`);
  }

  /** A death detaches extras in an order of the strategy's own; the call tells that this one is. */
  #noteDetached({ set, attached }: TrialTool, extra: unknown): void {
    const code = set.get(extra)?.code;
    if (code !== undefined && this.#dying.has(code) && attached.get(code) === extra) attached.delete(code);
  }

  #expectDetached(tool: TrialTool, extra: unknown): void {
    try {
      const code = tool.set.get(extra)?.code;
      if (code === undefined) return;
      const attached = !this.#dying.has(code) && tool.attached.get(code) === extra;
      if (!attached && tool.storage.get(code) === extra)
        throw new LawBroken(
          `get() still answered the extra that the release function of the ${tool.name} was called with`,
        );
      this.#expectAttached('while a release function was called');
    } catch (error) {
      // A storage that throws in the middle of a call is not consistent either.
      this.#fault ??= error instanceof LawBroken ? error : new LawBroken(`get() threw ${String(error)}`);
    }
  }
}

/** JSON leaves undefined out. */
function shown(extra: unknown): string {
  return JSON.stringify(extra) ?? String(extra);
}

function reasonAgainst(extra: unknown, attached: Map<CodeObject, Marked>, promised: boolean): string {
  if (!promised) return 'without the promise to call it';
  return [...attached.values()].some((each) => each === extra) ? 'while it was attached' : 'a second time';
}
