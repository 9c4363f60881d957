/**
 * The door for code compiled from bytecode: what a compiled function needs of the core to do what the loop (eval.ts) would
 * have done with the same frame. Here are ways in and out of a frame, and each instruction's rare part; the frequent part a
 * compiler writes in line.
 *
 * What a compiled function owes the core:
 * - First it puts the frame on top (`frame.back`, `vm.frame`, `vm.depth`, which may be too deep), and last it takes it off again
 *   and settles after the outermost one, as enterFrame and leaveFrame do; `raise` and `giveUp` do so themselves.
 * - `frame.pc` points behind the instruction that calls, raises or is given up, as in the loop.
 * - Slots that it keeps in variables of its own it writes to `frame.values` before calls, since natives such as locals()
 *   and super() read them there.
 * - Arguments of a call lie on the data stack, where the loop would have pushed them: from `first` on, with one free place
 *   before them.
 *
 * The price: a special method that the loop enters by itself is JavaScript recursion here, as it is with any hook.
 */

import { evalFrame } from './eval.ts';
import { Frame } from './frame.ts';
import { hookFor } from './grain.ts';
import { type Cache, warm } from './inline-cache.ts';
import type { Interpreter } from './interpreter.ts';
import { CLASSES, PyClass } from './objects/class.ts';
import { BoundMethod, Cell, Native, PyFunction } from './objects/function.ts';
import { addAttribute, PyInstance } from './objects/instance.ts';
import { ArrayIterator, ListIterator, NativeIterator, RangeIterator } from './objects/iterators.ts';
import { LIST, PyList } from './objects/list.ts';
import { blankSlots } from './objects/shape.ts';
import {
  addInts,
  binaryOperator,
  multiplyInts,
  subtractInts,
  unaryOperator,
} from './operations/arithmetic.ts';
import { deleteAttribute, setAttribute } from './operations/attributes.ts';
import { loadAttribute, loadMethod, loadOther, storeAttribute } from './operations/cached-attributes.ts';
import { bindArguments, callNative, constructed, initOf } from './operations/call.ts';
import * as cold from './operations/cold.ts';
import { compare, contains, same } from './operations/compare.ts';
import { shiftLeft } from './operations/integers.ts';
import { getIterator, iterateNext } from './operations/iteration.ts';
import {
  FIRST_COMPARISON,
  finished,
  knownGetter,
  methodOf,
  OPERATOR,
  operatorMethod,
} from './operations/special-methods.ts';
import { deleteItem, getItem, setItem } from './operations/subscripts.ts';
import { isTrue } from './operations/truth.ts';
import { unwind } from './operations/unwinding.ts';
import { PyFloat, PyTuple, type Slot, type Value } from './values.ts';

export { FIRST_COMPARISON } from './operations/special-methods.ts';
export { stackEffect } from './python/stack-effect.ts';
export { PyFloat } from './values.ts';

// --- Frames

/**
 * An exception has reached a compiled frame whose `pc` says where. With a handler in the frame it answers undefined, and the
 * frame is ready for the loop to go on there; its slots have to be in `frame.values`. Otherwise it throws.
 */
function raise(vm: Interpreter, frame: Frame, error: unknown): undefined {
  unwind(vm, frame, frame, error);
  vm.frame = frame.back;
  vm.depth--;
}

/** Leaves the frame as if it had not been entered, for the loop to go on at `pc`. */
function giveUp(vm: Interpreter, frame: Frame, pc: number, sp: number): undefined {
  frame.pc = pc;
  frame.sp = sp;
  vm.frame = frame.back;
  vm.depth--;
}

// --- Calls

/** Enters a function: its `n` arguments lie on the data stack from `first` on. The same as `entering` in the loop. */
function enter(
  vm: Interpreter,
  frame: Frame,
  f: PyFunction,
  first: number,
  n: number,
  keywords: PyTuple | null,
  owner: object | null,
): Value {
  const { stack } = vm;
  const limit = first + f.frameSize;
  if (limit > vm.reached) vm.reach(limit);
  const top = first + f.slotCount;
  if (n === f.plainArgs && keywords === null) for (let i = first + n; i < top; i++) stack[i] = undefined;
  else bindArguments(f, stack, first, n, keywords);
  const callee = new Frame(f.code, f.globals, null, f, frame, stack, first, top, limit, owner);
  const hook = hookFor(vm, f.code);
  if (hook === null) return evalFrame(vm, callee);
  vm.waiting = limit;
  return hook(callee, vm);
}

/** Calls anything: as CALL and CALL_KW do. */
function call(
  vm: Interpreter,
  frame: Frame,
  callable: Value,
  from: number,
  count: number,
  keywords: PyTuple | null,
): Value {
  const { stack } = vm;
  let f: Slot = callable;
  let first = from;
  let n = count;
  let owner: object | null = null;
  if (f instanceof BoundMethod) {
    stack[--first] = f.self;
    n++;
    f = f.func;
  } else if (f instanceof PyClass) {
    const init = initOf(f);
    if (init !== null) {
      owner = new PyInstance(f.rootShape, blankSlots(f.slotHint));
      stack[--first] = owner;
      n++;
      f = init;
    }
  } else if (f instanceof PyInstance) {
    const method = methodOf(f, '__call__');
    if (method !== null) {
      stack[--first] = f;
      n++;
      f = method;
    }
  }
  if (f instanceof PyFunction) {
    const result = enter(vm, frame, f, first, n, keywords, owner);
    return owner === null ? result : constructed(owner, result);
  }
  if (f instanceof Native && n >= f.min && n <= f.max && keywords === null) {
    return callNative(vm, f, stack, first, n);
  }
  return cold.callOther(vm, f, stack, first, n, keywords);
}

/** Calls what LOAD_METHOD found, `self` being undefined for what needs none. */
function callMethod(vm: Interpreter, frame: Frame, f: Value, self: Slot, first: number, n: number): Value {
  if (self === undefined) return call(vm, frame, f, first, n, null);
  vm.stack[first - 1] = self;
  return call(vm, frame, f, first - 1, n + 1, null);
}

// --- Instructions: what is left when the code in line has found that it is not meant

/** An operator or comparison, by its number. `first` is the place of its operands. */
function operate(
  vm: Interpreter,
  frame: Frame,
  at: number,
  operator: number,
  a: Value,
  b: Value,
  first: number,
): Value {
  const method = operatorMethod(frame.code.caches as Cache[], at, operator, a, b);
  if (method === null) {
    return operator < FIRST_COMPARISON
      ? binaryOperator(vm, operator, a, b)
      : compare(vm, operator - FIRST_COMPARISON, a, b);
  }
  frame.pc = at + 1;
  frame.sp = first;
  vm.stack[first] = a;
  vm.stack[first + 1] = b;
  const result = enter(vm, frame, method, first, 2, null, OPERATOR);
  return finished(vm, OPERATOR, result, frame.code.instructions[at]!, a, b);
}

function attribute(vm: Interpreter, frame: Frame, at: number, name: string, a: Value, first: number): Value {
  const caches = frame.code.caches as Cache[];
  if (!(a instanceof PyInstance)) return loadOther(vm, caches, at, name, a);
  const getter = knownGetter(caches[at]!, a);
  if (getter === null) return loadAttribute(vm, caches, at, name, a);
  frame.pc = at + 1;
  frame.sp = first;
  vm.stack[first] = a;
  return enter(vm, frame, getter, first, 1, null, null);
}

function storeAttributeOf(vm: Interpreter, frame: Frame, at: number, name: string, a: Value, b: Value): void {
  if (a instanceof PyInstance) storeAttribute(vm, frame.code.caches as Cache[], at, name, a, b);
  else setAttribute(vm, a, name, b);
}

/** Function and object, or attribute and NULL, lie on the data stack from `first` on. */
function method(vm: Interpreter, frame: Frame, at: number, name: string, a: Value, first: number): void {
  vm.stack[first] = a;
  loadMethod(vm, frame.code.caches as Cache[], at, name, vm.stack, first + 1);
}

function item(vm: Interpreter, frame: Frame, at: number, a: Value, b: Value, first: number): Value {
  const getter = a instanceof PyInstance ? methodOf(a, '__getitem__') : null;
  if (getter === null) return getItem(vm, a, b);
  frame.pc = at + 1;
  frame.sp = first;
  vm.stack[first] = a;
  vm.stack[first + 1] = b;
  return enter(vm, frame, getter, first, 2, null, null);
}

function makeFunction(frame: Frame, parts: Slot[], flags: number): Slot {
  cold.makeFunction(frame, parts, parts.length, flags);
  return parts[0];
}

/** The values of an unpacking, the first one last. */
function unpacked(vm: Interpreter, value: Value, count: number): Slot[] {
  const values: Slot[] = [];
  cold.unpackSequence(vm, values, 0, value, count);
  return values;
}

function unpackedAround(vm: Interpreter, value: Value, arg: number): Slot[] {
  const values: Slot[] = [];
  cold.unpackAround(vm, values, 0, value, arg);
  return values;
}

/** Everything that compiled code can name. */
export const CORE = {
  addAttribute,
  addInts,
  ArrayIterator,
  ASSERTION_ERROR: cold.ASSERTION_ERROR,
  attribute,
  boundExit: cold.boundExit,
  buildMap: cold.buildMap,
  buildSet: cold.buildSet,
  buildSlice: cold.buildSlice,
  call,
  callMethod,
  callSpread: cold.callSpread,
  Cell,
  CLASSES,
  contains,
  deleteAttribute,
  deleteItem,
  dictMerge: cold.dictMerge,
  dictUpdate: cold.dictUpdate,
  enter,
  enterContext: cold.enterContext,
  formatValue: cold.formatValue,
  getIterator,
  giveUp,
  isTrue,
  item,
  iterateNext,
  LIST,
  listExtend: cold.listExtend,
  ListIterator,
  loadGlobal: cold.loadGlobal,
  makeFunction,
  method,
  multiplyInts,
  Native,
  NativeIterator,
  notDefined: cold.notDefined,
  operate,
  PyFloat,
  PyFunction,
  PyInstance,
  PyList,
  PyTuple,
  raise,
  raised: cold.raised,
  RangeIterator,
  same,
  setAdd: cold.setAdd,
  setItem,
  setUpdate: cold.setUpdate,
  shiftLeft,
  storeAttributeOf,
  subtractInts,
  unaryOperator,
  unboundCell: cold.unboundCell,
  unboundLocal: cold.unboundLocal,
  unpacked,
  unpackedAround,
  warm,
} as const;
