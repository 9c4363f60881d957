/**
 * Statements: each leaves the stack as it found it. try and with have a file of their own, definitions are in
 * functions.ts, imports in imports.ts.
 */

import { Op } from '../opcodes.ts';
import { annotatedAssignment } from './annotations.ts';
import { Block } from './blocks.ts';
import type { Builder } from './builder.ts';
import { jumpIf } from './conditions.ts';
import { constantOf } from './constants.ts';
import { expression } from './expressions.ts';
import { classDefinition, functionDefinition } from './functions.ts';
import { importFrom, importModules } from './imports.ts';
import { leaveAll, leaveToLoop } from './leave.ts';
import type { NodeOf, Statement } from './parse.ts';
import { augmentedAssignment, deleteTarget, storeTarget } from './targets.ts';
import { tryStatement } from './try.ts';
import { withStatement } from './with.ts';

/** Compiles a body. */
export function statements(b: Builder, body: readonly Statement[]): void {
  for (const node of body) statement(b, node);
}

function statement(b: Builder, node: Statement): void {
  b.where = node;
  switch (node.nodeType) {
    case 'Expr':
      // A constant by itself does nothing.
      if (constantOf(node.value) !== undefined) return;
      expression(b, node.value);
      b.emit(Op.POP_TOP);
      return;
    case 'Assign':
      assign(b, node);
      return;
    case 'AugAssign':
      augmentedAssignment(b, node);
      return;
    case 'AnnAssign':
      annotatedAssignment(b, node);
      return;
    case 'If':
      ifStatement(b, node);
      return;
    case 'While':
      whileStatement(b, node);
      return;
    case 'For':
      forStatement(b, node);
      return;
    case 'Break':
      leaveToLoop(b, (loop) => {
        if (loop.kind === 'for') b.emit(Op.POP_TOP);
        b.jump(Op.JUMP, loop.end);
      });
      return;
    case 'Continue':
      leaveToLoop(b, (loop) => b.jump(Op.JUMP, loop.again));
      return;
    case 'Return':
      returnStatement(b, node);
      return;
    case 'Raise':
      if (node.exc) expression(b, node.exc);
      if (node.cause) expression(b, node.cause);
      b.emit(Op.RAISE_VARARGS, (node.exc ? 1 : 0) + (node.cause ? 1 : 0));
      return;
    case 'Assert':
      assertStatement(b, node);
      return;
    case 'Delete':
      for (const target of node.targets) deleteTarget(b, target);
      return;
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      functionDefinition(b, node);
      return;
    case 'ClassDef':
      classDefinition(b, node);
      return;
    case 'Try':
      tryStatement(b, node);
      return;
    case 'With':
      withStatement(b, node);
      return;
    case 'Import':
      importModules(b, node);
      return;
    case 'ImportFrom':
      importFrom(b, node);
      return;
    case 'Global':
    case 'Nonlocal':
    case 'Pass':
    case 'Comment':
      return;
    case 'AsyncFor':
    case 'AsyncWith':
    case 'Match':
    case 'TryStar':
    case 'TypeAlias':
      throw new Error(`Internal error: ${node.nodeType} at line ${node.lineno} passed the subset check`);
    default:
      unreachable(node);
  }
}

function unreachable(node: never): never {
  throw new Error(`Internal error: unknown statement ${(node as Statement).nodeType}`);
}

function assign(b: Builder, node: NodeOf<'Assign'>): void {
  expression(b, node.value);
  for (const [i, target] of node.targets.entries()) {
    if (i < node.targets.length - 1) b.emit(Op.COPY, 1);
    storeTarget(b, target);
  }
}

function ifStatement(b: Builder, node: NodeOf<'If'>): void {
  const end = new Block();
  const otherwise = node.orelse.length > 0 ? new Block() : end;
  jumpIf(b, node.test, otherwise, false);
  statements(b, node.body);
  if (node.orelse.length > 0) {
    b.jump(Op.JUMP, end);
    b.place(otherwise);
    statements(b, node.orelse);
  }
  b.place(end);
}

/** The test stands twice: before the loop, and behind the body, so that going around costs one jump. */
function whileStatement(b: Builder, node: NodeOf<'While'>): void {
  const again = new Block();
  const body = new Block();
  const exhausted = new Block();
  const end = new Block();
  b.place(again);
  b.pending.push({ kind: 'while', again, end });
  jumpIf(b, node.test, exhausted, false);
  b.place(body);
  statements(b, node.body);
  b.where = node;
  jumpIf(b, node.test, body, true);
  b.pending.pop();
  b.place(exhausted);
  statements(b, node.orelse);
  b.place(end);
}

function forStatement(b: Builder, node: NodeOf<'For'>): void {
  const again = new Block();
  const exhausted = new Block();
  const end = new Block();
  expression(b, node.iter);
  b.emit(Op.GET_ITER);
  b.place(again);
  b.jump(Op.FOR_ITER, exhausted);
  b.pending.push({ kind: 'for', again, end });
  storeTarget(b, node.target);
  statements(b, node.body);
  b.jump(Op.JUMP, again);
  b.pending.pop();
  b.place(exhausted);
  statements(b, node.orelse);
  b.place(end);
}

/** A value that can change waits on the stack while surroundings are undone; a constant is pushed afterwards. */
function returnStatement(b: Builder, node: NodeOf<'Return'>): void {
  const constant = node.value ? constantOf(node.value) : null;
  if (node.value && constant === undefined) expression(b, node.value);
  leaveAll(b, constant === undefined, () => {
    if (constant !== undefined) b.emitConst(constant);
    b.emit(Op.RETURN_VALUE);
  });
}

function assertStatement(b: Builder, node: NodeOf<'Assert'>): void {
  const end = new Block();
  jumpIf(b, node.test, end, true);
  b.emit(Op.LOAD_ASSERTION_ERROR);
  if (node.msg) {
    expression(b, node.msg);
    b.emit(Op.CALL, 1);
  }
  b.emit(Op.RAISE_VARARGS, 1);
  b.place(end);
}
