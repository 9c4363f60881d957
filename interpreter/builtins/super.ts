/**
 * super(): attributes of the classes behind a class in the order of an object's class.
 *
 * Without arguments the class is found in the caller's variable `__class__`, which the compiler provides, and the
 * object is its first parameter.
 */

import type { Frame } from '../frame.ts';
import { builtinClass, PyClass } from '../objects/class.ts';
import { pyError, typeError } from '../objects/exception.ts';
import { Cell } from '../objects/function.ts';
import { typeOf } from '../objects/scalars.ts';
import { bind } from '../operations/attributes.ts';
import type { Slot, Value } from '../values.ts';
import { constructorOf, method, methodList } from './define.ts';

export const SUPER: PyClass = builtinClass('super');

class PySuper {
  declare readonly cls: PyClass;
  readonly after: PyClass;
  readonly object: Value;
  /** The class whose order counts: the object's, or the object itself in a class method. */
  readonly start: PyClass;
  constructor(after: PyClass, object: Value, start: PyClass) {
    this.after = after;
    this.object = object;
    this.start = start;
  }
}
Object.defineProperty(PySuper.prototype, 'cls', { value: SUPER });

constructorOf(SUPER, (vm, args) => {
  if (args.length === 1) return ofCaller(vm.frame);
  const [, cls, object] = args;
  if (!(cls instanceof PyClass)) {
    throw typeError(`super() argument 1 must be a type, not ${typeOf(cls!).name}`);
  }
  if (object === undefined)
    throw typeError('super() with one argument is outside the supported subset of Python');
  return superOf(cls, object);
});
methodList(SUPER, '__init__', () => null);
method(SUPER, '__getattribute__', 1, 1, (vm, self: PySuper, name: string) => {
  const value = superAttribute(self, name);
  if (value === undefined) {
    const own = name === '__class__' ? SUPER : undefined;
    if (own !== undefined) return own;
    throw pyError('AttributeError', `'super' object has no attribute '${name}'`);
  }
  const isClass = self.object === self.start;
  return bind(vm, value, isClass ? undefined : self.object, self.start);
});

function superAttribute(self: PySuper, name: string): Slot {
  return self.start.lookupAfter(self.after, name);
}

function superOf(cls: PyClass, object: Value): PySuper {
  if (typeOf(object).isSubclassOf(cls)) return new PySuper(cls, object, typeOf(object));
  if (object instanceof PyClass && object.isSubclassOf(cls)) return new PySuper(cls, object, object);
  throw typeError('super(type, obj): obj must be an instance or subtype of type');
}

function ofCaller(frame: Frame | null): PySuper {
  if (frame === null) throw pyError('RuntimeError', 'super(): no current frame');
  const { code, values, base } = frame;
  if (code.argCount === 0) throw pyError('RuntimeError', 'super(): no arguments');
  let object = values[base];
  if (object instanceof Cell) object = object.value;
  if (object === undefined) throw pyError('RuntimeError', 'super(): arg[0] deleted');
  const at = code.slotNames.indexOf('__class__', code.slotNames.length - code.freeCount);
  const cell = at < 0 ? undefined : values[base + at];
  if (!(cell instanceof Cell)) throw pyError('RuntimeError', 'super(): __class__ cell not found');
  if (!(cell.value instanceof PyClass)) throw pyError('RuntimeError', 'super(): empty __class__ cell');
  return superOf(cell.value, object);
}
