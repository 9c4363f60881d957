/**
 * What can be called besides classes: Python functions, bound methods, native functions; and the cells through
 * which nested functions share variables.
 */

import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
  type CodeObject,
} from '../code.ts';
import type { Interpreter } from '../interpreter.ts';
import type { PyTuple, Slot, Value } from '../values.ts';
import { type Binding, builtinClass, type PyClass } from './class.ts';
import type { PyDict } from './dict.ts';
import type { Namespace } from './namespace.ts';

export const FUNCTION: PyClass = builtinClass('function');
export const METHOD: PyClass = builtinClass('method');
export const NATIVE: PyClass = builtinClass('builtin_function_or_method');
export const METHOD_DESCRIPTOR: PyClass = builtinClass('method_descriptor');
export const CELL: PyClass = builtinClass('cell');

/** A variable shared between a function and those nested in it; undefined while unbound. */
export class Cell {
  declare readonly cls: PyClass;
  declare value: Slot;
  constructor(value: Slot) {
    this.value = value;
  }
}

export class PyFunction {
  declare readonly cls: PyClass;
  declare readonly binding: Binding;
  declare readonly code: CodeObject;
  declare readonly globals: Namespace;
  /**
   * How many arguments a call must pass so that they can stay where they were pushed: the number of parameters
   * when there are only plain ones, else -1.
   */
  declare readonly plainArgs: number;
  /** Places that a frame takes on the data stack; the slots come first. */
  declare readonly frameSize: number;
  declare readonly slotCount: number;
  declare readonly closure: PyTuple | null;
  declare defaults: PyTuple | null;
  declare keywordDefaults: PyDict | null;
  declare name: string;
  declare qualname: string;
  /** Attributes that programs set on the function. */
  attributes: PyDict | null = null;
  /** Names and annotations in turns, or the dict made of them when it is asked for. */
  annotations: PyTuple | PyDict | null = null;

  constructor(
    code: CodeObject,
    globals: Namespace,
    defaults: PyTuple | null,
    keywordDefaults: PyDict | null,
    closure: PyTuple | null,
  ) {
    this.code = code;
    this.globals = globals;
    const plain = code.kwOnlyArgCount === 0 && (code.flags & (CO_VARARGS | CO_VARKEYWORDS)) === 0;
    this.plainArgs = plain ? code.argCount : -1;
    this.slotCount = code.slotNames.length;
    this.frameSize = this.slotCount + code.stackSize;
    this.closure = closure;
    this.defaults = defaults;
    this.keywordDefaults = keywordDefaults;
    this.name = code.name;
    this.qualname = code.qualname;
  }

  get isGenerator(): boolean {
    return (this.code.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
  }
}

/** A function or native function together with the object it was read from. */
export class BoundMethod {
  declare readonly cls: PyClass;
  declare readonly func: Value;
  declare readonly self: Value;
  constructor(func: Value, self: Value) {
    this.func = func;
    this.self = self;
  }
}

/** Keyword arguments of a call, by name. */
export type Keywords = Map<string, Value>;

/**
 * How a native function takes its arguments:
 * - `positional`: as parameters of the JavaScript function, behind the interpreter; missing ones are undefined.
 * - `list`: as one array, with the keywords (or null) behind it.
 */
export type NativeStyle = 'positional' | 'list';
// biome-ignore lint/suspicious/noExplicitAny: natives say in their own signature what they take; `min` and `max` guard it.
export type NativeCode = (vm: Interpreter, ...args: any[]) => Value;

/** A function written in JavaScript. */
export class Native {
  declare readonly cls: PyClass;
  declare readonly binding: Binding;
  declare readonly name: string;
  declare readonly run: NativeCode;
  /** Fewest and most positional arguments; `max` is -1 for natives of the list style. */
  declare readonly min: number;
  declare readonly max: number;
  /** The class whose method this is, or null; a plain function does not bind. */
  declare readonly owner: PyClass | null;
  /** The method as it is read from its class: see operations/unbound.ts. */
  declare twin: Native | null;
  constructor(name: string, min: number, max: number, run: NativeCode, owner: PyClass | null) {
    this.name = name;
    this.min = min;
    this.max = max;
    this.run = run;
    this.owner = owner;
    this.twin = null;
  }
}

Object.defineProperty(PyFunction.prototype, 'binding', { value: 'method' satisfies Binding });
Object.defineProperty(Native.prototype, 'binding', {
  get(this: Native): Binding {
    return this.owner === null ? 'value' : 'method';
  },
});
Object.defineProperty(PyFunction.prototype, 'cls', { value: FUNCTION });
Object.defineProperty(BoundMethod.prototype, 'cls', {
  get(this: BoundMethod) {
    return this.func instanceof Native ? NATIVE : METHOD;
  },
});
Object.defineProperty(Native.prototype, 'cls', {
  get(this: Native) {
    return this.owner === null ? NATIVE : METHOD_DESCRIPTOR;
  },
});
Object.defineProperty(Cell.prototype, 'cls', { value: CELL });
