/**
 * The compiler's intermediate form: basic blocks of instructions whose jumps name blocks instead of indices.
 * A jump, return or raise ends its block, so control enters a block at its top and leaves it at its bottom - or,
 * on an exception, from anywhere inside to the handler of the region that the instruction belongs to.
 */

import { Op } from '../opcodes.ts';
import type { Where } from './positions.ts';

/** Stands where a region begins; makes no code. From here the stack depth of the handler is taken. */
export const ENTER_REGION = -1;

/** Instructions protected by one handler. Regions nest by the blocks of the source, so one region an instruction is enough. */
export class Region {
  readonly handler: Block;
  /** Push the index of the raising instruction below the exception? */
  readonly pushLasti: boolean;
  /** Values on top of the stack at ENTER_REGION that do not survive to the handler. */
  readonly dropped: number;
  /** Stack depth that the handler starts from; found by depths.ts. */
  depth = -1;

  constructor(handler: Block, pushLasti: boolean, dropped: number) {
    this.handler = handler;
    this.pushLasti = pushLasti;
    this.dropped = dropped;
  }
}

export interface Instruction {
  op: number;
  arg: number;
  /** Where a jump goes. */
  target: Block | null;
  /** The name of the slot that the argument will be. */
  slot: string | null;
  where: Where;
  /** The innermost region around it; of ENTER_REGION the region that begins. */
  region: Region | null;
}

export class Block {
  readonly instructions: Instruction[] = [];

  get last(): Instruction | undefined {
    return this.instructions.at(-1);
  }

  /** Can control run over the bottom into the next block? */
  get fallsThrough(): boolean {
    const last = this.last;
    return last === undefined || !(last.op === Op.JUMP || leavesFrame(last.op));
  }
}

/** Does control never come back to the frame's next instruction? */
export function leavesFrame(op: number): boolean {
  return op === Op.RETURN_VALUE || op === Op.RAISE_VARARGS || op === Op.RERAISE;
}

/** Does the instruction end a block? */
export function endsBlock(instruction: Instruction): boolean {
  return instruction.target !== null || leavesFrame(instruction.op);
}
