/**
 * Identity numbers: what an address is in CPython. Unique among living objects; the number of a dead object is
 * handed out again, last freed first, as CPython's small-object allocator does.
 *
 * Two kinds, because V8 treats them differently by a factor of two in a Map:
 * - `small-integer`: 1, 2, 3, ... V8 keeps such numbers inside the pointer.
 * - `address`: multiples of 16 above 2^46, as 64-bit addresses look. V8 keeps such numbers on the heap, so an
 *   object that carries one is 16 bytes heavier than its counterpart in C, where the address costs nothing.
 */

export type IdentityKind = 'small-integer' | 'address';

const FIRST_ADDRESS = 0x7f3a_0000_0010;
const ADDRESS_STEP = 16;

export class IdentityNumbers {
  readonly kind: IdentityKind;
  #next: number;
  #step: number;
  #free: number[] = [];

  constructor(kind: IdentityKind) {
    this.kind = kind;
    this.#next = kind === 'address' ? FIRST_ADDRESS : 1;
    this.#step = kind === 'address' ? ADDRESS_STEP : 1;
  }

  /** A number that no living object has. */
  take(): number {
    const reused = this.#free.pop();
    if (reused !== undefined) return reused;
    const id = this.#next;
    this.#next += this.#step;
    return id;
  }

  /** Gives back the number of an object that died. The caller vouches for the death. */
  release(id: number): void {
    this.#free.push(id);
  }
}
