/**
 * Code as plain data, what a .pyc file is to CPython: compiled once, loaded into as many interpreters as one likes, each
 * with code objects of its own layout. An interpreter that only loads needs no front end.
 *
 * The data are shared, not copied: instructions, names and lines belong to nobody and are never written. It holds no
 * instance of any class, so another copy of this module can read it.
 */

import { type CodeMaker, CodeObject, type CodeSpec } from './code.ts';
import { ELLIPSIS, PyBytes, PyFloat, PyTuple, type Value } from './values.ts';

/** A code object without identity: CodeSpec with constants as plain data. */
export interface MarshalledCode extends Omit<CodeSpec, 'consts'> {
  readonly consts: readonly MarshalledConst[];
}

/** A constant. Numbers, strings, booleans, bigints and None are themselves. */
export type MarshalledConst =
  | number
  | string
  | boolean
  | bigint
  | null
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'tuple'; readonly items: readonly MarshalledConst[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'code'; readonly code: MarshalledCode };

/** A code object that is a constant in two places stays one. */
type Dumped = Map<CodeObject, MarshalledCode>;
type Loaded = Map<MarshalledCode, CodeObject>;

export function dump(code: CodeObject): MarshalledCode {
  return dumpCode(code, new Map());
}

/** Makes the code object and those inside it, inner ones first. */
export function load(marshalled: MarshalledCode, makeCode: CodeMaker): CodeObject {
  return loadCode(marshalled, makeCode, new Map());
}

function dumpCode(code: CodeObject, dumped: Dumped): MarshalledCode {
  const known = dumped.get(code);
  if (known !== undefined) return known;
  const { name, qualname, filename, firstLine, flags, argCount, posOnlyArgCount, kwOnlyArgCount } = code;
  const { instructions, stackSize, names, slotNames, freeCount, lines, positions, handlers } = code;
  const marshalled: MarshalledCode = {
    name,
    qualname,
    filename,
    firstLine,
    flags,
    argCount,
    posOnlyArgCount,
    kwOnlyArgCount,
    instructions,
    stackSize,
    consts: code.consts.map((value) => dumpConst(value, dumped)),
    names,
    slotNames,
    freeCount,
    lines,
    positions,
    handlers,
  };
  dumped.set(code, marshalled);
  return marshalled;
}

function loadCode(marshalled: MarshalledCode, makeCode: CodeMaker, loaded: Loaded): CodeObject {
  const known = loaded.get(marshalled);
  if (known !== undefined) return known;
  const consts = marshalled.consts.map((each) => loadConst(each, makeCode, loaded));
  const code = makeCode({ ...marshalled, consts });
  loaded.set(marshalled, code);
  return code;
}

function dumpConst(value: Value, dumped: Dumped): MarshalledConst {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof PyFloat) return { kind: 'float', value: value.value };
  if (value instanceof PyTuple)
    return { kind: 'tuple', items: value.items.map((item) => dumpConst(item, dumped)) };
  if (value instanceof PyBytes) return { kind: 'bytes', bytes: value.bytes };
  if (value instanceof CodeObject) return { kind: 'code', code: dumpCode(value, dumped) };
  if (value === ELLIPSIS) return { kind: 'ellipsis' };
  throw new Error(`Internal error: a constant of class ${value.constructor.name} cannot be marshalled`);
}

function loadConst(marshalled: MarshalledConst, makeCode: CodeMaker, loaded: Loaded): Value {
  if (marshalled === null || typeof marshalled !== 'object') return marshalled;
  switch (marshalled.kind) {
    case 'float':
      return new PyFloat(marshalled.value);
    case 'tuple':
      return new PyTuple(marshalled.items.map((item) => loadConst(item, makeCode, loaded)));
    case 'bytes':
      return new PyBytes(marshalled.bytes);
    case 'ellipsis':
      return ELLIPSIS;
    case 'code':
      return loadCode(marshalled.code, makeCode, loaded);
  }
}
