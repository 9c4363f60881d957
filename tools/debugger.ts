/**
 * A debugger: breakpoints and stepping, in the way of PEP 523 (and of pydevd, which made it real). The extra about a code object
 * holds its breakpoints by line and an instrumented copy (instrument.ts), which the hook evaluates instead.
 *
 * While there is a breakpoint, or one steps into, every code object that is entered gets a copy: it may be on the stack when the
 * program stops, and be stepped out to. In a copy only lines with a breakpoint call the debugger, the others are skipped, until a
 * step turns on all lines of the copies where it may end. So stepping is exact, and the price of an armed debugger is a look-up
 * per entry and a jump per line. Without breakpoints and steps all code runs untouched.
 *
 * A step is remembered by the frames where it may end, not by a depth: generators are resumed at any depth. `over` ends in the
 * frame or in whoever it goes back to, by return, by yield or by exception; `out` in a frame below; `into` anywhere.
 *
 * What the user asked for is kept by the debugger, what follows from it for a code object in the extra: a storage may lose one.
 *
 * Not here: frames that began before the debugger was armed (no line of theirs is seen), lines without instructions (instrument.ts),
 * stops at returns and exceptions, setting variables.
 */

import {
  Cell,
  CO_OPTIMIZED,
  type CodeMaker,
  type CodeObject,
  type Frame,
  type Interpreter,
  type Value,
} from '../interpreter/core.ts';
import type { Storage } from '../strategies/contract.ts';
import { type Copy, frameOn, instrument, markOf } from './instrument.ts';

/** How the program goes on: to the next breakpoint, or to the next line (see above). */
export type Command = 'continue' | 'over' | 'into' | 'out';

/** A line of a code object, or of every code object of a file, or of any file. */
export interface Where {
  readonly line: number;
  readonly filename?: string;
  readonly code?: CodeObject;
}

export type Condition = (stop: Stop) => boolean;

export interface Breakpoint {
  readonly line: number;
  readonly filename: string | null;
  /** Some code object that was entered has the line. */
  readonly found: boolean;
  /** How often the program stopped there. */
  readonly hits: number;
}

/** A frame on the stack, and the line at which it stands. */
export interface Standing {
  readonly function: string;
  readonly filename: string;
  readonly line: number;
}

/** Where the program stands, before the line runs. Valid until `onStop` returns. */
export class Stop implements Standing {
  readonly function: string;
  readonly filename: string;
  readonly line: number;
  /** Null when a step ended here. */
  readonly breakpoint: Breakpoint | null;
  readonly #frame: Frame;
  readonly #interpreter: Interpreter;

  constructor(interpreter: Interpreter, frame: Frame, line: number, breakpoint: Breakpoint | null) {
    this.function = frame.code.qualname;
    this.filename = frame.code.filename;
    this.line = line;
    this.breakpoint = breakpoint;
    this.#frame = frame;
    this.#interpreter = interpreter;
  }

  /** The frames on the stack, this one first. */
  get stack(): Standing[] {
    return chainOf(this.#frame).map(({ code, pc }) => ({
      function: code.qualname,
      filename: code.filename,
      line: code.lines[pc - 1]!,
    }));
  }

  /** Variables that are bound: of a function its own and those of functions around it, else those of the module or class body. */
  get locals(): Map<string, Value> {
    const { code, names, globals, values, base } = this.#frame;
    if ((code.flags & CO_OPTIMIZED) === 0) return new Map((names ?? globals).entries());
    const bound = new Map<string, Value>();
    for (const [i, name] of code.slotNames.entries()) {
      const slot = values[base + i];
      const value = slot instanceof Cell ? slot.value : slot;
      if (value !== undefined) bound.set(name, value);
    }
    return bound;
  }

  /** The repr of a local. The program's own `__repr__` runs for it, unwatched; one that raises is left out. */
  show(name: string): string | undefined {
    const value = this.locals.get(name);
    if (value === undefined) return undefined;
    try {
      return this.#interpreter.repr(value);
    } catch (error) {
      if (error instanceof Error) throw error;
      return undefined;
    }
  }
}

/** What the user asked for. */
class Request implements Breakpoint {
  readonly line: number;
  readonly filename: string | null;
  /** Constants of the code object, for a breakpoint in one alone. */
  readonly owner: CodeObject['consts'] | null;
  readonly condition: Condition;
  found = false;
  hits = 0;

  constructor({ line, filename, code }: Where, condition: Condition) {
    this.line = line;
    this.filename = filename ?? code?.filename ?? null;
    this.owner = code?.consts ?? null;
    this.condition = condition;
  }

  concerns({ owner, copy }: DebuggerExtra): boolean {
    if (this.owner !== null && this.owner !== owner) return false;
    return this.filename === null || this.filename === copy.code.filename;
  }
}

export class DebuggerExtra {
  readonly debugger: Debugger;
  /** Constants of the code object: whose extra this is. Some storages answer with another one's. */
  readonly owner: CodeObject['consts'];
  readonly copy: Copy;
  /** The user's requests that concern this code object, by line, */
  breakpoints: ReadonlyMap<number, Request[]> = new Map();
  /** as they were in this state. */
  asOf = -1;
  /** A step may end here: all lines of the copy call. */
  stepping = false;

  constructor(by: Debugger, code: CodeObject, makeCode: CodeMaker, atLine: AtDebuggedLine) {
    this.debugger = by;
    this.owner = code.consts;
    this.copy = instrument(code, makeCode, this, (line) => atLine(this, line));
  }
}

type AtDebuggedLine = (extra: DebuggerExtra, line: number) => void;

export class Debugger {
  readonly #interpreter: Interpreter;
  readonly #storage: Storage<DebuggerExtra>;
  readonly #onStop: (stop: Stop) => Command;
  readonly #requests = new Set<Request>();
  /** Counts changes of the requests. */
  #state = 0;
  /** Where the step ends: at any line, in one of these frames, or there is none. */
  #until: 'anywhere' | ReadonlySet<Frame> | null = null;
  /** Extras whose copies call at each line. */
  readonly #stepping = new Set<DebuggerExtra>();
  /** True while the program stands still. What runs meanwhile is not watched. */
  #stopped = false;

  /** Installs the hook. What `onStop` throws, other than Python's exceptions, ends the program. */
  constructor(interpreter: Interpreter, storage: Storage<DebuggerExtra>, onStop: (stop: Stop) => Command) {
    this.#interpreter = interpreter;
    this.#storage = storage;
    this.#onStop = onStop;
    interpreter.setHook((frame) => this.#enter(frame));
  }

  /** Stops before a line runs, when `condition` holds there. */
  breakAt(where: Where, condition: Condition = () => true): Breakpoint {
    const request = new Request(where, condition);
    this.#requests.add(request);
    this.#state += 1;
    return request;
  }

  remove(breakpoint: Breakpoint): void {
    if (this.#requests.delete(breakpoint as Request)) this.#state += 1;
  }

  /** Stops at the first line of the next frame that is entered. */
  stopSoon(): void {
    this.#until = 'anywhere';
  }

  #enter(frame: Frame): Value {
    const interpreter = this.#interpreter;
    // A new run: the frames in which a step of the last one could end are gone.
    if (interpreter.frame === null && this.#until !== null && this.#until !== 'anywhere') this.#endStep();
    const isArmed = this.#requests.size > 0 || this.#until === 'anywhere';
    if (this.#stopped || !isArmed) return interpreter.evalFrame(frame);
    // Later entries resume a generator, on whatever code it began with.
    const extra = frame.pc === 0 ? this.#extraOf(frame.code) : this.#extraOfCopy(frame.code);
    if (extra === null) return interpreter.evalFrame(frame);
    this.#update(extra);
    if (this.#until === 'anywhere') this.#stepIn(extra);
    return interpreter.evalFrame(frame.pc === 0 ? frameOn(extra.copy, frame, interpreter) : frame);
  }

  #extraOf(code: CodeObject): DebuggerExtra {
    const found = this.#storage.get(code);
    if (found !== undefined && found.owner === code.consts) return found;
    const extra = new DebuggerExtra(this, code, this.#interpreter.makeCode, this.#atLine);
    this.#storage.set(code, extra);
    return extra;
  }

  #extraOfCopy(code: CodeObject): DebuggerExtra | null {
    const mark = markOf(code);
    return mark instanceof DebuggerExtra && mark.debugger === this ? mark : null;
  }

  /** Brings what the extra knows of the requests up to date. */
  #update(extra: DebuggerExtra): void {
    if (extra.asOf === this.#state) return;
    extra.asOf = this.#state;
    const lines = new Set(extra.copy.lines);
    const breakpoints = new Map<number, Request[]>();
    for (const request of this.#requests) {
      if (!lines.has(request.line) || !request.concerns(extra)) continue;
      request.found = true;
      breakpoints.set(request.line, [...(breakpoints.get(request.line) ?? []), request]);
    }
    extra.breakpoints = breakpoints;
    if (!extra.stepping) callBreakpointsAlone(extra);
  }

  #stepIn(extra: DebuggerExtra): void {
    if (extra.stepping) return;
    extra.stepping = true;
    this.#stepping.add(extra);
    for (const line of extra.copy.lines) extra.copy.call(line);
  }

  readonly #atLine: AtDebuggedLine = (extra, line) => {
    if (this.#stopped) return;
    this.#update(extra);
    const frame = this.#interpreter.frame!;
    const breakpoint = this.#reached(extra, frame, line);
    const isStep = this.#until === 'anywhere' || this.#until?.has(frame) === true;
    if (breakpoint === null && !isStep) return;
    if (breakpoint !== null) breakpoint.hits += 1;
    const stop = new Stop(this.#interpreter, frame, line, breakpoint);
    this.#goOn(
      frame,
      this.#standingStill(() => this.#onStop(stop)),
    );
  };

  /** The first breakpoint of a line whose condition holds. */
  #reached(extra: DebuggerExtra, frame: Frame, line: number): Request | null {
    for (const request of extra.breakpoints.get(line) ?? []) {
      const stop = new Stop(this.#interpreter, frame, line, request);
      if (this.#standingStill(() => request.condition(stop))) return request;
    }
    return null;
  }

  #standingStill<T>(work: () => T): T {
    this.#stopped = true;
    try {
      return work();
    } finally {
      this.#stopped = false;
    }
  }

  #goOn(frame: Frame, command: Command): void {
    const frames = chainOf(frame);
    const extras = frames.map(({ code }) => this.#extraOfCopy(code)).filter((extra) => extra !== null);
    // The user may have set breakpoints in what runs.
    for (const extra of extras) this.#update(extra);
    if (command === 'continue') {
      this.#endStep();
      return;
    }
    if (command === 'into') this.#until = 'anywhere';
    else this.#until = new Set(command === 'over' ? frames : frames.slice(1));
    for (const extra of extras) this.#stepIn(extra);
  }

  #endStep(): void {
    this.#until = null;
    for (const extra of this.#stepping) {
      extra.stepping = false;
      callBreakpointsAlone(extra);
    }
    this.#stepping.clear();
  }
}

function callBreakpointsAlone({ copy, breakpoints }: DebuggerExtra): void {
  for (const line of copy.lines) {
    if (breakpoints.has(line)) copy.call(line);
    else copy.skip(line);
  }
}

/** The frames on the stack, from the given one down. */
function chainOf(frame: Frame): Frame[] {
  const chain: Frame[] = [];
  for (let each: Frame | null = frame; each !== null; each = each.back) chain.push(each);
  return chain;
}
