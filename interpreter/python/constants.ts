/**
 * Constants: which expressions are one, when two are the same one, and whether one counts as true.
 */

import { PyBytes, PyEllipsis, PyFloat, PyTuple, type Value } from '../values.ts';
import type { Expression } from './parse.ts';

/** The value of a constant expression; undefined if it is none. Run after folding (fold.ts). */
export function constantOf(node: Expression): Value | undefined {
  return node.nodeType === 'Constant' ? (node.value as Value) : undefined;
}

/** Equal for constants that may share a place: same type and same value; 0.0 and -0.0 are two. */
export function constantKey(value: Value): string | object {
  if (typeof value === 'string') return `str ${value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `int ${value}`;
  if (value instanceof PyFloat) return `float ${Object.is(value.value, -0) ? '-0' : value.value}`;
  if (value instanceof PyBytes) return `bytes ${value.bytes.join()}`;
  if (value instanceof PyTuple) {
    const keys = value.items.map(constantKey);
    if (keys.some((key) => typeof key === 'object')) return value;
    return `tuple ${keys.map((key) => `${(key as string).length}:${key}`).join('')}`;
  }
  if (typeof value === 'object' && value !== null && !(value instanceof PyEllipsis)) return value;
  return value instanceof PyEllipsis ? 'Ellipsis' : String(value);
}

/** Does a constant count as true? */
export function isTrue(value: Value): boolean {
  if (value instanceof PyFloat) return value.value !== 0;
  if (value instanceof PyBytes) return value.bytes.length > 0;
  if (value instanceof PyTuple) return value.items.length > 0;
  return Boolean(value);
}
