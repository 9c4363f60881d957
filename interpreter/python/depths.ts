/**
 * The height of the stack at every instruction, found by following all ways. Two ways that meet must agree, no
 * instruction may reach below the bottom, and a frame that returns leaves nothing behind: a compiler that breaks
 * one of these is wrong, and says so here instead of in the middle of some program.
 */

import { OPCODES, Op } from '../opcodes.ts';
import { type Block, ENTER_REGION } from './blocks.ts';
import { stackEffect, stackNeed } from './stack-effect.ts';

/** Checks the blocks of the code object `name`, notes the depth of each region, and returns the largest height. */
export function measureStack(blocks: readonly Block[], name: string): number {
  const next = new Map(blocks.map((block, i) => [block, blocks[i + 1]]));
  const heights = new Map<Block, number>();
  const waiting: Block[] = [];
  let largest = 0;

  const arrive = (block: Block, height: number, line: number) => {
    const known = heights.get(block);
    if (known === undefined) {
      heights.set(block, height);
      waiting.push(block);
      largest = Math.max(largest, height);
    } else if (known !== height) {
      throw new Error(
        `Internal error: stack of "${name}" is ${known} or ${height} high after line ${line}, by different ways`,
      );
    }
  };

  arrive(blocks[0]!, 0, 0);
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    let height = heights.get(block)!;
    for (const { op, arg, target, region, where } of block.instructions) {
      if (op === ENTER_REGION) {
        region!.depth = height - region!.dropped;
        continue;
      }
      if (region) {
        if (region.depth < 0)
          throw new Error(`Internal error: region of "${name}" entered sideways at line ${where.lineno}`);
        arrive(region.handler, region.depth + (region.pushLasti ? 2 : 1), where.lineno);
      }
      if (height < stackNeed(op, arg)) {
        throw new Error(
          `Internal error: ${OPCODES[op]!.name} ${arg} at line ${where.lineno} of "${name}" finds ${height} values on its stack`,
        );
      }
      if (target) arrive(target, height + stackEffect(op, arg, true), where.lineno);
      height += stackEffect(op, arg, false);
      largest = Math.max(largest, height);
      if (op === Op.RETURN_VALUE && height !== 0) {
        throw new Error(
          `Internal error: line ${where.lineno} of "${name}" returns with ${height} values on its stack`,
        );
      }
    }
    const following = next.get(block);
    if (!block.fallsThrough) continue;
    if (!following) throw new Error(`Internal error: control runs over the end of "${name}"`);
    arrive(following, height, block.last?.where.lineno ?? 0);
  }
  return largest;
}
