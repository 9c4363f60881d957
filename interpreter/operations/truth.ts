/** Truth of any value. */

import type { Interpreter } from '../interpreter.ts';
import { typeError } from '../objects/exception.ts';
import { HashTable } from '../objects/hash-table.ts';
import { PyList } from '../objects/list.ts';
import { PyRange, typeOf } from '../objects/scalars.ts';
import { PyBytes, PyFloat, PyTuple, type Value } from '../values.ts';
import { callValue } from './call.ts';

export function isTrue(vm: Interpreter, value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'string':
      return value.length > 0;
    case 'bigint':
      return true;
  }
  if (value === null) return false;
  if (value instanceof PyFloat) return value.value !== 0;
  if (value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyBytes) return value.bytes.length > 0;
  if (value instanceof PyRange) return value.length > 0;
  const cls = typeOf(value);
  if (cls.builtin) {
    if (value instanceof PyList) return value.items.length > 0;
    if (value instanceof HashTable) return value.size > 0;
  }
  const bool = cls.lookup('__bool__');
  if (bool !== undefined) {
    const result = callValue(vm, bool, [value], null);
    if (typeof result !== 'boolean') {
      throw typeError(`__bool__ should return bool, returned ${typeOf(result).name}`);
    }
    return result;
  }
  const len = cls.lookup('__len__');
  return len === undefined || callValue(vm, len, [value], null) !== 0;
}
