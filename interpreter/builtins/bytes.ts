/** Methods of bytes: a few. */

import { pyError, typeError, valueError } from '../objects/exception.ts';
import { BYTES, typeOf } from '../objects/scalars.ts';
import { hashOf } from '../operations/hash.ts';
import { listOf } from '../operations/iteration.ts';
import { builtinItem } from '../operations/subscripts.ts';
import { PyBytes, type Value } from '../values.ts';
import { constructorOf, method, methodList } from './define.ts';

/** A string as bytes. */
export function encode(text: string, encoding: Value): PyBytes {
  if (typeof encoding !== 'string') {
    throw typeError(`encode() argument 'encoding' must be str, not ${typeOf(encoding).name}`);
  }
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

/** Bytes as a string. Errors are always strict. */
export function decode(data: PyBytes, encoding: Value): string {
  if (typeof encoding !== 'string') {
    throw typeError(`decode() argument 'encoding' must be str, not ${typeOf(encoding).name}`);
  }
  const { bytes } = data;
  const name = encoding.toLowerCase().replace(/[-_]/g, '');
  if (name === 'utf8') {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw pyError('UnicodeDecodeError', "'utf-8' codec can't decode these bytes");
    }
  }
  if (name !== 'ascii' && name !== 'latin1' && name !== 'iso88591') {
    throw pyError('LookupError', `unknown encoding: ${encoding}`);
  }
  const bad = name === 'ascii' ? bytes.findIndex((byte) => byte > 127) : -1;
  if (bad >= 0) {
    const shown = bytes[bad]!.toString(16);
    throw pyError(
      'UnicodeDecodeError',
      `'ascii' codec can't decode byte 0x${shown} in position ${bad}: ordinal not in range(128)`,
    );
  }
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

constructorOf(BYTES, (vm, args) => {
  const value = args[1];
  if (value === undefined) return new PyBytes(new Uint8Array(0));
  if (value instanceof PyBytes) return value;
  if (typeof value === 'number') {
    if (value < 0) throw valueError('negative count');
    return new PyBytes(new Uint8Array(value));
  }
  if (typeof value === 'string') {
    if (args.length < 3) throw typeError('string argument without an encoding');
    return encode(value, args[2]!);
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
methodList(BYTES, 'decode', (_vm, args) => decode(args[0] as PyBytes, args[1] ?? 'utf-8'));
method(BYTES, 'hex', 0, 0, (_vm, self: PyBytes) =>
  Array.from(self.bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
);
method(BYTES, 'join', 1, 1, (vm, self: PyBytes, iterable: Value) => {
  const joined: number[] = [];
  listOf(vm, iterable).forEach((part, i) => {
    if (i > 0) joined.push(...self.bytes);
    if (!(part instanceof PyBytes)) {
      throw typeError(`sequence item ${i}: expected a bytes-like object, ${typeOf(part).name} found`);
    }
    joined.push(...part.bytes);
  });
  return new PyBytes(Uint8Array.from(joined));
});
