/** Between bytes, numbers and text. */

import type { Interpreter } from '../interpreter.ts';
import { typeError, valueError } from '../objects/exception.ts';
import { PyRange, typeOf } from '../objects/scalars.ts';
import { PyBytes, type Value } from '../values.ts';
import { getIterator, iterateNext } from './iteration.ts';
import { indexOf } from './subscripts.ts';

/** A value as one byte. */
export function byteOf(vm: Interpreter, value: Value, what = 'byte'): number {
  const byte = indexOf(vm, value);
  if (byte === undefined) {
    throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  }
  if (byte < 0 || byte > 255) throw valueError(`${what} must be in range(0, 256)`);
  return byte;
}

/** The bytes of another bytes object, or of an iterable of numbers. */
export function bytesOf(vm: Interpreter, value: Value, what = 'bytes'): Uint8Array {
  if (value instanceof PyBytes) return value.bytes.slice();
  const bytes: number[] = [];
  if (value instanceof PyRange) {
    for (let i = 0; i < value.length; i++) bytes.push(byteOf(vm, value.start + i * value.step, what));
    return Uint8Array.from(bytes);
  }
  const iterator = getIterator(vm, value);
  for (let item = iterateNext(vm, iterator); item !== undefined; item = iterateNext(vm, iterator)) {
    bytes.push(byteOf(vm, item, what));
  }
  return Uint8Array.from(bytes);
}

/** Where characters that stand for bytes beyond ASCII begin: private ones, which are neither letters nor space. */
const BEYOND = 0xe000;
const CHUNK = 8192;

/** A string of as many characters. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const codes = Array.from(bytes.subarray(from, from + CHUNK), (byte) =>
      byte < 128 ? byte : BEYOND + byte,
    );
    text += String.fromCharCode(...codes);
  }
  return text;
}

/** The way back. */
export function fromText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
