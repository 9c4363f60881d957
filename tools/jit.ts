/**
 * A just-in-time compiler: the tool that the question is asked for. On each entry of a frame it looks up its extra about the code
 * object; past a threshold it compiles the code object to a JavaScript function (jit/compile.ts), keeps that in the extra,
 * and runs it from then on. Generators and bodies of classes stay with the loop.
 *
 * A compiled function may give a frame up in the middle; the loop goes on where it stopped. One that does so again and again is
 * dropped for good.
 *
 * Whose extra it is: a lossy storage may answer that of another code object. So an extra knows its code object by the array
 * of instructions, which code objects share only when they were loaded from the same data and are alike in all that is
 * compiled. The array does not keep the code object alive; nothing in an extra does.
 *
 * The price: one look-up on each entry, compiled or not, and the time to compile, about as much as some thousand instructions.
 */

import type { CodeObject, Frame, Interpreter, Value } from '../interpreter/core.ts';
import type { Storage } from '../strategies/contract.ts';
import { type Compiled, compile } from './jit/compile.ts';

export interface JitExtra {
  /** Those of the code object that this is about. */
  readonly instructions: Int32Array;
  /** Entries that were counted, until it is compiled. */
  entries: number;
  /** How many entries of any code object the tool had counted when it began to count these. */
  since: number;
  /** What to run; null as long as entries are counted. */
  run: Compiled | null;
  /** How often `run` gave a frame up. */
  gaveUp: number;
}

export interface JitOptions {
  /** The entry at which a code object is compiled. */
  readonly threshold?: number;
  /** How many frames a compiled function may give up before it is dropped. */
  readonly patience?: number;
}

/** What happened so far. */
export interface JitStats {
  /** Code objects compiled. */
  readonly compiled: number;
  /** Frames given up. */
  readonly gaveUp: number;
  /** Compiled functions dropped. */
  readonly dropped: number;
  /** Code objects that are not compiled, by the reason. */
  readonly refused: Readonly<Record<string, number>>;
}

const DEFAULT_THRESHOLD = 30;
/**
 * A code object with a smaller share of the entries than one in so many is not hot, however often it is entered in the end: the
 * engine would need long to optimise a thousand functions, and their code would not fit the processor's caches.
 */
const CROWD = 256;
const DEFAULT_PATIENCE = 100;

/** What runs in the place of a compiled function where there is none. */
const interpret: Compiled = (frame, vm) => vm.evalFrame(frame);

export class Jit {
  readonly #storage: Storage<JitExtra>;
  readonly #threshold: number;
  readonly #patience: number;
  /** Entries counted, of all code objects. */
  #entries = 0;
  #compiled = 0;
  #gaveUp = 0;
  #dropped = 0;
  readonly #refused: Record<string, number> = {};

  /** Installs the hook. */
  constructor(interpreter: Interpreter, storage: Storage<JitExtra>, options: JitOptions = {}) {
    this.#storage = storage;
    this.#threshold = options.threshold ?? DEFAULT_THRESHOLD;
    this.#patience = options.patience ?? DEFAULT_PATIENCE;
    const threshold = this.#threshold;
    interpreter.setHook((frame: Frame, vm: Interpreter) => {
      const extra = storage.get(frame.code);
      if (extra === undefined || extra.instructions !== frame.code.instructions) return this.#meet(frame, vm);
      const { run } = extra;
      if (run !== null) {
        const result = run(frame, vm);
        return result === undefined ? this.#goOn(frame, vm, extra) : result;
      }
      this.#entries++;
      return ++extra.entries < threshold ? vm.evalFrame(frame) : this.#decide(frame, vm, extra);
    });
  }

  stats(): JitStats {
    return {
      compiled: this.#compiled,
      gaveUp: this.#gaveUp,
      dropped: this.#dropped,
      refused: { ...this.#refused },
    };
  }

  /** An entry of a code object without an extra. */
  #meet(frame: Frame, vm: Interpreter): Value {
    const { code } = frame;
    // Code objects that count their own entries need an extra only when there are many.
    const known = this.#storage.count?.(code);
    if (known !== undefined && known < this.#threshold) return vm.evalFrame(frame);
    const since = ++this.#entries;
    const extra: JitExtra = { instructions: code.instructions, entries: 1, since, run: null, gaveUp: 0 };
    this.#storage.set(code, extra);
    return this.#threshold > 1 ? vm.evalFrame(frame) : this.#decide(frame, vm, extra);
  }

  /** There were enough entries: were they within a short time? */
  #decide(frame: Frame, vm: Interpreter, extra: JitExtra): Value {
    if (this.#entries - extra.since > CROWD * this.#threshold) {
      extra.entries = 0;
      extra.since = this.#entries;
      return vm.evalFrame(frame);
    }
    const run = this.#compile(frame.code);
    extra.run = run;
    const result = run(frame, vm);
    return result === undefined ? this.#goOn(frame, vm, extra) : result;
  }

  #compile(code: CodeObject): Compiled {
    const compiled = compile(code);
    if (typeof compiled === 'string') {
      this.#refused[compiled] = (this.#refused[compiled] ?? 0) + 1;
      return interpret;
    }
    this.#compiled++;
    return compiled;
  }

  /** The loop goes on with a frame that was given up. */
  #goOn(frame: Frame, vm: Interpreter, extra: JitExtra): Value {
    this.#gaveUp++;
    if (++extra.gaveUp === this.#patience) {
      this.#dropped++;
      extra.run = interpret;
    }
    return vm.evalFrame(frame);
  }
}
