/**
 * Instrumenting: a copy of a code object that calls the tool at the start of each line, PEP 523's way to make a debugger. The
 * original is never written to. The tool keeps the copy in its extra about the original, and its hook evaluates the copy instead.
 *
 * A line starts where CPython's line events are: on each way into an instruction on which the line changes, and on each jump
 * backwards. The same instruction may be reached by ways that do and ways that do not, so the call stands before the instruction
 * and each way goes to the call or past it:
 *
 *     JUMP past                        only where falling in is no start of a line: a loop's head
 *     LOAD_CONST tool                  while the line is skipped: JUMP past
 *     LOAD_CONST line; CALL 1; POP_TOP
 *     past: the instruction
 *
 * The price: a skipped line is a jump, a called one four instructions and a call; and one copy for each code object, with inline
 * caches of its own. What a program can see of it: the code object of a generator (`gi_code`) and of a traceback's frame (`f_code`)
 * is the copy, equal in all but identity; the one of a function is the original.
 *
 * What the compiler adds by itself (implicit returns, the frame of a handler) carries the line of the statement before. It starts no
 * line; `linelessOf` says how it is told apart. Where the lines depart from CPython's, the compiler does: a statement without
 * instructions (`pass`, `try:`, `while True:`, `global`, a constant `return` or a jump that a finally body overtakes) has no line,
 * and jumps to a `continue` pass it by.
 */

import { type CodeMaker, type CodeObject, Frame, type Interpreter, Native } from '../interpreter/core.ts';
import { OPCODES, Op, pack } from '../interpreter/opcodes.ts';

/** Called when a line starts, inside the frame that runs it (`interpreter.frame`). */
export type AtLine = (line: number, interpreter: Interpreter) => void;

/** Instructions of a call; the first of them is what a skipped line replaces. */
const CALL_LENGTH = 4;
/** Places that a call takes on the stack of its frame. */
const CALL_STACK = 2;

/** An instrumented code object. All its lines are called at first. */
export class Copy {
  readonly code: CodeObject;
  /** Where the calls of each line begin. */
  readonly #calls: ReadonlyMap<number, readonly number[]>;
  /** The first instruction of a call. */
  readonly #call: number;

  /** `tool` is the constant that is called. */
  constructor(code: CodeObject, calls: ReadonlyMap<number, readonly number[]>, tool: number) {
    this.code = code;
    this.#calls = calls;
    this.#call = pack(Op.LOAD_CONST, tool);
  }

  get lines(): Iterable<number> {
    return this.#calls.keys();
  }

  /** From now on the tool is told of the line, in frames that run already too. */
  call(line: number): void {
    for (const at of this.#calls.get(line) ?? []) this.code.instructions[at] = this.#call;
  }

  /** From now on it is not. */
  skip(line: number): void {
    for (const at of this.#calls.get(line) ?? []) {
      this.code.instructions[at] = pack(Op.JUMP, at + CALL_LENGTH);
    }
  }
}

/** Lines that start somewhere in a code object, in order. */
export function linesOf(code: CodeObject): number[] {
  const ways = new Ways(code);
  const lines = code.lines.filter((_, i) => ways.starts[i] === 1);
  return [...new Set(lines)].sort((a, z) => a - z);
}

/** The mark that a copy was made with. Of any other code object it is a constant like others, or nothing. */
export function markOf({ consts }: CodeObject): unknown {
  return consts.at(-1);
}

/**
 * Makes a copy. Its last constant is `mark`, by which the tool knows it again: frames of generators come back to the hook with the
 * copy as their code.
 */
export function instrument(code: CodeObject, makeCode: CodeMaker, mark: object, atLine: AtLine): Copy {
  const ways = new Ways(code);
  const { instructions, lines } = code;
  const tool = code.consts.length;
  const numbers = [...new Set(lines)];

  /** New words, and for each the old instruction that it belongs to. */
  const words: number[] = [];
  const origins: number[] = [];
  /** By old index: where its words begin, its call, and itself. */
  const leads: number[] = [];
  const calls: number[] = [];
  const places: number[] = [];
  const emit = (word: number, origin: number) => origins.push(origin) && words.push(word);
  for (let i = 0; i < instructions.length; i++) {
    leads.push(words.length);
    if (ways.starts[i] === 1 && !ways.byFalling(i) && ways.fallsInto(i)) {
      emit(pack(Op.JUMP, words.length + 1 + CALL_LENGTH), i);
    }
    calls.push(words.length);
    if (ways.starts[i] === 1) {
      emit(pack(Op.LOAD_CONST, tool), i);
      emit(pack(Op.LOAD_CONST, tool + 1 + numbers.indexOf(lines[i]!)), i);
      emit(pack(Op.CALL, 1), i);
      emit(pack(Op.POP_TOP, 0), i);
    }
    places.push(words.length);
    emit(instructions[i]!, i);
  }
  leads.push(words.length);

  for (let i = 0; i < instructions.length; i++) {
    if (!isJump(instructions[i]!)) continue;
    const target = instructions[i]! >>> 8;
    words[places[i]!] = pack(
      instructions[i]! & 255,
      ways.byJump(i, target) ? calls[target]! : places[target]!,
    );
  }

  const copy = makeCode({
    ...specOf(code),
    instructions: Int32Array.from(words),
    stackSize: code.stackSize + CALL_STACK,
    consts: [...code.consts, nativeOf(atLine), ...numbers, mark],
    lines: Int32Array.from(origins, (i) => lines[i]!),
    positions: Int32Array.from(origins.flatMap((i) => [code.positions[2 * i]!, code.positions[2 * i + 1]!])),
    handlers: Int32Array.from(movedHandlers(ways, leads, calls, places)),
  });

  const starts = new Map<number, number[]>();
  for (let i = 0; i < instructions.length; i++) {
    if (ways.starts[i] === 0) continue;
    const known = starts.get(lines[i]!);
    if (known === undefined) starts.set(lines[i]!, [calls[i]!]);
    else known.push(calls[i]!);
  }
  return new Copy(copy, starts, tool);
}

/** Made apart, so that what it closes over is the tool's function and not the original, which may die while the copy lives. */
function nativeOf(atLine: AtLine): Native {
  const run = (interpreter: Interpreter, line: number) => {
    atLine(line, interpreter);
    return null;
  };
  return new Native('line', 1, 1, run, null);
}

/** A frame that has not begun, with the copy as its code. */
export function frameOn(copy: Copy, frame: Frame, interpreter: Interpreter): Frame {
  const { code } = copy;
  const limit = frame.limit + CALL_STACK;
  if (limit > interpreter.reached) interpreter.reach(limit);
  const { globals, names, func, back, values, base, sp, owner } = frame;
  return new Frame(code, globals, names, func, back, values, base, sp, limit, owner);
}

/** A handler's row becomes one row for each run of instructions that reach the handler in the same way. */
function movedHandlers(ways: Ways, leads: number[], calls: number[], places: number[]): number[] {
  const { handlers } = ways.code;
  const moved: number[] = [];
  for (let row = 0; row < handlers.length; row += 5) {
    const [end, target] = [handlers[row + 1]!, handlers[row + 2]!];
    for (let from = handlers[row]!; from < end; ) {
      const begins = ways.byRaising(from, target);
      let to = from + 1;
      while (to < end && ways.byRaising(to, target) === begins) to++;
      const goesTo = begins ? calls[target]! : places[target]!;
      moved.push(leads[from]!, leads[to]!, goesTo, handlers[row + 3]!, handlers[row + 4]!);
      from = to;
    }
  }
  return moved;
}

function specOf(code: CodeObject) {
  const { name, qualname, filename, firstLine, flags, argCount, posOnlyArgCount, kwOnlyArgCount } = code;
  const { names, slotNames, freeCount } = code;
  const signature = { flags, argCount, posOnlyArgCount, kwOnlyArgCount };
  return { name, qualname, filename, firstLine, ...signature, names, slotNames, freeCount };
}

function isJump(word: number): boolean {
  return OPCODES[word & 255]?.arg === 'jump';
}

/** The ways from instruction to instruction, and which of them start a line. */
class Ways {
  readonly code: CodeObject;
  /** By instruction: 1 where some way into it starts a line. */
  readonly starts: Uint8Array;
  /** The first instruction behind the prologue. What lies before belongs to no line. */
  readonly #entry: number;
  /** By instruction: 1 where it belongs to no line. */
  readonly #lineless: Uint8Array;

  constructor(code: CodeObject) {
    this.code = code;
    this.#entry = entryOf(code);
    this.#lineless = linelessOf(code, this.#entry);
    this.starts = this.#findStarts();
  }

  /** Can control fall into `i` from the instruction before? */
  fallsInto(i: number): boolean {
    if (i <= this.#entry) return false;
    const before = this.code.instructions[i - 1]! & 255;
    return before !== Op.JUMP && !LEAVES.has(before);
  }

  /** Does a line start when control falls into `i`, or enters the frame there? */
  byFalling(i: number): boolean {
    if (i === this.#entry) return this.#lineless[i] === 0;
    return this.fallsInto(i) && this.#changes(i - 1, i);
  }

  /**
   * Does a line start when `from` jumps to `to`? Not when it jumps forwards into the middle of a line: there the compiler leaves a
   * handler or ends a body. Nor in the loop of `yield from`.
   */
  byJump(from: number, to: number): boolean {
    const { instructions } = this.code;
    if (to <= from) return this.#lineless[to] === 0 && (instructions[to]! & 255) !== Op.SEND;
    return this.#changes(from, to) && (to === this.#entry || this.#changes(to - 1, to));
  }

  /** Does a line start when `from` raises and `to` handles it? */
  byRaising(from: number, to: number): boolean {
    return this.#changes(from, to);
  }

  #changes(from: number, to: number): boolean {
    const { lines } = this.code;
    return this.#lineless[to] === 0 && (this.#lineless[from] === 1 || lines[from] !== lines[to]);
  }

  #findStarts(): Uint8Array {
    const { instructions, handlers } = this.code;
    const starts = new Uint8Array(instructions.length);
    for (let i = 0; i < instructions.length; i++) {
      if (this.byFalling(i)) starts[i] = 1;
      const target = instructions[i]! >>> 8;
      if (isJump(instructions[i]!) && this.byJump(i, target)) starts[target] = 1;
    }
    for (let row = 0; row < handlers.length; row += 5) {
      const target = handlers[row + 2]!;
      for (let i = handlers[row]!; i < handlers[row + 1]!; i++) {
        if (this.byRaising(i, target)) starts[target] = 1;
      }
    }
    return starts;
  }
}

const LEAVES: ReadonlySet<number> = new Set([Op.RETURN_VALUE, Op.RERAISE, Op.RAISE_VARARGS]);

/** Cells are made and a generator is handed out before anything of a line runs. */
function entryOf({ instructions }: CodeObject): number {
  let i = 0;
  while ([Op.COPY_FREE_VARS, Op.MAKE_CELL].includes((instructions[i]! & 255) as never)) i++;
  return (instructions[i]! & 255) === Op.RETURN_GENERATOR ? i + 2 : i;
}

function linelessOf(code: CodeObject, entry: number): Uint8Array {
  const { instructions, handlers, lines } = code;
  const opcode = (i: number) => instructions[i]! & 255;
  const lineless = new Uint8Array(instructions.length).fill(1, 0, entry);
  for (let i = 0; i < instructions.length; i++) if (opcode(i) === Op.RERAISE) lineless[i] = 1;

  // A handler begins by noting the exception, which `with` alone does on a line of its own; or it tidies up and raises on.
  for (let row = 0; row < handlers.length; row += 5) {
    const target = handlers[row + 2]!;
    if (opcode(target) !== Op.PUSH_EXC_INFO) {
      for (let i = target; opcode(i) !== Op.RERAISE; i++) lineless[i] = 1;
    } else if (opcode(target + 1) !== Op.WITH_EXCEPT_START) {
      lineless[target] = 1;
    }
  }

  // An implicit `return None` is on a line with other instructions, and so is the end of a class.
  const returns: number[] = [];
  const shared = new Set<number>();
  for (let i = entry; i < instructions.length; i++) {
    if (returnsNone(code, i)) returns.push(i++);
    else shared.add(lines[i]!);
  }
  for (const i of returns) if (shared.has(lines[i]!)) lineless.fill(1, i, i + 2);
  for (let i = entry + 3; i < instructions.length; i++) {
    const name = opcode(i - 1) === Op.STORE_NAME ? code.names[instructions[i - 1]! >>> 8] : undefined;
    if (opcode(i) === Op.RETURN_VALUE && name === '__classcell__') lineless.fill(1, i - 3, i + 1);
  }
  return lineless;
}

function returnsNone({ instructions, consts }: CodeObject, i: number): boolean {
  const word = instructions[i]!;
  if ((word & 255) !== Op.LOAD_CONST || consts[word >>> 8] !== null) return false;
  return ((instructions[i + 1] ?? 0) & 255) === Op.RETURN_VALUE;
}
