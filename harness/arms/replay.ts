/**
 * A replay: the entries, births and deaths of a recorded trace, through the interpreter's own frames and hook. Each code
 * object takes as many bytes as the recorded one, and its body reads through them and does nothing else, so that a
 * population takes its room in memory and in the caches. The frame of each entry escapes: it is the interpreter's running frame while it lasts. (If it did
 * not, V8 would remove its allocation in the control only, and every strategy would look 40 to 80 ns too dear.)
 *
 * Like population.ts, this is timed code: one plain loop over words, no closure per event.
 */

import { bareSpec, type CodeClass, CodeObject, type CodeSpec } from '../../interpreter/code.ts';
import { Frame, Interpreter, type Value } from '../../interpreter/core.ts';
import { Op, pack } from '../../interpreter/opcodes.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { storesNothing } from '../../strategies/contract.ts';
import { type OpenPlace, openPlace } from '../../strategies/place.ts';
import { type Count, countAttached, countWithoutLookUp } from '../../tools/counter.ts';

/** The events of a script (traces/script.ts), as typed arrays. */
export interface ReplayOptions {
  readonly sizes: Uint32Array;
  readonly atStart: Uint8Array;
  readonly roomy: Uint8Array;
  /** By number: the freed code object whose identity number it gets, -1 for one of its own. Absent or empty: none gets one. */
  readonly reuses?: Int32Array;
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
  /**
   * As `play`, untimed and without running anything: calls at which the tool finds the extra of another code object. Before it
   * attaches one, it asks whether there is one already, as the first call of a tool does.
   */
  countWrong(from: number, to: number): number;
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
  /** Identity numbers, by number, of all that ever lived; boxed, so that addresses are not copied. */
  readonly #ids: (number | null)[];
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
    this.#ids = new Array<number | null>(options.sizes.length).fill(null);
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

  countWrong(from: number, to: number): number {
    const { words } = this.#options;
    let wrong = 0;
    for (let i = from; i < to; i++) {
      const number = words[i]! >>> 2;
      const kind = words[i]! & 3;
      if (kind === 0 || (kind === 3 && this.#isReused(number))) {
        const found = this.#storage?.get(this.#codes[number]!);
        if (found !== undefined && found !== this.#extras[number]) wrong += 1;
      }
      if (kind !== 0) this.play(i, i + 1);
    }
    return wrong;
  }

  rewind(): void {
    const { atStart, sizes } = this.#options;
    const storage = this.#storage;
    if (storage !== null) {
      for (const { ref, id } of this.#died) storage.delete(ref.deref() ?? standInFor(id));
    }
    this.#died = [];
    for (let number = 0; number < sizes.length; number++) {
      const extra = this.#extras[number]!;
      if (extra !== null) {
        storage?.delete(this.#codes[number]!);
        this.#settle(number, extra);
      }
      if (atStart[number] !== 1) this.#codes[number] = null;
    }
    // After all others are gone: one of them may have had the number of one that is made again.
    for (let number = 0; number < sizes.length; number++) {
      if (atStart[number] === 1 && this.#codes[number] === null) this.#make(number);
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
    const { sizes, roomy, reuses } = this.#options;
    const spec = specOf(sizes[number]!);
    const earlier = reuses === undefined || reuses.length === 0 ? -1 : reuses[number]!;
    const id = this.#ids[number] ?? (earlier === -1 ? null : this.#ids[earlier]!);
    // What was given back last is handed out next.
    if (id !== null) this.#place.identity.release(id);
    const code = roomy[number] === 1 ? this.#place.makeCode(spec) : this.#place.makeCodeWithoutRoom(spec);
    this.#codes[number] = code;
    this.#ids[number] = code.id;
  }

  #isReused(number: number): boolean {
    const { reuses } = this.#options;
    return (
      reuses !== undefined && reuses.length > 0 && reuses[number] !== -1 && this.#extras[number] === null
    );
  }

  #drop(number: number): void {
    const code = this.#codes[number]!;
    const extra = this.#extras[number]!;
    this.#codes[number] = null;
    // Its number is free, and goes to the code object that got its address in the recorded process.
    this.#place.announceDeath(code);
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

/**
 * A function that takes `bytes` and reads through them when it is called, a cache line at a time, as an evaluator reads through
 * the instructions of a real one: so many constants, and instructions that load every eighth of them and return None. Functions
 * of one length share their instructions. (Had each an array of its own, its bookkeeping would keep the garbage collector busy
 * for a third of a process.)
 */
function specOf(bytes: number): CodeSpec {
  const lines = Math.min(MOST_LINES, Math.max(1, Math.round(bytes / BYTES_PER_LINE)));
  return { ...bareSpec('f'), ...bodyOf(lines), consts: new Array<Value>(lines * VALUES_PER_LINE).fill(null) };
}

const BYTES_PER_LINE = 64;
const VALUES_PER_LINE = 8;
/** Longer bodies are those of modules, which run once. */
const MOST_LINES = 128;

type Body = Pick<CodeSpec, 'instructions' | 'lines'>;
const bodies = new Map<number, Body>();

function bodyOf(lines: number): Body {
  let body = bodies.get(lines);
  if (body === undefined) {
    const words: number[] = [];
    for (let line = 1; line < lines; line++) {
      words.push(pack(Op.LOAD_CONST, line * VALUES_PER_LINE), pack(Op.POP_TOP, 0));
    }
    words.push(pack(Op.LOAD_CONST, 0), pack(Op.RETURN_VALUE, 0));
    body = { instructions: Int32Array.from(words), lines: new Int32Array(words.length).fill(1) };
    bodies.set(lines, body);
  }
  return body;
}

/** A table that knows numbers alone can be told of one whose object is gone. */
function standInFor(id: number): CodeObject {
  return new CodeObject(bareSpec('gone'), id);
}
