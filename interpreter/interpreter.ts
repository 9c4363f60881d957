/**
 * An interpreter: its data stack, its built-ins and modules, and its frame hook. It runs code that was compiled; the one
 * with the front end is in index.ts.
 *
 * Interpreters share nothing that a program can change. (Built-in classes are shared and immutable, as CPython's
 * static types are.)
 *
 * The data stack is one array for all ordinary frames. Each frame knows the first place that it and those below it
 * leave free (`frame.limit`), and whoever enters a frame from JavaScript starts there. `reached` is how far the stack
 * is prepared: places beyond it hold undefined. When the outermost evaluation ends everything up to there is wiped,
 * so that the stack keeps nothing alive.
 */

import { builtinsModule } from './builtins/index.ts';
import { type CodeMaker, CodeObject } from './code.ts';
import { evalFrame } from './eval.ts';
import { Frame } from './frame.ts';
import { hookFor, installHook } from './grain.ts';
import { IdentityNumbers } from './identity.ts';
import { load, type MarshalledCode } from './marshal.ts';
import { findNativeModule, MODULE_NAMES, type ModuleMaker } from './modules/index.ts';
import { PyExceptionObject, pyError } from './objects/exception.ts';
import type { PyFunction } from './objects/function.ts';
import { setOwnAttribute } from './objects/instance.ts';
import { PyList } from './objects/list.ts';
import { Module } from './objects/module.ts';
import type { Namespace } from './objects/namespace.ts';
import { getAttribute } from './operations/attributes.ts';
import { callValue } from './operations/call.ts';
import { equals } from './operations/compare.ts';
import { hashOf, normalKey } from './operations/hash.ts';
import { reprOf, strOf } from './operations/repr.ts';
import { PyException } from './py-exception.ts';
import { PyTuple, type Slot, type Value } from './values.ts';

/**
 * Evaluates a frame on behalf of an interpreter (PEP 523). It may hand the frame on with
 * `interpreter.evalFrame(frame)`, before and after which it does what it likes, or evaluate the frame itself and
 * return the value of the call. It is called for every entry of a frame, resumes of generators included.
 */
export type FrameHook = (frame: Frame, interpreter: Interpreter) => Value;

export interface InterpreterOptions {
  /** Makes the code objects; by default plain ones with identity numbers of this interpreter. */
  readonly makeCode?: CodeMaker;
  /** Takes what the program prints; by default it goes nowhere. */
  readonly write?: (text: string) => void;
  /** Takes what the program writes to sys.stderr; by default it goes nowhere. */
  readonly writeError?: (text: string) => void;
  /** sys.argv */
  readonly argv?: readonly string[];
  /** Modules that can be imported besides the core's own, each made when first imported: a tool's, say. */
  readonly modules?: ReadonlyMap<string, ModuleMaker>;
}

const IDENTITY: unique symbol = Symbol('identity');
const FIRST_STACK = 4096;
const DEFAULT_RECURSION_LIMIT = 1000;
/** So that handlers have room to work after a RecursionError. */
const RECURSION_HEADROOM = 50;

/** CPython's error, with a note that says what can be imported here. */
function noModule(name: string): PyExceptionObject {
  const error = pyError('ModuleNotFoundError', `No module named '${name}'`);
  const note = `module ${name} is outside the subset (supported: ${MODULE_NAMES.join(', ')})`;
  setOwnAttribute(error, '__notes__', new PyList([note]));
  return error;
}

/**
 * Did JavaScript run out of stack? Mostly that is a RangeError, but a regular expression compiled at the very edge
 * throws a SyntaxError that says so. (Hence none is used here.)
 */
export function isOutOfStack(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Maximum call stack size exceeded');
}

export class Interpreter {
  /** The frame that runs, or null. */
  frame: Frame | null = null;
  /** The hook, or null. Read by the loop at each call; set it with setHook. */
  hook: FrameHook | null = null;
  readonly stack: Slot[] = new Array(FIRST_STACK).fill(undefined);
  reached = 0;
  /** Places below belong to an outermost frame that has not begun. */
  floor = 0;
  /**
   * First place beyond a frame that the loop has made and its hook has not handed on yet; 0 for none. Whatever the hook calls
   * before that goes higher.
   */
  waiting = 0;
  depth = 0;
  recursionLimit: number = DEFAULT_RECURSION_LIMIT;
  /** The exception being handled: what `raise` alone raises. */
  handled: PyExceptionObject | null = null;
  /** True while an exception is raised again as it is: its traceback has this frame already. */
  reraising = false;
  /** What the generator that just ended returned. */
  returned: Value = null;
  readonly makeCode: CodeMaker;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly argv: readonly string[];
  readonly modules: Map<string, Module> = new Map();
  readonly builtins: Module;
  readonly buildClass: Value;
  /** Containers whose repr is being written. */
  readonly written: Set<object> = new Set();
  /** Modules that can be imported besides the core's own. */
  readonly added: ReadonlyMap<string, ModuleMaker>;
  readonly #sources: Map<string, string[]> = new Map();
  #lastIdentity = 0x7f00_0000_0000;

  constructor(options: InterpreterOptions = {}) {
    const numbers = new IdentityNumbers('small-integer');
    this.makeCode = options.makeCode ?? ((spec) => new CodeObject(spec, numbers.take()));
    this.write = options.write ?? (() => {});
    this.writeError = options.writeError ?? (() => {});
    this.argv = options.argv ?? [''];
    this.added = options.modules ?? new Map();
    this.builtins = builtinsModule();
    this.buildClass = this.builtins.get('__build_class__')!;
    this.modules.set('builtins', this.builtins);
  }

  // --- The door

  /**
   * Installs a frame hook, or none with null. It takes effect at the next entry of a frame; frames that run already
   * go on as they are. There is one hook: a new one simply replaces the old, as in CPython.
   */
  setHook(hook: FrameHook | null): void {
    installHook(this, hook, []);
  }

  /** The default evaluation of a frame. */
  evalFrame(frame: Frame): Value {
    return evalFrame(this, frame);
  }

  /** Makes code objects of this interpreter's layout from code that was compiled elsewhere. */
  load(code: MarshalledCode): CodeObject {
    return load(code, this.makeCode);
  }

  /** Keeps the text of a file, for the lines of tracebacks. */
  rememberSource(filename: string, source: string): void {
    this.#sources.set(filename, source.split(/\r\n|\r|\n/));
  }

  /**
   * Executes a module body in a fresh namespace.
   * @throws PyException
   */
  runModule(code: CodeObject, name: string): Module {
    const module = new Module(name);
    module.namespace.set('__file__', code.filename);
    module.namespace.set('__builtins__', this.builtins);
    module.namespace.set('__doc__', null);
    this.modules.set(name, module);
    this.#guard(() => this.enter(this.#bodyFrame(code, module.namespace, null, null)));
    return module;
  }

  /** @throws PyException */
  call(callable: Value, args: readonly Value[] = []): Value {
    return this.#guard(() => callValue(this, callable, args, null));
  }

  /** @throws PyException */
  getAttribute(object: Value, name: string): Value {
    return this.#guard(() => getAttribute(this, object, name));
  }

  /** @throws PyException */
  repr(value: Value): string {
    return this.#guard(() => reprOf(this, value));
  }

  // --- For the rest of the interpreter

  tuple(items: readonly Value[]): PyTuple {
    return new PyTuple(items);
  }

  /** For hash tables: see objects/hash-table.ts. */
  normalKey(key: Value): unknown {
    return normalKey(key);
  }

  hash(value: Value): number | bigint {
    return hashOf(this, value);
  }

  equals(a: Value, b: Value): boolean {
    return equals(this, a, b);
  }

  str(value: Value): string {
    return strOf(this, value);
  }

  /** Enters a frame: through the hook if there is one. */
  enter(frame: Frame): Value {
    const { waiting } = this;
    if (waiting === 0) return this.#enter(frame);
    // A hook calls something before it hands on the frame that waits: that one waits on.
    try {
      return this.#enter(frame);
    } finally {
      this.waiting = waiting;
    }
  }

  #enter(frame: Frame): Value {
    const hook = hookFor(this, frame.code);
    if (hook === null) return evalFrame(this, frame);
    // The callee's slots lie above those of the running frame: whatever the hook calls must go higher.
    const below = this.frame;
    if (below === null) return this.#enterFirst(frame, hook);
    const { limit } = below;
    below.limit = Math.max(limit, frame.limit);
    try {
      return hook(frame, this);
    } finally {
      below.limit = limit;
    }
  }

  /** The outermost frame waits on the stack while the hook may call other functions before it hands the frame on. */
  #enterFirst(frame: Frame, hook: FrameHook): Value {
    const { floor } = this;
    this.floor = Math.max(floor, frame.limit);
    try {
      return hook(frame, this);
    } finally {
      this.stack.fill(undefined, floor, this.floor);
      this.floor = floor;
    }
  }

  /** First place of the data stack that neither a running frame needs nor one that waits. */
  free(): number {
    return Math.max(this.frame === null ? this.floor : this.frame.limit, this.waiting);
  }

  /** Runs the body of a class with `names` to bind into. */
  runBody(body: PyFunction, names: Namespace): Value {
    return this.enter(this.#bodyFrame(body.code, body.globals, names, body));
  }

  #bodyFrame(code: CodeObject, globals: Namespace, names: Namespace | null, func: PyFunction | null): Frame {
    const base = this.free();
    const top = base + code.slotNames.length;
    const limit = top + code.stackSize;
    if (limit > this.reached) this.reach(limit);
    this.stack.fill(undefined, base, top);
    return new Frame(code, globals, names ?? globals, func, this.frame, this.stack, base, top, limit, null);
  }

  /** Prepares the data stack up to `limit`. */
  reach(limit: number): void {
    const { stack } = this;
    while (stack.length < limit + 64) stack.push(undefined);
    this.reached = limit + 64;
  }

  /** The outermost evaluation has ended: nothing may stay on the stack. */
  settle(): void {
    this.stack.fill(undefined, this.floor, this.reached);
    this.reached = this.floor;
    if (this.depth !== 0) {
      const depth = this.depth;
      this.depth = 0;
      throw new Error(`Internal error: no frame is left, but the depth of calls is ${depth}.`);
    }
  }

  /** What a generator returned, once. */
  takeReturned(): Value {
    const value = this.returned;
    this.returned = null;
    return value;
  }

  /** The error of a call too deep; the depth is as if the call had not begun. */
  tooDeep(): PyExceptionObject {
    this.depth--;
    return pyError('RecursionError', 'maximum recursion depth exceeded');
  }

  /**
   * What was thrown, as a Python exception; null for an error that is ours. Running out of JavaScript stack, which
   * happens when natives call Python in turns without end, is a RecursionError too.
   */
  asException(error: unknown): PyExceptionObject | null {
    if (error instanceof PyExceptionObject) {
      if (error.traceback === null && error.context === null && !this.reraising) {
        if (this.handled !== null && this.handled !== error) error.context = this.handled;
      }
      return error;
    }
    if (error instanceof PyException) return error.exception;
    if (isOutOfStack(error)) {
      return pyError('RecursionError', 'maximum recursion depth exceeded');
    }
    // A string, an array or a bigint larger than JavaScript can have.
    if (error instanceof RangeError) return pyError('MemoryError');
    return null;
  }

  /** Imports a module by its full name; `fromlist` None yields the first package of a dotted name. */
  importModule(name: string, fromlist: Value, level: Value): Value {
    if (level !== 0) throw pyError('ImportError', 'attempted relative import with no known parent package');
    const module = this.#load(name);
    const dot = name.indexOf('.');
    return fromlist === null && dot > 0 ? this.#load(name.slice(0, dot)) : module;
  }

  #load(name: string): Module {
    const loaded = this.modules.get(name);
    if (loaded !== undefined) return loaded;
    const make: ModuleMaker | undefined = this.added.get(name) ?? findNativeModule(name);
    if (make === undefined) throw noModule(name);
    const module = make(this);
    this.modules.set(name, module);
    return module;
  }

  /**
   * A number for an object that no other one has: id(). Code objects have their own; on others it becomes a property
   * when first asked for, and there is no outside map here whose cost a measurement could catch.
   */
  identityOf(object: object): number {
    if (object instanceof CodeObject) return object.id;
    const known = (object as { [IDENTITY]?: number })[IDENTITY];
    if (known !== undefined) return known;
    this.#lastIdentity += 16;
    Object.defineProperty(object, IDENTITY, { value: this.#lastIdentity });
    return this.#lastIdentity;
  }

  /** The identity as it is printed. */
  address(object: object): string {
    return `0x${this.identityOf(object).toString(16)}`;
  }

  /** A line of a compiled file. */
  sourceLine(filename: string, line: number): string | undefined {
    return this.#sources.get(filename)?.[line - 1];
  }

  /** Keeps the limit low enough for whoever asks, and says so. */
  setRecursionLimit(limit: number): void {
    if (limit < this.depth + RECURSION_HEADROOM / 10) {
      throw pyError(
        'RecursionError',
        `cannot set the recursion limit to ${limit} at the recursion depth ${this.depth}: the limit is too low`,
      );
    }
    this.recursionLimit = limit;
  }

  /** Python exceptions that leave the outermost evaluation become PyExceptions. */
  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (this.frame !== null) throw error;
      const exception = this.asException(error);
      this.handled = null;
      if (exception === null) {
        this.depth = 0;
        this.reached = this.stack.length;
        this.settle();
        throw error;
      }
      throw error instanceof PyException ? error : new PyException(this, exception);
    }
  }
}
