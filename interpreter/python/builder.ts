/**
 * Builds one code object: instructions into blocks, and the tables they point into - constants, names, slots.
 * Everything that compiles a piece of the tree takes a builder as its first argument and emits into it.
 *
 * Two things hold at every moment and are stamped on each instruction: `where`, the piece of source being compiled, and
 * `region`, the exception region control is in. `pending` lists what surrounds the statement being compiled and must
 * be undone when control leaves it early (see leave.ts).
 */

import type { CodeMaker, CodeObject } from '../code.ts';
import { BINARY_OPERATORS, Op } from '../opcodes.ts';
import type { Value } from '../values.ts';
import { Block, ENTER_REGION, endsBlock, type Instruction, Region } from './blocks.ts';
import type { ScopeTable } from './collect.ts';
import { constantKey } from './constants.ts';
import type { Place } from './errors.ts';
import { PythonSyntaxError } from './errors.ts';
import type { Pending } from './leave.ts';
import { mangle } from './mangle.ts';
import type { Node } from './parse.ts';
import { lineStart, type Where } from './positions.ts';
import type { Scope } from './scopes.ts';

/** What all code objects of a file share. */
export interface CompiledFile {
  readonly filename: string;
  readonly scopes: ScopeTable;
  /** The source, by line. */
  readonly lines: readonly string[];
  readonly makeCode: CodeMaker;
  /** Code objects by their node: a test or a finally body that is emitted twice holds one code object, not two. */
  readonly codes: Map<Node, CodeObject>;
  /** Annotations are kept as text, not evaluated. */
  readonly annotationsAreText: boolean;
}

/** What a code object takes, and the flags that say so. */
export interface Signature {
  readonly argCount: number;
  readonly posOnlyArgCount: number;
  readonly kwOnlyArgCount: number;
  /** CO_VARARGS, CO_VARKEYWORDS, CO_COROUTINE. */
  readonly flags: number;
}

const NO_PARAMETERS: Signature = { argCount: 0, posOnlyArgCount: 0, kwOnlyArgCount: 0, flags: 0 };

export class Builder {
  readonly file: CompiledFile;
  readonly scope: Scope;
  readonly qualname: string;
  readonly firstLine: number;
  readonly parent: Builder | null;
  readonly blocks: Block[] = [new Block()];
  readonly consts: Value[] = [];
  readonly names: string[] = [];
  /** Parameters and locals that live in slots of their own, in order of first use. */
  readonly locals = new Set<string>();
  readonly pending: Pending[] = [];
  signature: Signature = NO_PARAMETERS;
  where: Where;
  region: Region | null = null;
  readonly #constIndex = new Map<string | object, number>();
  readonly #nameIndex = new Map<string, number>();

  constructor(file: CompiledFile, scope: Scope, qualname: string, firstLine: number, parent: Builder | null) {
    this.file = file;
    this.scope = scope;
    this.qualname = qualname;
    this.firstLine = firstLine;
    this.where = lineStart(firstLine);
    this.parent = parent;
    for (const name of scope.parameters) this.locals.add(name);
  }

  /** Emits an instruction. */
  emit(op: number, arg = 0): void {
    this.#add({ op, arg, target: null, slot: null, where: this.where, region: this.region });
  }

  /** Emits a jump to a block. */
  jump(op: number, target: Block): void {
    this.#add({ op, arg: 0, target, slot: null, where: this.where, region: this.region });
  }

  /** Emits an instruction whose argument is the slot of a name. */
  emitSlot(op: number, name: string): void {
    this.#add({ op, arg: 0, target: null, slot: name, where: this.where, region: this.region });
  }

  /** Emits an instruction whose argument is an index into the names. */
  emitName(op: number, name: string): void {
    this.emit(op, this.nameIndex(mangle(name, this.scope.className)));
  }

  /** Emits the push of a constant. */
  emitConst(value: Value): void {
    this.emit(Op.LOAD_CONST, this.constIndex(value));
  }

  /** Emits a binary operator by its sign; `+=` and the like are the in-place forms. */
  emitBinary(sign: string): void {
    if (sign === '+') this.emit(Op.BINARY_ADD);
    else if (sign === '-') this.emit(Op.BINARY_SUBTRACT);
    else if (sign === '*') this.emit(Op.BINARY_MULTIPLY);
    else this.emit(Op.BINARY_OP, BINARY_OPERATORS.indexOf(sign as (typeof BINARY_OPERATORS)[number]));
  }

  /** Lets what is emitted next begin `block`. */
  place(block: Block): void {
    this.blocks.push(block);
  }

  /**
   * Begins a region: from here to `leaveRegion`, exceptions go to `handler`. The `dropped` topmost values of the
   * stack are not restored for it.
   */
  enterRegion(handler: Block, options: { pushLasti: boolean; dropped?: number }): Region {
    const region = new Region(handler, options.pushLasti, options.dropped ?? 0);
    this.#add({ op: ENTER_REGION, arg: 0, target: null, slot: null, where: this.where, region });
    this.region = region;
    return region;
  }

  constIndex(value: Value): number {
    const key = constantKey(value);
    let index = this.#constIndex.get(key);
    if (index === undefined) {
      index = this.consts.push(value) - 1;
      this.#constIndex.set(key, index);
    }
    return index;
  }

  nameIndex(name: string): number {
    let index = this.#nameIndex.get(name);
    if (index === undefined) {
      index = this.names.push(name) - 1;
      this.#nameIndex.set(name, index);
    }
    return index;
  }

  /** The scope that a node opens. */
  scopeOf(node: Node): Scope {
    const scope = this.file.scopes.get(node);
    if (!scope) throw new Error(`Internal error: ${node.nodeType} at line ${node.lineno} has no scope`);
    return scope;
  }

  /** Turns the program away: no Python. */
  fail(place: Place, reason: string): never {
    throw new PythonSyntaxError(this.file.filename, place, reason);
  }

  #add(instruction: Instruction): void {
    let block = this.blocks.at(-1)!;
    if (block.last && endsBlock(block.last)) {
      block = new Block();
      this.blocks.push(block);
    }
    block.instructions.push(instruction);
  }
}
