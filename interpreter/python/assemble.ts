/**
 * From blocks to a code object: the prologue that sets up cells is put in front, the blocks are tidied and checked,
 * names become slots, targets become instruction indices, regions become the handler table.
 *
 * Where the result departs from CPython 3.11, besides what opcodes.ts says: no NOPs are kept for lines without
 * code (`pass`, `try:`), since nothing here traces lines.
 */

import { CO_GENERATOR, CO_NESTED, CO_NEWLOCALS, CO_OPTIMIZED, type CodeObject } from '../code.ts';
import { Op, pack } from '../opcodes.ts';
import { Block, ENTER_REGION, type Instruction, type Region } from './blocks.ts';
import { relaxLoads } from './bound.ts';
import type { Builder } from './builder.ts';
import { measureStack } from './depths.ts';
import { lineStart, positionOf } from './positions.ts';
import { tidy } from './tidy.ts';

/** Finishes the code object that a builder has built. */
export function assemble(b: Builder): CodeObject {
  const cells = b.scope.cells;
  const frees = b.scope.frees;
  const locals = [...b.locals].filter((name) => isParameter(b, name) || !cells.includes(name));
  const slotNames = [...locals, ...cells.filter((name) => !locals.includes(name)), ...frees];

  const blocks = tidy([prologue(b, slotNames, cells, frees.length), ...b.blocks]);
  if (b.scope.kind === 'function') relaxLoads(blocks, b.scope.parameters, b.locals);
  const stackSize = measureStack(blocks, b.qualname);

  const { instructions, indexOf } = layOut(blocks);
  const slotOf = new Map(slotNames.map((name, i) => [name, i]));
  const words = new Int32Array(instructions.length);
  const lines = new Int32Array(instructions.length);
  const positions = new Int32Array(2 * instructions.length);
  for (const [i, { op, arg, target, slot, where }] of instructions.entries()) {
    words[i] = pack(op, target ? indexOf.get(target)! : slot !== null ? slotOf.get(slot)! : arg);
    lines[i] = where.lineno;
    positions.set(positionOf(where, b.file.lines), 2 * i);
  }

  const { argCount, posOnlyArgCount, kwOnlyArgCount } = b.signature;
  return b.file.makeCode({
    name: b.scope.name,
    qualname: b.qualname,
    filename: b.file.filename,
    firstLine: b.firstLine,
    flags: flagsOf(b),
    argCount,
    posOnlyArgCount,
    kwOnlyArgCount,
    instructions: words,
    stackSize,
    consts: b.consts,
    names: b.names,
    slotNames,
    freeCount: frees.length,
    lines,
    positions,
    handlers: handlerTable(instructions, indexOf),
  });
}

function isParameter(b: Builder, name: string): boolean {
  return b.scope.parameters.includes(name);
}

function flagsOf(b: Builder): number {
  if (b.scope.kind !== 'function') return 0;
  return (
    CO_OPTIMIZED |
    CO_NEWLOCALS |
    b.signature.flags |
    (b.scope.isNested ? CO_NESTED : 0) |
    (b.scope.isGenerator ? CO_GENERATOR : 0)
  );
}

/** Cells are made before anything else runs, from parameters that are already there or empty. */
function prologue(
  b: Builder,
  slotNames: readonly string[],
  cells: readonly string[],
  freeCount: number,
): Block {
  const block = new Block();
  const where = lineStart(b.firstLine);
  const emit = (op: number, arg: number, slot: string | null) =>
    block.instructions.push({ op, arg, target: null, slot, where, region: null });
  if (freeCount > 0) emit(Op.COPY_FREE_VARS, freeCount, null);
  const inSlotOrder = [...cells].sort((a, z) => slotNames.indexOf(a) - slotNames.indexOf(z));
  for (const name of inSlotOrder) emit(Op.MAKE_CELL, 0, name);
  return block;
}

function layOut(blocks: readonly Block[]): { instructions: Instruction[]; indexOf: Map<Block, number> } {
  const instructions: Instruction[] = [];
  const indexOf = new Map<Block, number>();
  for (const block of blocks) {
    indexOf.set(block, instructions.length);
    instructions.push(...block.instructions.filter((instruction) => instruction.op !== ENTER_REGION));
  }
  return { instructions, indexOf };
}

/** One row for each run of instructions in the same region; the rows do not overlap and are in order. */
function handlerTable(instructions: readonly Instruction[], indexOf: ReadonlyMap<Block, number>): Int32Array {
  const table: number[] = [];
  let start = 0;
  while (start < instructions.length) {
    const region: Region | null = instructions[start]!.region;
    let end = start + 1;
    while (end < instructions.length && instructions[end]!.region === region) end++;
    if (region) table.push(start, end, indexOf.get(region.handler)!, region.depth, region.pushLasti ? 1 : 0);
    start = end;
  }
  return Int32Array.from(table);
}
