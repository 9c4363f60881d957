/** getattr and its kin, vars, dir, globals, locals. */

import type { Interpreter } from '../interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { isInstanceOf, pyError, typeError } from '../objects/exception.ts';
import { Cell, type Native } from '../objects/function.ts';
import { PyList } from '../objects/list.ts';
import { liveDict } from '../objects/namespace-dict.ts';
import { deleteAttribute, findAttribute, getAttribute, setAttribute } from '../operations/attributes.ts';
import type { Value } from '../values.ts';
import { native } from './define.ts';
import { namesOf } from './object.ts';

function checkName(name: Value, of: string): string {
  if (typeof name !== 'string') throw typeError(`${of}(): attribute name must be string`);
  return name;
}

export const ATTRIBUTE_FUNCTIONS: readonly Native[] = [
  native('getattr', 2, 3, (vm, object: Value, name: Value, fallback?: Value) => {
    if (fallback === undefined) return getAttribute(vm, object, checkName(name, 'getattr'));
    try {
      const value = findAttribute(vm, object, checkName(name, 'getattr'));
      return value === undefined ? fallback : value;
    } catch (error) {
      if (isInstanceOf(error, 'AttributeError')) return fallback;
      throw error;
    }
  }),
  native('hasattr', 2, 2, (vm, object: Value, name: Value) => {
    try {
      return findAttribute(vm, object, checkName(name, 'hasattr')) !== undefined;
    } catch (error) {
      if (isInstanceOf(error, 'AttributeError')) return false;
      throw error;
    }
  }),
  native('setattr', 3, 3, (vm, object: Value, name: Value, value: Value) => {
    setAttribute(vm, object, checkName(name, 'setattr'), value);
    return null;
  }),
  native('delattr', 2, 2, (vm, object: Value, name: Value) => {
    deleteAttribute(vm, object, checkName(name, 'delattr'));
    return null;
  }),
  native('vars', 0, 1, (vm, object?: Value) => {
    if (object === undefined) return localsOf(vm);
    const dict = dictOf(vm, object);
    if (dict === undefined) throw typeError('vars() argument must have __dict__ attribute');
    return dict;
  }),
  native('dir', 0, 1, (vm, object?: Value) => {
    if (object === undefined) return new PyList((localsOf(vm).keys() as string[]).sort());
    return new PyList(namesOf(object, vm));
  }),
  native('globals', 0, 0, (vm) => {
    if (vm.frame === null) throw pyError('SystemError', 'globals() needs a frame');
    return liveDict(vm.frame.globals);
  }),
  native('locals', 0, 0, (vm) => localsOf(vm)),
];

function dictOf(vm: Interpreter, object: Value): Value | undefined {
  try {
    return findAttribute(vm, object, '__dict__');
  } catch (error) {
    if (isInstanceOf(error, 'AttributeError')) return undefined;
    throw error;
  }
}

function localsOf(vm: Interpreter): PyDict {
  const { frame } = vm;
  if (frame === null) return new PyDict();
  if (frame.names !== null) return liveDict(frame.names);
  const dict = new PyDict();
  frame.code.slotNames.forEach((name, i) => {
    let value = frame.values[frame.base + i];
    if (value instanceof Cell) value = value.value;
    if (value !== undefined && !name.startsWith('.')) dict.setString(name, value);
  });
  return dict;
}
