/**
 * Annotations. Those of modules and classes go into the block's dict `__annotations__` as they are met, those of a
 * function's parameters into a tuple of names and values that MAKE_FUNCTION keeps; those of a function's own variables
 * are not evaluated. With `from __future__ import annotations` each is the text of its expression instead.
 */

import { Op } from '../opcodes.ts';
import type { Builder } from './builder.ts';
import { expression } from './expressions.ts';
import { isFutureImport } from './legality.ts';
import { mangle } from './mangle.ts';
import type { Expression, Node, NodeOf, Statement, Tree } from './parse.ts';
import { childrenOf, textOf } from './parse.ts';
import { storeTarget } from './targets.ts';

/** Does the file ask for annotations as text? */
export function annotationsAreText(tree: Tree): boolean {
  return tree.body.some(
    (node) =>
      node.nodeType === 'ImportFrom' &&
      isFutureImport(node) &&
      node.names.some((alias) => alias.name === 'annotations'),
  );
}

/** At the start of a module or class body that has annotations: binds the dict they go into. */
export function beginAnnotations(b: Builder, body: readonly Statement[]): void {
  if (!body.some(hasAnnotation)) return;
  b.emit(Op.BUILD_MAP, 0);
  b.emitName(Op.STORE_NAME, '__annotations__');
}

function hasAnnotation(node: Node): boolean {
  switch (node.nodeType) {
    case 'AnnAssign':
      return true;
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
    case 'Lambda':
      return false;
    default:
      for (const child of childrenOf(node)) if (hasAnnotation(child)) return true;
      return false;
  }
}

/** `target: annotation = value` */
export function annotatedAssignment(b: Builder, node: NodeOf<'AnnAssign'>): void {
  if (node.value) {
    expression(b, node.value);
    storeTarget(b, node.target);
  }
  if (b.scope.kind === 'function') return;
  if (node.simple && node.target.nodeType === 'Name') {
    pushAnnotation(b, node.annotation);
    b.emitName(Op.LOAD_NAME, '__annotations__');
    b.emitConst(mangle(node.target.id, b.scope.className));
    b.emit(Op.STORE_SUBSCR);
  } else if (!b.file.annotationsAreText) {
    expression(b, node.annotation);
    b.emit(Op.POP_TOP);
  }
}

/** Pushes the tuple of a function's annotations; false when it has none. */
export function pushAnnotations(
  b: Builder,
  args: NodeOf<'Arguments'>,
  returns: Expression | undefined,
): boolean {
  let count = 0;
  const push = (name: string, annotation: Expression | undefined) => {
    if (!annotation) return;
    b.emitConst(mangle(name, b.scope.className));
    pushAnnotation(b, annotation);
    count += 2;
  };
  for (const { arg, annotation } of parametersInOrder(args)) push(arg, annotation);
  push('return', returns);
  if (count > 0) b.emit(Op.BUILD_TUPLE, count);
  return count > 0;
}

/** The parameters in the order in which their annotations are evaluated. */
export function parametersInOrder(node: NodeOf<'Arguments'>): NodeOf<'Arg'>[] {
  const { args, posonlyargs, vararg, kwonlyargs, kwarg } = node;
  return [...args, ...posonlyargs, vararg, ...kwonlyargs, kwarg].filter((arg) => arg !== undefined);
}

function pushAnnotation(b: Builder, annotation: Expression): void {
  if (b.file.annotationsAreText) b.emitConst(textOf(annotation));
  else expression(b, annotation);
}
