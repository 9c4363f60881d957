/** set and frozenset. */

import type { Interpreter } from '../interpreter.ts';
import type { Slot, Value } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';
import { type Entry, HashTable } from './hash-table.ts';
import { INSERTION, SetOrder } from './set-order.ts';
import type { Shape } from './shape.ts';

export const SET: PyClass = builtinClass('set');
export const FROZENSET: PyClass = builtinClass('frozenset');

/** What set and frozenset have in common. */
export abstract class AnySet extends HashTable {
  declare readonly cls: PyClass;
  /** The order of iteration; null as long as nobody has asked for it. */
  #order: SetOrder | typeof INSERTION | null = null;
  /** How many of the first members came at once, from another set. */
  #atOnce = 0;
  /** Where pop() goes on. */
  #finger = 0;

  add(vm: Interpreter, value: Value): void {
    const added = this.addNew(vm, value);
    if (this.#order !== null && added !== undefined && this.#order !== INSERTION) {
      this.#order.pending.push(added);
    }
  }

  override remove(vm: Interpreter, key: Value): Entry | undefined {
    const entry = this.find(vm, key);
    if (entry === undefined) return undefined;
    const order = this.order();
    if (order !== null) order.remove(entry);
    return super.remove(vm, key);
  }

  /** Removes the member that is next in turn; there must be one. */
  pop(vm: Interpreter): Value {
    const order = this.order();
    const entry = order?.from(this.#finger) ?? this.entries.values().next().value!;
    if (order !== null) this.#finger = order.found + 1;
    this.remove(vm, entry.key);
    return entry.key;
  }

  override clear(): void {
    super.clear();
    this.#order = null;
    this.#atOnce = 0;
  }

  override keys(): Value[] {
    return this.ordered().map((entry) => entry.key);
  }

  /** The members in the order of iteration. */
  ordered(): Entry[] {
    const order = this.order();
    return order === null ? [...this.entries.values()] : order.entries();
  }

  /** The order, up to date; null when it is that of insertion. */
  order(): SetOrder | null {
    if (this.#order === INSERTION) return null;
    const order = this.#order ?? new SetOrder();
    const fresh = this.#order === null ? this.entries.values() : order.pending;
    if (this.#order === null && this.#atOnce > 0) order.expect(this.#atOnce);
    for (const entry of fresh) {
      if (order.add(entry)) continue;
      this.#order = INSERTION;
      return null;
    }
    order.pending.length = 0;
    this.#order = order;
    return order;
  }

  /** Takes over the members of another set into this empty one. */
  override copyFrom(other: HashTable): void {
    if (!(other instanceof AnySet)) {
      super.copyFrom(other);
      return;
    }
    if (other.size === 0) return;
    const order = other.order();
    if (order === null) {
      super.copyFrom(other);
      this.#order = INSERTION;
      return;
    }
    const copies = order.entries().map((entry) => this.adopt(entry));
    if (order.isCopiedAsItIs()) this.#order = order.copy(copies);
    else this.#atOnce = copies.length;
  }

  /** Adds the members of another set, which makes room for them at once. */
  merge(vm: Interpreter, other: AnySet): void {
    if (other === this || other.size === 0) return;
    const order = this.order();
    order?.expect(other.size);
    if (this.size === 0 && (order?.isFresh ?? true)) {
      this.#order = null;
      this.copyFrom(other);
      return;
    }
    const members = other.ordered();
    for (const { key } of members) this.add(vm, key);
  }

  /** Becomes what another set is, which is given up. */
  takeOver(other: AnySet): void {
    this.entries = other.entries;
    this.heads = other.heads;
    this.#order = other.#order;
    this.#atOnce = other.#atOnce;
  }
}

export class PySet extends AnySet {}
export class PyFrozenSet extends AnySet {
  declare readonly frozen: true;
}

export class PySetInstance extends PySet {
  declare shape: Shape;
  slots: Slot[] = [];
  constructor(shape: Shape) {
    super();
    this.shape = shape;
  }
}

Object.defineProperty(PySet.prototype, 'cls', { value: SET });
Object.defineProperty(PyFrozenSet.prototype, 'cls', { value: FROZENSET });
Object.defineProperty(PyFrozenSet.prototype, 'frozen', { value: true });
Object.defineProperty(PySetInstance.prototype, 'cls', {
  get(this: PySetInstance) {
    return this.shape.cls;
  },
});
SET.allocate = (cls) => (cls === SET ? new PySet() : new PySetInstance(cls.rootShape));
