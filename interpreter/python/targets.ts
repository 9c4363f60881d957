/**
 * Targets: what stands left of `=`, after `for`, after `as`, after `del`.
 */

import { Op } from '../opcodes.ts';
import type { Builder } from './builder.ts';
import { fromAttribute } from './calls.ts';
import { expression, SIGNS } from './expressions.ts';
import { deleteName, loadName, storeName } from './names.ts';
import type { Expression, NodeOf } from './parse.ts';

const MOST_BEFORE_STAR = 255;

/** Stores the top of the stack into a target. */
export function storeTarget(b: Builder, target: Expression): void {
  const { where } = b;
  b.where = target;
  switch (target.nodeType) {
    case 'Name':
      storeName(b, target.id);
      break;
    case 'Attribute':
      expression(b, target.value);
      b.where = fromAttribute(target, target);
      b.emitName(Op.STORE_ATTR, target.attr);
      break;
    case 'Subscript':
      expression(b, target.value);
      expression(b, target.slice);
      b.emit(Op.STORE_SUBSCR);
      break;
    case 'Tuple':
    case 'List':
      unpack(b, target);
      break;
    default:
      throw new Error(`Internal error: stores into ${target.nodeType} at line ${target.lineno}`);
  }
  b.where = where;
}

function unpack(b: Builder, target: NodeOf<'Tuple' | 'List'>): void {
  const { elts } = target;
  const star = elts.findIndex((element) => element.nodeType === 'Starred');
  if (star < 0) {
    b.emit(Op.UNPACK_SEQUENCE, elts.length);
  } else {
    if (star > MOST_BEFORE_STAR) b.fail(target, 'too many expressions in star-unpacking assignment');
    b.emit(Op.UNPACK_EX, star | ((elts.length - star - 1) << 8));
  }
  for (const element of elts) storeTarget(b, element.nodeType === 'Starred' ? element.value : element);
}

/** Deletes a target. */
export function deleteTarget(b: Builder, target: Expression): void {
  const { where } = b;
  b.where = target;
  switch (target.nodeType) {
    case 'Name':
      deleteName(b, target.id);
      break;
    case 'Attribute':
      expression(b, target.value);
      b.where = fromAttribute(target, target);
      b.emitName(Op.DELETE_ATTR, target.attr);
      break;
    case 'Subscript':
      expression(b, target.value);
      expression(b, target.slice);
      b.emit(Op.DELETE_SUBSCR);
      break;
    case 'Tuple':
    case 'List':
      for (const element of target.elts) deleteTarget(b, element);
      break;
    default:
      throw new Error(`Internal error: deletes ${target.nodeType} at line ${target.lineno}`);
  }
  b.where = where;
}

/** `target += value`: the object and index of the target are evaluated once. */
export function augmentedAssignment(b: Builder, node: NodeOf<'AugAssign'>): void {
  const { target } = node;
  const statement = b.where;
  b.where = target;
  const operate = () => {
    b.where = statement;
    expression(b, node.value);
    b.emitBinary(`${SIGNS[node.op.nodeType]}=`);
    b.where = target.nodeType === 'Attribute' ? fromAttribute(target, target) : target;
  };
  switch (target.nodeType) {
    case 'Name':
      loadName(b, target.id);
      operate();
      storeName(b, target.id);
      return;
    case 'Attribute':
      expression(b, target.value);
      b.emit(Op.COPY, 1);
      b.where = fromAttribute(target, target);
      b.emitName(Op.LOAD_ATTR, target.attr);
      operate();
      b.emit(Op.SWAP, 2);
      b.emitName(Op.STORE_ATTR, target.attr);
      return;
    case 'Subscript':
      expression(b, target.value);
      expression(b, target.slice);
      b.emit(Op.COPY, 2);
      b.emit(Op.COPY, 2);
      b.emit(Op.BINARY_SUBSCR);
      operate();
      b.emit(Op.SWAP, 3);
      b.emit(Op.SWAP, 2);
      b.emit(Op.STORE_SUBSCR);
      return;
    default:
      throw new Error(`Internal error: augmented assignment to ${target.nodeType} at line ${target.lineno}`);
  }
}
