/**
 * Writes the lines of a function while it keeps the stack in mind.
 *
 * The stack exists while compiling only: what an instruction pushes is an entry (entry.ts), a piece of JavaScript that names a
 * slot (s0, s1, ...), a constant or a temporary (t0, t1, ...), and what pops it writes that piece into a line. A temporary is
 * free again as soon as no entry names it. Where ways meet, each entry has a variable of its own (c0, c1, ...), and
 * who goes there moves the entries into them first (`jump`).
 *
 * The order of things: an instruction pops what it needs, asks for places and texts (`above`, `laid`, `jump`), which depend
 * on how high the stack stands, and then pushes its result.
 */

import type { CodeObject } from '../../interpreter/core.ts';
import { any, type Case, type Entry, type Kind } from './entry.ts';
import type { Flow } from './flow.ts';

/** Writes one instruction, or two that belong together. */
export type Emitter = (w: Writer, arg: number) => void;

/** By opcode. */
export type Emitters = Readonly<Record<number, Emitter>>;

export class Writer {
  readonly code: CodeObject;
  readonly flow: Flow;
  readonly lines: string[] = [];
  /** Names of all that were ever in use. */
  readonly temporaries = new Set<string>();
  /** Does control come from the instruction before? */
  live = true;
  #at = 0;
  #stack: Entry[] = [];
  /** Entries that the instruction in hand has popped. */
  #popped: Entry[] = [];

  constructor(code: CodeObject, flow: Flow) {
    this.code = code;
    this.flow = flow;
  }

  // --- Lines

  /** The instruction in hand. */
  get at(): number {
    return this.#at;
  }

  /** Takes an instruction in hand. */
  begin(at: number): void {
    this.#at = at;
    this.#popped = [];
  }

  /** Goes on where ways meet. */
  meet(height: number): void {
    this.#stack = Array.from({ length: height }, (_, i) => any(`c${i}`));
    this.live = true;
  }

  emit(line: string): void {
    if (line !== '') this.lines.push(line);
  }

  /** The first case that holds, or `otherwise`. */
  cases(cases: readonly Case[], otherwise: string): void {
    let text = '';
    for (const [test, body] of cases) {
      if (test === 'false') continue;
      if (test === 'true') {
        this.emit(`${text}{ ${body} }`);
        return;
      }
      text += `if (${test}) { ${body} } else `;
    }
    this.emit(`${text}{ ${otherwise} }`);
  }

  /** Pushes the value of an expression. */
  give(expression: string, kind: Kind = 'any'): void {
    this.emit(`${this.result(kind)} = ${expression};`);
  }

  /** Pushes the value of an expression that can throw. */
  attempt(expression: string): void {
    this.emit(`${this.pc} ${this.result()} = ${expression};`);
  }

  // --- The stack while compiling

  push(entry: Entry): void {
    this.#stack.push(entry);
  }

  pop(): Entry {
    const entry = this.#stack.pop()!;
    this.#popped.push(entry);
    return entry;
  }

  /** The top `count` entries, lowest first. */
  popMany(count: number): Entry[] {
    const entries = this.#stack.splice(this.#stack.length - count, count);
    this.#popped.push(...entries);
    return entries;
  }

  /** The entry at a depth, 1 being the top. */
  peek(depth = 1): Entry {
    return this.#stack.at(-depth)!;
  }

  swap(depth: number): void {
    const top = this.#stack.length - 1;
    const other = this.#stack.length - depth;
    [this.#stack[top], this.#stack[other]] = [this.#stack[other]!, this.#stack[top]!];
  }

  /** A temporary that nobody names, pushed. */
  result(kind: Kind = 'any'): string {
    const js = this.#fresh();
    this.push({ js, kind, number: 0 });
    return js;
  }

  #fresh(): string {
    const used = new Set([...this.#stack, ...this.#popped].map(({ js }) => js));
    for (let i = 0; ; i++) {
      const name = `t${i}`;
      if (used.has(name)) continue;
      this.temporaries.add(name);
      return name;
    }
  }

  /** Before a slot changes: entries that name it take its value along. */
  detach(slot: number): void {
    const name = `s${slot}`;
    if (!this.#stack.some(({ js }) => js === name)) return;
    const copy = this.#fresh();
    this.emit(`${copy} = ${name};`);
    this.#stack = this.#stack.map((entry) => (entry.js === name ? { ...entry, js: copy } : entry));
  }

  // --- Joins

  /** Gives the entries the variables that they have where ways meet. */
  moves(): string {
    const moves = this.#stack.map(({ js }, i) => [`c${i}`, js] as const).filter(([to, from]) => to !== from);
    const written = new Set<string>(moves.map(([to]) => to));
    if (!moves.some(([, from]) => written.has(from))) {
      return moves.map(([to, from]) => `${to} = ${from};`).join(' ');
    }
    return `[${moves.map(([to]) => to).join(', ')}] = [${moves.map(([, from]) => from).join(', ')}];`;
  }

  /** Goes to an instruction that others come to as well. */
  jump(target: number): string {
    const away = target <= this.#at ? `continue L${target};` : `break B${target};`;
    return `${this.moves()} ${away}`;
  }

  /** The instruction that follows, as part of the one in hand; null when others come to it. */
  following<T>(choose: (op: number, arg: number) => T | null): T | null {
    const next = this.#at + 1;
    if (next >= this.code.instructions.length || this.flow.leaders.has(next)) return null;
    const word = this.code.instructions[next]!;
    const chosen = choose(word & 255, word >>> 8);
    if (chosen !== null) this.#at = next;
    return chosen;
  }

  // --- The frame

  /** The name that an instruction means, as text of JavaScript. */
  name(index: number): string {
    return JSON.stringify(this.code.names[index]!);
  }

  /** Before what can throw. */
  get pc(): string {
    return `pc = ${this.#at + 1};`;
  }

  /** The place of an entry so many above the top. */
  above(count = 0): string {
    return this.#place(this.#stack.length + count);
  }

  #place(height: number): string {
    return `base + ${this.code.slotNames.length + height}`;
  }

  /** Slots into the frame. */
  writeBack(): string {
    const slots: string[] = [];
    for (let i = 0, left = this.flow.changed[this.#at]!; left > 0n; i++, left >>= 1n) {
      if ((left & 1n) === 1n) slots.push(`stack[base + ${i}] = s${i};`);
    }
    return slots.join(' ');
  }

  /** Entries onto the data stack, the first one so many above the top. */
  laid(entries: readonly Entry[], above: number): string {
    return entries.map(({ js }, i) => `stack[${this.above(above + i)}] = ${js};`).join(' ');
  }

  /** What the frame says while a call runs. */
  standing(above = 0): string {
    return `${this.pc} frame.pc = pc; frame.sp = ${this.above(above)};`;
  }

  /** Leaves the rest to the loop. */
  giveUp(): void {
    const entries = this.#stack.map(({ js }, i) => `stack[${this.#place(i)}] = ${js};`).join(' ');
    this.emit(`${this.writeBack()} ${entries} return giveUp(vm, frame, ${this.#at}, ${this.above()});`);
    this.live = false;
  }
}
