/**
 * The methods of programs that the loop enters by itself, as it enters what is called: methods of operators, of
 * subscripts, of iteration, `__call__`, getters of properties. Each function here yields the Python function to enter,
 * or null when the general way has to be gone, which goes through callValue and so through JavaScript recursion.
 */

import { Cache, PROPERTY, remember } from '../inline-cache.ts';
import type { Interpreter } from '../interpreter.ts';
import { CLASSES } from '../objects/class.ts';
import { Property } from '../objects/descriptors.ts';
import { PyFunction } from '../objects/function.ts';
import { PyInstance } from '../objects/instance.ts';
import { NOT_IMPLEMENTED, typeOf } from '../objects/scalars.ts';
import { BINARY_OPERATORS, Op } from '../opcodes.ts';
import type { Slot, Value } from '../values.ts';
import { binaryAfterForward, forwardMethod } from './arithmetic.ts';
import { constructed } from './call.ts';
import { comparisonAfterFirst, firstComparison } from './compare.ts';

/** The owner of a frame that works for an operator: when it returns NotImplemented the other operand is asked. */
export const OPERATOR: object = { for: 'operator' };

/** Numbers of operators: first those of BINARY_OPERATORS, then from here on those of COMPARISONS. */
export const FIRST_COMPARISON = BINARY_OPERATORS.length;

/** The method that `a op b` asks first. */
export function operatorMethod(
  caches: Cache[],
  at: number,
  operator: number,
  a: Slot,
  b: Slot,
): PyFunction | null {
  if (!(a instanceof PyInstance)) return null;
  const known = knownMethod(caches, at, a, b!);
  if (known !== null) return known;
  const method =
    operator < FIRST_COMPARISON
      ? forwardMethod(operator, a, b!)
      : firstComparison(operator - FIRST_COMPARISON, a, b!);
  return learnMethod(caches, at, a, b!, method);
}

/** Which method is asked first depends on both classes. */
function knownMethod(caches: Cache[], at: number, a: PyInstance, b: Value): PyFunction | null {
  const { shape } = a;
  const other = b instanceof PyInstance ? b.shape : null;
  for (let entry: Cache | null = caches[at]!; entry !== null; entry = entry.other) {
    if (entry.shape === shape && entry.nextShape === other && entry.epoch === CLASSES.epoch) {
      return other !== null || typeOf(b).core ? entry.method : null;
    }
  }
  return null;
}

function learnMethod(
  caches: Cache[],
  at: number,
  a: PyInstance,
  b: Value,
  method: PyFunction | null,
): PyFunction | null {
  if (method === null || !(b instanceof PyInstance || typeOf(b).core)) return method;
  const entry = new Cache();
  entry.shape = a.shape;
  entry.nextShape = b instanceof PyInstance ? b.shape : null;
  entry.method = method;
  entry.epoch = CLASSES.epoch;
  remember(caches, at, entry);
  return method;
}

/**
 * What a frame with an owner yields to its caller, given what it returned. `word` is the caller's instruction; `a` and
 * `b` are its operands when that is an operator.
 */
export function finished(
  vm: Interpreter,
  owner: object,
  returned: Value,
  word: number,
  a: Value,
  b: Value,
): Value {
  if (owner !== OPERATOR) return constructed(owner, returned);
  if (returned !== NOT_IMPLEMENTED) return returned;
  const opcode = word & 255;
  switch (opcode) {
    case Op.BINARY_ADD:
      return binaryAfterForward(vm, 0, a, b);
    case Op.BINARY_SUBTRACT:
      return binaryAfterForward(vm, 10, a, b);
    case Op.BINARY_MULTIPLY:
      return binaryAfterForward(vm, 5, a, b);
    case Op.BINARY_OP:
      return binaryAfterForward(vm, word >>> 8, a, b);
    default:
      return comparisonAfterFirst(vm, opcode - Op.COMPARE_LT, a, b);
  }
}

/** The method of an instance, when it is a Python function. */
export function methodOf(object: PyInstance, name: string): PyFunction | null {
  const method = object.shape.cls.lookup(name);
  return method instanceof PyFunction ? method : null;
}

/** `__iter__` of an instance, when it is a generator function: what it returns is an iterator without doubt. */
export function generatorIter(object: PyInstance): PyFunction | null {
  const method = methodOf(object, '__iter__');
  return method?.isGenerator ? method : null;
}

/** The getter of the property that LOAD_ATTR found here before. */
export function knownGetter(first: Cache, object: PyInstance): PyFunction | null {
  const { shape } = object;
  for (let entry: Cache | null = first; entry !== null; entry = entry.other) {
    if (entry.shape === shape && entry.epoch === CLASSES.epoch) {
      if (entry.index !== PROPERTY) return null;
      const property = entry.cell!.value;
      return property instanceof Property && property.getter instanceof PyFunction ? property.getter : null;
    }
  }
  return null;
}
