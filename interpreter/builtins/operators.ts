/**
 * Operators of the built-in classes as methods: `int.__add__`, `super().__eq__(other)`, `'a'.__lt__`. The machine itself
 * does not call them for values of these classes; programs do, and so do subclasses.
 */

import type { Interpreter } from '../interpreter.ts';
import type { PyClass } from '../objects/class.ts';
import { DICT, PyDict } from '../objects/dict.ts';
import { LIST, PyList } from '../objects/list.ts';
import { plainOf } from '../objects/primitive.ts';
import { FLOAT, INT, NOT_IMPLEMENTED, STR, TUPLE } from '../objects/scalars.ts';
import { AnySet, FROZENSET, SET } from '../objects/set.ts';
import { builtinOperator, OPERATOR_NAMES, toInt } from '../operations/arithmetic.ts';
import { compareBuiltin } from '../operations/compare.ts';
import { PyFloat, PyTuple, type Value } from '../values.ts';
import { method } from './define.ts';

type OperatorName = (typeof OPERATOR_NAMES)[number];

const isNumber = (value: Value) => plainOf(value) instanceof PyFloat || toInt(value) !== undefined;
const isInt = (value: Value) => toInt(value) !== undefined;
const isString = (value: Value) => typeof plainOf(value) === 'string';
const isSet = (value: Value) => value instanceof AnySet;
const isList = (value: Value) => value instanceof PyList;
const isTuple = (value: Value) => value instanceof PyTuple;
const isDict = (value: Value) => value instanceof PyDict;

/** Each name: `a.__name__(b)` where `takes(b)`. The forms are forward, reflected and in place. */
function operators(
  cls: PyClass,
  names: readonly OperatorName[],
  takes: (other: Value) => boolean,
  forms: 'f' | 'fr' | 'fi' | 'fri',
): void {
  for (const name of names) {
    const op = OPERATOR_NAMES.indexOf(name);
    const run = (inPlace: boolean) => (vm: Interpreter, a: Value, b: Value) =>
      takes(b) ? builtinOperator(vm, op, inPlace, a, b) : NOT_IMPLEMENTED;
    method(cls, `__${name}__`, 1, 1, run(false));
    if (forms.includes('i')) method(cls, `__i${name}__`, 1, 1, run(true));
    if (!forms.includes('r')) continue;
    method(cls, `__r${name}__`, 1, 1, (vm, a: Value, b: Value) =>
      takes(b) ? builtinOperator(vm, op, false, b, a) : NOT_IMPLEMENTED,
    );
  }
}

const ORDER = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];

function comparisons(cls: PyClass, takes: (other: Value) => boolean, names: readonly string[] = ORDER): void {
  for (const name of names) {
    const op = ORDER.indexOf(name);
    method(cls, name, 1, 1, (vm, a: Value, b: Value) =>
      takes(b) ? compareBuiltin(vm, op, a, b) : NOT_IMPLEMENTED,
    );
  }
}

const ARITHMETIC = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow'] as const;
operators(INT, [...ARITHMETIC, 'and', 'or', 'xor', 'lshift', 'rshift'], isInt, 'fr');
operators(FLOAT, ARITHMETIC, isNumber, 'fr');
comparisons(INT, isInt);
comparisons(FLOAT, isNumber);

operators(STR, ['add'], isString, 'f');
operators(STR, ['mod'], () => true, 'f');
comparisons(STR, isString);
operators(LIST, ['add'], isList, 'f');
comparisons(LIST, isList);
operators(TUPLE, ['add'], isTuple, 'f');
comparisons(TUPLE, isTuple);
for (const cls of [STR, TUPLE]) operators(cls, ['mul'], isInt, 'fr');
operators(LIST, ['mul'], isInt, 'fri');

const ALGEBRA = ['and', 'or', 'sub', 'xor'] as const;
operators(SET, ALGEBRA, isSet, 'fri');
operators(FROZENSET, ALGEBRA, isSet, 'fr');
comparisons(SET, isSet);
comparisons(FROZENSET, isSet);
operators(DICT, ['or'], isDict, 'fri');
comparisons(DICT, isDict, ['__eq__', '__ne__']);
