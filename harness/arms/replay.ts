/**
 * A replay: the entries, births and deaths of a recorded trace, through the interpreter's own frames and hook. Each code
 * object has a body that returns None at once, but as many instructions as the recorded one, so that a population takes
 * its room in memory. The frame of each entry escapes: it is the interpreter's running frame while it lasts. (If it did
 * not, V8 would remove its allocation in the control only, and every strategy would look 40 to 80 ns too dear.)
 *
 * Like population.ts, this is timed code: one plain loop over words, no closure per event.
 */

import { bareSpec, type CodeClass, CodeObject, type CodeSpec } from '../../interpreter/code.ts';
import { Frame, Interpreter } from '../../interpreter/core.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { storesNothing } from '../../strategies/contract.ts';
import { type OpenPlace, openPlace } from '../../strategies/place.ts';
import { type Count, countAttached, countWithoutLookUp } from '../../tools/counter.ts';
import { BYTES_PER_INSTRUCTION } from '../../tools/recorder.ts';

/** The events of a script (traces/script.ts), as typed arrays. */
export interface ReplayOptions {
  readonly sizes: Uint32Array;
  readonly atStart: Uint8Array;
  readonly roomy: Uint8Array;
  /** Number << 2 | kind: 0 entry, 1 birth, 2 death, 3 the tool attaches its extra. */
  readonly words: Uint32Array;
}

export interface OpenReplay {
  /** Lets the events from word `from` to before word `to` happen. Must begin where the last one ended. */
  play(from: number, to: number): void;
  /** The same stretch again, entries alone; of what has died since, nothing. Returns how many were entered. */
  enterAgain(from: number, to: number): number;
  /** Goes back to the beginning: what was born is dropped, what died is made again, and no extra is attached. */
  rewind(): void;
  /** Proof of work: entries that found an extra so far, all entries for a control that stores nothing. */
  counted(): number;
}

export function openReplay(strategy: Strategy, Code: CodeClass, options: ReplayOptions): OpenReplay {
  return new Replay(strategy, Code, options);
}

class Replay implements OpenReplay {
  readonly #options: ReplayOptions;
  readonly #place: OpenPlace;
  readonly #interpreter: Interpreter;
  readonly #storage: Storage<Count> | null;
  readonly #bottom: Frame;
  /** Living code objects, by number. */
  readonly #codes: (CodeObject | null)[];
  /** What is attached, by number. */
  readonly #extras: (Count | null)[];
  /** Code objects that died with an extra since the beginning: a storage that leaks is told of them on the way back. */
  #died: { readonly ref: WeakRef<CodeObject>; readonly id: number }[] = [];
  /** Counts of extras that were detached. */
  #settled = 0;
  readonly #all: Count;

  constructor(strategy: Strategy, Code: CodeClass, options: ReplayOptions) {
    this.#options = options;
    this.#place = openPlace(strategy, Code);
    this.#interpreter = new Interpreter({ makeCode: this.#place.makeCode });
    if (storesNothing(strategy)) {
      this.#storage = null;
      this.#all = countWithoutLookUp(this.#interpreter);
    } else {
      this.#storage = this.#place.open<Count>({ name: 'counter' });
      this.#all = { entries: 0 };
      countAttached(this.#interpreter, this.#storage);
    }
    const { stack } = this.#interpreter;
    const globals = this.#interpreter.builtins.namespace;
    const bottom = this.#place.makeCode(bareSpec('<replay>'));
    this.#bottom = new Frame(bottom, globals, null, null, null, stack, 0, 0, 8, null);
    this.#codes = new Array<CodeObject | null>(options.sizes.length).fill(null);
    this.#extras = new Array<Count | null>(options.sizes.length).fill(null);
    for (let number = 0; number < options.sizes.length; number++) {
      if (options.atStart[number] === 1) this.#make(number);
    }
  }

  play(from: number, to: number): void {
    const { words } = this.#options;
    const codes = this.#codes;
    for (let i = from; i < to; i++) {
      const word = words[i]!;
      switch (word & 3) {
        case 0:
          this.#enter(codes[word >>> 2]!);
          break;
        case 1:
          this.#make(word >>> 2);
          break;
        case 2:
          this.#drop(word >>> 2);
          break;
        default:
          this.#attach(word >>> 2);
      }
    }
  }

  enterAgain(from: number, to: number): number {
    const { words } = this.#options;
    const codes = this.#codes;
    let entered = 0;
    for (let i = from; i < to; i++) {
      const word = words[i]!;
      if ((word & 3) !== 0) continue;
      const code = codes[word >>> 2]!;
      if (code === null) continue;
      this.#enter(code);
      entered += 1;
    }
    return entered;
  }

  rewind(): void {
    const { atStart, sizes } = this.#options;
    const storage = this.#storage;
    if (storage !== null) {
      for (const { ref, id } of this.#died) storage.delete(ref.deref() ?? standInFor(id));
    }
    this.#died = [];
    for (let number = 0; number < sizes.length; number++) {
      const code = this.#codes[number]!;
      const extra = this.#extras[number]!;
      if (extra !== null) {
        storage?.delete(code);
        this.#settle(number, extra);
      }
      if (atStart[number] === 1) {
        if (code === null) this.#make(number);
      } else {
        this.#codes[number] = null;
      }
    }
  }

  counted(): number {
    if (this.#storage === null) return this.#all.entries;
    return this.#extras.reduce((sum, extra) => sum + (extra?.entries ?? 0), this.#settled);
  }

  #enter(code: CodeObject): void {
    const interpreter = this.#interpreter;
    const bottom = this.#bottom;
    interpreter.frame = bottom;
    interpreter.depth = 1;
    const frame = new Frame(
      code,
      bottom.globals,
      null,
      null,
      bottom,
      bottom.values,
      bottom.limit,
      bottom.limit,
      bottom.limit + 1,
      null,
    );
    interpreter.hook!(frame, interpreter);
  }

  #make(number: number): void {
    const spec = specOf(this.#options.sizes[number]!);
    this.#codes[number] =
      this.#options.roomy[number] === 1 ? this.#place.makeCode(spec) : this.#place.makeCodeWithoutRoom(spec);
  }

  #drop(number: number): void {
    const code = this.#codes[number]!;
    const extra = this.#extras[number]!;
    this.#codes[number] = null;
    if (extra === null) return;
    this.#settle(number, extra);
    this.#died.push({ ref: new WeakRef(code), id: code.id });
  }

  /** Not twice: a steady trace comes by again. */
  #attach(number: number): void {
    if (this.#storage === null || this.#extras[number] !== null) return;
    const extra: Count = { entries: 0 };
    this.#extras[number] = extra;
    this.#storage.set(this.#codes[number]!, extra);
  }

  #settle(number: number, extra: Count): void {
    this.#settled += extra.entries;
    this.#extras[number] = null;
  }
}

/** A function that returns None, in as many instructions as one of `bytes` has. */
function specOf(bytes: number): CodeSpec {
  const bare = bareSpec('f');
  const length = Math.max(bare.instructions.length, Math.round(bytes / BYTES_PER_INSTRUCTION));
  const instructions = new Int32Array(length);
  instructions.set(bare.instructions);
  return { ...bare, instructions };
}

/** A table that knows numbers alone can be told of one whose object is gone. */
function standInFor(id: number): CodeObject {
  return new CodeObject(bareSpec('gone'), id);
}
