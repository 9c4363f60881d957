/**
 * Methods of built-in classes as programs read them from the class: `str.upper`, `list.append`. Nobody has checked what
 * such a method is called on, so it has a twin that does.
 */

import type { Interpreter } from '../interpreter.ts';
import { OBJECT } from '../objects/class.ts';
import { typeError } from '../objects/exception.ts';
import { type Keywords, Native } from '../objects/function.ts';
import { PyPrimitive } from '../objects/primitive.ts';
import { typeOf } from '../objects/scalars.ts';
import type { Value } from '../values.ts';

/** The twin of a method; it is its own twin. */
export function unbound(method: Native): Native {
  if (method.twin === null) {
    const run =
      method.max < 0
        ? (vm: Interpreter, args: readonly Value[], keywords: Keywords | null) =>
            method.run(vm, [receiver(method, args[0]), ...args.slice(1)], keywords)
        : (vm: Interpreter, self: Value, ...rest: Value[]) => method.run(vm, receiver(method, self), ...rest);
    method.twin = new Native(method.name, method.min, method.max, run, method.owner);
    method.twin.twin = method.twin;
  }
  return method.twin;
}

/** What a method of a built-in class works on when it is called on `self`: of subclasses of int, float, str the value. */
export function receiver(method: Native, self: Value | undefined): Value {
  const owner = method.owner!;
  // One that is its own twin takes anything, or checks for itself.
  if (method.twin === method && self !== undefined) return self;
  if (self === undefined) throw typeError(`unbound method ${owner.name}.${method.name}() needs an argument`);
  if (!typeOf(self).isSubclassOf(owner)) {
    if (method.name.startsWith('__')) {
      throw typeError(
        `descriptor '${method.name}' requires a '${owner.name}' object but received a '${typeOf(self).name}'`,
      );
    }
    throw typeError(
      `descriptor '${method.name}' for '${owner.name}' objects doesn't apply to a '${typeOf(self).name}' object`,
    );
  }
  return self instanceof PyPrimitive && owner !== OBJECT ? self.value : self;
}
