/**
 * A population: code objects that never run, a share of them with extras. The instrument for the look-up alone, for
 * memory, for births and deaths, and for the collector.
 *
 * The looking-up loop reads a field of each code object before it asks the storage, as entering a frame does; the
 * control reads it too. What is left over is the look-up, not the cache miss on the object itself.
 */

import { bareSpec, type CodeClass, type CodeObject } from '../../interpreter/code.ts';
import type { Storage, Strategy } from '../../strategies/contract.ts';
import { type OpenPlace, openPlace } from '../../strategies/place.ts';
import type { Count } from '../../tools/counter.ts';

export interface PopulationOptions {
  /** Code objects to make. */
  readonly size: number;
  /** Says of each whether it will get an extra; where room is decided at birth, the others are made without. */
  readonly wantsExtra: (index: number) => boolean;
}

export interface OpenPopulation {
  /** Makes the code objects. */
  make(): void;
  /** Attaches `extras[i]` to object i where that one wants an extra, anew if it has one. The extras are made beforehand: they are not
   * the storage's bytes. */
  attach(extras: readonly Count[]): void;
  /** Takes all extras off again. */
  detach(): void;
  /** Attaches `extras[i]` to the objects from `from` to before `to`; where room is decided at birth they are made anew, with room. */
  grow(from: number, to: number, extras: readonly Count[]): void;
  /** Puts so many weak references of somebody else in front of the list of each code object. */
  crowd(others: number): void;
  /** The code objects at `indices`, in that order, for `lookUp` to walk through. */
  sequence(indices: Int32Array): readonly CodeObject[];
  /** Looks up the first `count` objects of a sequence; returns how many had an extra. */
  lookUp(sequence: readonly CodeObject[], count: number): number;
  /** As `lookUp`, with an allocation for each, as a frame is one. */
  callAndAllocate(sequence: readonly CodeObject[], count: number): number;
  /** Weak references to all code objects. */
  witnesses(): WeakRef<CodeObject>[];
  /** Object i dies: that is announced, its number is free, and it is forgotten (sequences are the caller's to forget). */
  retire(index: number): void;
  /** A new object in the place of one that died. */
  bear(index: number): void;
  /** Attaches to object i alone. */
  attachOne(index: number, extra: Count): void;
  /** What the storage answers for object i. */
  extraOf(index: number): Count | undefined;
  /** All objects die, one after another; the storage stays open. */
  drop(): void;
  /**
   * Attaches to the objects from `from` to before `to`, and writes what each took into `into`, in the unit of `clock`.
   */
  timeAttaching(
    from: number,
    to: number,
    extras: readonly Count[],
    clock: () => number,
    into: Float64Array,
  ): void;
  /**
   * A table under churn: so many times the oldest extra is detached and the next object gets one, with `window` extras
   * attached all the while. Begins with the first `window` objects attached.
   */
  timeSliding(
    window: number,
    steps: number,
    extras: readonly Count[],
    clock: () => number,
    attached: Float64Array,
    detached: Float64Array,
  ): void;
  /** Proof of work of the last `lookUp`: the sum of the fields read, 1 for each look-up. */
  touched(): number;
  /** Extras reachable through the storage, or null where only the objects know. */
  entries(): number | null;
}

export function openPopulation(
  strategy: Strategy,
  Code: CodeClass,
  options: PopulationOptions,
): OpenPopulation {
  return new Population(openPlace(strategy, Code), strategy.roomWhenMade, options);
}

/** What a call allocates: as much as a frame, which it stands for. */
interface Called {
  readonly code: CodeObject;
  extra: Count | undefined;
  back: Called | null;
  readonly line: number;
  readonly values: readonly unknown[];
}

const NO_VALUES: readonly unknown[] = [];

/** Somebody else's weak reference to a code object, with data of its own. */
interface ForeignReference {
  readonly owner: object;
  readonly note: number;
}

class Population implements OpenPopulation {
  readonly #place: OpenPlace;
  readonly #storage: Storage<Count>;
  readonly #roomWhenMade: boolean;
  readonly #options: PopulationOptions;
  /** Keeps the others' references alive: lists hold them weakly. */
  readonly #foreign: ForeignReference[] = [];
  #codes: (CodeObject | null)[];
  #touched = 0;
  #last: Called | null = null;

  constructor(place: OpenPlace, roomWhenMade: boolean, options: PopulationOptions) {
    this.#place = place;
    this.#roomWhenMade = roomWhenMade;
    this.#storage = place.open<Count>({ name: 'population' });
    this.#options = options;
    this.#codes = new Array<CodeObject | null>(options.size).fill(null);
  }

  make(): void {
    const { size, wantsExtra } = this.#options;
    for (let i = 0; i < size; i++) {
      const spec = bareSpec('f');
      this.#codes[i] = wantsExtra(i) ? this.#place.makeCode(spec) : this.#place.makeCodeWithoutRoom(spec);
    }
  }

  attach(extras: readonly Count[]): void {
    const { size, wantsExtra } = this.#options;
    for (let i = 0; i < size; i++) {
      if (wantsExtra(i)) this.#storage.set(this.#codes[i]!, extras[i]!);
    }
  }

  detach(): void {
    const { size, wantsExtra } = this.#options;
    for (let i = 0; i < size; i++) if (wantsExtra(i)) this.#storage.delete(this.#codes[i]!);
  }

  grow(from: number, to: number, extras: readonly Count[]): void {
    for (let i = from; i < to; i++) {
      if (this.#roomWhenMade) this.#codes[i] = this.#place.makeCode(bareSpec('f'));
      this.#storage.set(this.#codes[i]!, extras[i]!);
    }
  }

  crowd(others: number): void {
    for (const code of this.#codes) {
      for (let i = 0; i < others; i++) {
        const foreign: ForeignReference = { owner: this, note: i };
        this.#foreign.push(foreign);
        code!.weakrefs = { reference: new WeakRef(foreign), next: code!.weakrefs };
      }
    }
  }

  sequence(indices: Int32Array): readonly CodeObject[] {
    return Array.from(indices, (index) => this.#codes[index]!);
  }

  lookUp(sequence: readonly CodeObject[], count: number): number {
    const storage = this.#storage;
    let found = 0;
    let touched = 0;
    for (let i = 0; i < count; i++) {
      const code = sequence[i]!;
      touched += code.firstLine;
      if (storage.get(code) !== undefined) found += 1;
    }
    this.#touched = touched;
    return found;
  }

  callAndAllocate(sequence: readonly CodeObject[], count: number): number {
    const storage = this.#storage;
    let found = 0;
    for (let i = 0; i < count; i++) {
      const code = sequence[i]!;
      const frame: Called = { code, extra: undefined, back: this.#last, line: i, values: NO_VALUES };
      frame.extra = storage.get(code);
      if (frame.extra !== undefined) found += 1;
      // It escapes, or V8 would not allocate it; and it does not pile up.
      frame.back = null;
      this.#last = frame;
    }
    return found;
  }

  witnesses(): WeakRef<CodeObject>[] {
    return this.#codes.map((code) => new WeakRef(code!));
  }

  retire(index: number): void {
    this.#place.retire(this.#codes[index]!);
    this.#codes[index] = null;
  }

  bear(index: number): void {
    const spec = bareSpec('f');
    this.#codes[index] = this.#options.wantsExtra(index)
      ? this.#place.makeCode(spec)
      : this.#place.makeCodeWithoutRoom(spec);
  }

  attachOne(index: number, extra: Count): void {
    this.#storage.set(this.#codes[index]!, extra);
  }

  extraOf(index: number): Count | undefined {
    return this.#storage.get(this.#codes[index]!);
  }

  drop(): void {
    for (const code of this.#codes) if (code !== null) this.#place.retire(code);
    this.#codes.fill(null);
  }

  timeAttaching(
    from: number,
    to: number,
    extras: readonly Count[],
    clock: () => number,
    into: Float64Array,
  ): void {
    const storage = this.#storage;
    for (let i = from; i < to; i++) {
      const code = this.#codes[i]!;
      const extra = extras[i]!;
      const start = clock();
      storage.set(code, extra);
      into[i - from] = clock() - start;
    }
  }

  timeSliding(
    window: number,
    steps: number,
    extras: readonly Count[],
    clock: () => number,
    attached: Float64Array,
    detached: Float64Array,
  ): void {
    const storage = this.#storage;
    for (let step = 0; step < steps; step++) {
      const oldest = this.#codes[step]!;
      const next = this.#codes[window + step]!;
      const extra = extras[window + step]!;
      const start = clock();
      storage.delete(oldest);
      const between = clock();
      storage.set(next, extra);
      attached[step] = clock() - between;
      detached[step] = between - start;
    }
  }

  touched(): number {
    return this.#touched;
  }

  entries(): number | null {
    return this.#storage.inspect().entries;
  }
}
