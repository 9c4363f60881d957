/**
 * The evaluation loop: what `_PyEval_EvalFrameDefault` is to CPython.
 *
 * Without a frame hook a call from Python to Python stays in this loop: a frame is pushed, the local variables below
 * are switched to it, and RETURN_VALUE switches back. With a hook every entry of a frame goes through the hook,
 * which usually comes back here: JavaScript recursion. So it is in CPython since 3.11: installing any hook turns
 * inlined calls off.
 *
 * How it is kept fast:
 * - The state of the running frame is in local variables: `code, instructions, caches, values, base, pc, sp`. `pc`
 *   points behind the current instruction, `sp` at the first free place. They are written back to the frame when
 *   another frame takes over, and only then. The `catch` below relies on `pc`.
 * - Cases are numbers, since V8 makes a jump table of literals alone; a test compares them with opcodes.ts.
 * - Only what real programs do all the time is in line. The rest is in operations/, which keeps this function small
 *   enough for V8's optimising compiler, and its feedback clean.
 * - What several cases share stands once, behind the switch, and they break out of a block to get there: `deciding` for
 *   comparisons of plain values, `operating` for operators of anything else, `special` for special methods that are
 *   entered as if called, `entering` for calls, `switching` for going on with another frame. A case that is done itself
 *   ends with `break`. (docs/speed.md says what repeating the same code in each case costs.)
 * - Scratch variables are declared once at the top: in V8 each block's own would get a register of its own, and
 *   with a hook a thousand activations of this function must fit the JavaScript stack.
 *
 * Invariant: `vm.frame` is the frame that runs, `frame.back` the one it returns to, `vm.depth` their number. Upon
 * leaving, by return or by throw, `vm.frame` and `vm.depth` are what they were.
 */

import { Frame } from './frame.ts';
import { hookFor } from './grain.ts';
import { type Cache, PLAIN, warm } from './inline-cache.ts';
import type { FrameHook, Interpreter } from './interpreter.ts';
import { CLASSES, PyClass } from './objects/class.ts';
import { PyDict } from './objects/dict.ts';
import type { PyExceptionObject } from './objects/exception.ts';
import { BoundMethod, Cell, Native, PyFunction } from './objects/function.ts';
import { PyGenerator } from './objects/generator.ts';
import { addAttribute, PyInstance } from './objects/instance.ts';
import { ListIterator, NativeIterator, RangeIterator } from './objects/iterators.ts';
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
import { bindArguments, callNative, initOf } from './operations/call.ts';
import * as cold from './operations/cold.ts';
import { compare, contains, same } from './operations/compare.ts';
import {
  endGenerator,
  makeGenerator,
  raiseInGenerator,
  startResume,
  suspend,
} from './operations/generators.ts';
import { getIterator, iterateNext } from './operations/iteration.ts';
import {
  FIRST_COMPARISON,
  finished,
  generatorIter,
  knownGetter,
  methodOf,
  OPERATOR,
  operatorMethod,
} from './operations/special-methods.ts';
import { deleteItem, getItem, setItem } from './operations/subscripts.ts';
import { isTrue } from './operations/truth.ts';
import { leaveFrame, unwind } from './operations/unwinding.ts';
import { PyFloat, PyTuple, type Slot, type Value } from './values.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;
const SMALLEST = Number.MIN_SAFE_INTEGER;

export function evalFrame(vm: Interpreter, entry: Frame): Value {
  cold.enterFrame(vm, entry);
  let frame = entry;
  let code = frame.code;
  let instructions = code.instructions;
  let caches = (code.caches ?? warm(code)) as Cache[];
  let values = frame.values;
  let base = frame.base | 0;
  let pc = frame.pc | 0;
  let sp = frame.sp | 0;
  const stack = vm.stack;

  let a: Slot;
  let b: Slot;
  let r: Slot;
  let f: Slot;
  let owner: object | null;
  let cache: Cache;
  let callee: Frame;
  let called: PyFunction | null;
  let hook: FrameHook | null;
  let keywords: PyTuple | null;
  let word = 0;
  let arg = 0;
  let x = 0;
  let n = 0;
  let first = 0;
  let place = 0;
  let yes = false;

  for (;;) {
    try {
      if (frame.owner !== null) raiseInGenerator(frame);
      for (;;) {
        word = instructions[pc++]!;
        arg = word >>> 8;
        // biome-ignore-start lint/suspicious/noConfusingLabels: ways out of the switch, see the head of this file.
        switching: {
          entering: {
            special: {
              operating: {
                deciding: {
                  switch (word & 255) {
                    case 0: // NOP
                      break;
                    case 1: // POP_TOP
                      sp--;
                      break;
                    case 2: // COPY
                      values[sp] = values[sp - arg];
                      sp++;
                      break;
                    case 3: // SWAP
                      a = values[sp - 1];
                      values[sp - 1] = values[sp - arg];
                      values[sp - arg] = a;
                      break;
                    case 4: // LOAD_CONST
                      values[sp++] = code.consts[arg]!;
                      break;

                    case 8: // LOAD_FAST
                      values[sp++] = values[base + arg];
                      break;
                    case 9: // LOAD_FAST_CHECK
                      a = values[base + arg];
                      if (a === undefined) throw cold.unboundLocal(code, arg);
                      values[sp++] = a;
                      break;
                    case 10: // STORE_FAST
                      values[base + arg] = values[--sp];
                      break;
                    case 11: // DELETE_FAST
                      if (values[base + arg] === undefined) throw cold.unboundLocal(code, arg);
                      values[base + arg] = undefined;
                      break;
                    case 12: // MAKE_CELL
                      values[base + arg] = new Cell(values[base + arg]);
                      break;
                    case 13: // COPY_FREE_VARS
                      a = frame.func!.closure!;
                      first = base + code.slotNames.length - arg;
                      for (n = 0; n < arg; n++) values[first + n] = (a as PyTuple).items[n];
                      break;
                    case 14: // LOAD_CLOSURE
                      values[sp++] = values[base + arg];
                      break;
                    case 15: // LOAD_DEREF
                      a = (values[base + arg] as Cell).value;
                      if (a === undefined) throw cold.unboundCell(code, arg);
                      values[sp++] = a;
                      break;
                    case 16: // STORE_DEREF
                      (values[base + arg] as Cell).value = values[--sp];
                      break;
                    case 17: // DELETE_DEREF
                      if ((values[base + arg] as Cell).value === undefined) throw cold.unboundCell(code, arg);
                      (values[base + arg] as Cell).value = undefined;
                      break;
                    case 18: // LOAD_CLASSDEREF
                      values[sp++] = cold.loadClassDeref(frame, arg, values[base + arg] as Cell);
                      break;
                    case 19: // LOAD_GLOBAL
                      cache = caches[pc - 1]!;
                      if (cache.globals === frame.globals) {
                        a = cache.cell!.value;
                        if (a === undefined) a = cache.fallback!.value;
                        if (a !== undefined) {
                          values[sp++] = a;
                          break;
                        }
                      }
                      values[sp++] = cold.loadGlobal(vm, frame, caches, pc - 1, code.names[arg]!);
                      break;
                    case 20: // STORE_GLOBAL
                      frame.globals.set(code.names[arg]!, values[--sp]!);
                      break;
                    case 21: // DELETE_GLOBAL
                      if (!frame.globals.delete(code.names[arg]!)) throw cold.notDefined(code.names[arg]!);
                      break;
                    case 22: // LOAD_NAME
                      values[sp++] = cold.loadName(vm, frame, code.names[arg]!);
                      break;
                    case 23: // STORE_NAME
                      (frame.names ?? frame.globals).set(code.names[arg]!, values[--sp]!);
                      break;
                    case 24: // DELETE_NAME
                      if (!(frame.names ?? frame.globals).delete(code.names[arg]!))
                        throw cold.notDefined(code.names[arg]!);
                      break;

                    case 28: // LOAD_ATTR
                      a = values[sp - 1];
                      if (a instanceof PyInstance) {
                        cache = caches[pc - 1]!;
                        if (a.shape === cache.shape && cache.index >= 0 && cache.epoch === CLASSES.epoch) {
                          values[sp - 1] = a.slots[cache.index];
                          break;
                        }
                        called = knownGetter(cache, a);
                        if (called !== null) {
                          n = 1;
                          owner = null;
                          break special;
                        }
                        values[sp - 1] = loadAttribute(vm, caches, pc - 1, code.names[arg]!, a);
                      } else {
                        values[sp - 1] = loadOther(vm, caches, pc - 1, code.names[arg]!, a!);
                      }
                      break;
                    case 29: // STORE_ATTR
                      a = values[--sp];
                      b = values[--sp]!;
                      if (a instanceof PyInstance) {
                        cache = caches[pc - 1]!;
                        if (a.shape === cache.shape && cache.epoch === CLASSES.epoch) {
                          if (cache.nextShape === null) a.slots[cache.index] = b;
                          else addAttribute(a, cache.nextShape, cache.index, b);
                        } else {
                          storeAttribute(vm, caches, pc - 1, code.names[arg]!, a, b);
                        }
                      } else {
                        setAttribute(vm, a!, code.names[arg]!, b);
                      }
                      break;
                    case 30: // DELETE_ATTR
                      deleteAttribute(vm, values[--sp]!, code.names[arg]!);
                      break;
                    case 31: // LOAD_METHOD
                      a = values[sp - 1];
                      cache = caches[pc - 1]!;
                      if (
                        a instanceof PyInstance &&
                        a.shape === cache.shape &&
                        cache.index === PLAIN &&
                        cache.epoch === CLASSES.epoch
                      ) {
                        values[sp - 1] = cache.cell!.value;
                        values[sp] = a;
                      } else {
                        loadMethod(vm, caches, pc - 1, code.names[arg]!, values, sp);
                      }
                      sp++;
                      break;
                    case 32: // BINARY_SUBSCR
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof b === 'number') {
                        if (a instanceof PyList && a.cls === LIST) {
                          r = a.items[b < 0 ? b + a.items.length : b];
                          if (r !== undefined) {
                            values[sp - 1] = r;
                            break;
                          }
                        } else if (a instanceof PyTuple) {
                          r = a.items[b < 0 ? b + a.items.length : b];
                          if (r !== undefined) {
                            values[sp - 1] = r;
                            break;
                          }
                        }
                      }
                      if (a instanceof PyInstance) {
                        called = methodOf(a, '__getitem__');
                        if (called !== null) {
                          n = 2;
                          owner = null;
                          break special;
                        }
                      }
                      values[sp - 1] = getItem(vm, a, b);
                      break;
                    case 33: // STORE_SUBSCR
                      b = values[--sp]!;
                      a = values[--sp]!;
                      r = values[--sp]!;
                      if (
                        typeof b === 'number' &&
                        a instanceof PyList &&
                        b >= 0 &&
                        b < a.items.length &&
                        a.cls === LIST
                      ) {
                        a.items[b] = r;
                      } else {
                        setItem(vm, a, b, r);
                      }
                      break;
                    case 34: // DELETE_SUBSCR
                      b = values[--sp]!;
                      a = values[--sp]!;
                      deleteItem(vm, a, b);
                      break;

                    case 40: // BINARY_ADD
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') {
                        x = a + b;
                        values[sp - 1] = x <= LARGEST && x >= SMALLEST ? x : addInts(a, b);
                      } else if (a instanceof PyFloat && b instanceof PyFloat) {
                        values[sp - 1] = new PyFloat(a.value + b.value);
                      } else {
                        n = 0;
                        break operating;
                      }
                      break;
                    case 41: // BINARY_SUBTRACT
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') {
                        x = a - b;
                        values[sp - 1] = x <= LARGEST && x >= SMALLEST ? x : subtractInts(a, b);
                      } else if (a instanceof PyFloat && b instanceof PyFloat) {
                        values[sp - 1] = new PyFloat(a.value - b.value);
                      } else {
                        n = 10;
                        break operating;
                      }
                      break;
                    case 42: // BINARY_MULTIPLY
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') {
                        x = a * b;
                        // Adding 0 makes an integer zero of -0.
                        values[sp - 1] = x <= LARGEST && x >= SMALLEST ? x + 0 : multiplyInts(a, b);
                      } else if (a instanceof PyFloat && b instanceof PyFloat) {
                        values[sp - 1] = new PyFloat(a.value * b.value);
                      } else {
                        n = 5;
                        break operating;
                      }
                      break;
                    case 43: // BINARY_OP
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (arg === 13 && typeof a === 'number' && typeof b === 'number') {
                        x = a + b;
                        values[sp - 1] = x <= LARGEST && x >= SMALLEST ? x : addInts(a, b);
                      } else {
                        n = arg;
                        break operating;
                      }
                      break;
                    case 44: // UNARY_NEGATIVE
                      a = values[sp - 1]!;
                      values[sp - 1] = typeof a === 'number' ? 0 - a : unaryOperator(vm, '-', a);
                      break;
                    case 45: // UNARY_POSITIVE
                      values[sp - 1] = unaryOperator(vm, '+', values[sp - 1]!);
                      break;
                    case 46: // UNARY_INVERT
                      values[sp - 1] = unaryOperator(vm, '~', values[sp - 1]!);
                      break;
                    case 47: // UNARY_NOT
                      a = values[sp - 1]!;
                      values[sp - 1] = typeof a === 'boolean' ? !a : !isTrue(vm, a);
                      break;

                    case 48: // COMPARE_LT
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') yes = a < b;
                      else if (a instanceof PyFloat && b instanceof PyFloat) yes = a.value < b.value;
                      else {
                        n = FIRST_COMPARISON;
                        break operating;
                      }
                      break deciding;
                    case 49: // COMPARE_LE
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') yes = a <= b;
                      else if (a instanceof PyFloat && b instanceof PyFloat) yes = a.value <= b.value;
                      else {
                        n = FIRST_COMPARISON + 1;
                        break operating;
                      }
                      break deciding;
                    case 50: // COMPARE_EQ
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') yes = a === b;
                      else if (typeof a === 'string' && typeof b === 'string') yes = a === b;
                      else {
                        n = FIRST_COMPARISON + 2;
                        break operating;
                      }
                      break deciding;
                    case 51: // COMPARE_NE
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') yes = a !== b;
                      else if (typeof a === 'string' && typeof b === 'string') yes = a !== b;
                      else {
                        n = FIRST_COMPARISON + 3;
                        break operating;
                      }
                      break deciding;
                    case 52: // COMPARE_GT
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') yes = a > b;
                      else if (a instanceof PyFloat && b instanceof PyFloat) yes = a.value > b.value;
                      else {
                        n = FIRST_COMPARISON + 4;
                        break operating;
                      }
                      break deciding;
                    case 53: // COMPARE_GE
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      if (typeof a === 'number' && typeof b === 'number') yes = a >= b;
                      else if (a instanceof PyFloat && b instanceof PyFloat) yes = a.value >= b.value;
                      else {
                        n = FIRST_COMPARISON + 5;
                        break operating;
                      }
                      break deciding;
                    case 54: // IS_OP
                      b = values[--sp];
                      a = values[sp - 1];
                      if (b === null) values[sp - 1] = (a === null) === (arg === 0);
                      else values[sp - 1] = (a === b || same(a!, b!)) === (arg === 0);
                      break;
                    case 55: // CONTAINS_OP
                      b = values[--sp]!;
                      values[sp - 1] = contains(vm, b, values[sp - 1]!) === (arg === 0);
                      break;

                    case 60: // JUMP
                      pc = arg;
                      break;
                    case 61: // POP_JUMP_IF_FALSE
                      a = values[--sp];
                      if (a === false || (a !== true && !isTrue(vm, a!))) pc = arg;
                      break;
                    case 62: // POP_JUMP_IF_TRUE
                      a = values[--sp];
                      if (a === true || (a !== false && isTrue(vm, a!))) pc = arg;
                      break;
                    case 63: // JUMP_IF_FALSE_OR_POP
                      a = values[sp - 1];
                      if (a === false || (a !== true && !isTrue(vm, a!))) pc = arg;
                      else sp--;
                      break;
                    case 64: // JUMP_IF_TRUE_OR_POP
                      a = values[sp - 1];
                      if (a === true || (a !== false && isTrue(vm, a!))) pc = arg;
                      else sp--;
                      break;
                    case 65: // GET_ITER
                      a = values[sp - 1]!;
                      if (a instanceof PyInstance) {
                        called = generatorIter(a);
                        if (called !== null) {
                          n = 1;
                          owner = null;
                          break special;
                        }
                      }
                      values[sp - 1] =
                        a instanceof PyList && a.cls === LIST ? new ListIterator(a) : getIterator(vm, a);
                      break;
                    case 66: // FOR_ITER
                      a = values[sp - 1];
                      if (a instanceof RangeIterator) {
                        if (a.left > 0) {
                          a.left--;
                          x = a.current;
                          a.current = x + a.step;
                          values[sp++] = x;
                          break;
                        }
                        r = undefined;
                      } else if (a instanceof NativeIterator) {
                        frame.pc = pc;
                        r = a.next(vm);
                      } else if (
                        a instanceof PyGenerator &&
                        hookFor(vm, a.frame.code) === null &&
                        cold.canResume(a)
                      ) {
                        frame.pc = pc;
                        frame.sp = sp;
                        startResume(vm, a, frame, null);
                        frame = a.frame;
                        owner = null;
                        r = undefined;
                        break switching;
                      } else {
                        frame.pc = pc;
                        r = iterateNext(vm, a!);
                      }
                      if (r === undefined) {
                        sp--;
                        pc = arg;
                      } else {
                        values[sp++] = r;
                      }
                      break;

                    case 70: // CALL
                    case 71: // CALL_METHOD
                    case 72: // CALL_KW
                      // `place` is where the result goes, `first` the first argument. The place before `first` is free
                      // to take one argument more.
                      n = arg;
                      keywords = null;
                      if ((word & 255) === 70) {
                        first = sp - n;
                        place = first - 1;
                        f = values[place]!;
                      } else if ((word & 255) === 71) {
                        first = sp - n;
                        place = first - 2;
                        f = values[place]!;
                        if (values[first - 1] !== undefined) {
                          first--;
                          n++;
                        }
                      } else {
                        keywords = values[--sp] as PyTuple;
                        first = sp - n;
                        place = first - 1;
                        f = values[place]!;
                      }
                      owner = null;
                      if (f instanceof PyFunction) {
                        called = f;
                        break entering;
                      }
                      if (!(f instanceof Native)) {
                        if (f instanceof BoundMethod) {
                          values[--first] = f.self;
                          n++;
                          f = f.func;
                        } else if (f instanceof PyClass) {
                          r = initOf(f);
                          if (r !== null) {
                            owner = new PyInstance(f.rootShape, blankSlots(f.slotHint));
                            values[--first] = owner;
                            n++;
                            f = r;
                          }
                        } else if (f instanceof PyInstance) {
                          r = methodOf(f, '__call__');
                          if (r !== null) {
                            values[--first] = f;
                            n++;
                            f = r;
                          }
                        }
                        if (f instanceof PyFunction) {
                          called = f;
                          break entering;
                        }
                      }
                      frame.pc = pc;
                      frame.sp = place;
                      if (f instanceof Native && n >= f.min && n <= f.max && keywords === null) {
                        if (n === 1) r = f.run(vm, values[first]);
                        else if (n === 2) r = f.run(vm, values[first], values[first + 1]);
                        else r = callNative(vm, f, values, first, n);
                      } else {
                        r = cold.callOther(vm, f as Value, values, first, n, keywords);
                      }
                      values[place] = r;
                      sp = place + 1;
                      break;
                    case 73: // CALL_EX
                      frame.pc = pc;
                      b = (arg & 1) !== 0 ? (values[--sp] as PyDict) : null;
                      a = values[--sp]!;
                      frame.sp = sp - 1;
                      values[sp - 1] = cold.callSpread(vm, values[sp - 1]!, a, b as PyDict | null);
                      break;
                    case 74: // MAKE_FUNCTION
                      sp = cold.makeFunction(frame, values, sp, arg) | 0;
                      break;
                    case 75: // RETURN_VALUE
                      r = values[--sp]!;
                      if (frame === entry) return leaveFrame(vm, frame, sp, r);
                      owner = frame.owner;
                      if (owner !== null && owner instanceof PyGenerator) endGenerator(vm, owner);
                      frame = frame.back!;
                      vm.frame = frame;
                      vm.depth--;
                      break switching;
                    case 76: // LOAD_BUILD_CLASS
                      values[sp++] = vm.buildClass;
                      break;

                    case 80: // RETURN_GENERATOR
                      frame.pc = pc;
                      frame.sp = sp;
                      r = makeGenerator(frame);
                      if (frame === entry)
                        return leaveFrame(vm, frame, frame.base + code.slotNames.length, r);
                      frame = frame.back!;
                      vm.frame = frame;
                      vm.depth--;
                      owner = null;
                      break switching;
                    case 81: // YIELD_VALUE
                      r = values[--sp]!;
                      frame.pc = pc;
                      frame.sp = sp;
                      suspend(vm, frame.owner as PyGenerator);
                      callee = frame;
                      frame = frame.back!;
                      callee.back = null;
                      vm.frame = frame;
                      vm.depth--;
                      if (callee === entry) {
                        if (frame === null) vm.settle();
                        return r;
                      }
                      owner = null;
                      break switching;
                    case 82: // GET_YIELD_FROM_ITER
                      a = values[sp - 1]!;
                      if (!(a instanceof PyGenerator)) values[sp - 1] = getIterator(vm, a);
                      break;
                    case 83: // SEND
                      b = values[--sp]!;
                      a = values[sp - 1]!;
                      frame.pc = pc;
                      frame.sp = sp;
                      if (
                        a instanceof PyGenerator &&
                        hookFor(vm, a.frame.code) === null &&
                        cold.canResume(a)
                      ) {
                        startResume(vm, a, frame, b);
                        frame = a.frame;
                        owner = null;
                        r = undefined;
                        break switching;
                      }
                      r = cold.sendInto(vm, a, b);
                      if (r === undefined) {
                        values[sp - 1] = vm.takeReturned();
                        pc = arg;
                      } else {
                        values[sp++] = r;
                      }
                      break;
                    case 84: // GET_AWAITABLE
                      values[sp - 1] = cold.awaitable(vm, values[sp - 1]!);
                      break;

                    case 90: // BUILD_TUPLE
                      a = new PyTuple(values.slice(sp - arg, sp) as Value[]);
                      sp -= arg;
                      values[sp++] = a;
                      break;
                    case 91: // BUILD_LIST
                      a = new PyList(arg === 0 ? [] : (values.slice(sp - arg, sp) as Value[]));
                      sp -= arg;
                      values[sp++] = a;
                      break;
                    case 92: // BUILD_SET
                      a = cold.buildSet(vm, values, sp - arg, sp);
                      sp -= arg;
                      values[sp++] = a;
                      break;
                    case 93: // BUILD_MAP
                      a = arg === 0 ? new PyDict() : cold.buildMap(vm, values, sp - 2 * arg, sp);
                      sp -= 2 * arg;
                      values[sp++] = a;
                      break;
                    case 94: // BUILD_SLICE
                      a = cold.buildSlice(values, sp - arg, arg);
                      sp -= arg;
                      values[sp++] = a;
                      break;
                    case 95: // BUILD_STRING
                      a = values.slice(sp - arg, sp).join('');
                      sp -= arg;
                      values[sp++] = a;
                      break;
                    case 96: // FORMAT_VALUE
                      b = (arg & 4) !== 0 ? values[--sp]! : '';
                      values[sp - 1] = cold.formatValue(vm, arg & 3, values[sp - 1]!, b);
                      break;
                    case 97: // LIST_APPEND
                      a = values[--sp]!;
                      (values[sp - arg] as PyList).items.push(a);
                      break;
                    case 98: // SET_ADD
                      a = values[--sp]!;
                      cold.setAdd(vm, values[sp - arg]!, a);
                      break;
                    case 99: // MAP_ADD
                      sp -= 2;
                      (values[sp - arg] as PyDict).set(vm, values[sp]!, values[sp + 1]!);
                      break;
                    case 100: // LIST_EXTEND
                      a = values[--sp]!;
                      cold.listExtend(vm, values[sp - arg]!, a);
                      break;
                    case 101: // SET_UPDATE
                      a = values[--sp]!;
                      cold.setUpdate(vm, values[sp - arg]!, a);
                      break;
                    case 102: // DICT_UPDATE
                      a = values[--sp]!;
                      cold.dictUpdate(vm, values[sp - arg]!, a);
                      break;
                    case 103: // DICT_MERGE
                      a = values[--sp]!;
                      cold.dictMerge(vm, values[sp - arg]!, a, values[sp - arg - 2]!);
                      break;
                    case 104: // LIST_TO_TUPLE
                      values[sp - 1] = new PyTuple((values[sp - 1] as PyList).items);
                      break;
                    case 105: // UNPACK_SEQUENCE
                      a = values[--sp];
                      if (a instanceof PyTuple && a.items.length === arg) {
                        for (n = arg - 1; n >= 0; n--) values[sp++] = a.items[n];
                      } else if (a instanceof PyList && a.items.length === arg && a.cls === LIST) {
                        for (n = arg - 1; n >= 0; n--) values[sp++] = a.items[n];
                      } else {
                        sp = cold.unpackSequence(vm, values, sp, a!, arg) | 0;
                      }
                      break;
                    case 106: // UNPACK_EX
                      a = values[--sp]!;
                      sp = cold.unpackAround(vm, values, sp, a, arg) | 0;
                      break;

                    case 110: // PUSH_EXC_INFO
                      a = values[sp - 1]!;
                      values[sp - 1] = vm.handled;
                      values[sp++] = a;
                      vm.handled = a as PyExceptionObject;
                      break;
                    case 111: // POP_EXCEPT
                      vm.handled = values[--sp] as PyExceptionObject | null;
                      break;
                    case 112: // CHECK_EXC_MATCH
                      values[sp - 1] = cold.matches(values[sp - 2]!, values[sp - 1]!);
                      break;
                    case 113: // RERAISE
                      vm.reraising = true;
                      throw values[--sp];
                    case 114: // RAISE_VARARGS
                      throw cold.raised(
                        vm,
                        arg === 0 ? undefined : values[sp - arg]!,
                        arg === 2 ? values[sp - 1]! : undefined,
                      );
                    case 115: // LOAD_ASSERTION_ERROR
                      values[sp++] = cold.ASSERTION_ERROR;
                      break;
                    case 116: // BEFORE_WITH
                      frame.pc = pc;
                      frame.sp = sp;
                      a = values[sp - 1]!;
                      values[sp - 1] = cold.boundExit(vm, a);
                      values[sp++] = cold.enterContext(vm, a);
                      break;
                    case 117: // WITH_EXCEPT_START
                      frame.pc = pc;
                      frame.sp = sp;
                      values[sp] = cold.exitContext(vm, values[sp - 4]!, values[sp - 1]!);
                      sp++;
                      break;

                    case 120: // IMPORT_NAME
                      frame.pc = pc;
                      frame.sp = sp - 2;
                      a = vm.importModule(code.names[arg]!, values[sp - 1]!, values[sp - 2]!);
                      sp -= 2;
                      values[sp++] = a;
                      break;
                    case 121: // IMPORT_FROM
                      values[sp] = cold.importFrom(values[sp - 1]!, code.names[arg]!);
                      sp++;
                      break;
                    default:
                      throw cold.unknownOpcode(code, pc - 1);
                  }
                  continue;
                }

                // A comparison said yes or no. One that decides a jump does the jump as well.
                sp--;
                word = instructions[pc]!;
                if ((word & 255) === 61) pc = yes ? pc + 1 : word >>> 8;
                else values[sp++] = yes;
                continue;
              }

              // An operator, by the number `n`, of which the case knows nothing more.
              called = operatorMethod(caches, pc - 1, n, a, b);
              if (called === null) {
                values[sp - 1] =
                  n < FIRST_COMPARISON
                    ? binaryOperator(vm, n, a, b)
                    : compare(vm, n - FIRST_COMPARISON, a, b);
                continue;
              }
              n = 2;
              owner = OPERATOR;
            }

            // A special method takes the operands as arguments; its result takes their place.
            first = sp - 1;
            place = first;
            keywords = null;
          }

          // Enters the function `called`: its `n` arguments, the last of them named by `keywords`, lie from `first` on, and the
          // result goes to `place`. The operands of an operator stay where they are, for the case that it has to be
          // asked of the other one.
          frame.pc = pc;
          frame.sp = place;
          if (values !== stack || owner === OPERATOR) first = cold.toDataStack(vm, frame, first, n) | 0;
          x = first + called.frameSize;
          if (x > vm.reached) vm.reach(x);
          if (n === called.plainArgs && keywords === null) {
            for (sp = first + n, n = first + called.slotCount; sp < n; sp++) stack[sp] = undefined;
          } else {
            bindArguments(called, stack, first, n, keywords);
          }
          callee = new Frame(
            called.code,
            called.globals,
            null,
            called,
            frame,
            stack,
            first,
            first + called.slotCount,
            x,
            owner,
          );
          hook = hookFor(vm, called.code);
          if (hook !== null) {
            vm.waiting = x;
            r = hook(callee, vm);
            if (owner !== null) {
              r = finished(vm, owner, r, instructions[pc - 1]!, values[place]!, values[place + 1]!);
            }
            values[place] = r;
            sp = place + 1;
            continue;
          }
          if (++vm.depth > vm.recursionLimit) throw vm.tooDeep();
          frame = callee;
          vm.frame = frame;
          code = called.code;
          instructions = code.instructions;
          caches = (code.caches ?? warm(code)) as Cache[];
          values = stack;
          base = first;
          pc = 0;
          sp = frame.sp | 0;
          continue;
        }
        // biome-ignore-end lint/suspicious/noConfusingLabels: see above.

        // The frame `frame` goes on. `r` is what the one above it returned or yielded; undefined when `frame` is a
        // generator that is resumed.
        code = frame.code;
        instructions = code.instructions;
        caches = code.caches as Cache[];
        values = frame.values;
        base = frame.base | 0;
        pc = frame.pc | 0;
        sp = frame.sp | 0;

        if (owner === null) {
          if (r !== undefined) values[sp++] = r;
        } else if (owner instanceof PyGenerator) {
          // Resumed by FOR_ITER, which drops the iterator, or by SEND, which replaces it by the result.
          word = instructions[pc - 1]!;
          if ((word & 255) === 66) sp--;
          else values[sp - 1] = r;
          pc = word >>> 8;
        } else {
          r = finished(vm, owner, r!, instructions[pc - 1]!, values[sp]!, values[sp + 1]!);
          values[sp++] = r;
        }
      }
    } catch (error) {
      frame.pc = pc;
      // Throws on when no frame from here down to `entry` has a handler.
      frame = unwind(vm, frame, entry, error);
      code = frame.code;
      instructions = code.instructions;
      caches = code.caches as Cache[];
      values = frame.values;
      base = frame.base | 0;
      pc = frame.pc | 0;
      sp = frame.sp | 0;
    }
  }
}
