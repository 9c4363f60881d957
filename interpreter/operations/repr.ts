/** repr(), str() and ascii() of any value. */

import { CodeObject } from '../code.ts';
import type { Interpreter } from '../interpreter.ts';
import { PyByteArray } from '../objects/byte-array.ts';
import { OBJECT, PyClass } from '../objects/class.ts';
import { PyDict } from '../objects/dict.ts';
import { EXCEPTIONS, PyExceptionObject, typeError } from '../objects/exception.ts';
import { BoundMethod, Native, PyFunction } from '../objects/function.ts';
import { PyGenerator } from '../objects/generator.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { PyPrimitive } from '../objects/primitive.ts';
import { PyRange, PySlice, Singleton, typeOf } from '../objects/scalars.ts';
import { AnySet, PyFrozenSet } from '../objects/set.ts';
import { ELLIPSIS, PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { callValue } from './call.ts';
import { floatRepr } from './floats.ts';

/** `asked` names the method in the complaint about a result that is no string. */
export function reprOf(vm: Interpreter, value: Value, asked = '__repr__'): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return String(value);
    case 'string':
      return quote(value);
    case 'boolean':
      return value ? 'True' : 'False';
  }
  if (value === null) return 'None';
  const cls = typeOf(value);
  if (!cls.builtin || cls.module !== 'builtins') {
    const method = cls.lookup('__repr__');
    if (method !== undefined && method !== OBJECT.lookup('__repr__')) {
      const text = callValue(vm, method, [value], null);
      if (typeof text !== 'string')
        throw typeError(`${asked} returned non-string (type ${typeOf(text).name})`);
      return text;
    }
  }
  return builtinRepr(vm, value);
}

/** What the built-in classes' own `__repr__` do. */
export function builtinRepr(vm: Interpreter, value: Value): string {
  if (typeof value !== 'object' || value === null) return reprOf(vm, value);
  if (value instanceof PyPrimitive) return reprOf(vm, value.value);
  if (value instanceof PyFloat) return floatRepr(value.value);
  if (value instanceof PyTuple) {
    const items = value.items.map((item) => reprOf(vm, item));
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  if (value instanceof PyList) {
    return guarded(vm, value, '[...]', () => `[${value.items.map((item) => reprOf(vm, item)).join(', ')}]`);
  }
  if (value instanceof PyDict) {
    return guarded(vm, value, '{...}', () => {
      const parts: string[] = [];
      for (const entry of value.entries.values()) {
        parts.push(`${reprOf(vm, entry.key)}: ${reprOf(vm, entry.value)}`);
      }
      return `{${parts.join(', ')}}`;
    });
  }
  if (value instanceof AnySet) {
    const name = typeOf(value).name;
    if (value.size === 0) return `${name}()`;
    return guarded(vm, value, `${name}(...)`, () => {
      const items = `{${value
        .keys()
        .map((key) => reprOf(vm, key))
        .join(', ')}}`;
      return value instanceof PyFrozenSet || name !== 'set' ? `${name}(${items})` : items;
    });
  }
  if (value instanceof PyByteArray) return `bytearray(${bytesRepr(value.bytes)})`;
  if (value instanceof PyBytes) return bytesRepr(value.bytes);
  if (value instanceof PyRange) {
    const { start, stop, step } = value;
    return step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
  }
  if (value instanceof PySlice) {
    return `slice(${reprOf(vm, value.start)}, ${reprOf(vm, value.stop)}, ${reprOf(vm, value.step)})`;
  }
  if (value instanceof Singleton) return value.name;
  if (value === ELLIPSIS) return 'Ellipsis';
  if (value instanceof PyExceptionObject) {
    const { items } = value.args;
    return `${typeOf(value).name}(${items.map((item) => reprOf(vm, item)).join(', ')})`;
  }
  if (value instanceof PyClass) {
    return value.module === 'builtins'
      ? `<class '${value.qualname}'>`
      : `<class '${value.module}.${value.qualname}'>`;
  }
  if (value instanceof PyFunction) return `<function ${value.qualname} at ${vm.address(value)}>`;
  if (value instanceof Native) {
    return value.owner === null
      ? `<built-in function ${value.name}>`
      : `<method '${value.name}' of '${value.owner.name}' objects>`;
  }
  if (value instanceof BoundMethod) {
    const { func, self } = value;
    if (func instanceof Native) {
      const holder = typeof self === 'object' && self !== null ? self : value;
      return `<built-in method ${func.name} of ${typeOf(self).name} object at ${vm.address(holder)}>`;
    }
    const name = func instanceof PyFunction ? func.qualname : reprOf(vm, func);
    return `<bound method ${name} of ${reprOf(vm, self)}>`;
  }
  if (value instanceof Module) return `<module '${value.name}' (built-in)>`;
  if (value instanceof PyGenerator) {
    return `<${typeOf(value).name} object ${value.qualname} at ${vm.address(value)}>`;
  }
  if (value instanceof CodeObject) {
    return `<code object ${value.name} at ${vm.address(value)}, file "${value.filename}", line ${value.firstLine}>`;
  }
  const method = typeOf(value).lookup('__repr__');
  if (method !== undefined && method !== OBJECT.lookup('__repr__') && typeOf(value).builtin) {
    return callValue(vm, method, [value], null) as string;
  }
  return objectRepr(vm, value);
}

/** What object.__repr__ does. */
export function objectRepr(vm: Interpreter, value: object): string {
  const cls = typeOf(value);
  const name = cls.module === 'builtins' ? cls.qualname : `${cls.module}.${cls.qualname}`;
  return `<${name} object at ${vm.address(value)}>`;
}

/** Keeps a container that contains itself from being written without end. */
function guarded(vm: Interpreter, value: object, again: string, write: () => string): string {
  if (vm.written.has(value)) return again;
  vm.written.add(value);
  try {
    return write();
  } finally {
    vm.written.delete(value);
  }
}

export function strOf(vm: Interpreter, value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const cls = typeOf(value);
  if (typeof value === 'object' && value !== null && (!cls.builtin || cls.module !== 'builtins')) {
    const method = cls.lookup('__str__');
    if (method !== undefined && method !== OBJECT.lookup('__str__')) {
      const text = callValue(vm, method, [value], null);
      if (typeof text !== 'string')
        throw typeError(`__str__ returned non-string (type ${typeOf(text).name})`);
      return text;
    }
    if (value instanceof PyExceptionObject && !(cls.lookup('__repr__') instanceof PyFunction)) {
      return exceptionText(vm, value);
    }
    if (value instanceof PyExceptionObject) return exceptionText(vm, value);
  } else if (value instanceof PyExceptionObject) {
    return exceptionText(vm, value);
  }
  return reprOf(vm, value, '__str__');
}

export function exceptionText(vm: Interpreter, exception: PyExceptionObject): string {
  const { items } = exception.args;
  if (items.length === 0) return '';
  if (items.length > 1) {
    if (items.length > 3 || !typeOf(exception).isSubclassOf(EXCEPTIONS.OSError))
      return reprOf(vm, exception.args);
    const text = `[Errno ${strOf(vm, items[0]!)}] ${strOf(vm, items[1]!)}`;
    return items.length === 2 ? text : `${text}: ${reprOf(vm, items[2]!)}`;
  }
  // KeyError shows its key, lest `KeyError: ` say nothing.
  return typeOf(exception).mro.some((cls) => cls.name === 'KeyError' && cls.builtin)
    ? reprOf(vm, items[0]!)
    : strOf(vm, items[0]!);
}

export function asciiOf(vm: Interpreter, value: Value): string {
  return inAscii(reprOf(vm, value));
}

/** Everything beyond ASCII as escapes. */
export function inAscii(shown: string): string {
  let text = '';
  for (const character of shown) {
    const point = character.codePointAt(0)!;
    if (point < 128) text += character;
    else if (point < 0x100) text += `\\x${point.toString(16).padStart(2, '0')}`;
    else if (point < 0x10000) text += `\\u${point.toString(16).padStart(4, '0')}`;
    else text += `\\U${point.toString(16).padStart(8, '0')}`;
  }
  return text;
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** A string as Python writes it: single quotes unless it holds those and no double ones. */
export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let quoted = mark;
  for (const character of text) {
    const short = SHORT[character];
    if (short !== undefined) {
      quoted += short;
    } else if (character === mark) {
      quoted += `\\${mark}`;
    } else if (UNPRINTABLE.test(character)) {
      const point = character.codePointAt(0)!;
      if (point < 0x100) quoted += `\\x${point.toString(16).padStart(2, '0')}`;
      else if (point < 0x10000) quoted += `\\u${point.toString(16).padStart(4, '0')}`;
      else quoted += `\\U${point.toString(16).padStart(8, '0')}`;
    } else {
      quoted += character;
    }
  }
  return quoted + mark;
}

function bytesRepr(bytes: Uint8Array): string {
  const mark = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let quoted = `b${mark}`;
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    const short = SHORT[character];
    if (short !== undefined) quoted += short;
    else if (character === mark) quoted += `\\${mark}`;
    else if (byte < 32 || byte > 126) quoted += `\\x${byte.toString(16).padStart(2, '0')}`;
    else quoted += character;
  }
  return quoted + mark;
}
