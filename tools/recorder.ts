/**
 * The recorder: an ordinary tool with an ordinary hook that writes down which code objects are entered, in order. What it
 * keeps about a code object, its number, lies in a storage like any other tool's extra.
 *
 * Code objects are made when a file is loaded, and none dies while a program runs, so there are no births and deaths
 * to tell of: the population is what `made` was told.
 */

import type { CodeObject, Frame, Interpreter } from '../interpreter/core.ts';
import type { Storage } from '../strategies/contract.ts';

export interface Numbered {
  readonly number: number;
}

export interface Recording {
  /** Bytes of each code object, by number: those entered first, in the order of their first entry. */
  readonly sizes: number[];
  /** Qualified names of those that were entered. */
  readonly names: string[];
  /** Numbers, in the order of entry. */
  readonly entries: number[];
  /** Entries, those beyond the limit too. */
  readonly count: number;
}

export class Recorder {
  readonly #storage: Storage<Numbered>;
  /** Entries to write down at most; the rest are counted. */
  readonly #limit: number;
  readonly #made: CodeObject[] = [];
  readonly #entered: CodeObject[] = [];
  #entries: number[] = [];
  #count = 0;

  /** Installs the hook. */
  constructor(interpreter: Interpreter, storage: Storage<Numbered>, limit: number) {
    this.#storage = storage;
    this.#limit = limit;
    interpreter.setHook((frame: Frame, self: Interpreter) => {
      this.#enter(frame.code);
      return self.evalFrame(frame);
    });
  }

  /** Tells of a code object that belongs to the population. */
  made(code: CodeObject): void {
    this.#made.push(code);
  }

  /** Forgets the entries so far, not the population. */
  restart(): void {
    for (const code of this.#entered) this.#storage.delete(code);
    this.#entered.length = 0;
    this.#entries = [];
    this.#count = 0;
  }

  recording(): Recording {
    const others = this.#made.filter((code) => this.#storage.get(code) === undefined);
    return {
      sizes: [...this.#entered, ...others].map(sizeOf),
      names: this.#entered.map(({ qualname }) => qualname),
      entries: this.#entries,
      count: this.#count,
    };
  }

  #enter(code: CodeObject): void {
    this.#count += 1;
    if (this.#entries.length === this.#limit) return;
    let numbered = this.#storage.get(code);
    if (numbered === undefined) {
      numbered = { number: this.#entered.length };
      this.#entered.push(code);
      this.#storage.set(code, numbered);
    }
    this.#entries.push(numbered.number);
  }
}

/** What evaluating an instruction reads: 4 bytes of the instruction and 8 of its inline cache. */
const BYTES_PER_INSTRUCTION = 12;

function sizeOf({ instructions }: CodeObject): number {
  return BYTES_PER_INSTRUCTION * instructions.length;
}
