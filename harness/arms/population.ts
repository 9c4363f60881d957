/**
 * A population: code objects that never run, a share of them with extras. The instrument for the look-up alone, for
 * memory and for cleanup.
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
  /** Attaches `extras[i]` to object i where that one wants an extra. The extras are made beforehand: they are not
   * the storage's bytes. */
  attach(extras: readonly Count[]): void;
  /** The code objects at `indices`, in that order, for `lookUp` to walk through. */
  sequence(indices: Int32Array): readonly CodeObject[];
  /** Looks up the first `count` objects of a sequence; returns how many had an extra. */
  lookUp(sequence: readonly CodeObject[], count: number): number;
  /** Weak references to all code objects. */
  witnesses(): WeakRef<CodeObject>[];
  /** Lets go of all code objects (sequences are the caller's to forget); the storage stays open. */
  drop(): void;
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
  return new Population(openPlace(strategy, Code), options);
}

class Population implements OpenPopulation {
  readonly #place: OpenPlace;
  readonly #storage: Storage<Count>;
  readonly #options: PopulationOptions;
  #codes: (CodeObject | null)[];
  #touched = 0;

  constructor(place: OpenPlace, options: PopulationOptions) {
    this.#place = place;
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

  witnesses(): WeakRef<CodeObject>[] {
    return this.#codes.map((code) => new WeakRef(code!));
  }

  drop(): void {
    this.#codes.fill(null);
  }

  touched(): number {
    return this.#touched;
  }

  entries(): number | null {
    return this.#storage.inspect().entries;
  }
}
