/** Methods of bytes: a few. */

import { pyError, typeError, valueError } from '../objects/exception.ts';
import { BYTES, typeOf } from '../objects/scalars.ts';
import { hashOf } from '../operations/hash.ts';
import { listOf } from '../operations/iteration.ts';
import { builtinItem } from '../operations/subscripts.ts';
import { PyBytes, type Value } from '../values.ts';
import { constructorOf, method, methodList } from './define.ts';

/** A string as bytes. */
export function encode(text: string, encoding: string): PyBytes {
  const name = encoding.toLowerCase().replace(/[-_]/g, '');
  if (name === 'utf8') return new PyBytes(new TextEncoder().encode(text));
  if (name !== 'ascii' && name !== 'latin1' && name !== 'iso88591') {
    throw pyError('LookupError', `unknown encoding: ${encoding}`);
  }
  const top = name === 'ascii' ? 128 : 256;
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  const bad = points.findIndex((point) => point >= top);
  if (bad >= 0) {
    throw pyError(
      'UnicodeEncodeError',
      `'${name}' codec can't encode character in position ${bad}: ordinal not in range(${top})`,
    );
  }
  return new PyBytes(Uint8Array.from(points));
}

constructorOf(BYTES, (vm, args) => {
  const value = args[1];
  if (value === undefined) return new PyBytes(new Uint8Array(0));
  if (value instanceof PyBytes) return value;
  if (typeof value === 'number') return new PyBytes(new Uint8Array(value));
  if (typeof value === 'string') {
    if (args.length < 3) throw typeError('string argument without an encoding');
    return encode(value, args[2] as string);
  }
  const items = listOf(vm, value);
  for (const item of items) {
    if (typeof item !== 'number')
      throw typeError(`'${typeOf(item).name}' object cannot be interpreted as an integer`);
    if (item < 0 || item > 255) throw valueError('bytes must be in range(0, 256)');
  }
  return new PyBytes(Uint8Array.from(items as number[]));
});
methodList(BYTES, '__init__', () => null);
method(BYTES, '__len__', 0, 0, (_vm, self: PyBytes) => self.bytes.length);
method(BYTES, '__getitem__', 1, 1, (vm, self: PyBytes, index: Value) => builtinItem(vm, self, index));
method(BYTES, '__hash__', 0, 0, (vm, self: PyBytes) => hashOf(vm, self));
methodList(BYTES, 'decode', (_vm, args) => new TextDecoder().decode((args[0] as PyBytes).bytes));
method(BYTES, 'hex', 0, 0, (_vm, self: PyBytes) =>
  Array.from(self.bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
);
method(BYTES, 'join', 1, 1, (vm, self: PyBytes, iterable: Value) => {
  const joined: number[] = [];
  listOf(vm, iterable).forEach((part, i) => {
    if (i > 0) joined.push(...self.bytes);
    joined.push(...(part as PyBytes).bytes);
  });
  return new PyBytes(Uint8Array.from(joined));
});
