/**
 * with: __enter__ before, __exit__ after, whichever way the body is left.
 *
 *     manager; BEFORE_WITH             exit result
 *     store or drop the result         region -> handler, with exit kept and the result not
 *     body
 *     exit(None, None, None)
 *     handler:   PUSH_EXC_INFO; WITH_EXCEPT_START
 *                true: the exception is swallowed; else RERAISE 2
 */

import { Op } from '../opcodes.ts';
import { Block } from './blocks.ts';
import type { Builder } from './builder.ts';
import { expression } from './expressions.ts';
import { exitWithoutException } from './leave.ts';
import type { NodeOf } from './parse.ts';
import { statements } from './statements.ts';
import { storeTarget } from './targets.ts';
import { restoreAndReraise } from './try.ts';

/** Compiles a with statement; several items nest. */
export function withStatement(b: Builder, node: NodeOf<'With'>): void {
  withItem(b, node, 0);
}

function withItem(b: Builder, node: NodeOf<'With'>, index: number): void {
  const item = node.items[index];
  if (!item) {
    statements(b, node.body);
    return;
  }
  const handler = new Block();
  const cleanup = new Block();
  const swallow = new Block();
  const end = new Block();
  const outer = b.region;

  expression(b, item.context_expr);
  b.emit(Op.BEFORE_WITH);
  b.enterRegion(handler, { pushLasti: true, dropped: 1 });
  b.pending.push({ kind: 'with', outer, node });
  if (item.optional_vars) storeTarget(b, item.optional_vars);
  else b.emit(Op.POP_TOP);
  withItem(b, node, index + 1);
  b.pending.pop();
  b.region = outer;
  b.where = node;
  exitWithoutException(b);
  b.jump(Op.JUMP, end);

  b.place(handler);
  b.enterRegion(cleanup, { pushLasti: true });
  b.emit(Op.PUSH_EXC_INFO);
  b.emit(Op.WITH_EXCEPT_START);
  b.jump(Op.POP_JUMP_IF_TRUE, swallow);
  b.emit(Op.RERAISE, 2);
  b.place(swallow);
  b.emit(Op.POP_TOP);
  b.region = outer;
  b.emit(Op.POP_EXCEPT);
  b.emit(Op.POP_TOP);
  b.emit(Op.POP_TOP);
  b.jump(Op.JUMP, end);
  b.place(cleanup);
  restoreAndReraise(b);
  b.place(end);
}
