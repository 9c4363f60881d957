/**
 * Tidying the blocks of a code object before it is laid out, as CPython's peephole passes do:
 *
 * - jumps to jumps go straight to the last target,
 * - a jump to a short way out (return, raise) becomes a copy of it,
 * - `a, b = b, a` swaps instead of building a tuple,
 * - blocks that cannot be reached, and jumps to the very next block, go.
 */

import { Op } from '../opcodes.ts';
import { type Block, ENTER_REGION, type Instruction, leavesFrame } from './blocks.ts';

/** A way out of at most this many instructions is copied. CPython's number. */
const SHORT_EXIT = 4;

/** The blocks in order, tidied. The first stays first. */
export function tidy(blocks: readonly Block[]): Block[] {
  for (const block of blocks) swapInsteadOfTuple(block);
  let kept = [...blocks];
  threadJumps(kept);
  inlineShortExits(kept);
  kept = dropUnreachable(kept);
  dropJumpsToNext(kept);
  return kept;
}

/** The first real instruction at or behind the top of a block, following the fall into the next one. */
class Landing {
  readonly #next = new Map<Block, Block | undefined>();

  constructor(blocks: readonly Block[]) {
    for (const [i, block] of blocks.entries()) this.#next.set(block, blocks[i + 1]);
  }

  /** The block where control really arrives when it jumps to `block`: empty ones are stepped over. */
  of(block: Block): Block {
    let landing = block;
    while (landing.instructions.length === 0) {
      const next = this.#next.get(landing);
      if (!next) return landing;
      landing = next;
    }
    return landing;
  }

  after(block: Block): Block | undefined {
    const next = this.#next.get(block);
    return next && this.of(next);
  }
}

function threadJumps(blocks: Block[]): void {
  const landing = new Landing(blocks);
  for (const block of blocks) {
    const last = block.last;
    if (!last?.target) continue;
    const seen = new Set<Block>();
    let target = landing.of(last.target);
    while (!seen.has(target)) {
      seen.add(target);
      const further = furtherTarget(last, target, landing);
      if (!further) break;
      target = landing.of(further);
    }
    last.target = target;
  }
}

/** Where a jump may go instead of to `target`; may turn the jump into another kind. */
function furtherTarget(jump: Instruction, target: Block, landing: Landing): Block | null {
  const first = target.instructions[0];
  if (!first?.target || jump.op === Op.SEND) return null;
  if (first.op === Op.JUMP) return first.target;
  const isAnd = jump.op === Op.JUMP_IF_FALSE_OR_POP;
  if (!isAnd && jump.op !== Op.JUMP_IF_TRUE_OR_POP) return null;
  const popFalse = first.op === Op.POP_JUMP_IF_FALSE;
  const popTrue = first.op === Op.POP_JUMP_IF_TRUE;
  const isOrPop = first.op === Op.JUMP_IF_FALSE_OR_POP || first.op === Op.JUMP_IF_TRUE_OR_POP;
  if (!popFalse && !popTrue && !isOrPop) return null;
  if (first.op === jump.op) return first.target;
  // The value is tested again where it arrives, and the outcome is known: it is popped, and control jumps or goes on.
  const goesOn = (isAnd ? popFalse : popTrue) ? first.target : landing.after(target);
  if (!goesOn) return null;
  jump.op = isAnd ? Op.POP_JUMP_IF_FALSE : Op.POP_JUMP_IF_TRUE;
  return goesOn;
}

function inlineShortExits(blocks: readonly Block[]): void {
  for (const block of blocks) {
    const last = block.last;
    if (last?.op !== Op.JUMP || !last.target) continue;
    const exit = last.target.instructions;
    const end = exit.at(-1);
    if (exit.length > SHORT_EXIT || !end || !leavesFrame(end.op)) continue;
    if (exit.some((instruction) => instruction.region !== last.region || instruction.op === ENTER_REGION))
      continue;
    block.instructions.pop();
    for (const instruction of exit) block.instructions.push({ ...instruction });
  }
}

/** Reached: by falling, by jumping, or as handler of an instruction that is reached. */
function dropUnreachable(blocks: readonly Block[]): Block[] {
  const position = new Map(blocks.map((block, i) => [block, i]));
  const reached = new Set<Block>();
  const waiting = [blocks[0]!];
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    if (reached.has(block)) continue;
    reached.add(block);
    for (const { op, region, target } of block.instructions) {
      if (region && op !== ENTER_REGION) waiting.push(region.handler);
      if (target) waiting.push(target);
    }
    const next = blocks[position.get(block)! + 1];
    if (block.fallsThrough && next) waiting.push(next);
  }
  return blocks.filter((block) => reached.has(block));
}

function dropJumpsToNext(blocks: readonly Block[]): void {
  const landing = new Landing(blocks);
  // From the bottom up: a block that becomes empty lets the jump before it go too.
  for (const block of blocks.toReversed()) {
    const last = block.last;
    if (last?.op !== Op.JUMP || !last.target) continue;
    const next = landing.after(block);
    if (next && landing.of(last.target) === next) block.instructions.pop();
  }
}

/** BUILD_TUPLE n, UNPACK_SEQUENCE n for n up to 3 is a SWAP; before stores into slots not even that. */
function swapInsteadOfTuple(block: Block): void {
  const { instructions } = block;
  for (let i = 0; i + 1 < instructions.length; i++) {
    const [build, unpack] = [instructions[i]!, instructions[i + 1]!];
    if (build.op !== Op.BUILD_TUPLE || unpack.op !== Op.UNPACK_SEQUENCE) continue;
    const count = build.arg;
    if (count !== unpack.arg || count < 1 || count > 3) continue;
    const stores = instructions.slice(i + 2, i + 2 + count);
    if (count === 1) {
      instructions.splice(i, 2);
    } else if (stores.length === count && areDistinctStores(stores)) {
      instructions.splice(i, 2 + count, ...stores.reverse());
    } else {
      instructions.splice(i, 2, { ...unpack, op: Op.SWAP, arg: count });
    }
  }
}

function areDistinctStores(instructions: readonly Instruction[]): boolean {
  const slots = new Set(instructions.map((instruction) => instruction.slot));
  return instructions.every(({ op }) => op === Op.STORE_FAST) && slots.size === instructions.length;
}
