/**
 * Leaving early: what `return`, `break` and `continue` must undo on their way out. A builder keeps a list of what
 * surrounds the current statement, innermost last; leaving emits the undoing of each, inside out. While an entry is
 * being undone it is off the list, so that a `return` inside a `finally` body sees only what lies further out.
 */

import { Op } from '../opcodes.ts';
import type { Block, Region } from './blocks.ts';
import type { Builder } from './builder.ts';
import { deleteName, storeName } from './names.ts';
import type { Statement } from './parse.ts';
import type { Where } from './positions.ts';
import { statements } from './statements.ts';

/** Something around a statement that must be undone when control leaves it early. */
export type Pending =
  /** `again` is where `continue` goes, `end` where `break` goes. A for loop has its iterator on the stack. */
  | { readonly kind: 'while' | 'for'; readonly again: Block; readonly end: Block }
  /** The body of a try with except clauses; `outer` is the region around it. */
  | { readonly kind: 'try'; readonly outer: Region | null }
  /** The body of a try with a finally clause. */
  | { readonly kind: 'try finally'; readonly outer: Region | null; readonly body: readonly Statement[] }
  /** A finally body that runs because of an exception. */
  | { readonly kind: 'finally'; readonly outer: Region | null }
  /** The body of an except clause, which may have given the exception a name. */
  | { readonly kind: 'except'; readonly outer: Region | null; readonly name: string | undefined }
  /** The body of a with statement: __exit__ lies on the stack. */
  | { readonly kind: 'with'; readonly outer: Region | null; readonly node: Where }
  /** A return value that waits on the stack while a finally body runs. */
  | { readonly kind: 'value' };

export type Loop = Extract<Pending, { kind: 'while' | 'for' }>;

/**
 * Emits what leaving the whole function needs, then `finish`. With `keepTop` the value on top of the stack survives.
 */
export function leaveAll(b: Builder, keepTop: boolean, finish: () => void): void {
  leaveUpTo(b, 0, keepTop, finish);
}

/** Emits what leaving everything inside the innermost loop needs, then `finish` for the loop. */
export function leaveToLoop(b: Builder, finish: (loop: Loop) => void): void {
  const index = b.pending.findLastIndex(({ kind }) => kind === 'while' || kind === 'for');
  const loop = b.pending[index];
  if (loop?.kind !== 'while' && loop?.kind !== 'for') throw new Error('Internal error: no loop to leave');
  leaveUpTo(b, index + 1, false, () => finish(loop));
}

function leaveUpTo(b: Builder, kept: number, keepTop: boolean, finish: () => void): void {
  const region = b.region;
  const pending = [...b.pending];
  while (b.pending.length > kept) undo(b, b.pending.pop()!, keepTop);
  finish();
  // The statements after the jump are in the old surroundings again.
  b.pending.push(...pending.slice(kept));
  b.region = region;
}

/** Emits the undoing of one entry. */
export function undo(b: Builder, pending: Pending, keepTop: boolean): void {
  const keep = () => {
    if (keepTop) b.emit(Op.SWAP, 2);
  };
  switch (pending.kind) {
    case 'while':
      return;
    case 'for':
    case 'value':
      keep();
      b.emit(Op.POP_TOP);
      return;
    case 'try':
      b.region = pending.outer;
      return;
    case 'try finally':
      b.region = pending.outer;
      if (keepTop) b.pending.push({ kind: 'value' });
      statements(b, pending.body);
      if (keepTop) b.pending.pop();
      return;
    case 'finally':
      keep();
      b.emit(Op.POP_TOP);
      keep();
      b.region = pending.outer;
      b.emit(Op.POP_EXCEPT);
      return;
    case 'with':
      b.region = pending.outer;
      keep();
      b.where = pending.node;
      exitWithoutException(b);
      return;
    case 'except':
      keep();
      b.region = pending.outer;
      b.emit(Op.POP_EXCEPT);
      if (pending.name !== undefined) forgetName(b, pending.name);
  }
}

/** Calls the __exit__ on top of the stack with three Nones and drops what it says. */
export function exitWithoutException(b: Builder): void {
  for (let i = 0; i < 3; i++) b.emitConst(null);
  b.emit(Op.CALL, 3);
  b.emit(Op.POP_TOP);
}

/** The name of an except clause is unbound at its end, even if the program has deleted it before. */
export function forgetName(b: Builder, name: string): void {
  b.emitConst(null);
  storeName(b, name);
  deleteName(b, name);
}
