/** bytes and bytearray. */

import type { Interpreter } from '../interpreter.ts';
import { BYTE_ARRAY, PyByteArray } from '../objects/byte-array.ts';
import { ClassMethod, StaticMethod } from '../objects/descriptors.ts';
import { indexError, pyError, typeError, valueError } from '../objects/exception.ts';
import type { Keywords } from '../objects/function.ts';
import { PyList } from '../objects/list.ts';
import { BYTES, NOT_IMPLEMENTED, STR, typeOf } from '../objects/scalars.ts';
import { toInt } from '../operations/arithmetic.ts';
import { byteOf, bytesOf, fromText, textOf } from '../operations/bytes.ts';
import { callValue } from '../operations/call.ts';
import { compare, contains } from '../operations/compare.ts';
import { percentFormat } from '../operations/format-percent.ts';
import { hashOf } from '../operations/hash.ts';
import { getIterator, listOf } from '../operations/iteration.ts';
import { builtinRepr } from '../operations/repr.ts';
import { addSequences, extendInPlace, multiplySequence } from '../operations/sequence-operators.ts';
import { builtinItem, deleteBuiltinItem, indexOf, setBuiltinItem } from '../operations/subscripts.ts';
import { PyBytes, PyTuple, type Value } from '../values.ts';
import { decode, encode } from './codecs.ts';
import { constructorOf, integer, type ListCode, method, methodList, native } from './define.ts';

/** The bytes that a call of bytes() or bytearray() shall begin with. */
function given(vm: Interpreter, args: readonly Value[], keywords: Keywords | null): Uint8Array {
  const value = args[1] ?? keywords?.get('source');
  const encoding = args[2] ?? keywords?.get('encoding');
  if (value === undefined) return new Uint8Array(0);
  if (typeof value === 'string') {
    if (encoding === undefined) throw typeError('string argument without an encoding');
    return encode(value, encoding).bytes;
  }
  if (encoding !== undefined) throw typeError('encoding without a string argument');
  if (value instanceof PyBytes) return value.bytes.slice();
  const own = typeOf(value).lookup('__bytes__');
  if (own !== undefined) return (callValue(vm, own, [value], null) as PyBytes).bytes;
  const count = indexOf(vm, value);
  if (count === undefined) return bytesOf(vm, value);
  if (count < 0) throw valueError('negative count');
  if (count > 2 ** 30) throw pyError('MemoryError');
  return new Uint8Array(count);
}

constructorOf(
  BYTES,
  (vm, args, keywords) => {
    const value = args[1];
    if (args.length === 2 && value instanceof PyBytes && typeOf(value) === BYTES) return value;
    return new PyBytes(given(vm, args, keywords));
  },
  3,
);
constructorOf(BYTE_ARRAY, (vm, args, keywords) => new PyByteArray(given(vm, args, keywords)), 3);

// --- Both

/** Methods that bytes share with str: each byte is a character. */
const AS_TEXT = `capitalize center count endswith expandtabs find index isalnum isalpha isascii isdigit islower
  isspace istitle isupper ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust
  rpartition rsplit rstrip split splitlines startswith strip swapcase title upper zfill`;
/** Those of them that also take a number for a byte. */
const TAKE_BYTE = new Set(['count', 'find', 'index', 'rfind', 'rindex']);

function textMethod(name: string): ListCode {
  return (vm, args, keywords) => {
    const texts = args.map(textual);
    if (TAKE_BYTE.has(name) && texts.length > 1 && typeof texts[1] !== 'string') {
      texts[1] = textOf(Uint8Array.of(byteOf(vm, texts[1]!)));
    }
    const result = callValue(vm, STR.attributes.get(name)!, texts, keywords);
    return bytesAgain(args[0] as PyBytes, result);
  };
}

function textual(value: Value): Value {
  if (value instanceof PyBytes) return textOf(value.bytes);
  if (value instanceof PyTuple) return new PyTuple(value.items.map(textual));
  if (typeof value === 'string') throw typeError("a bytes-like object is required, not 'str'");
  return value;
}

function bytesAgain(self: PyBytes, value: Value): Value {
  if (typeof value === 'string') return like(self, fromText(value));
  if (value instanceof PyList) return new PyList(value.items.map((item) => bytesAgain(self, item)));
  if (value instanceof PyTuple) return new PyTuple(value.items.map((item) => bytesAgain(self, item)));
  return value;
}

/** Bytes of the kind that `self` is. */
function like(self: PyBytes, bytes: Uint8Array): PyBytes {
  return self instanceof PyByteArray ? new PyByteArray(bytes) : new PyBytes(bytes);
}

/** A table for translate(). */
function tableOf(from: PyBytes, to: PyBytes): PyBytes {
  if (from.bytes.length !== to.bytes.length) throw valueError('maketrans arguments must have same length');
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  from.bytes.forEach((byte, i) => {
    table[byte] = to.bytes[i]!;
  });
  return new PyBytes(table);
}

function fromHex(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (' \t\n\r\f\v'.includes(text[at]!)) continue;
    const byte = Number.parseInt(text.slice(at, at + 2), 16);
    if (!/^[0-9a-f]{2}/i.test(text.slice(at))) {
      const wrong = /[0-9a-f]/i.test(text[at]!) ? at + 1 : at;
      throw valueError(`non-hexadecimal number found in fromhex() arg at position ${wrong}`);
    }
    bytes.push(byte);
    at++;
  }
  return Uint8Array.from(bytes);
}

for (const cls of [BYTES, BYTE_ARRAY]) {
  for (const name of AS_TEXT.split(/\s+/)) methodList(cls, name, textMethod(name));
  methodList(cls, '__init__', () => null);
  method(cls, '__len__', 0, 0, (_vm, self: PyBytes) => self.bytes.length);
  method(cls, '__iter__', 0, 0, (vm, self: PyBytes) => getIterator(vm, self));
  method(cls, '__getitem__', 1, 1, (vm, self: PyBytes, index: Value) => builtinItem(vm, self, index));
  method(cls, '__contains__', 1, 1, (vm, self: PyBytes, item: Value) => contains(vm, self, item));
  method(cls, '__repr__', 0, 0, (vm, self: PyBytes) => builtinRepr(vm, self));
  method(cls, '__add__', 1, 1, (_vm, self: PyBytes, other: Value) => addSequences(self, other));
  method(cls, '__mul__', 1, 1, (_vm, self: PyBytes, count: Value) => {
    const times = toInt(count);
    return times === undefined ? NOT_IMPLEMENTED : multiplySequence(self, times, false);
  });
  method(cls, '__mod__', 1, 1, (vm, self: PyBytes, values: Value) =>
    like(self, fromText(percentFormat(vm, textOf(self.bytes).replace(/%b/g, '%s'), textual(values)))),
  );
  for (const [op, name] of ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].entries()) {
    method(cls, name, 1, 1, (vm, self: PyBytes, other: Value) =>
      other instanceof PyBytes ? compare(vm, op, self, other) : NOT_IMPLEMENTED,
    );
  }
  methodList(cls, 'decode', (_vm, args, keywords) =>
    decode(
      args[0] as PyBytes,
      args[1] ?? keywords?.get('encoding') ?? 'utf-8',
      args[2] ?? keywords?.get('errors'),
    ),
  );
  method(cls, 'hex', 0, 1, (_vm, self: PyBytes, separator: Value = '') => {
    const between = separator instanceof PyBytes ? textOf(separator.bytes) : separator;
    if (typeof between !== 'string') throw typeError('sep must be str or bytes.');
    if (separator !== '' && between.length !== 1) throw valueError('sep must be length 1.');
    return Array.from(self.bytes, (byte) => byte.toString(16).padStart(2, '0')).join(between);
  });
  method(cls, 'join', 1, 1, (vm, self: PyBytes, iterable: Value) => {
    const joined = new PyByteArray(new Uint8Array(0));
    listOf(vm, iterable).forEach((part, i) => {
      if (!(part instanceof PyBytes)) {
        throw typeError(`sequence item ${i}: expected a bytes-like object, ${typeOf(part).name} found`);
      }
      if (i > 0) joined.replace(joined.bytes.length, 0, self.bytes);
      joined.replace(joined.bytes.length, 0, part.bytes);
    });
    return like(self, joined.bytes.slice());
  });
  method(cls, 'translate', 1, 2, (_vm, self: PyBytes, table: Value, doomed?: Value) => {
    const kept =
      doomed instanceof PyBytes ? self.bytes.filter((byte) => !doomed.bytes.includes(byte)) : self.bytes;
    if (table === null) return like(self, kept.slice());
    if (!(table instanceof PyBytes) || table.bytes.length !== 256) {
      throw valueError('translation table must be 256 characters long');
    }
    return like(
      self,
      kept.map((byte) => table.bytes[byte]!),
    );
  });
  cls.attributes.set(
    'fromhex',
    new ClassMethod(
      native('fromhex', 2, 2, (_vm, own: Value, text: Value) => {
        if (typeof text !== 'string') {
          throw typeError(`fromhex() argument must be str, not ${typeOf(text).name}`);
        }
        return own === BYTES ? new PyBytes(fromHex(text)) : new PyByteArray(fromHex(text));
      }),
    ),
  );
  cls.attributes.set(
    'maketrans',
    new StaticMethod(
      native('maketrans', 2, 2, (_vm, from: Value, to: Value) => {
        for (const one of [from, to]) {
          if (!(one instanceof PyBytes)) {
            throw typeError(`a bytes-like object is required, not '${typeOf(one).name}'`);
          }
        }
        return tableOf(from as PyBytes, to as PyBytes);
      }),
    ),
  );
}
method(BYTES, '__hash__', 0, 0, (vm, self: PyBytes) => hashOf(vm, self));

// --- bytearray

BYTE_ARRAY.attributes.set('__hash__', null);
method(BYTE_ARRAY, '__setitem__', 2, 2, (vm, self: PyByteArray, index: Value, value: Value) => {
  setBuiltinItem(vm, self, index, value);
  return null;
});
method(BYTE_ARRAY, '__delitem__', 1, 1, (vm, self: PyByteArray, index: Value) => {
  deleteBuiltinItem(vm, self, index);
  return null;
});
method(BYTE_ARRAY, '__iadd__', 1, 1, (vm, self: PyByteArray, other: Value) => extendInPlace(vm, self, other));
method(BYTE_ARRAY, 'append', 1, 1, (vm, self: PyByteArray, item: Value) => {
  self.replace(self.bytes.length, 0, [byteOf(vm, item)]);
  return null;
});
method(BYTE_ARRAY, 'extend', 1, 1, (vm, self: PyByteArray, iterable: Value) => {
  extendInPlace(vm, self, iterable);
  return null;
});
method(BYTE_ARRAY, 'insert', 2, 2, (vm, self: PyByteArray, index: Value, item: Value) => {
  const at = integer(vm, index);
  const { length } = self.bytes;
  self.replace(at < 0 ? Math.max(0, at + length) : Math.min(at, length), 0, [byteOf(vm, item)]);
  return null;
});
method(BYTE_ARRAY, 'pop', 0, 1, (vm, self: PyByteArray, index: Value = -1) => {
  const { length } = self.bytes;
  if (length === 0) throw indexError('pop from empty bytearray');
  const given = integer(vm, index);
  const at = given < 0 ? given + length : given;
  if (at < 0 || at >= length) throw indexError('pop index out of range');
  const byte = self.bytes[at]!;
  self.replace(at, 1, []);
  return byte;
});
method(BYTE_ARRAY, 'remove', 1, 1, (vm, self: PyByteArray, item: Value) => {
  const at = self.bytes.indexOf(byteOf(vm, item));
  if (at < 0) throw valueError('value not found in bytearray');
  self.replace(at, 1, []);
  return null;
});
method(BYTE_ARRAY, 'reverse', 0, 0, (_vm, self: PyByteArray) => {
  self.bytes.reverse();
  return null;
});
method(BYTE_ARRAY, 'copy', 0, 0, (_vm, self: PyByteArray) => new PyByteArray(self.bytes.slice()));
method(BYTE_ARRAY, 'clear', 0, 0, (_vm, self: PyByteArray) => {
  self.replace(0, self.bytes.length, []);
  return null;
});
