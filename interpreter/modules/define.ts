/** What the files of modules share: putting functions into modules, and classes that programs may derive from. */

import { constructorOf, type ListCode, methodList, native, nativeList } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import type { PyClass } from '../objects/class.ts';
import { typeError } from '../objects/exception.ts';
import type { Keywords, NativeCode } from '../objects/function.ts';
import type { Module } from '../objects/module.ts';
import type { Shape } from '../objects/shape.ts';
import type { Slot, Value } from '../values.ts';

/** A function of a module with `min` to `max` positional arguments. */
export function define(module: Module, name: string, min: number, max: number, run: NativeCode): void {
  module.namespace.set(name, native(name, min, max, run));
}

/** A function of a module that takes any arguments. */
export function defineList(module: Module, name: string, run: ListCode): void {
  module.namespace.set(name, nativeList(name, run));
}

/** Puts classes into a module under their own names. */
export function defineClasses(module: Module, classes: readonly PyClass[]): void {
  for (const cls of classes) module.namespace.set(cls.name, cls);
}

/** Says that instances of a JavaScript class are instances of a built-in class. */
export function belongsTo(kind: { prototype: object }, cls: PyClass): void {
  Object.defineProperty(kind.prototype, 'cls', { value: cls, configurable: true });
}

/**
 * Lets programs derive from a built-in class whose instances are `Kind`s: an instance of a program's class is a Kind
 * with shape and slots added (see objects/instance.ts).
 */
export function openClass(cls: PyClass, Kind: new () => object): void {
  belongsTo(Kind, cls);
  const Derived = class extends Kind {
    declare shape: Shape;
    slots: Slot[] = [];
    constructor(shape: Shape) {
      super();
      this.shape = shape;
    }
  };
  Object.defineProperty(Derived.prototype, 'cls', {
    get(this: { shape: Shape }) {
      return this.shape.cls;
    },
  });
  cls.open = true;
  cls.allocate = (wanted) => (wanted.builtin ? new Kind() : new Derived(wanted.rootShape));
}

/** Fills a new object from the arguments of the call. */
export type Initialize = (
  vm: Interpreter,
  // biome-ignore lint/suspicious/noExplicitAny: the initializer of a class is given instances of that class only.
  self: any,
  args: readonly Value[],
  keywords: Keywords | null,
) => void;

/** Like openClass; `init` is what `__init__` does. */
export function initializedClass(cls: PyClass, Kind: new () => object, init: Initialize): void {
  openClass(cls, Kind);
  constructorOf(cls, (vm, args, keywords) => {
    const wanted = args[0] as PyClass;
    const made = wanted.allocate!(wanted);
    if (wanted.builtin) init(vm, made, args.slice(1), keywords);
    return made;
  });
  methodList(cls, '__init__', (vm, args, keywords) => {
    init(vm, args[0], args.slice(1), keywords);
    return null;
  });
}

/** Something that a module keeps about classes. It lies with the class: there is no map outside to look it up in. */
export class ClassNote<T> {
  readonly #key: symbol;
  constructor(name: string) {
    this.#key = Symbol(name);
  }
  get(cls: PyClass): T | undefined {
    return cls.notes?.get(this.#key) as T | undefined;
  }
  set(cls: PyClass, value: T): void {
    cls.notes ??= new Map();
    cls.notes.set(this.#key, value);
  }
}

/** Refuses keywords where a function takes none. */
export function noKeywords(name: string, keywords: Keywords | null): void {
  if (keywords !== null && keywords.size > 0) throw typeError(`${name}() takes no keyword arguments`);
}
