/**
 * Operators. Ints are numbers while they are safe integers and bigints beyond; every operation here takes either and
 * yields the right one. Numbers, then sequences, then a program's own methods in their forward and reflected forms.
 */

import type { Interpreter } from '../interpreter.ts';
import { PyByteArray } from '../objects/byte-array.ts';
import { OBJECT, type PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { Native, PyFunction } from '../objects/function.ts';
import { PyList } from '../objects/list.ts';
import { PyPrimitive, plainOf } from '../objects/primitive.ts';
import { NOT_IMPLEMENTED, typeOf } from '../objects/scalars.ts';
import { AnySet } from '../objects/set.ts';
import { BINARY_OPERATORS } from '../opcodes.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { callValue } from './call.ts';
import { floatFloorDivide, floatModulo, floatPower, trueDivide } from './floats.ts';
import {
  bitAnd,
  bitOr,
  bitXor,
  floorDivide,
  type Int,
  modulo,
  norm,
  power,
  shiftLeft,
  shiftRight,
} from './integers.ts';
import { addSequences, extendInPlace, formatPercent, multiplySequence } from './sequence-operators.ts';
import { updateSet } from './sets.ts';

export { addInts, multiplyInts, subtractInts } from './integers.ts';

import { addInts, multiplyInts, subtractInts } from './integers.ts';

/** Names of the operators as special methods have them, in the order of BINARY_OPERATORS. */
export const OPERATOR_NAMES = [
  'add',
  'and',
  'floordiv',
  'lshift',
  'matmul',
  'mul',
  'mod',
  'or',
  'pow',
  'rshift',
  'sub',
  'truediv',
  'xor',
] as const;
const FORWARD = OPERATOR_NAMES.map((name) => `__${name}__`);
const REFLECTED = OPERATOR_NAMES.map((name) => `__r${name}__`);
const IN_PLACE = OPERATOR_NAMES.map((name) => `__i${name}__`);
export const FIRST_IN_PLACE = 13;

/** `a op b` for an operator of BINARY_OPERATORS, by index. */
export function binaryOperator(vm: Interpreter, operator: number, a: Value, b: Value): Value {
  const op = operator >= FIRST_IN_PLACE ? operator - FIRST_IN_PLACE : operator;
  const inPlace = operator >= FIRST_IN_PLACE;
  if (typeof a === 'number' && typeof b === 'number') return ints(op, a, b, operator);
  if (a instanceof PyFloat) {
    if (b instanceof PyFloat) return floats(op, a.value, b.value, a, b, operator);
    if (typeof b === 'number') return floats(op, a.value, b, a, b, operator);
  } else if (typeof a === 'number' && b instanceof PyFloat) {
    return floats(op, a, b.value, a, b, operator);
  }
  if (typeof a === 'string' && typeof b === 'string' && op === 0) return a + b;
  const ta = typeOf(a);
  const tb = typeOf(b);
  if (!ta.core || !tb.core) {
    const result = byMethods(vm, op, inPlace, a, b, ta, tb);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const result = builtinOperator(vm, op, inPlace, a, b);
  if (result !== NOT_IMPLEMENTED) return result;
  const last = nativeMethods(vm, op, a, b, ta, tb);
  if (last !== NOT_IMPLEMENTED) return last;
  throw unsupported(operator, a, b);
}

/** Operators of built-in classes other than those of numbers; NOT_IMPLEMENTED when they have none. */
export function builtinOperator(
  vm: Interpreter,
  op: number,
  inPlace: boolean,
  left: Value,
  right: Value,
): Value {
  const a = plainOf(left);
  const b = plainOf(right);
  const x = toInt(a);
  const y = toInt(b);
  if (x !== undefined && y !== undefined) {
    if (typeof a === 'boolean' && typeof b === 'boolean') {
      if (op === 1) return a && b;
      if (op === 7) return a || b;
      if (op === 12) return a !== b;
    }
    return ints(op, x, y, op);
  }
  if (a instanceof PyFloat || b instanceof PyFloat) {
    const fx = a instanceof PyFloat ? a.value : x === undefined ? undefined : toFloat(x);
    const fy = b instanceof PyFloat ? b.value : y === undefined ? undefined : toFloat(y);
    if (fx !== undefined && fy !== undefined) return floats(op, fx, fy, a, b, op);
  }
  switch (op) {
    case 0:
      return inPlace && (a instanceof PyList || a instanceof PyByteArray)
        ? extendInPlace(vm, a, b)
        : addSequences(a, b);
    case 5:
      if (y !== undefined) return multiplySequence(a, y, inPlace);
      if (x !== undefined) return multiplySequence(b, x, false);
      return multiplyByIndex(vm, a, b, inPlace);
    case 6:
      return typeof a === 'string' ? formatPercent(vm, a, right) : NOT_IMPLEMENTED;
    case 1:
    case 7:
    case 10:
    case 12:
      if (a instanceof AnySet && b instanceof AnySet) return updateSet(vm, op, a, b, inPlace);
      if (op === 7 && a instanceof PyDict && b instanceof PyDict) {
        const merged = inPlace ? a : new PyDict();
        if (!inPlace) merged.copyFrom(a);
        for (const { key, value } of b.entries.values()) merged.set(vm, key, value);
        return merged;
      }
  }
  return NOT_IMPLEMENTED;
}

/** A sequence times an object with `__index__`. */
function multiplyByIndex(vm: Interpreter, a: Value, b: Value, inPlace: boolean): Value {
  const [sequence, count] = isSequence(a) ? [a, b] : [b, a];
  const method = isSequence(sequence) ? typeOf(count).lookup('__index__') : undefined;
  if (method === undefined) return NOT_IMPLEMENTED;
  const times = toInt(callValue(vm, method, [count], null));
  return times === undefined ? NOT_IMPLEMENTED : multiplySequence(sequence, times, inPlace && sequence === a);
}

function unsupported(operator: number, a: Value, b: Value): object {
  const name = BINARY_OPERATORS[operator]!;
  if (name === '*' || name === '*=') {
    const other = isSequence(a) ? b : isSequence(b) ? a : undefined;
    if (other !== undefined)
      return typeError(`can't multiply sequence by non-int of type '${typeOf(other).name}'`);
  }
  const shown = name === '**' || name === '**=' ? `${name} or pow()` : name;
  if ((name === '+' || name === '+=') && typeof a === 'string') {
    return typeError(`can only concatenate str (not "${typeOf(b).name}") to str`);
  }
  if ((name === '+' || name === '+=') && a instanceof PyList) {
    return typeError(`can only concatenate list (not "${typeOf(b).name}") to list`);
  }
  if ((name === '+' || name === '+=') && a instanceof PyBytes) {
    return typeError(`can't concat ${typeOf(b).name} to ${typeOf(a).name}`);
  }
  if ((name === '+' || name === '+=') && a instanceof PyTuple) {
    return typeError(`can only concatenate tuple (not "${typeOf(b).name}") to tuple`);
  }
  const left = typeOf(a).name;
  const right = typeOf(b).name;
  return typeError(`unsupported operand type(s) for ${shown}: '${left}' and '${right}'`);
}

function isSequence(value: Value): boolean {
  return (
    typeof value === 'string' ||
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyBytes
  );
}

// --- A program's methods

function byMethods(
  vm: Interpreter,
  op: number,
  inPlace: boolean,
  a: Value,
  b: Value,
  ta: PyClass,
  tb: PyClass,
): Value {
  if (inPlace) {
    const result = ask(vm, ta, IN_PLACE[op]!, a, b);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const reflected = REFLECTED[op]!;
  if (ta !== tb && tb.isSubclassOf(ta) && tb.find(reflected) !== ta.find(reflected)) {
    const result = ask(vm, tb, reflected, b, a);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const result = ask(vm, ta, FORWARD[op]!, a, b);
  if (result !== NOT_IMPLEMENTED || ta === tb) return result;
  return ask(vm, tb, reflected, b, a);
}

function ask(vm: Interpreter, cls: PyClass, name: string, self: Value, other: Value): Value {
  if (cls.core) return NOT_IMPLEMENTED;
  const method = cls.lookup(name);
  return method === undefined || method === null
    ? NOT_IMPLEMENTED
    : callValue(vm, method, [self, other], null);
}

/** The Python function that byMethods asks first, when it is one. */
export function forwardMethod(operator: number, a: Value, b: Value): PyFunction | null {
  const op = operator >= FIRST_IN_PLACE ? operator - FIRST_IN_PLACE : operator;
  const ta = typeOf(a);
  const tb = typeOf(b);
  if (operator >= FIRST_IN_PLACE && ta.lookup(IN_PLACE[op]!) !== undefined) return null;
  const reflected = REFLECTED[op]!;
  if (ta !== tb && tb.isSubclassOf(ta) && tb.find(reflected) !== ta.find(reflected)) return null;
  const method = ta.lookup(FORWARD[op]!);
  return method instanceof PyFunction ? method : null;
}

/** `a op b` from where `forwardMethod` has returned NotImplemented. */
export function binaryAfterForward(vm: Interpreter, operator: number, a: Value, b: Value): Value {
  const op = operator >= FIRST_IN_PLACE ? operator - FIRST_IN_PLACE : operator;
  const ta = typeOf(a);
  const tb = typeOf(b);
  const asked = ta === tb ? NOT_IMPLEMENTED : ask(vm, tb, REFLECTED[op]!, b, a);
  if (asked !== NOT_IMPLEMENTED) return asked;
  const result = builtinOperator(vm, op, operator >= FIRST_IN_PLACE, a, b);
  if (result !== NOT_IMPLEMENTED) return result;
  const last = nativeMethods(vm, op, a, b, ta, tb);
  if (last !== NOT_IMPLEMENTED) return last;
  throw unsupported(operator, a, b);
}

/** Built-in classes of modules (Counter, deque, ...) bring operators as native methods. */
function nativeMethods(vm: Interpreter, op: number, a: Value, b: Value, ta: PyClass, tb: PyClass): Value {
  const forward = ta.builtin ? ta.lookup(FORWARD[op]!) : undefined;
  if (forward !== undefined) {
    const result = callValue(vm, forward, [a, b], null);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const back = ta === tb || !tb.builtin ? undefined : tb.lookup(REFLECTED[op]!);
  return back === undefined ? NOT_IMPLEMENTED : callValue(vm, back, [b, a], null);
}

// --- Numbers

/** An int or bool as an int. */
export function toInt(value: Value): Int | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof PyPrimitive ? toInt(value.value) : undefined;
}

function toFloat(value: Int): number {
  const float = Number(value);
  if (!Number.isFinite(float)) throw pyError('OverflowError', 'int too large to convert to float');
  return float;
}

function ints(op: number, a: Int, b: Int, operator: number): Value {
  switch (op) {
    case 0:
      return addInts(a, b);
    case 1:
      return bitAnd(a, b);
    case 2:
      if (b === 0) throw pyError('ZeroDivisionError', 'integer division or modulo by zero');
      return floorDivide(a, b);
    case 3:
      if (b < 0) throw valueError('negative shift count');
      return shiftLeft(a, b);
    case 5:
      return multiplyInts(a, b);
    case 6:
      if (b === 0) throw pyError('ZeroDivisionError', 'integer modulo by zero');
      return modulo(a, b);
    case 7:
      return bitOr(a, b);
    case 8:
      if (b < 0) {
        if (a === 0) throw pyError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
        return new PyFloat(floatPower(toFloat(a), toFloat(b)));
      }
      return power(a, b);
    case 9:
      if (b < 0) throw valueError('negative shift count');
      return shiftRight(a, b);
    case 10:
      return subtractInts(a, b);
    case 11:
      if (b === 0) throw pyError('ZeroDivisionError', 'division by zero');
      return new PyFloat(trueDivide(a, b));
    case 12:
      return bitXor(a, b);
    default:
      throw unsupported(operator, a, b);
  }
}

function floats(op: number, x: number, y: number, a: Value, b: Value, operator: number): Value {
  switch (op) {
    case 0:
      return new PyFloat(x + y);
    case 2:
      if (y === 0) throw pyError('ZeroDivisionError', 'float floor division by zero');
      return new PyFloat(floatFloorDivide(x, y));
    case 5:
      return new PyFloat(x * y);
    case 6:
      if (y === 0) throw pyError('ZeroDivisionError', 'float modulo');
      return new PyFloat(floatModulo(x, y));
    case 8:
      return new PyFloat(floatPower(x, y));
    case 10:
      return new PyFloat(x - y);
    case 11:
      if (y === 0) throw pyError('ZeroDivisionError', 'float division by zero');
      return new PyFloat(x / y);
    default:
      throw unsupported(operator, a, b);
  }
}

const UNARY = { '-': '__neg__', '+': '__pos__', '~': '__invert__' } as const;

export function unaryOperator(vm: Interpreter, operator: '-' | '+' | '~', given: Value): Value {
  let a = given;
  if (given instanceof PyPrimitive) {
    const own = given.cls.lookup(UNARY[operator]);
    const isCore = own instanceof Native && own.owner !== null && own.owner.core;
    if (own !== undefined && !isCore) return callValue(vm, own, [given], null);
    a = given.value;
  }
  const x = toInt(a);
  if (x !== undefined) {
    if (operator === '-') return subtractInts(0, x);
    return operator === '+' ? x : subtractInts(-1, x);
  }
  if (a instanceof PyFloat && operator !== '~') return operator === '-' ? new PyFloat(-a.value) : a;
  const method = typeOf(a).lookup(UNARY[operator]);
  if (method !== undefined && method !== OBJECT.lookup(UNARY[operator])) {
    return callValue(vm, method, [a], null);
  }
  throw typeError(`bad operand type for unary ${operator}: '${typeOf(a).name}'`);
}

export { norm };
