/**
 * Namespaces: the names of a module, a class or a class body, each bound in a cell of its own.
 *
 * A cell lives as long as its namespace and never moves, so an instruction that found a name once keeps the cell
 * and needs one load from then on. A name can have a cell and be unbound (`value` undefined): somebody asked for
 * it early, or deleted it. Such names are not in the namespace as far as Python can see.
 */

import type { Slot, Value } from '../values.ts';

export class NameCell {
  declare value: Slot;
  constructor(value: Slot) {
    this.value = value;
  }
}

export class Namespace {
  readonly cells: Map<string, NameCell> = new Map();
  /** The dict that is a window on it, once somebody asked (namespace-dict.ts). */
  dict: object | null = null;

  get(name: string): Slot {
    return this.cells.get(name)?.value;
  }

  /** Binds a name; one that was unbound moves to the end, as in a dict. */
  set(name: string, value: Value): void {
    const cell = this.cells.get(name);
    if (cell === undefined) {
      this.cells.set(name, new NameCell(value));
    } else {
      if (cell.value === undefined) {
        this.cells.delete(name);
        this.cells.set(name, cell);
      }
      cell.value = value;
    }
  }

  /** Unbinds a name; false when it was not bound. */
  delete(name: string): boolean {
    const cell = this.cells.get(name);
    if (cell === undefined || cell.value === undefined) return false;
    cell.value = undefined;
    return true;
  }

  /** The cell of a name, made unbound when there is none. */
  cell(name: string): NameCell {
    let cell = this.cells.get(name);
    if (cell === undefined) {
      cell = new NameCell(undefined);
      this.cells.set(name, cell);
    }
    return cell;
  }

  /** Bound names with their values, in order of binding. */
  *entries(): Generator<[string, Value]> {
    for (const [name, cell] of this.cells) if (cell.value !== undefined) yield [name, cell.value];
  }
}
