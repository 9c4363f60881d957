/** The module `operator`. */

import { isCallable } from '../builtins/callables.ts';
import { expectCount, methodList, native } from '../builtins/define.ts';
import { lengthOf, positionOf } from '../builtins/functions.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { StaticMethod } from '../objects/descriptors.ts';
import { typeError, valueError } from '../objects/exception.ts';
import { type Keywords, Native, type NativeCode } from '../objects/function.ts';
import { Module } from '../objects/module.ts';
import { NOT_IMPLEMENTED, typeOf } from '../objects/scalars.ts';
import {
  binaryOperator,
  FIRST_IN_PLACE,
  OPERATOR_NAMES,
  toInt,
  unaryOperator,
} from '../operations/arithmetic.ts';
import { getAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { compare, contains, equals, same } from '../operations/compare.ts';
import { listOf } from '../operations/iteration.ts';
import { reprOf } from '../operations/repr.ts';
import { deleteItem, getItem, setItem } from '../operations/subscripts.ts';
import { isTrue } from '../operations/truth.ts';
import { PyFloat, PyTuple, type Value } from '../values.ts';
import { belongsTo, define } from './define.ts';

/** Names of functions by the numbers of BINARY_OPERATORS; the ones that Python spells differently included. */
/** As the operators of the loop, by index; `and` and `or` are words of the language. */
const BINARY = OPERATOR_NAMES.map((name) => (name === 'and' || name === 'or' ? `${name}_` : name));
const COMPARING = ['lt', 'le', 'eq', 'ne', 'gt', 'ge'] as const;

/** What itemgetter() and its kin make: a native function with a class of its own. */
class Getter extends Native {
  readonly shown: (vm: Interpreter) => string;
  constructor(cls: PyClass, run: NativeCode, shown: (vm: Interpreter) => string) {
    super(cls.name, 1, 1, run, null);
    this.shown = shown;
    Object.defineProperty(this, 'cls', { value: cls });
  }
}

function getterClass(
  name: string,
  make: (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => NativeCode,
): PyClass {
  const cls = builtinClass(name, undefined, 'operator');
  const construct = new Native(
    '__new__',
    0,
    -1,
    (vm: Interpreter, all: readonly Value[], keywords: Keywords | null) => {
      const args = all.slice(1);
      if (args.length === 0) {
        throw typeError(
          name === 'methodcaller'
            ? 'methodcaller needs at least one argument, the method name'
            : `${name} expected 1 argument, got 0`,
        );
      }
      const shown = (vm: Interpreter) => {
        const named = [...(keywords ?? [])].map(([key, value]) => `${key}=${reprOf(vm, value)}`);
        return `operator.${name}(${[...args.map((arg) => reprOf(vm, arg)), ...named].join(', ')})`;
      };
      return new Getter(cls, make(vm, args, keywords), shown);
    },
    null,
  );
  cls.attributes.set('__new__', new StaticMethod(construct));
  methodList(cls, '__call__', (vm, args, keywords) => callValue(vm, args[0]!, args.slice(1), keywords));
  methodList(cls, '__repr__', (vm, args) => (args[0] as Getter).shown(vm));
  return cls;
}
belongsTo(Getter, builtinClass('getter', undefined, 'operator'));

const ITEM_GETTER = getterClass('itemgetter', (_vm, args) => {
  if (args.length > 1) {
    return (vm, object: Value) => new PyTuple(args.map((arg) => getItem(vm, object, arg)));
  }
  const index = args[0]!;
  if (typeof index !== 'number' || index < 0) return (vm, object: Value) => getItem(vm, object, index);
  return (vm, object: Value) => {
    if (object instanceof PyTuple && typeOf(object).builtin) {
      const item = object.items[index];
      if (item !== undefined) return item;
    }
    return getItem(vm, object, index);
  };
});

function attributeOf(vm: Interpreter, object: Value, path: readonly string[]): Value {
  let value = object;
  for (const name of path) value = getAttribute(vm, value, name);
  return value;
}

const ATTRIBUTE_GETTER = getterClass('attrgetter', (_vm, args) => {
  const paths = args.map((arg) => {
    if (typeof arg !== 'string') throw typeError('attribute name must be a string');
    return arg.split('.');
  });
  const first = paths[0]!;
  if (paths.length > 1) {
    return (vm, object: Value) => new PyTuple(paths.map((path) => attributeOf(vm, object, path)));
  }
  return (vm, object: Value) => attributeOf(vm, object, first);
});

const METHOD_CALLER = getterClass('methodcaller', (_vm, [name, ...args], keywords) => {
  if (typeof name !== 'string') throw typeError('method name must be a string');
  return (vm, object: Value) => callValue(vm, getAttribute(vm, object, name), args, keywords);
});

function index(vm: Interpreter, value: Value): Value {
  const int = toInt(value);
  if (int !== undefined) return int;
  const method = typeOf(value).lookup('__index__');
  if (method === undefined)
    throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return callValue(vm, method, [value], null);
}

function absolute(vm: Interpreter, value: Value): Value {
  if (value instanceof PyFloat) return new PyFloat(Math.abs(value.value));
  return callValue(vm, vm.builtins.get('abs')!, [value], null);
}

export function makeOperator(): Module {
  const module = new Module('operator');
  const both = (name: string, min: number, max: number, run: NativeCode) => {
    define(module, name, min, max, run);
    module.namespace.set(`__${name.replace(/_$/, '')}__`, native(name, min, max, run));
  };
  BINARY.forEach((name, i) => {
    both(name, 2, 2, (vm, a: Value, b: Value) => binaryOperator(vm, i, a, b));
    both(`i${name.replace(/_$/, '')}`, 2, 2, (vm, a: Value, b: Value) =>
      binaryOperator(vm, i + FIRST_IN_PLACE, a, b),
    );
  });
  COMPARING.forEach((name, i) => {
    both(name, 2, 2, (vm, a: Value, b: Value) => compare(vm, i, a, b));
  });
  both('neg', 1, 1, (vm, a: Value) => unaryOperator(vm, '-', a));
  both('pos', 1, 1, (vm, a: Value) => unaryOperator(vm, '+', a));
  both('invert', 1, 1, (vm, a: Value) => unaryOperator(vm, '~', a));
  both('inv', 1, 1, (vm, a: Value) => unaryOperator(vm, '~', a));
  both('abs', 1, 1, absolute);
  both('index', 1, 1, index);
  both('not_', 1, 1, (vm, a: Value) => !isTrue(vm, a));
  define(module, 'truth', 1, 1, (vm, a: Value) => isTrue(vm, a));
  define(module, 'is_', 2, 2, (_vm, a: Value, b: Value) => a === b || same(a, b));
  define(module, 'is_not', 2, 2, (_vm, a: Value, b: Value) => !(a === b || same(a, b)));
  both('concat', 2, 2, (vm, a: Value, b: Value) => {
    if (typeof a !== 'string' && typeOf(a).lookup('__getitem__') === undefined) {
      throw typeError(`'${typeOf(a).name}' object can't be concatenated`);
    }
    return binaryOperator(vm, 0, a, b);
  });
  both('contains', 2, 2, (vm, a: Value, b: Value) => contains(vm, a, b));
  both('getitem', 2, 2, getItem);
  both('setitem', 3, 3, (vm, a: Value, b: Value, c: Value) => {
    setItem(vm, a, b, c);
    return null;
  });
  both('delitem', 2, 2, (vm, a: Value, b: Value) => {
    deleteItem(vm, a, b);
    return null;
  });
  define(module, 'countOf', 2, 2, (vm, a: Value, b: Value) => {
    return listOf(vm, a).filter((item) => item === b || equals(vm, item, b)).length;
  });
  define(module, 'indexOf', 2, 2, (vm, a: Value, b: Value) => {
    const at = positionOf(vm, listOf(vm, a), b);
    if (at < 0) throw valueError('sequence.index(x): x not in sequence');
    return at;
  });
  define(module, 'length_hint', 1, 2, (vm, a: Value, usual: Value = 0) => {
    if (typeof a === 'string' || typeOf(a).lookup('__len__') !== undefined) return lengthOf(vm, a);
    const hint = typeOf(a).lookup('__length_hint__');
    const value = hint === undefined ? NOT_IMPLEMENTED : callValue(vm, hint, [a], null);
    return value === NOT_IMPLEMENTED ? usual : value;
  });
  module.namespace.set(
    'call',
    new Native(
      'call',
      0,
      -1,
      (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => {
        if (!isCallable(args[0]!)) expectCount('call', args, 1);
        return callValue(vm, args[0]!, args.slice(1), keywords);
      },
      null,
    ),
  );
  for (const cls of [ITEM_GETTER, ATTRIBUTE_GETTER, METHOD_CALLER]) module.namespace.set(cls.name, cls);
  return module;
}
