/** Calling: binding arguments to parameters, and calls that start in JavaScript. */

import { CO_VARARGS, CO_VARKEYWORDS } from '../code.ts';
import { Frame } from '../frame.ts';
import type { Interpreter } from '../interpreter.ts';
import { CLASSES, OBJECT, PyClass, TYPE } from '../objects/class.ts';
import { StaticMethod } from '../objects/descriptors.ts';
import { PyDict } from '../objects/dict.ts';
import { type PyExceptionObject, typeError } from '../objects/exception.ts';
import { BoundMethod, type Keywords, Native, PyFunction } from '../objects/function.ts';
import { PyInstance } from '../objects/instance.ts';
import { PyPrimitive } from '../objects/primitive.ts';
import { typeOf } from '../objects/scalars.ts';
import { blankSlots } from '../objects/shape.ts';
import { PyTuple, type Slot, type Value } from '../values.ts';
import { receiver } from './unbound.ts';

/** Calls any value from JavaScript. */
export function callValue(
  vm: Interpreter,
  f: Value,
  args: readonly Value[],
  keywords: Keywords | null,
): Value {
  if (f instanceof PyFunction) return callFunction(vm, f, args, keywords, null);
  if (f instanceof BoundMethod) return callValue(vm, f.func, [f.self, ...args], keywords);
  if (f instanceof Native) {
    if (f.owner !== null && args[0] instanceof PyPrimitive) return callOnPrimitive(vm, f, args, keywords);
    if (f.max < 0) return f.run(vm, args, keywords);
    if (keywords !== null && keywords.size > 0) throw typeError(`${f.name}() takes no keyword arguments`);
    if (args.length < f.min || args.length > f.max) throw wrongCount(f, args.length);
    return f.run(vm, ...args);
  }
  if (f instanceof PyClass) return callClass(vm, f, args, keywords);
  if (f instanceof StaticMethod) return callValue(vm, f.func, args, keywords);
  const method = typeOf(f).lookup('__call__');
  if (method === undefined) throw typeError(`'${typeOf(f).name}' object is not callable`);
  return callValue(vm, method, [f, ...args], keywords);
}

function callOnPrimitive(
  vm: Interpreter,
  f: Native,
  args: readonly Value[],
  keywords: Keywords | null,
): Value {
  const self = receiver(f, args[0]);
  const run = new Native(f.name, f.min, f.max, f.run, null);
  return callValue(vm, run, [self, ...args.slice(1)], keywords);
}

/** Runs a function in a frame of its own, above everything that lies on the data stack. */
export function callFunction(
  vm: Interpreter,
  f: PyFunction,
  args: readonly Value[],
  keywords: Keywords | null,
  owner: object | null,
): Value {
  const base = vm.free();
  let names: PyTuple | null = null;
  let all = args;
  if (keywords !== null && keywords.size > 0) {
    names = new PyTuple([...keywords.keys()]);
    all = [...args, ...keywords.values()];
  }
  const { stack } = vm;
  const limit = base + Math.max(f.frameSize, all.length);
  if (limit > vm.reached) vm.reach(limit);
  for (let i = 0; i < all.length; i++) stack[base + i] = all[i];
  if (all.length === f.plainArgs && names === null) {
    for (let i = base + all.length; i < base + f.slotCount; i++) stack[i] = undefined;
  } else {
    bindArguments(f, stack, base, all.length, names);
  }
  return vm.enter(
    new Frame(f.code, f.globals, null, f, vm.frame, stack, base, base + f.slotCount, limit, owner),
  );
}

/** Calls a native with arguments that lie on a stack; their number is right. */
export function callNative(vm: Interpreter, f: Native, values: Slot[], first: number, n: number): Value {
  switch (n) {
    case 0:
      return f.run(vm);
    case 1:
      return f.run(vm, values[first]);
    case 2:
      return f.run(vm, values[first], values[first + 1]);
    case 3:
      return f.run(vm, values[first], values[first + 1], values[first + 2]);
    default:
      return f.run(vm, ...values.slice(first, first + n));
  }
}

export function wrongCount(f: Native, given: number): PyExceptionObject {
  const self = f.owner === null ? 0 : 1;
  const [min, max, got] = [f.min - self, f.max - self, given - self];
  const name = f.owner === null ? f.name : `${f.owner.name}.${f.name}`;
  if (got < 0) return typeError(`unbound method ${name}() needs an argument`);
  if (min === max) {
    if (min > 1) return typeError(`${f.name} expected ${min} arguments, got ${got}`);
    const wanted = min === 0 ? 'no arguments' : 'exactly one argument';
    return typeError(`${name}() takes ${wanted} (${got} given)`);
  }
  return got < min
    ? typeError(`${f.name} expected at least ${min} argument${min === 1 ? '' : 's'}, got ${got}`)
    : typeError(`${f.name} expected at most ${max} argument${max === 1 ? '' : 's'}, got ${got}`);
}

// --- Classes

const OBJECT_NEW = '__new__';

/**
 * The Python function that a call of the class amounts to, after making a plain instance; null when the call is
 * anything more than that.
 */
export function initOf(cls: PyClass): PyFunction | null {
  if (cls.builtin) return null;
  if (cls.initEpoch === CLASSES.epoch) return cls.plainInit as PyFunction | null;
  let init: PyFunction | null = null;
  if (!callsOwnMetaclass(cls) && !cls.abstract && cls.allocate === OBJECT.allocate) {
    const found = cls.lookup('__init__');
    if (found instanceof PyFunction && cls.lookup(OBJECT_NEW) === OBJECT.lookup(OBJECT_NEW)) {
      if (!found.isGenerator) init = found;
    }
  }
  cls.plainInit = init;
  cls.initEpoch = CLASSES.epoch;
  return init;
}

export function callClass(
  vm: Interpreter,
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords | null,
): Value {
  if (cls === TYPE && args.length === 1 && keywords === null) return typeOf(args[0]!);
  if (cls.builtin) return constructBuiltin(vm, cls, args, keywords);
  const plain = initOf(cls);
  if (plain !== null) {
    const instance = new PyInstance(cls.rootShape, blankSlots(cls.slotHint));
    return constructed(instance, callFunction(vm, plain, [instance, ...args], keywords, null));
  }
  if (callsOwnMetaclass(cls)) {
    return callValue(vm, cls.metaclass!.lookup('__call__')!, [cls, ...args], keywords);
  }
  return makeInstance(vm, cls, args, keywords);
}

function callsOwnMetaclass(cls: PyClass): boolean {
  return cls.metaclass !== null && cls.metaclass.lookup('__call__') !== TYPE.lookup('__call__');
}

/** Calls a built-in class with arguments that lie on a stack. */
export function callBuiltinClass(
  vm: Interpreter,
  cls: PyClass,
  values: Slot[],
  first: number,
  n: number,
): Value {
  if (cls === TYPE && n === 1) return typeOf(values[first]!);
  const args: Value[] = [cls];
  for (let i = first; i < first + n; i++) args.push(values[i]!);
  return builtinMaker(cls).run(vm, args, null);
}

/** For built-in classes `__new__` does everything; their `__init__` is there for subclasses. */
function constructBuiltin(
  vm: Interpreter,
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords | null,
): Value {
  return builtinMaker(cls).run(vm, [cls, ...args], keywords);
}

function builtinMaker(cls: PyClass): Native {
  let make = cls.plainInit as Native | null;
  if (make === null) {
    make = (cls.lookup(OBJECT_NEW) as StaticMethod).func as Native;
    cls.plainInit = make;
  }
  return make;
}

/** What type.__call__ does: `__new__`, then `__init__` when that made an instance of the class. */
export function makeInstance(
  vm: Interpreter,
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords | null,
): Value {
  const found = cls.lookup(OBJECT_NEW)!;
  const make = found instanceof StaticMethod ? found.func : found;
  const instance = callValue(vm, make, [cls, ...args], keywords);
  const made = typeOf(instance);
  if (made.isSubclassOf(cls)) {
    const init = made.lookup('__init__');
    if (init !== undefined && init !== OBJECT.lookup('__init__')) {
      constructed(instance as object, callValue(vm, init, [instance, ...args], keywords));
    } else if ((args.length > 0 || (keywords?.size ?? 0) > 0) && found === OBJECT.lookup(OBJECT_NEW)) {
      throw typeError(`${cls.name}() takes no arguments`);
    }
  }
  return instance;
}

/** What a call of a class yields, given what `__init__` returned. */
export function constructed(instance: object, returned: Value): Value {
  if (returned !== null) {
    throw typeError(`__init__() should return None, not '${typeOf(returned).name}'`);
  }
  return instance;
}

// --- Arguments

/**
 * Spreads `n` arguments, the last of them named by `names`, over the slots of a function. They lie at `first`,
 * where the slots begin. All slots are written.
 */
export function bindArguments(
  f: PyFunction,
  stack: Slot[],
  first: number,
  n: number,
  names: PyTuple | null,
): void {
  const { code } = f;
  const named = names === null ? 0 : names.items.length;
  const given = n - named;
  const { argCount, kwOnlyArgCount, flags } = code;
  const total = argCount + kwOnlyArgCount;
  const extra = given > argCount ? (stack.slice(first + argCount, first + given) as Value[]) : [];
  const byName = named === 0 ? [] : (stack.slice(first + given, first + n) as Value[]);
  const limit = first + Math.max(f.slotCount, n);
  for (let i = first + Math.min(given, argCount); i < limit; i++) stack[i] = undefined;

  let rest: PyDict | null = null;
  if ((flags & CO_VARKEYWORDS) !== 0) rest = new PyDict();
  let next = first + total;
  if ((flags & CO_VARARGS) !== 0) stack[next++] = new PyTuple(extra);
  if (rest !== null) stack[next] = rest;

  for (let i = 0; i < named; i++) {
    const name = names!.items[i] as string;
    const slot = code.slotNames.indexOf(name);
    if (slot >= code.posOnlyArgCount && slot < total) {
      if (stack[first + slot] !== undefined) {
        throw typeError(`${f.qualname}() got multiple values for argument '${name}'`);
      }
      stack[first + slot] = byName[i];
    } else if (rest !== null) {
      rest.setString(name, byName[i]!);
    } else if (slot >= 0 && slot < code.posOnlyArgCount) {
      const positional = code.slotNames.slice(0, code.posOnlyArgCount);
      const wrong = positional.filter((parameter) => names!.items.includes(parameter)).join(', ');
      throw typeError(
        `${f.qualname}() got some positional-only arguments passed as keyword arguments: '${wrong}'`,
      );
    } else {
      throw typeError(`${f.qualname}() got an unexpected keyword argument '${name}'`);
    }
  }

  if (extra.length > 0 && (flags & CO_VARARGS) === 0) throw tooMany(f, given, stack, first);

  const defaults = f.defaults === null ? [] : f.defaults.items;
  const required = argCount - defaults.length;
  const missing: string[] = [];
  for (let i = 0; i < argCount; i++) {
    if (stack[first + i] !== undefined) continue;
    if (i >= required) stack[first + i] = defaults[i - required];
    else missing.push(code.slotNames[i]!);
  }
  if (missing.length > 0) throw missingArguments(f, missing, 'positional');
  for (let i = argCount; i < total; i++) {
    if (stack[first + i] !== undefined) continue;
    const value = f.keywordDefaults?.getString(code.slotNames[i]!);
    if (value === undefined) missing.push(code.slotNames[i]!);
    else stack[first + i] = value;
  }
  if (missing.length > 0) throw missingArguments(f, missing, 'keyword-only');
}

function missingArguments(f: PyFunction, names: string[], kind: string): PyExceptionObject {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop()!;
  const list = quoted.length === 0 ? last : `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`;
  const plural = names.length === 1 ? '' : 's';
  return typeError(`${f.qualname}() missing ${names.length} required ${kind} argument${plural}: ${list}`);
}

function tooMany(f: PyFunction, given: number, stack: Slot[], first: number): PyExceptionObject {
  const { code } = f;
  const optional = f.defaults === null ? 0 : f.defaults.items.length;
  const takes = optional > 0 ? `from ${code.argCount - optional} to ${code.argCount}` : `${code.argCount}`;
  const plural = code.argCount === 1 && optional === 0 ? '' : 's';
  let kwOnly = 0;
  for (let i = 0; i < code.kwOnlyArgCount; i++) if (stack[first + code.argCount + i] !== undefined) kwOnly++;
  const many = given === 1 ? '' : 's';
  const named =
    kwOnly === 0
      ? ''
      : ` positional argument${many} (and ${kwOnly} keyword-only argument${kwOnly === 1 ? '' : 's'})`;
  const was = given === 1 && kwOnly === 0 ? 'was' : 'were';
  return typeError(
    `${f.qualname}() takes ${takes} positional argument${plural} but ${given}${named} ${was} given`,
  );
}
