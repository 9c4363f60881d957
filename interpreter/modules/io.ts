/** The module `io`: StringIO and BytesIO, which live in memory. Files of the machine are out of reach. */

import { attribute, integer, method } from '../builtins/define.ts';
import type { Interpreter } from '../interpreter.ts';
import { builtinClass, type PyClass } from '../objects/class.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import { charactersOf, getIterator, hasSurrogates, iterateNext } from '../operations/iteration.ts';
import { PyBytes, type Value } from '../values.ts';
import { defineClasses, initializedClass } from './define.ts';

const STRING_IO = builtinClass('StringIO', undefined, '_io');
const BYTES_IO = builtinClass('BytesIO', undefined, '_io');

/** What a stream in memory holds: characters, or bytes. */
interface Content<T> {
  readonly length: number;
  slice(from: number, to: number): T;
  /** Overwrites from a place on; what lies between the end and a place beyond it is filled up. */
  put(at: number, data: T): void;
  cut(length: number): void;
  /** Where the line that starts at a place ends. */
  lineEnd(from: number): number;
}

class Text implements Content<string> {
  /** What was appended since the last look, joined when somebody looks. */
  #parts: string[] = [];
  #text = '';
  /** False when a character takes two units: positions are then counted in characters, slowly. */
  #plain = true;
  length = 0;

  get text(): string {
    if (this.#parts.length > 0) {
      this.#text += this.#parts.join('');
      this.#parts = [];
    }
    return this.#text;
  }

  slice(from: number, to: number): string {
    const { text } = this;
    return this.#plain ? text.slice(from, to) : charactersOf(text).slice(from, to).join('');
  }

  put(at: number, data: string): void {
    const wide = hasSurrogates(data);
    if (wide) this.#plain = false;
    const size = wide ? charactersOf(data).length : data.length;
    if (at === this.length) {
      this.#parts.push(data);
      this.length += size;
      return;
    }
    const before = this.slice(0, at) + '\0'.repeat(Math.max(0, at - this.length));
    this.#text = before + data + this.slice(at + size, this.length);
    this.length = Math.max(this.length, at + size);
  }

  cut(length: number): void {
    if (length >= this.length) return;
    this.#text = this.slice(0, length);
    this.length = length;
  }

  lineEnd(from: number): number {
    if (!this.#plain) {
      const at = charactersOf(this.text).indexOf('\n', from);
      return at < 0 ? this.length : at + 1;
    }
    const at = this.text.indexOf('\n', from);
    return at < 0 ? this.length : at + 1;
  }
}

class Bytes implements Content<Uint8Array> {
  #bytes = new Uint8Array(64);
  length = 0;
  slice(from: number, to: number): Uint8Array {
    return this.#bytes.slice(from, Math.min(to, this.length));
  }
  put(at: number, data: Uint8Array): void {
    const end = at + data.length;
    if (end > this.#bytes.length) {
      const more = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      more.set(this.#bytes.subarray(0, this.length));
      this.#bytes = more;
    }
    this.#bytes.set(data, at);
    this.length = Math.max(this.length, end);
  }
  cut(length: number): void {
    if (length >= this.length) return;
    this.#bytes.fill(0, length);
    this.length = length;
  }
  lineEnd(from: number): number {
    const at = this.#bytes.subarray(0, this.length).indexOf(10, from);
    return at < 0 ? this.length : at + 1;
  }
}

abstract class Stream<T> {
  abstract readonly content: Content<T>;
  at = 0;
  closed = false;
}
class StringStream extends Stream<string> {
  readonly content = new Text();
}
class BytesStream extends Stream<Uint8Array> {
  readonly content = new Bytes();
}

function checked<S extends Stream<unknown>>(stream: S): S {
  if (stream.closed) throw valueError('I/O operation on closed file');
  return stream;
}

function textOf(value: Value): string {
  if (typeof value !== 'string') throw typeError(`string argument expected, got '${typeOf(value).name}'`);
  return value;
}

function bytesOf(value: Value): Uint8Array {
  if (!(value instanceof PyBytes))
    throw typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
  return value.bytes;
}

initializedClass(STRING_IO, StringStream, (_vm, self: StringStream, args, keywords) => {
  const initial = args[0] ?? keywords?.get('initial_value') ?? '';
  if (initial === null) return;
  if (typeof initial !== 'string')
    throw typeError(`initial_value must be str or None, not ${typeOf(initial).name}`);
  self.content.put(0, initial);
});
initializedClass(BYTES_IO, BytesStream, (_vm, self: BytesStream, args, keywords) => {
  const initial = args[0] ?? keywords?.get('initial_bytes') ?? null;
  if (initial !== null) self.content.put(0, bytesOf(initial));
});

/** The methods of both; `wrap` and `unwrap` turn what the content holds into a value and back. */
function streamMethods<T extends string | Uint8Array>(
  cls: PyClass,
  wrap: (data: T) => Value,
  unwrap: (value: Value) => T,
  lengthOf: (data: T) => number,
): void {
  type S = Stream<T>;
  const take = (self: S, end: number): Value => {
    const data = self.content.slice(self.at, end);
    self.at = Math.max(self.at, end);
    return wrap(data);
  };
  const sizeOf = (vm: Interpreter, size: Value): number => {
    const given = size === null ? -1 : integer(vm, size);
    return given < 0 ? Infinity : given;
  };
  const line = (self: S, most: number): Value => {
    const { content, at } = self;
    return take(self, at >= content.length ? at : Math.min(content.lineEnd(at), at + most));
  };
  method(cls, 'write', 1, 1, (_vm, self: S, value: Value) => {
    const data = unwrap(value);
    const { content } = checked(self);
    const size = lengthOf(data);
    if (size === 0) return 0;
    content.put(self.at, data);
    self.at += size;
    return size;
  });
  method(cls, 'writelines', 1, 1, (vm, self: S, lines: Value) => {
    const write = typeOf(self).lookup('write') as { run(vm: Interpreter, self: S, line: Value): Value };
    const iterator = getIterator(vm, lines);
    for (let one = iterateNext(vm, iterator); one !== undefined; one = iterateNext(vm, iterator)) {
      write.run(vm, self, one);
    }
    return null;
  });
  method(cls, 'getvalue', 0, 0, (_vm, self: S) => {
    const { content } = checked(self);
    return wrap(content.slice(0, content.length));
  });
  method(cls, 'read', 0, 1, (vm, self: S, size: Value = -1) => {
    const { content, at } = checked(self);
    return take(self, Math.max(at, Math.min(content.length, at + sizeOf(vm, size))));
  });
  method(cls, 'readline', 0, 1, (vm, self: S, size: Value = -1) => line(checked(self), sizeOf(vm, size)));
  method(cls, 'readlines', 0, 1, (_vm, self: S) => {
    const lines: Value[] = [];
    while (checked(self).at < self.content.length) lines.push(line(self, Infinity));
    return new PyList(lines);
  });
  method(cls, '__iter__', 0, 0, (_vm, self: S) => checked(self));
  method(cls, '__next__', 0, 0, (_vm, self: S) => {
    if (checked(self).at >= self.content.length) throw pyError('StopIteration');
    return line(self, Infinity);
  });
  method(cls, 'tell', 0, 0, (_vm, self: S) => checked(self).at);
  method(cls, 'seek', 1, 2, (vm, self: S, offset: Value, from: Value = 0) => {
    const place = integer(vm, offset);
    const { content } = checked(self);
    if (from === 0) {
      if (place < 0)
        throw valueError(
          `${cls === STRING_IO ? 'N' : 'n'}egative seek ${cls === STRING_IO ? 'position' : 'value'} ${place}`,
        );
      self.at = place;
    } else if (from !== 1 && from !== 2) {
      throw valueError(
        `${cls === STRING_IO ? 'I' : 'i'}nvalid whence (${vm.str(from)}, should be 0, 1 or 2)`,
      );
    } else if (cls === STRING_IO && place !== 0) {
      throw pyError('OSError', "Can't do nonzero cur-relative seeks");
    } else {
      self.at = Math.max(0, place + (from === 1 ? self.at : content.length));
    }
    return self.at;
  });
  method(cls, 'truncate', 0, 1, (vm, self: S, size: Value = null) => {
    const length = size === null ? checked(self).at : integer(vm, size);
    if (length < 0) throw valueError(`Negative size value ${length}`);
    checked(self).content.cut(length);
    return length;
  });
  method(cls, 'close', 0, 0, (_vm, self: S) => {
    self.closed = true;
    return null;
  });
  method(cls, 'flush', 0, 0, (_vm, self: S) => {
    checked(self);
    return null;
  });
  method(cls, '__enter__', 0, 0, (_vm, self: S) => checked(self));
  method(cls, '__exit__', 3, 3, (_vm, self: S) => {
    self.closed = true;
    return null;
  });
  for (const name of ['readable', 'writable', 'seekable']) {
    method(cls, name, 0, 0, (_vm, self: S) => {
      checked(self);
      return true;
    });
  }
  method(cls, 'isatty', 0, 0, () => false);
  attribute(cls, 'closed', (self: S) => self.closed);
}

streamMethods<string>(
  STRING_IO,
  (text) => text,
  textOf,
  (text) => (hasSurrogates(text) ? charactersOf(text).length : text.length),
);
streamMethods<Uint8Array>(
  BYTES_IO,
  (bytes) => new PyBytes(bytes),
  bytesOf,
  (bytes) => bytes.length,
);

export function makeIo(): Module {
  const module = new Module('io');
  defineClasses(module, [STRING_IO, BYTES_IO]);
  module.namespace.set('SEEK_SET', 0);
  module.namespace.set('SEEK_CUR', 1);
  module.namespace.set('SEEK_END', 2);
  module.namespace.set('DEFAULT_BUFFER_SIZE', 8192);
  return module;
}
