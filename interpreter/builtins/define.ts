/** How natives are put into classes and modules. */

import type { Interpreter } from '../interpreter.ts';
import type { PyClass } from '../objects/class.ts';
import { GetSet, StaticMethod } from '../objects/descriptors.ts';
import { typeError } from '../objects/exception.ts';
import { type Keywords, Native, type NativeCode } from '../objects/function.ts';
import { typeOf } from '../objects/scalars.ts';
import { indexOf } from '../operations/subscripts.ts';
import type { Value } from '../values.ts';

/** Code of a native that takes its arguments as one array, and keywords. */
export type ListCode = (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) => Value;

/** A function with `min` to `max` positional arguments. */
export function native(name: string, min: number, max: number, run: NativeCode): Native {
  return new Native(name, min, max, run, null);
}

/** A function that takes any arguments, keywords too. */
export function nativeList(name: string, run: ListCode): Native {
  return new Native(name, 0, -1, run, null);
}

/** A method with `min` to `max` arguments behind self. */
export function method(cls: PyClass, name: string, min: number, max: number, run: NativeCode): void {
  cls.attributes.set(name, new Native(name, min + 1, max + 1, run, cls));
}

/** A method that takes any arguments; self is the first of them. */
export function methodList(cls: PyClass, name: string, run: ListCode): void {
  cls.attributes.set(name, new Native(name, 0, -1, run, cls));
}

/** An attribute that is computed. */
export function attribute(cls: PyClass, name: string, get: GetSet['get'], set: GetSet['set'] = null): void {
  cls.attributes.set(name, new GetSet(name, get, set));
}

/**
 * `__new__`: makes an instance of the class that is its first argument. A call of `cls` itself may pass `most` more;
 * subclasses may have an `__init__` that takes others.
 */
export function constructorOf(cls: PyClass, run: ListCode, most = -1): void {
  const checked: ListCode = (vm, args, keywords) => {
    if (args[0] === cls && args.length - 1 > most) {
      throw typeError(
        `${cls.name} expected at most ${most} argument${most === 1 ? '' : 's'}, got ${args.length - 1}`,
      );
    }
    return run(vm, args, keywords);
  };
  const code = most < 0 ? run : checked;
  cls.attributes.set('__new__', new StaticMethod(new Native('__new__', 0, -1, code, null)));
}

/** An argument that must be an int, or have `__index__`. */
export function integer(vm: Interpreter, value: Value): number {
  const int = indexOf(vm, value);
  if (int === undefined) {
    throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  }
  return int;
}

/** A limit of a part of a sequence; undefined for None and for none given. */
export function limit(vm: Interpreter, value: Value | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  const int = indexOf(vm, value);
  if (int === undefined) {
    throw typeError('slice indices must be integers or None or have an __index__ method');
  }
  return int;
}

/** Like limit, where None will not do. */
export function place(vm: Interpreter, value: Value): number {
  const int = indexOf(vm, value);
  if (int === undefined) throw typeError('slice indices must be integers or have an __index__ method');
  return int;
}

/** Refuses a call with another number of positional arguments. */
export function expectCount(name: string, args: readonly Value[], count: number): void {
  if (args.length === count) return;
  throw typeError(`${name} expected ${count} argument${count === 1 ? '' : 's'}, got ${args.length}`);
}

/**
 * Sorts the arguments of a call by parameter name: `parse('f', ['a', 'b'], 1, args, keywords)` yields [a, b?] when
 * at least one is given.
 */
export function parse(
  name: string,
  parameters: readonly string[],
  required: number,
  args: readonly Value[],
  keywords: Keywords | null,
): (Value | undefined)[] {
  if (args.length > parameters.length) {
    throw typeError(
      `${name}() takes at most ${parameters.length} argument${parameters.length === 1 ? '' : 's'} (${args.length} given)`,
    );
  }
  const found: (Value | undefined)[] = parameters.map((_, i) => args[i]);
  for (const [key, value] of keywords ?? []) {
    const at = parameters.indexOf(key);
    if (at < 0) throw typeError(`'${key}' is an invalid keyword argument for ${name}()`);
    if (found[at] !== undefined)
      throw typeError(`argument for ${name}() given by name ('${key}') and position`);
    found[at] = value;
  }
  for (let i = 0; i < required; i++) {
    if (found[i] === undefined) {
      throw typeError(`${name}() missing required argument '${parameters[i]}' (pos ${i + 1})`);
    }
  }
  return found;
}
