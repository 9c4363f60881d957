/**
 * From bytecode to a JavaScript function that does the same.
 *
 * Slots of the frame become variables (s0, s1, ...), and the stack mostly vanishes: while compiling, an entry of it is a piece of
 * JavaScript that names a slot, a constant or a temporary (t0, t1, ...), and what an instruction pushes is what it
 * names. Only where ways meet does each entry have a variable of its own (c0, c1, ...). Each instruction first tries what is
 * frequent, in line; the rest is a call of the core. The engine compiles only what it has seen to happen, so a branch that
 * never ran costs nothing but its text.
 *
 * A compiled function is entered with a fresh frame and answers what the frame returns. It answers undefined when it gives
 * the frame up: everything is then in the frame, and the loop goes on at `frame.pc`. It does so at instructions that
 * only the loop has (flow.ts), and when an exception meets a handler of the frame: handlers are not compiled.
 *
 * Invariants: `pc` is right whenever something can throw. Slots are in the frame before every call (`changed` says which are
 * not); an operator that turns out to be a method of a program's class may find older values there. The text depends on
 * nothing but the code object's instructions, names and constants, and the function holds on to none of them but
 * strings and numbers, so that it keeps no code object alive.
 */

import { CORE, FIRST_COMPARISON, PyFloat, stackEffect } from '../../interpreter/compiled.ts';
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  type CodeObject,
  type Frame,
  type Interpreter,
  type Value,
} from '../../interpreter/core.ts';
import { BINARY_OPERATORS, Op } from '../../interpreter/opcodes.ts';
import { type Flow, flowOf, isCall, isLeft, type Scope } from './flow.ts';

/** Undefined: the frame was given up. */
export type Compiled = (frame: Frame, vm: Interpreter) => Value | undefined;

/** Why a code object is not compiled. */
export type Refusal = 'generator' | 'body of a class or module' | 'too long' | 'jump into a loop';

/** V8 does not optimise functions beyond 60 KB of its own bytecode, and they are slower than the loop then. */
const MOST_INSTRUCTIONS = 1200;

const GENERATORS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/**
 * So that no two functions have the same text, those of another copy of this module neither: the engine would let them share
 * what it learns.
 */
let serial = 0;
const COPY = import.meta.url;

export function compile(code: CodeObject): Compiled | Refusal {
  const text = textOf(code);
  if (!text.startsWith('{')) return text as Refusal;
  const name = `${code.name.replace(/[^A-Za-z0-9_]/g, '_')}_${++serial}`;
  const source = `'use strict'; // of ${COPY}\nconst ${importsOf(text)} = core;\nreturn function ${name}(frame, vm) ${text}`;
  return new Function('core', source)(CORE) as Compiled;
}

/** The body of the function, or why there is none. */
function textOf(code: CodeObject): string | Refusal {
  if ((code.flags & GENERATORS) !== 0) return 'generator';
  if ((code.flags & CO_OPTIMIZED) === 0) return 'body of a class or module';
  if (code.instructions.length > MOST_INSTRUCTIONS) return 'too long';
  const flow = flowOf(code);
  return flow === null ? 'jump into a loop' : new Writer(code, flow).write();
}

function importsOf(text: string): string {
  const words = new Set(text.match(/\b[A-Za-z_]+\b/g));
  return `{ ${Object.keys(CORE)
    .filter((name) => words.has(name))
    .join(', ')} }`;
}

/** What is known of an entry of the stack. */
type Kind = 'int' | 'float' | 'string' | 'bool' | 'none' | 'any';

interface Entry {
  /** Names a variable or a constant: it may be written any number of times, in any order. */
  readonly js: string;
  readonly kind: Kind;
  /** The number, of a constant int or float. */
  readonly number: number;
}

/** A test and what to do when it holds. */
type Case = readonly [test: string, body: string];

const LARGEST = Number.MAX_SAFE_INTEGER;
const SMALLEST = Number.MIN_SAFE_INTEGER;
const COMPARISONS = ['<', '<=', '===', '!==', '>', '>='] as const;
/** Native functions are called in line with as many arguments at most. */
const MOST_IN_LINE = 3;

class Writer {
  readonly #code: CodeObject;
  readonly #flow: Flow;
  /** Place of the stack's first entry, counted from `base`. */
  readonly #top: number;
  readonly #lines: string[] = [];
  #stack: Entry[] = [];
  /** Entries that the instruction in hand has popped. */
  #popped: Entry[] = [];
  /** The instruction in hand. */
  #at = 0;
  /** Does control come from the instruction before? */
  #live = true;
  readonly #temporaries = new Set<string>();

  constructor(code: CodeObject, flow: Flow) {
    this.#code = code;
    this.#flow = flow;
    this.#top = code.slotNames.length;
  }

  write(): string {
    const { instructions } = this.#code;
    const open: Scope[] = [];
    let next = 0;
    for (let at = 0; at <= instructions.length; at++) {
      const height = at < instructions.length ? this.#flow.heights[at]! : -1;
      this.#at = at;
      this.#popped = [];
      if (this.#flow.leaders.has(at) && this.#live && height >= 0) this.#emit(this.#moves());
      while (open.length > 0 && open.at(-1)!.end === at) this.#close(open.pop()!);
      if (at === instructions.length) break;
      for (; next < this.#flow.scopes.length && this.#flow.scopes[next]!.start === at; next++) {
        const scope = this.#flow.scopes[next]!;
        this.#emit(scope.kind === 'loop' ? `L${scope.target}: for (;;) {` : `B${scope.target}: {`);
        open.push(scope);
      }
      if (height < 0) continue;
      if (this.#flow.leaders.has(at)) {
        this.#stack = Array.from({ length: height }, (_, i) => any(`c${i}`));
        this.#live = true;
      }
      if (this.#live) at = this.#instruction(at);
    }
    return this.#whole();
  }

  #close(scope: Scope): void {
    if (scope.kind === 'loop' && this.#live) this.#emit(`break L${scope.target};`);
    this.#emit('}');
  }

  /** The function around the lines. */
  #whole(): string {
    const { slotNames, argCount, kwOnlyArgCount, flags, handlers, stackSize } = this.#code;
    const star = (flags & CO_VARARGS) !== 0 ? 1 : 0;
    const parameters = argCount + kwOnlyArgCount + star + ((flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
    const body = this.#lines.join('\n');
    const uses = (name: string) => new RegExp(`\\b(?:${name})\\b`).test(body);
    const variables = slotNames.map((_, i) => (i < parameters ? `s${i} = stack[base + ${i}]` : `s${i}`));
    for (let i = 0; i < stackSize; i++) if (uses(`c${i}`)) variables.push(`c${i}`);
    variables.push(...this.#temporaries, 'pc = 0');
    for (const scratch of ['x', 'c']) if (uses(scratch)) variables.push(scratch);
    const head = [
      'const { stack } = vm;',
      'const base = frame.base | 0;',
      ...(uses('consts') ? ['const { consts } = frame.code;'] : []),
      ...(uses('globals') ? ['const { globals } = frame;'] : []),
      ...(uses('caches|(operate|item|attribute|method|storeAttributeOf)\\(')
        ? ['const caches = frame.code.caches ?? warm(frame.code);']
        : []),
      `let ${variables.join(', ')};`,
      'const back = vm.frame;',
      'vm.waiting = 0;',
      'frame.back = back;',
      'if (++vm.depth > vm.recursionLimit) throw vm.tooDeep();',
      'vm.frame = frame;',
    ];
    const caught = ['frame.pc = pc;'];
    if (handlers.length > 0) {
      let height = 0;
      for (let row = 3; row < handlers.length; row += 5) height = Math.max(height, handlers[row]!);
      caught.push(...slotNames.map((_, i) => `stack[base + ${i}] = s${i};`));
      for (let i = 0; i < height; i++)
        if (uses(`c${i}`)) caught.push(`stack[base + ${this.#top + i}] = c${i};`);
    }
    caught.push('return raise(vm, frame, error);');
    return `{\n${head.join('\n')}\ntry {\n${body}\n} catch (error) {\n${caught.join('\n')}\n}\n}\n`;
  }

  // --- The stack while compiling

  #emit(text: string): void {
    if (text !== '') this.#lines.push(text);
  }

  #push(entry: Entry): void {
    this.#stack.push(entry);
  }

  #pop(): Entry {
    const entry = this.#stack.pop()!;
    this.#popped.push(entry);
    return entry;
  }

  /** The top `count` entries, lowest first. */
  #popMany(count: number): Entry[] {
    const entries = this.#stack.splice(this.#stack.length - count, count);
    this.#popped.push(...entries);
    return entries;
  }

  /** A temporary that nobody names, pushed. */
  #result(kind: Kind = 'any'): string {
    const name = this.#fresh();
    this.#push({ js: name, kind, number: 0 });
    return name;
  }

  #fresh(): string {
    const used = new Set([...this.#stack, ...this.#popped].map(({ js }) => js));
    for (let i = 0; ; i++) {
      const name = `t${i}`;
      if (used.has(name)) continue;
      this.#temporaries.add(name);
      return name;
    }
  }

  /** Before a slot changes: entries that name it take its value along. */
  #free(slot: number): void {
    const name = `s${slot}`;
    if (!this.#stack.some(({ js }) => js === name)) return;
    const copy = this.#fresh();
    this.#emit(`${copy} = ${name};`);
    this.#stack = this.#stack.map((entry) => (entry.js === name ? { ...entry, js: copy } : entry));
  }

  /** Gives the entries the variables that they have where ways meet. */
  #moves(): string {
    const moves = this.#stack.map(({ js }, i) => [`c${i}`, js] as const).filter(([to, from]) => to !== from);
    const written = new Set(moves.map(([to]) => to));
    const saved = moves.filter(([, from]) => written.has(from as `c${number}`));
    if (saved.length === 0) return moves.map(([to, from]) => `${to} = ${from};`).join(' ');
    return `[${moves.map(([to]) => to).join(', ')}] = [${moves.map(([, from]) => from).join(', ')}];`;
  }

  /** Goes to an instruction that others come to as well. */
  #jump(target: number): string {
    const away = target <= this.#at ? `continue L${target};` : `break B${target};`;
    return `${this.#moves()} ${away}`;
  }

  /** Slots into the frame. */
  #writeBack(): string {
    const slots: string[] = [];
    const changed = this.#flow.changed[this.#at]!;
    for (let i = 0; i < this.#top; i++) {
      if (((changed >> BigInt(i)) & 1n) === 1n) slots.push(`stack[base + ${i}] = s${i};`);
    }
    return slots.join(' ');
  }

  /** Where the entry at a height would lie. */
  #place(height: number): string {
    return `base + ${this.#top + height}`;
  }

  get #pc(): string {
    return `pc = ${this.#at + 1};`;
  }

  // --- Instructions

  /** Writes one instruction, or two that belong together, and answers the last one. */
  #instruction(at: number): number {
    const { instructions, consts, names } = this.#code;
    const op = instructions[at]! & 255;
    const arg = instructions[at]! >>> 8;
    const name = JSON.stringify(names[arg] ?? '');
    if (isLeft(op)) {
      const entries = this.#stack.map(({ js }, i) => `stack[${this.#place(i)}] = ${js};`);
      this.#emit(
        `${this.#writeBack()} ${entries.join(' ')} return giveUp(vm, frame, ${at}, ${this.#place(this.#stack.length)});`,
      );
      this.#live = false;
      return at;
    }
    if (isCall(op)) this.#emit(this.#writeBack());
    switch (op) {
      case Op.NOP:
        break;
      case Op.POP_TOP:
        this.#pop();
        break;
      case Op.COPY:
        this.#push(this.#stack.at(-arg)!);
        break;
      case Op.SWAP: {
        const top = this.#stack.length - 1;
        const other = this.#stack.length - arg;
        [this.#stack[top], this.#stack[other]] = [this.#stack[other]!, this.#stack[top]!];
        break;
      }
      case Op.LOAD_CONST:
        this.#push(constant(consts[arg]!, arg));
        break;

      case Op.LOAD_FAST:
        this.#push(any(`s${arg}`));
        break;
      case Op.LOAD_FAST_CHECK:
        this.#emit(`if (s${arg} === undefined) { ${this.#pc} throw unboundLocal(frame.code, ${arg}); }`);
        this.#push(any(`s${arg}`));
        break;
      case Op.STORE_FAST: {
        const { js } = this.#pop();
        this.#free(arg);
        this.#emit(`s${arg} = ${js};`);
        break;
      }
      case Op.DELETE_FAST:
        this.#free(arg);
        this.#emit(`if (s${arg} === undefined) { ${this.#pc} throw unboundLocal(frame.code, ${arg}); }`);
        this.#emit(`s${arg} = undefined;`);
        break;
      case Op.MAKE_CELL:
        this.#emit(`s${arg} = new Cell(s${arg});`);
        break;
      case Op.COPY_FREE_VARS:
        for (let i = 0; i < arg; i++) this.#emit(`s${this.#top - arg + i} = frame.func.closure.items[${i}];`);
        break;
      case Op.LOAD_CLOSURE:
        this.#push(any(`s${arg}`));
        break;
      case Op.LOAD_DEREF: {
        const r = this.#result();
        this.#emit(`${r} = s${arg}.value;`);
        this.#emit(`if (${r} === undefined) { ${this.#pc} throw unboundCell(frame.code, ${arg}); }`);
        break;
      }
      case Op.STORE_DEREF:
        this.#emit(`s${arg}.value = ${this.#pop().js};`);
        break;
      case Op.DELETE_DEREF:
        this.#emit(`if (s${arg}.value === undefined) { ${this.#pc} throw unboundCell(frame.code, ${arg}); }`);
        this.#emit(`s${arg}.value = undefined;`);
        break;
      case Op.LOAD_GLOBAL: {
        const r = this.#result();
        this.#emit(`c = caches[${at}]; ${r} = undefined;`);
        this.#emit(
          `if (c.globals === globals && (${r} = c.cell.value) === undefined) ${r} = c.fallback.value;`,
        );
        this.#emit(
          `if (${r} === undefined) { ${this.#pc} ${r} = loadGlobal(vm, frame, caches, ${at}, ${name}); }`,
        );
        break;
      }
      case Op.STORE_GLOBAL:
        this.#emit(`globals.set(${name}, ${this.#pop().js});`);
        break;
      case Op.DELETE_GLOBAL:
        this.#emit(`if (!globals.delete(${name})) { ${this.#pc} throw notDefined(${name}); }`);
        break;

      case Op.LOAD_ATTR: {
        const a = this.#pop().js;
        const first = this.#place(this.#stack.length);
        const r = this.#result();
        this.#emit(`c = caches[${at}];`);
        this.#emit(
          `if (${a} instanceof PyInstance && ${a}.shape === c.shape && c.index >= 0 && c.epoch === CLASSES.epoch) ${r} = ${a}.slots[c.index];`,
        );
        this.#emit(`else { ${this.#pc} ${r} = attribute(vm, frame, ${at}, ${name}, ${a}, ${first}); }`);
        break;
      }
      case Op.STORE_ATTR: {
        const a = this.#pop().js;
        const b = this.#pop().js;
        this.#emit(`c = caches[${at}];`);
        this.#emit(
          `if (${a} instanceof PyInstance && ${a}.shape === c.shape && c.epoch === CLASSES.epoch) {`,
        );
        this.#emit(
          `if (c.nextShape === null) ${a}.slots[c.index] = ${b}; else addAttribute(${a}, c.nextShape, c.index, ${b});`,
        );
        this.#emit(`} else { ${this.#pc} storeAttributeOf(vm, frame, ${at}, ${name}, ${a}, ${b}); }`);
        break;
      }
      case Op.DELETE_ATTR:
        this.#emit(`${this.#pc} deleteAttribute(vm, ${this.#pop().js}, ${name});`);
        break;
      case Op.LOAD_METHOD:
        this.#loadMethod(name);
        break;
      case Op.BINARY_SUBSCR:
        this.#loadItem();
        break;
      case Op.STORE_SUBSCR: {
        const b = this.#pop();
        const a = this.#pop().js;
        const v = this.#pop().js;
        const fits = both(
          isNumber(b),
          `${a} instanceof PyList && ${b.js} >= 0 && ${b.js} < ${a}.items.length && ${a}.cls === LIST`,
        );
        this.#cases([[fits, `${a}.items[${b.js}] = ${v};`]], `${this.#pc} setItem(vm, ${a}, ${b.js}, ${v});`);
        break;
      }
      case Op.DELETE_SUBSCR: {
        const b = this.#pop().js;
        this.#emit(`${this.#pc} deleteItem(vm, ${this.#pop().js}, ${b});`);
        break;
      }

      case Op.BINARY_ADD:
        this.#arithmetic(0, '+');
        break;
      case Op.BINARY_SUBTRACT:
        this.#arithmetic(10, '-');
        break;
      case Op.BINARY_MULTIPLY:
        this.#arithmetic(5, '*');
        break;
      case Op.BINARY_OP:
        this.#binary(arg);
        break;
      case Op.UNARY_NEGATIVE: {
        const a = this.#pop();
        const r = this.#result();
        this.#cases(
          [
            [isNumber(a), `${r} = 0 - ${a.js};`],
            [isFloat(a), `${r} = new PyFloat(-${floatOf(a)});`],
          ],
          `${this.#pc} ${r} = unaryOperator(vm, '-', ${a.js});`,
        );
        break;
      }
      case Op.UNARY_POSITIVE:
      case Op.UNARY_INVERT: {
        const a = this.#pop().js;
        const sign = op === Op.UNARY_INVERT ? '~' : '+';
        this.#emit(`${this.#pc} ${this.#result()} = unaryOperator(vm, '${sign}', ${a});`);
        break;
      }
      case Op.UNARY_NOT: {
        const a = this.#pop();
        if (a.kind === 'bool') return this.#decide(`!${a.js}`);
        this.#emit(this.#pc);
        return this.#decide(`(${a.js} === false || (${a.js} !== true && !isTrue(vm, ${a.js})))`);
      }
      case Op.COMPARE_LT:
      case Op.COMPARE_LE:
      case Op.COMPARE_EQ:
      case Op.COMPARE_NE:
      case Op.COMPARE_GT:
      case Op.COMPARE_GE:
        return this.#comparison(op - Op.COMPARE_LT);
      case Op.IS_OP: {
        const b = this.#pop();
        const a = this.#pop();
        const not = arg === 0 ? '' : '!';
        if (b.kind === 'none') return this.#decide(`${a.js} ${arg === 0 ? '===' : '!=='} null`);
        return this.#decide(`${not}(${a.js} === ${b.js} || same(${a.js}, ${b.js}))`);
      }
      case Op.CONTAINS_OP: {
        const b = this.#pop().js;
        const a = this.#pop().js;
        this.#emit(`${this.#writeBack()} ${this.#pc}`);
        return this.#decide(`${arg === 0 ? '' : '!'}contains(vm, ${b}, ${a})`);
      }

      case Op.JUMP:
        this.#emit(this.#jump(arg));
        this.#live = false;
        break;
      case Op.POP_JUMP_IF_FALSE:
      case Op.POP_JUMP_IF_TRUE: {
        const a = this.#pop();
        this.#emit(this.#branch(a, op === Op.POP_JUMP_IF_TRUE, this.#jump(arg)));
        break;
      }
      case Op.JUMP_IF_FALSE_OR_POP:
      case Op.JUMP_IF_TRUE_OR_POP: {
        const a = this.#stack.at(-1)!;
        this.#emit(this.#branch(a, op === Op.JUMP_IF_TRUE_OR_POP, this.#jump(arg)));
        this.#pop();
        break;
      }
      case Op.GET_ITER: {
        const a = this.#pop().js;
        const r = this.#result();
        this.#cases(
          [[`${a} instanceof PyList && ${a}.cls === LIST`, `${r} = new ListIterator(${a});`]],
          `${this.#pc} frame.pc = pc; ${r} = getIterator(vm, ${a});`,
        );
        break;
      }
      case Op.FOR_ITER:
        this.#forIter(arg);
        break;

      case Op.CALL:
        this.#call(arg);
        break;
      case Op.CALL_METHOD:
        this.#callMethod(arg);
        break;
      case Op.CALL_KW: {
        const names = this.#pop().js;
        const args = this.#popMany(arg);
        const f = this.#pop().js;
        const height = this.#stack.length;
        const r = this.#result();
        this.#emit(`${this.#standing(height)} ${this.#lay(args, height + 1)}`);
        this.#emit(
          `if (${f} instanceof PyFunction) ${r} = enter(vm, frame, ${f}, ${this.#place(height + 1)}, ${arg}, ${names}, null);`,
        );
        this.#emit(`else ${r} = call(vm, frame, ${f}, ${this.#place(height + 1)}, ${arg}, ${names});`);
        break;
      }
      case Op.CALL_EX: {
        const keywords = (arg & 1) !== 0 ? this.#pop().js : 'null';
        const args = this.#pop().js;
        const f = this.#pop().js;
        const height = this.#stack.length;
        this.#emit(this.#standing(height));
        this.#emit(`${this.#result()} = callSpread(vm, ${f}, ${args}, ${keywords});`);
        break;
      }
      case Op.MAKE_FUNCTION: {
        const parts = this.#popMany(1 - stackEffect(op, arg, false));
        this.#emit(`${this.#result()} = makeFunction(frame, ${list(parts)}, ${arg});`);
        break;
      }
      case Op.RETURN_VALUE:
        this.#emit(`vm.frame = back; vm.depth--; if (back === null) vm.settle(); return ${this.#pop().js};`);
        this.#live = false;
        break;
      case Op.LOAD_BUILD_CLASS:
        this.#emit(`${this.#result()} = vm.buildClass;`);
        break;

      case Op.BUILD_TUPLE:
      case Op.BUILD_LIST: {
        const items = list(this.#popMany(arg));
        this.#emit(`${this.#result()} = new ${op === Op.BUILD_LIST ? 'PyList' : 'PyTuple'}(${items});`);
        break;
      }
      case Op.BUILD_SET: {
        const items = list(this.#popMany(arg));
        this.#emit(`${this.#pc} ${this.#result()} = buildSet(vm, ${items}, 0, ${arg});`);
        break;
      }
      case Op.BUILD_MAP: {
        const items = list(this.#popMany(2 * arg));
        this.#emit(`${this.#pc} ${this.#result()} = buildMap(vm, ${items}, 0, ${2 * arg});`);
        break;
      }
      case Op.BUILD_SLICE: {
        const items = list(this.#popMany(arg));
        this.#emit(`${this.#result()} = buildSlice(${items}, 0, ${arg});`);
        break;
      }
      case Op.BUILD_STRING: {
        const items = list(this.#popMany(arg));
        this.#emit(`${this.#pc} ${this.#result()} = ${items}.join('');`);
        break;
      }
      case Op.FORMAT_VALUE: {
        const spec = (arg & 4) !== 0 ? this.#pop().js : "''";
        const a = this.#pop().js;
        this.#emit(`${this.#pc} ${this.#result()} = formatValue(vm, ${arg & 3}, ${a}, ${spec});`);
        break;
      }
      case Op.LIST_APPEND: {
        const a = this.#pop().js;
        this.#emit(`${this.#pc} ${this.#stack.at(-arg)!.js}.items.push(${a});`);
        break;
      }
      case Op.MAP_ADD: {
        const [key, value] = this.#popMany(2);
        this.#emit(`${this.#pc} ${this.#stack.at(-arg)!.js}.set(vm, ${key!.js}, ${value!.js});`);
        break;
      }
      case Op.SET_ADD:
      case Op.LIST_EXTEND:
      case Op.SET_UPDATE:
      case Op.DICT_UPDATE: {
        const a = this.#pop().js;
        const does = INTO[op]!;
        this.#emit(`${this.#writeBack()} ${this.#pc} ${does}(vm, ${this.#stack.at(-arg)!.js}, ${a});`);
        break;
      }
      case Op.DICT_MERGE: {
        const a = this.#pop().js;
        const f = this.#stack.at(-arg - 2)!.js;
        this.#emit(
          `${this.#writeBack()} ${this.#pc} dictMerge(vm, ${this.#stack.at(-arg)!.js}, ${a}, ${f});`,
        );
        break;
      }
      case Op.LIST_TO_TUPLE: {
        const a = this.#pop().js;
        this.#emit(`${this.#result()} = new PyTuple(${a}.items);`);
        break;
      }
      case Op.UNPACK_SEQUENCE:
        this.#unpack(arg);
        break;
      case Op.UNPACK_EX: {
        const a = this.#pop().js;
        this.#emit(`${this.#writeBack()} ${this.#pc} x = unpackedAround(vm, ${a}, ${arg});`);
        const count = (arg & 255) + 1 + (arg >>> 8);
        for (let i = 0; i < count; i++) this.#emit(`${this.#result()} = x[${i}];`);
        break;
      }

      case Op.RAISE_VARARGS: {
        const [exception, cause] = this.#popMany(arg).map(({ js }) => js);
        this.#emit(`${this.#writeBack()} ${this.#pc} throw raised(vm, ${exception}, ${cause});`);
        this.#live = false;
        break;
      }
      case Op.LOAD_ASSERTION_ERROR:
        this.#push(any('ASSERTION_ERROR'));
        break;
      case Op.BEFORE_WITH: {
        const a = this.#pop().js;
        const height = this.#stack.length;
        this.#emit(`${this.#standing(height + 1)} ${this.#result()} = boundExit(vm, ${a});`);
        this.#emit(`${this.#result()} = enterContext(vm, ${a});`);
        break;
      }
      default:
        throw new Error(`Internal error: opcode ${op} at ${at} of "${this.#code.qualname}" is not compiled.`);
    }
    return at;
  }

  /** The first case that holds, or `otherwise`. */
  #cases(cases: readonly Case[], otherwise: string): void {
    let text = '';
    for (const [test, body] of cases) {
      if (test === 'false') continue;
      if (test === 'true') {
        this.#emit(`${text}{ ${body} }`);
        return;
      }
      text += `if (${test}) { ${body} } else `;
    }
    this.#emit(`${text}{ ${otherwise} }`);
  }

  #operate(operator: number, a: Entry, b: Entry, first: string): string {
    return `operate(vm, frame, ${this.#at}, ${operator}, ${a.js}, ${b.js}, ${first})`;
  }

  /** + - * of ints, of floats, and of what is neither. */
  #arithmetic(operator: number, sign: '+' | '-' | '*'): void {
    const b = this.#pop();
    const a = this.#pop();
    const first = this.#place(this.#stack.length);
    const r = this.#result();
    const exact = { '+': 'addInts', '-': 'subtractInts', '*': 'multiplyInts' }[sign];
    const sum = sign === '*' ? 'x + 0' : 'x';
    this.#cases(
      [
        [
          both(isNumber(a), isNumber(b)),
          `x = ${a.js} ${sign} ${b.js}; ${r} = ${inRange(sign, a, b)} ? ${sum} : ${exact}(${a.js}, ${b.js});`,
        ],
        ...floatCases(a, b, (x, y) => `${r} = new PyFloat(${x} ${sign} ${y});`),
      ],
      `${this.#pc} ${r} = ${this.#operate(operator, a, b, first)};`,
    );
  }

  /** BINARY_OP. */
  #binary(arg: number): void {
    const sign = BINARY_OPERATORS[arg]!;
    const plain = sign.endsWith('=') ? sign.slice(0, -1) : sign;
    if (plain === '+' || plain === '-' || plain === '*') {
      this.#arithmetic(arg, plain);
      return;
    }
    const b = this.#pop();
    const a = this.#pop();
    const first = this.#place(this.#stack.length);
    const r = this.#result();
    const numbers = both(isNumber(a), isNumber(b));
    const cases: Case[] = [];
    if (plain === '%') {
      cases.push([all(numbers, `${a.js} >= 0`, `${b.js} > 0`), `${r} = ${a.js} % ${b.js};`]);
    } else if (plain === '//') {
      cases.push([
        all(numbers, `${a.js} >= 0`, `${b.js} > 0`),
        `${r} = (${a.js} - ${a.js} % ${b.js}) / ${b.js};`,
      ]);
    } else if (plain === '&' || plain === '|' || plain === '^') {
      const fits = (e: Entry) => (isSmall(e) ? 'true' : `(${e.js} | 0) === ${e.js}`);
      cases.push([all(numbers, fits(a), fits(b)), `${r} = ${a.js} ${plain} ${b.js};`]);
    } else if (plain === '<<') {
      cases.push([all(numbers, `${b.js} >= 0`), `${this.#pc} ${r} = shiftLeft(${a.js}, ${b.js});`]);
    } else if (plain === '>>') {
      const small = all(numbers, `${b.js} >= 0`, `${b.js} < 32`, `(${a.js} | 0) === ${a.js}`);
      cases.push([small, `${r} = ${a.js} >> ${b.js};`]);
    } else if (plain === '/') {
      cases.push([all(numbers, `${b.js} !== 0`), `${r} = new PyFloat(${a.js} / ${b.js});`]);
      for (const [test, body] of floatCases(a, b, (x, y) => `${r} = new PyFloat(${x} / ${y});`, true)) {
        cases.push([test, body]);
      }
    }
    this.#cases(cases, `${this.#pc} ${r} = ${this.#operate(arg, a, b, first)};`);
  }

  /** Answers the last instruction written: a jump behind the comparison is done with it. */
  #comparison(comparison: number): number {
    const b = this.#pop();
    const a = this.#pop();
    const first = this.#place(this.#stack.length);
    const sign = COMPARISONS[comparison]!;
    const isEquality = comparison === 2 || comparison === 3;
    const tests: Case[] = [[both(isNumber(a), isNumber(b)), `${a.js} ${sign} ${b.js}`]];
    if (isEquality) tests.push([both(isString(a), isString(b)), `${a.js} ${sign} ${b.js}`]);
    tests.push(...floatCases(a, b, (x, y) => `${x} ${sign} ${y}`));
    const slow = `${this.#pc} x = ${this.#operate(FIRST_COMPARISON + comparison, a, b, first)};`;
    const jump = this.#jumpBehind();
    if (jump === null) {
      const r = this.#result();
      this.#cases(
        tests.map(([test, holds]) => [test, `${r} = ${holds};`]),
        `${slow} ${r} = x;`,
      );
      return this.#at;
    }
    const { whenTrue, target } = jump;
    this.#at++;
    const away = this.#jump(target);
    this.#cases(
      tests.map(([test, holds]) => [test, `if (${whenTrue ? holds : `!(${holds})`}) { ${away} }`]),
      `${slow} ${this.#branch(any('x'), whenTrue, away)}`,
    );
    return this.#at;
  }

  /** The conditional jump that follows, when nobody else comes to it. */
  #jumpBehind(): { whenTrue: boolean; target: number } | null {
    const word = this.#code.instructions[this.#at + 1]!;
    const op = word & 255;
    if (op !== Op.POP_JUMP_IF_FALSE && op !== Op.POP_JUMP_IF_TRUE) return null;
    if (this.#flow.leaders.has(this.#at + 1)) return null;
    return { whenTrue: op === Op.POP_JUMP_IF_TRUE, target: word >>> 8 };
  }

  /** Pushes what is true or false, or does the jump behind it. */
  #decide(holds: string): number {
    const jump = this.#jumpBehind();
    if (jump === null) {
      this.#emit(`${this.#result('bool')} = ${holds};`);
      return this.#at;
    }
    this.#at++;
    this.#emit(`if (${jump.whenTrue ? holds : `!(${holds})`}) { ${this.#jump(jump.target)} }`);
    return this.#at;
  }

  #branch(a: Entry, whenTrue: boolean, away: string): string {
    if (a.kind === 'bool') return `if (${whenTrue ? '' : '!'}${a.js}) { ${away} }`;
    const asked = `((${this.#pc.slice(0, -1)}), isTrue(vm, ${a.js}))`;
    return whenTrue
      ? `if (${a.js} === true || (${a.js} !== false && ${asked})) { ${away} }`
      : `if (${a.js} === false || (${a.js} !== true && !${asked})) { ${away} }`;
  }

  #loadMethod(name: string): void {
    const at = this.#at;
    const a = this.#pop().js;
    const first = this.#place(this.#stack.length);
    const f = this.#result();
    const self = this.#result();
    this.#emit(`c = caches[${at}];`);
    this.#cases(
      [
        [
          `c.index === -1 && c.epoch === CLASSES.epoch && (${a} instanceof PyInstance ? ${a}.shape === c.shape : ${a} instanceof PyList && ${a}.cls === c.cls)`,
          `${f} = c.cell.value; ${self} = ${a};`,
        ],
      ],
      `${this.#pc} method(vm, frame, ${at}, ${name}, ${a}, ${first}); ${f} = stack[${first}]; ${self} = stack[${first} + 1];`,
    );
  }

  #loadItem(): void {
    const b = this.#pop();
    const a = this.#pop().js;
    const first = this.#place(this.#stack.length);
    const r = this.#result();
    const index = (items: string) => {
      if (b.kind === 'int') return b.number < 0 ? `${items}.length - ${-b.number}` : b.js;
      return `${b.js} < 0 ? ${b.js} + ${items}.length : ${b.js}`;
    };
    const slow = `${this.#pc} ${r} = item(vm, frame, ${this.#at}, ${a}, ${b.js}, ${first});`;
    if (isNumber(b) === 'false') {
      this.#emit(slow);
      return;
    }
    this.#emit(`${r} = undefined;`);
    this.#cases(
      [
        [
          isNumber(b),
          `if (${a} instanceof PyList) { if (${a}.cls === LIST) ${r} = ${a}.items[${index(`${a}.items`)}]; } else if (${a} instanceof PyTuple) ${r} = ${a}.items[${index(`${a}.items`)}];`,
        ],
      ],
      '',
    );
    this.#emit(`if (${r} === undefined) { ${slow} }`);
  }

  #forIter(end: number): void {
    const it = this.#stack.at(-1)!.js;
    const below = this.#pop();
    const away = this.#jump(end);
    this.#push(below);
    const r = this.#result();
    this.#emit(
      `if (${it} instanceof RangeIterator) { if (${it}.left <= 0) { ${away} } ${it}.left--; ${r} = ${it}.current; ${it}.current = ${r} + ${it}.step; }`,
    );
    this.#emit(
      `else { if (${it} instanceof ListIterator || ${it} instanceof ArrayIterator) ${r} = ${it}.next();`,
    );
    this.#emit(
      `else { ${this.#writeBack()} ${this.#pc} frame.pc = pc; ${r} = ${it} instanceof NativeIterator ? ${it}.next(vm) : iterateNext(vm, ${it}); }`,
    );
    this.#emit(`if (${r} === undefined) { ${away} } }`);
  }

  /** What the frame says while a call runs. */
  #standing(height: number): string {
    return `${this.#pc} frame.pc = pc; frame.sp = ${this.#place(height)};`;
  }

  /** Lays arguments on the data stack. */
  #lay(args: readonly Entry[], height: number): string {
    return args.map(({ js }, i) => `stack[${this.#place(height + i)}] = ${js};`).join(' ');
  }

  #call(n: number): void {
    const args = this.#popMany(n);
    const f = this.#pop().js;
    const height = this.#stack.length;
    const first = this.#place(height + 1);
    const laid = this.#lay(args, height + 1);
    const r = this.#result();
    this.#emit(this.#standing(height));
    const cases: Case[] = [
      [`${f} instanceof PyFunction`, `${laid} ${r} = enter(vm, frame, ${f}, ${first}, ${n}, null, null);`],
    ];
    if (n <= MOST_IN_LINE) {
      cases.push([
        `${f} instanceof Native && ${f}.min <= ${n} && ${f}.max >= ${n}`,
        `${r} = ${f}.run(${['vm', ...args.map(({ js }) => js)].join(', ')});`,
      ]);
    }
    this.#cases(cases, `${laid} ${r} = call(vm, frame, ${f}, ${first}, ${n}, null);`);
  }

  #callMethod(n: number): void {
    const args = this.#popMany(n);
    const self = this.#pop();
    const f = this.#pop().js;
    const height = this.#stack.length;
    const first = this.#place(height + 2);
    const laid = this.#lay(args, height + 2);
    const r = this.#result();
    this.#emit(this.#standing(height));
    const cases: Case[] = [
      [
        `${f} instanceof PyFunction && ${self.js} !== undefined`,
        `${this.#lay([self, ...args], height + 1)} ${r} = enter(vm, frame, ${f}, ${this.#place(height + 1)}, ${n + 1}, null, null);`,
      ],
    ];
    if (n < MOST_IN_LINE) {
      cases.push([
        `${f} instanceof Native && ${self.js} !== undefined && ${f}.min <= ${n + 1} && ${f}.max >= ${n + 1}`,
        `${r} = ${f}.run(${['vm', self.js, ...args.map(({ js }) => js)].join(', ')});`,
      ]);
    }
    this.#cases(cases, `${laid} ${r} = callMethod(vm, frame, ${f}, ${self.js}, ${first}, ${n});`);
  }

  #unpack(count: number): void {
    const a = this.#pop().js;
    const results = Array.from({ length: count }, () => this.#result());
    const take = (from: string, at: (i: number) => number) =>
      results.map((r, i) => `${r} = ${from}[${at(i)}];`).join(' ');
    const items = `x = ${a}.items; ${take('x', (i) => count - 1 - i)}`;
    this.#cases(
      [
        [`${a} instanceof PyTuple && ${a}.items.length === ${count}`, items],
        [`${a} instanceof PyList && ${a}.items.length === ${count} && ${a}.cls === LIST`, items],
      ],
      `${this.#writeBack()} ${this.#pc} x = unpacked(vm, ${a}, ${count}); ${take('x', (i) => i)}`,
    );
  }
}

/** What adds to a container that lies on the stack. */
const INTO: Partial<Record<number, string>> = {
  [Op.SET_ADD]: 'setAdd',
  [Op.LIST_EXTEND]: 'listExtend',
  [Op.SET_UPDATE]: 'setUpdate',
  [Op.DICT_UPDATE]: 'dictUpdate',
};

// --- Entries

function any(js: string): Entry {
  return { js, kind: 'any', number: 0 };
}

function constant(value: Value, index: number): Entry {
  const entry = (js: string, kind: Kind, number = 0): Entry => ({ js, kind, number });
  switch (typeof value) {
    case 'number':
      return entry(`(${value})`, 'int', value);
    case 'string':
      return entry(JSON.stringify(value), 'string');
    case 'boolean':
      return entry(String(value), 'bool');
    case 'bigint':
      return entry(value < 0n ? `(${value}n)` : `${value}n`, 'any');
  }
  if (value === null) return entry('null', 'none');
  if (value instanceof PyFloat) return entry(`consts[${index}]`, 'float', value.value);
  return any(`consts[${index}]`);
}

function list(entries: readonly Entry[]): string {
  return `[${entries.map(({ js }) => js).join(', ')}]`;
}

/** Is the entry a number, that is to say a small int? */
function isNumber({ js, kind }: Entry): string {
  return kind === 'int' ? 'true' : kind === 'any' ? `typeof ${js} === 'number'` : 'false';
}

function isFloat({ js, kind }: Entry): string {
  return kind === 'float' ? 'true' : kind === 'any' ? `${js} instanceof PyFloat` : 'false';
}

function isString({ js, kind }: Entry): string {
  return kind === 'string' ? 'true' : kind === 'any' ? `typeof ${js} === 'string'` : 'false';
}

function isSmall({ kind, number }: Entry): boolean {
  return kind === 'int' && number === (number | 0);
}

/** The number in a float or in a constant int. */
function floatOf({ js, kind, number }: Entry): string {
  if (kind === 'any') return `${js}.value`;
  return Object.is(number, -0) ? '(-0)' : number < 0 ? `(${number})` : String(number);
}

function both(one: string, other: string): string {
  if (one === 'false' || other === 'false') return 'false';
  return one === 'true' ? other : other === 'true' ? one : `${one} && ${other}`;
}

function all(...tests: string[]): string {
  return tests.reduce(both, 'true');
}

/** Floats with floats; and a constant of either kind with a float or, when it is a float, with an int. */
function floatCases(
  a: Entry,
  b: Entry,
  does: (x: string, y: string) => string,
  divides: boolean = false,
): Case[] {
  const guard = (y: string) => (divides ? `${y} !== 0` : 'true');
  const cases: Case[] = [];
  if (a.kind === 'int') {
    cases.push([all(isFloat(b), guard(floatOf(b))), does(floatOf(a), floatOf(b))]);
  } else if (b.kind === 'int') {
    cases.push([all(isFloat(a), guard(floatOf(b))), does(floatOf(a), floatOf(b))]);
  } else {
    cases.push([all(isFloat(a), isFloat(b), guard(floatOf(b))), does(floatOf(a), floatOf(b))]);
    if (a.kind === 'float') cases.push([all(isNumber(b), guard(b.js)), does(floatOf(a), b.js)]);
    if (b.kind === 'float') cases.push([all(isNumber(a), guard(floatOf(b))), does(a.js, floatOf(b))]);
  }
  return cases;
}

/** Is the result `x` of two ints one that a number holds exactly? */
function inRange(sign: '+' | '-' | '*', a: Entry, b: Entry): string {
  const known = b.kind === 'int' ? b.number : a.kind === 'int' && sign === '+' ? a.number : 0;
  const up = sign === '-' ? known < 0 : known > 0;
  if (sign !== '*' && known !== 0) return up ? `x <= ${LARGEST}` : `x >= ${SMALLEST}`;
  return `x <= ${LARGEST} && x >= ${SMALLEST}`;
}
