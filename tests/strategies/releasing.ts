/** A strategy with release functions, unlike ours: a table for each tool, emptied one by one. Each fault breaks one law about releases. */

import type { CodeObject } from '../../interpreter/code.ts';
import {
  RELEASE_ROUNDS,
  type Storage,
  type Strategy,
  type Tool,
  throwAll,
} from '../../strategies/contract.ts';

export interface Faults {
  /** What a tool's release function is called with at the death of a code object that it has no extra on. */
  readonly absent?: 'undefined' | 'null';
  /** The release function of this tool is called at deaths, whichever tool had the extra. */
  readonly stranger?: 'first' | 'last';
  /** A release function is called before the extra is detached. */
  readonly early?: 'when replaced' | 'when deleted' | 'at death';
  /** A death releases no more than what was attached when it began. */
  readonly oneRound?: true;
  /** A tool that has no extra when the death begins is not looked at again. */
  readonly deafToNewcomers?: true;
  /** Nothing is released that a release function replaces or deletes. */
  readonly guarded?: true;
  /** Each extra object is released once in its life, however often it is attached. */
  readonly onceInALife?: true;
  /** What happens when release functions set extras without end. */
  readonly endless?: 'goes on' | 'ends silently' | 'leaves the last';
  /** What happens to the error of a release function at a death. */
  readonly thrown?: 'ends the death' | 'is lost' | 'but the first is lost';
  /** What happens to the error of a release function of what is replaced or deleted. */
  readonly thrownBySet?: 'is lost';
}

class Table<Extra extends object> implements Storage<Extra> {
  readonly tool: Tool;
  readonly extras = new Map<number, Extra>();
  readonly #faults: Faults;
  readonly #released: WeakSet<object>;
  #releasing = false;

  constructor(tool: Tool, faults: Faults, released: WeakSet<object>) {
    this.tool = tool;
    this.#faults = faults;
    this.#released = released;
  }

  get({ id }: CodeObject): Extra | undefined {
    return this.extras.get(id);
  }

  set({ id }: CodeObject, extra: Extra): void {
    const before = this.extras.get(id);
    if (before === extra) return;
    const put = () => this.extras.set(id, extra);
    if (this.#faults.early !== 'when replaced') put();
    if (before !== undefined) this.#letGo(before);
    if (this.#faults.early === 'when replaced') put();
  }

  delete({ id }: CodeObject): void {
    const before = this.extras.get(id);
    if (this.#faults.early !== 'when deleted') this.extras.delete(id);
    if (before !== undefined) this.#letGo(before);
    if (this.#faults.early === 'when deleted') this.extras.delete(id);
  }

  inspect() {
    return { entries: this.extras.size };
  }

  release(extra: object): void {
    if (this.#faults.onceInALife === true && this.#released.has(extra)) return;
    this.#released.add(extra);
    this.#releasing = true;
    try {
      this.tool.release?.(extra);
    } finally {
      this.#releasing = false;
    }
  }

  #letGo(extra: object): void {
    if (this.#faults.guarded === true && this.#releasing) return;
    try {
      this.release(extra);
    } catch (error) {
      if (this.#faults.thrownBySet !== 'is lost') throw error;
    }
  }
}

class Tables {
  readonly #tables: Table<object>[] = [];
  readonly #faults: Faults;
  readonly #released = new WeakSet<object>();

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  open<Extra extends object>(tool: Tool): Storage<Extra> {
    const table = new Table<Extra>(tool, this.#faults, this.#released);
    this.#tables.push(table as unknown as Table<object>);
    return table;
  }

  releaseAll({ id }: CodeObject): void {
    const { absent, oneRound, endless, deafToNewcomers } = this.#faults;
    const errors: unknown[] = [];
    const has = (table: Table<object>) => table.extras.has(id);
    let tables = this.#tables.filter(has);
    if (absent !== undefined && tables.length > 0)
      for (const table of this.#tables.filter((each) => !has(each)))
        table.tool.release?.((absent === 'null' ? null : undefined) as unknown as object);
    const known = tables;
    const most = oneRound === true ? 1 : endless === 'goes on' ? Number.POSITIVE_INFINITY : RELEASE_ROUNDS;
    for (let round = 0; round < most && tables.length > 0; round++) {
      for (const table of tables) this.#releaseFrom(table, id, errors);
      tables = (deafToNewcomers === true ? known : this.#tables).filter(has);
    }
    if (tables.length > 0 && oneRound !== true) {
      if (endless !== 'leaves the last') for (const table of tables) table.extras.delete(id);
      if (endless !== 'ends silently') errors.push(new Error('Release functions set extras without end.'));
    }
    if (this.#faults.thrown === 'is lost') return;
    if (this.#faults.thrown === 'but the first is lost' && errors.length > 1) errors.shift();
    throwAll(errors);
  }

  #releaseFrom(table: Table<object>, id: number, errors: unknown[]): void {
    const { early, stranger, thrown } = this.#faults;
    const extra = table.extras.get(id);
    if (extra === undefined) return;
    if (early !== 'at death') table.extras.delete(id);
    const called = stranger === undefined ? table : this.#tables.at(stranger === 'first' ? 0 : -1)!;
    try {
      called.release(extra);
    } catch (error) {
      if (thrown === 'ends the death') throw error;
      errors.push(error);
    }
    if (early === 'at death') table.extras.delete(id);
  }
}

export function releasing(faults: Faults): Strategy {
  return {
    name: 'releasing',
    title: 'Tables with release functions',
    summary: 'A Map by number for each tool, with release functions.',
    origin: 'made for the tests',
    role: 'strategy',
    promises: {
      fate: 'dies-after-notice',
      means: 'the interpreter announces the death',
      releases: true,
      tools: Number.POSITIVE_INFINITY,
      touches: ['id'],
    },
    identity: 'small-integer',
    roomWhenMade: false,

    makePlace(Code, watchers) {
      const tables = new Tables(faults);
      watchers.add((dying) => tables.releaseAll(dying));
      return {
        layout: { plain: Code, roomy: Code },
        open: <Extra extends object>(tool: Tool) => tables.open<Extra>(tool),
      };
    },
  };
}
