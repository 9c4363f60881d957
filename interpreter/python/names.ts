/**
 * Names: which instruction loads, stores or deletes one, by its reach and the kind of block.
 *
 *                      function          class body        module
 *    local             LOAD_FAST         LOAD_NAME         LOAD_NAME
 *    cell, free        LOAD_DEREF        LOAD_CLASSDEREF   -
 *    global            LOAD_GLOBAL       LOAD_GLOBAL       LOAD_GLOBAL
 *    implicit global   LOAD_GLOBAL       LOAD_NAME         LOAD_NAME
 *
 * A function's local is loaded with LOAD_FAST_CHECK here; bound.ts relaxes that to LOAD_FAST where it can.
 */

import { Op } from '../opcodes.ts';
import type { Builder } from './builder.ts';
import { mangle } from './mangle.ts';

const FAST = { load: Op.LOAD_FAST_CHECK, store: Op.STORE_FAST, delete: Op.DELETE_FAST };
const DEREF = { load: Op.LOAD_DEREF, store: Op.STORE_DEREF, delete: Op.DELETE_DEREF };
const CLASS_DEREF = { ...DEREF, load: Op.LOAD_CLASSDEREF };
const GLOBAL = { load: Op.LOAD_GLOBAL, store: Op.STORE_GLOBAL, delete: Op.DELETE_GLOBAL };
const NAME = { load: Op.LOAD_NAME, store: Op.STORE_NAME, delete: Op.DELETE_NAME };

type Access = keyof typeof NAME;

/** Pushes the value of a name. */
export function loadName(b: Builder, name: string): void {
  access(b, name, 'load');
}

/** Binds a name to the top of the stack. */
export function storeName(b: Builder, name: string): void {
  access(b, name, 'store');
}

/** Unbinds a name. */
export function deleteName(b: Builder, name: string): void {
  access(b, name, 'delete');
}

function access(b: Builder, name: string, how: Access): void {
  const mangled = mangle(name, b.scope.className);
  const inFunction = b.scope.kind === 'function';
  switch (b.scope.reachOf(mangled)) {
    case 'cell':
    case 'free':
      b.emitSlot((b.scope.kind === 'class' ? CLASS_DEREF : DEREF)[how], mangled);
      return;
    case 'local':
      if (!inFunction) break;
      b.locals.add(mangled);
      b.emitSlot(FAST[how], mangled);
      return;
    case 'global':
      b.emitName(GLOBAL[how], mangled);
      return;
    case 'implicit global':
      if (!inFunction) break;
      b.emitName(GLOBAL[how], mangled);
      return;
  }
  b.emitName(NAME[how], mangled);
}
