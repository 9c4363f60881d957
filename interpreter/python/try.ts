/**
 * try: entering costs nothing. The handler table says which instructions are protected; when one of them raises,
 * the evaluator cuts the stack to the recorded depth, pushes the exception, and goes on in the handler.
 *
 *     try body                         region -> handler
 *     else body; jump to end
 *     handler:   PUSH_EXC_INFO         region -> cleanup, pushing the index of the raising instruction too
 *                type of each clause; CHECK_EXC_MATCH; to the next clause if it does not match
 *                clause body; POP_EXCEPT; jump to end
 *                RERAISE 0             nobody wanted it
 *     cleanup:   COPY 3; POP_EXCEPT; RERAISE 1
 *
 * A finally body stands twice: once for the way through, once for exceptions. `return`, `break` and `continue` out
 * of the try body add a copy each (leave.ts).
 */

import { Op } from '../opcodes.ts';
import { Block } from './blocks.ts';
import type { Builder } from './builder.ts';
import { expression } from './expressions.ts';
import { forgetName } from './leave.ts';
import { storeName } from './names.ts';
import type { NodeOf } from './parse.ts';
import { statements } from './statements.ts';

type Try = NodeOf<'Try'>;

/** Compiles a try statement of any shape. */
export function tryStatement(b: Builder, node: Try): void {
  if (node.finalbody.length > 0) tryFinally(b, node);
  else tryExcept(b, node);
}

function tryFinally(b: Builder, node: Try): void {
  const handler = new Block();
  const cleanup = new Block();
  const end = new Block();
  const outer = b.region;

  b.enterRegion(handler, { pushLasti: false });
  b.pending.push({ kind: 'try finally', outer, body: node.finalbody });
  if (node.handlers.length > 0) tryExcept(b, node);
  else statements(b, node.body);
  b.pending.pop();
  b.region = outer;
  statements(b, node.finalbody);
  b.jump(Op.JUMP, end);

  b.place(handler);
  b.enterRegion(cleanup, { pushLasti: true });
  b.emit(Op.PUSH_EXC_INFO);
  b.pending.push({ kind: 'finally', outer });
  statements(b, node.finalbody);
  b.pending.pop();
  b.emit(Op.RERAISE, 0);
  b.region = outer;
  b.place(cleanup);
  restoreAndReraise(b);
  b.place(end);
}

function tryExcept(b: Builder, node: Try): void {
  const handler = new Block();
  const cleanup = new Block();
  const end = new Block();
  const outer = b.region;

  b.enterRegion(handler, { pushLasti: false });
  b.pending.push({ kind: 'try', outer });
  statements(b, node.body);
  b.pending.pop();
  b.region = outer;
  statements(b, node.orelse);
  b.jump(Op.JUMP, end);

  b.place(handler);
  b.enterRegion(cleanup, { pushLasti: true });
  b.emit(Op.PUSH_EXC_INFO);
  for (const clause of node.handlers) exceptClause(b, clause, outer, end);
  b.emit(Op.RERAISE, 0);
  b.region = outer;
  b.place(cleanup);
  restoreAndReraise(b);
  b.place(end);
}

function exceptClause(
  b: Builder,
  clause: NodeOf<'ExceptHandler'>,
  outer: Builder['region'],
  end: Block,
): void {
  const next = new Block();
  const handling = b.region;
  b.where = clause;
  if (clause.type) {
    expression(b, clause.type);
    b.emit(Op.CHECK_EXC_MATCH);
    b.jump(Op.POP_JUMP_IF_FALSE, next);
  }
  if (clause.name === undefined) {
    b.emit(Op.POP_TOP);
    b.pending.push({ kind: 'except', outer, name: undefined });
    statements(b, clause.body);
    b.pending.pop();
    b.region = outer;
    b.emit(Op.POP_EXCEPT);
    b.jump(Op.JUMP, end);
  } else {
    const forget = new Block();
    storeName(b, clause.name);
    b.enterRegion(forget, { pushLasti: true });
    b.pending.push({ kind: 'except', outer, name: clause.name });
    statements(b, clause.body);
    b.pending.pop();
    b.region = outer;
    b.emit(Op.POP_EXCEPT);
    forgetName(b, clause.name);
    b.jump(Op.JUMP, end);
    b.region = handling;
    b.place(forget);
    forgetName(b, clause.name);
    b.emit(Op.RERAISE, 1);
  }
  b.region = handling;
  b.where = clause;
  b.place(next);
}

/** A handler raised itself: puts back the exception handled before, and raises the new one on. */
export function restoreAndReraise(b: Builder): void {
  b.emit(Op.COPY, 3);
  b.emit(Op.POP_EXCEPT);
  b.emit(Op.RERAISE, 1);
}
