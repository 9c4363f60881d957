/**
 * Which locals are surely bound where. LOAD_FAST_CHECK becomes LOAD_FAST where every way from the start of the
 * function passes a store (or a checked load) and no `del` since. Parameters are bound from the start.
 *
 * A forward pass over the blocks with the set of slots that may be unbound: it only grows at a block's top, so the
 * pass ends. A handler starts from the union over all instructions it protects.
 */

import { Op } from '../opcodes.ts';
import { type Block, ENTER_REGION } from './blocks.ts';

/** Relaxes the loads of one code object. `parameters` are its bound names, `locals` all names with a slot. */
export function relaxLoads(
  blocks: readonly Block[],
  parameters: readonly string[],
  locals: ReadonlySet<string>,
): void {
  const bound = new Set(parameters);
  const unbound = [...locals].filter((name) => !bound.has(name));
  const next = new Map(blocks.map((block, i) => [block, blocks[i + 1]]));
  const atTop = new Map<Block, Set<string>>();
  const waiting: Block[] = [];

  const flow = (into: Block, maybeUnbound: ReadonlySet<string>) => {
    const known = atTop.get(into);
    if (!known) {
      atTop.set(into, new Set(maybeUnbound));
      waiting.push(into);
      return;
    }
    const before = known.size;
    for (const name of maybeUnbound) known.add(name);
    if (known.size > before) waiting.push(into);
  };

  flow(blocks[0]!, new Set(unbound));
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    const state = new Set(atTop.get(block));
    let handler: Block | null = null;
    for (const { op, slot, region, target } of block.instructions) {
      if (op === ENTER_REGION) continue;
      // Within a block the state only shrinks, except at a `del`: the handler must know its first and those.
      if (region && region.handler !== handler) flow(region.handler, state);
      handler = region?.handler ?? null;
      if (op === Op.STORE_FAST || op === Op.LOAD_FAST_CHECK) state.delete(slot!);
      else if (op === Op.DELETE_FAST) state.add(slot!);
      if (region && op === Op.DELETE_FAST) flow(region.handler, state);
      if (target) flow(target, state);
    }
    const following = next.get(block);
    if (block.fallsThrough && following) flow(following, state);
  }

  for (const block of blocks) {
    const maybeUnbound = new Set(atTop.get(block));
    for (const instruction of block.instructions) {
      const { op, slot } = instruction;
      if (op === Op.LOAD_FAST_CHECK && !maybeUnbound.has(slot!)) instruction.op = Op.LOAD_FAST;
      if (op === Op.STORE_FAST || op === Op.LOAD_FAST_CHECK) maybeUnbound.delete(slot!);
      else if (op === Op.DELETE_FAST) maybeUnbound.add(slot!);
    }
  }
}
