/** The module `contextlib`: contextmanager, closing, suppress, nullcontext, redirect_stdout, ExitStack. */

import { method, methodList, native } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, PyClass } from '../objects/class.ts';
import { isInstanceOf, type PyExceptionObject, pyError, typeError } from '../objects/exception.ts';
import { type Keywords, Native, PyFunction } from '../objects/function.ts';
import { PyGenerator } from '../objects/generator.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { getAttribute } from '../operations/attributes.ts';
import { callValue } from '../operations/call.ts';
import { generatorNext, generatorThrow } from '../operations/generators.ts';
import { isTrue } from '../operations/truth.ts';
import type { Value } from '../values.ts';
import { abstractClass } from './abc.ts';
import { belongsTo, defineClasses, initializedClass } from './define.ts';

/** Ends a `with` whose body raised: the three arguments of `__exit__`. */
type ExitArguments = [type: Value, error: PyExceptionObject | null, traceback: Value];

// --- contextmanager

const GENERATOR_MANAGER = builtinClass('_GeneratorContextManager', undefined, 'contextlib');

class GeneratorManager {
  readonly make: () => Value;
  generator: Value;
  constructor(make: () => Value) {
    this.make = make;
    this.generator = make();
  }
}
belongsTo(GeneratorManager, GENERATOR_MANAGER);
method(GENERATOR_MANAGER, '__enter__', 0, 0, (vm, self: GeneratorManager) => {
  const value = self.generator instanceof PyGenerator ? generatorNext(vm, self.generator) : undefined;
  if (value === undefined) throw pyError('RuntimeError', "generator didn't yield");
  return value;
});
method(GENERATOR_MANAGER, '__exit__', 3, 3, (vm, self: GeneratorManager, ...[, error]: ExitArguments) => {
  const generator = self.generator as PyGenerator;
  if (error === null) {
    if (generatorNext(vm, generator) === undefined) return false;
    throw pyError('RuntimeError', "generator didn't stop");
  }
  try {
    generatorThrow(vm, generator, error);
  } catch (raised) {
    if (raised === error) return false;
    if (isInstanceOf(raised, 'StopIteration')) return true;
    throw raised;
  }
  throw pyError('RuntimeError', "generator didn't stop after throw()");
});
// Used as a decorator it makes a fresh generator for each call.
method(GENERATOR_MANAGER, '__call__', 1, 1, (_vm, self: GeneratorManager, func: Value) => {
  const run = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) =>
    within(vm, new GeneratorManager(self.make), () => callValue(vm, func, args, keywords));
  const made = new Native('inner', 0, -1, run, GENERATOR_MANAGER);
  made.twin = made;
  return made;
});

/** Runs work inside a manager, as a `with` statement does. */
function within(vm: Interpreter, manager: Value, work: () => Value): Value {
  callValue(vm, getAttribute(vm, manager, '__enter__'), [], null);
  const exit = getAttribute(vm, manager, '__exit__');
  let result: Value;
  try {
    result = work();
  } catch (raised) {
    const error = vm.asException(raised);
    if (error === null) throw raised;
    if (isTrue(vm, callValue(vm, exit, [typeOf(error), error, error.traceback], null))) return null;
    throw raised;
  }
  callValue(vm, exit, [null, null, null], null);
  return result;
}

/** Like the function it wraps, also in a class; names and docstring are those of the function. */
class Manager extends Native {
  readonly func: Value;
  constructor(func: Value, run: Native['run']) {
    super(func instanceof PyFunction ? func.name : 'helper', 0, -1, run, MANAGER);
    this.func = func;
    this.twin = this;
  }
}
const MANAGER = builtinClass('function', undefined, 'contextlib');
belongsTo(Manager, MANAGER);

function contextManager(_vm: Interpreter, func: Value): Value {
  const run = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) =>
    new GeneratorManager(() => callValue(vm, func, args, keywords));
  return new Manager(func, run);
}
methodList(MANAGER, '__call__', (vm, args, keywords) => callValue(vm, args[0]!, args.slice(1), keywords));
method(MANAGER, '__getattr__', 1, 1, (vm, self: Manager, name: string) => getAttribute(vm, self.func, name));

// --- Ready-made managers

const CLOSING = builtinClass('closing', undefined, 'contextlib');
const NULL_CONTEXT = builtinClass('nullcontext', undefined, 'contextlib');
class Holder {
  thing: Value = null;
}
class Null extends Holder {}
initializedClass(CLOSING, Holder, (_vm, self: Holder, args) => {
  self.thing = args[0] ?? null;
});
initializedClass(NULL_CONTEXT, Null, (_vm, self: Null, args, keywords) => {
  self.thing = args[0] ?? keywords?.get('enter_result') ?? null;
});
for (const cls of [CLOSING, NULL_CONTEXT]) method(cls, '__enter__', 0, 0, (_vm, self: Holder) => self.thing);
method(CLOSING, '__exit__', 3, 3, (vm, self: Holder) => {
  callValue(vm, getAttribute(vm, self.thing, 'close'), [], null);
  return null;
});
method(NULL_CONTEXT, '__exit__', 3, 3, () => null);

const SUPPRESS = builtinClass('suppress', undefined, 'contextlib');
class Suppress {
  classes: readonly Value[] = [];
}
initializedClass(SUPPRESS, Suppress, (_vm, self: Suppress, args) => {
  self.classes = args;
});
method(SUPPRESS, '__enter__', 0, 0, () => null);
method(SUPPRESS, '__exit__', 3, 3, (_vm, self: Suppress, ...[type]: ExitArguments) => {
  return (
    type instanceof PyClass && self.classes.some((cls) => cls instanceof PyClass && type.isSubclassOf(cls))
  );
});

const REDIRECT = builtinClass('redirect_stdout', undefined, 'contextlib');
class Redirect {
  target: Value = null;
  readonly before: Value[] = [];
}
initializedClass(REDIRECT, Redirect, (_vm, self: Redirect, args) => {
  self.target = args[0] ?? null;
});
const sys = (vm: Interpreter) => vm.importModule('sys', null, 0) as Module;
method(REDIRECT, '__enter__', 0, 0, (vm, self: Redirect) => {
  self.before.push(sys(vm).get('stdout') ?? null);
  sys(vm).namespace.set('stdout', self.target);
  return self.target;
});
method(REDIRECT, '__exit__', 3, 3, (vm, self: Redirect) => {
  sys(vm).namespace.set('stdout', self.before.pop() ?? null);
  return null;
});

const EXIT_STACK = builtinClass('ExitStack', undefined, 'contextlib');
class ExitStack {
  /** What to call at the end, with the arguments of `__exit__`. */
  exits: ((vm: Interpreter, ...given: ExitArguments) => Value)[] = [];
}
initializedClass(EXIT_STACK, ExitStack, () => {});
method(EXIT_STACK, '__enter__', 0, 0, (_vm, self: ExitStack) => self);
method(EXIT_STACK, 'enter_context', 1, 1, (vm, self: ExitStack, manager: Value) => {
  const exit = getAttribute(vm, manager, '__exit__');
  const value = callValue(vm, getAttribute(vm, manager, '__enter__'), [], null);
  self.exits.push((vm, ...given) => callValue(vm, exit, given, null));
  return value;
});
method(EXIT_STACK, 'push', 1, 1, (vm, self: ExitStack, manager: Value) => {
  const exit =
    typeOf(manager).lookup('__exit__') === undefined ? manager : getAttribute(vm, manager, '__exit__');
  self.exits.push((vm, ...given) => callValue(vm, exit, given, null));
  return manager;
});
methodList(EXIT_STACK, 'callback', (_vm, args, keywords) => {
  const [self, func, ...rest] = args as [ExitStack, Value, ...Value[]];
  if (func === undefined) throw typeError("callback() missing 1 required positional argument: 'callback'");
  self.exits.push((vm) => {
    callValue(vm, func, rest, keywords);
    return false;
  });
  return func;
});
method(EXIT_STACK, 'pop_all', 0, 0, (_vm, self: ExitStack) => {
  const moved = new ExitStack();
  moved.exits = self.exits;
  self.exits = [];
  return moved;
});
function unwind(vm: Interpreter, self: ExitStack, given: ExitArguments): boolean {
  let current = given;
  let handled = false;
  let raised: PyExceptionObject | null = null;
  for (let exit = self.exits.pop(); exit !== undefined; exit = self.exits.pop()) {
    try {
      if (isTrue(vm, exit(vm, ...current)) && current[1] !== null) {
        current = [null, null, null];
        handled = true;
        raised = null;
      }
    } catch (error) {
      raised = vm.asException(error);
      if (raised === null) throw error;
      current = [typeOf(raised), raised, raised.traceback];
    }
  }
  if (raised !== null) throw raised;
  return handled;
}
method(EXIT_STACK, '__exit__', 3, 3, (vm, self: ExitStack, ...given: ExitArguments) =>
  unwind(vm, self, given),
);
method(EXIT_STACK, 'close', 0, 0, (vm, self: ExitStack) => {
  unwind(vm, self, [null, null, null]);
  return null;
});

const ABSTRACT = abstractClass('AbstractContextManager', [typeOf(null).mro.at(-1)!], 'contextlib', (cls) => {
  return cls.lookup('__enter__') !== undefined && cls.lookup('__exit__') !== undefined;
});
method(ABSTRACT, '__enter__', 0, 0, (_vm, self) => self);
ABSTRACT.abstract = ['__exit__'];
/** A base whose instances are decorators too. */
const DECORATOR = builtinClass('ContextDecorator', undefined, 'contextlib');
DECORATOR.open = true;
method(DECORATOR, '__call__', 1, 1, (_vm, self: Value, func: Value) => {
  const run = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) =>
    within(vm, self, () => callValue(vm, func, args, keywords));
  const made = new Native('inner', 0, -1, run, DECORATOR);
  made.twin = made;
  return made;
});

export function makeContextlib(): Module {
  const module = new Module('contextlib');
  defineClasses(module, [CLOSING, NULL_CONTEXT, SUPPRESS, REDIRECT, EXIT_STACK, ABSTRACT, DECORATOR]);
  module.namespace.set('contextmanager', native('contextmanager', 1, 1, contextManager));
  return module;
}
