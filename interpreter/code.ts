/**
 * Code objects: what the compiler makes and the evaluator runs, modelled on CPython 3.11's PyCodeObject.
 *
 * The class here is the layout that everybody starts from. A strategy may derive layouts with one field more
 * (see `CodeLayout`); the evaluator reads base fields only and never knows. Two fields need a word:
 *
 * - `id` is the object's identity number. It stands for the address of a CPython object: a number that is free
 *   to read, unique among the living, and handed out again after death (see identity.ts).
 * - `weakrefs` heads the list of weak references to this object. CPython has it on every code object, used or
 *   not, so it is on every layout here too.
 */

import { Op, pack } from './opcodes.ts';
import { NO_POSITION } from './positions.ts';
import type { Value } from './values.ts';

/** Bits of `flags`; the names and, up to CO_ASYNC_GENERATOR, the values of CPython. */
export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;
export const CO_COROUTINE = 0x80;
export const CO_ASYNC_GENERATOR = 0x200;
/** Made with room for an extra: the flag that gates a trailing field (python-dev, June 2016). Ours alone. */
export const CO_EXTRA = 0x1000000;

/** Everything a code object is made from. Arrays are taken over, not copied. */
export interface CodeSpec {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  readonly flags: number;
  /** Positional parameters, positional-only ones included. */
  readonly argCount: number;
  readonly posOnlyArgCount: number;
  readonly kwOnlyArgCount: number;
  /** Instruction words, see opcodes.ts. */
  readonly instructions: Int32Array;
  /** Values the frame's stack needs at most. */
  readonly stackSize: number;
  readonly consts: readonly Value[];
  /** Names of globals, attributes and imports. */
  readonly names: readonly string[];
  /**
   * Names of the frame's slots, in order: parameters (positional, keyword-only, *args, **kwargs), other locals,
   * cells that are not parameters or locals already, then free variables.
   */
  readonly slotNames: readonly string[];
  /** How many of `slotNames` are free variables (the last ones). */
  readonly freeCount: number;
  /** Line of each instruction. */
  readonly lines: Int32Array;
  /** Columns of each instruction, two words each (positions.ts). */
  readonly positions: Int32Array;
  /** Handlers, innermost first: quintuples start, end (exclusive), target, stack depth, 1 to push the offset too. */
  readonly handlers: Int32Array;
}

/** An inline cache of one instruction; what it holds is the evaluator's business. */
export type InlineCache = object;

/** A weak reference to a code object, as the object's own list holds it: whoever made the reference keeps it alive. */
export interface WeakReferenceLink {
  readonly reference: WeakRef<object>;
  next: WeakReferenceLink | null;
}

// Fields are declared here and made by the constructor. Were they defined, each would be written twice, undefined first,
// and V8 would know less about what it holds: a quarter of the speed of calls. The same goes for frames and values.
export class CodeObject {
  declare readonly name: string;
  declare readonly qualname: string;
  declare readonly filename: string;
  declare readonly firstLine: number;
  declare flags: number;
  declare readonly argCount: number;
  declare readonly posOnlyArgCount: number;
  declare readonly kwOnlyArgCount: number;
  declare readonly instructions: Int32Array;
  declare readonly stackSize: number;
  declare readonly consts: readonly Value[];
  declare readonly names: readonly string[];
  declare readonly slotNames: readonly string[];
  declare readonly freeCount: number;
  declare readonly lines: Int32Array;
  declare readonly positions: Int32Array;
  declare readonly handlers: Int32Array;
  /** Inline caches by instruction, made when the code first runs. */
  declare caches: InlineCache[] | null;
  /** Identity number. */
  declare readonly id: number;
  /** Head of the list of weak references to this object. */
  declare weakrefs: WeakReferenceLink | null;

  constructor(spec: CodeSpec, id: number) {
    this.name = spec.name;
    this.qualname = spec.qualname;
    this.filename = spec.filename;
    this.firstLine = spec.firstLine;
    this.flags = spec.flags;
    this.argCount = spec.argCount;
    this.posOnlyArgCount = spec.posOnlyArgCount;
    this.kwOnlyArgCount = spec.kwOnlyArgCount;
    this.instructions = spec.instructions;
    this.stackSize = spec.stackSize;
    this.consts = spec.consts;
    this.names = spec.names;
    this.slotNames = spec.slotNames;
    this.freeCount = spec.freeCount;
    this.lines = spec.lines;
    this.positions = spec.positions;
    this.handlers = spec.handlers;
    this.caches = null;
    this.id = id;
    this.weakrefs = null;
  }
}

/** A class of code objects: CodeObject itself or one derived from it. */
export type CodeClass<C extends CodeObject = CodeObject> = new (spec: CodeSpec, id: number) => C;

/**
 * Where the fields of code objects lie. `roomy` makes the objects whose flags have CO_EXTRA, `plain` all others.
 * Most layouts use one class for both.
 */
export interface CodeLayout {
  readonly plain: CodeClass;
  readonly roomy: CodeClass;
}

/** Makes code objects: the compiler's only way to one. */
export type CodeMaker = (spec: CodeSpec) => CodeObject;

/** The smallest function there is: `def <name>(): return None`. For populations of code objects that never run. */
export function bareSpec(name: string): CodeSpec {
  return {
    name,
    qualname: name,
    filename: '<population>',
    firstLine: 1,
    flags: CO_OPTIMIZED | CO_NEWLOCALS,
    argCount: 0,
    posOnlyArgCount: 0,
    kwOnlyArgCount: 0,
    instructions: BARE_INSTRUCTIONS,
    stackSize: 1,
    consts: BARE_CONSTS,
    names: NO_NAMES,
    slotNames: NO_NAMES,
    freeCount: 0,
    lines: BARE_LINES,
    positions: BARE_POSITIONS,
    handlers: NO_HANDLERS,
  };
}

const BARE_INSTRUCTIONS = Int32Array.of(pack(Op.LOAD_CONST, 0), pack(Op.RETURN_VALUE, 0));
const BARE_CONSTS: readonly Value[] = [null];
const BARE_LINES = Int32Array.of(1, 1);
const BARE_POSITIONS = new Int32Array(4).fill(NO_POSITION);
const NO_NAMES: readonly string[] = [];
const NO_HANDLERS = new Int32Array(0);
