/** bytearray: bytes that can change. What reads bytes takes it for them. */

import { PyBytes } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';

export const BYTE_ARRAY: PyClass = builtinClass('bytearray');

export class PyByteArray extends PyBytes {
  /** Replaces `size` bytes at `from` by others. The buffer grows by doubling, so that appending is cheap. */
  replace(from: number, size: number, others: ArrayLike<number>): void {
    const { bytes } = this;
    const length = bytes.length - size + others.length;
    const tail = from + size < bytes.length ? bytes.slice(from + size) : null;
    let grown = bytes;
    if (length <= bytes.buffer.byteLength) {
      grown = new Uint8Array(bytes.buffer as ArrayBuffer, 0, length);
    } else {
      grown = new Uint8Array(new ArrayBuffer(2 * length), 0, length);
      grown.set(bytes.subarray(0, Math.min(from, length)));
    }
    if (tail !== null) grown.set(tail, from + others.length);
    grown.set(others, from);
    (this as { bytes: Uint8Array }).bytes = grown;
  }
}

Object.defineProperty(PyByteArray.prototype, 'cls', { value: BYTE_ARRAY });
