/** Strings as bytes and back: UTF-8, ASCII and Latin-1, errors strict, ignored or replaced. */

import { pyError, typeError } from '../objects/exception.ts';
import { typeOf } from '../objects/scalars.ts';
import { inAscii, quote } from '../operations/repr.ts';
import { PyBytes, type Value } from '../values.ts';

type Codec = 'utf-8' | 'ascii' | 'latin-1';

const CODECS: Record<string, Codec> = {
  utf8: 'utf-8',
  ascii: 'ascii',
  usascii: 'ascii',
  latin1: 'latin-1',
  iso88591: 'latin-1',
};

function codecOf(asker: string, encoding: Value): Codec {
  if (typeof encoding !== 'string') {
    throw typeError(`${asker}() argument 'encoding' must be str, not ${typeOf(encoding).name}`);
  }
  const codec = CODECS[encoding.toLowerCase().replace(/[-_ ]/g, '')];
  if (codec === undefined) throw pyError('LookupError', `unknown encoding: ${encoding}`);
  return codec;
}

/** A string as bytes. */
export function encode(text: string, encoding: Value, errors: Value = 'strict'): PyBytes {
  const codec = codecOf('encode', encoding);
  if (codec === 'utf-8') return new PyBytes(new TextEncoder().encode(text));
  const top = codec === 'ascii' ? 128 : 256;
  const bytes: number[] = [];
  for (const [at, character] of Array.from(text).entries()) {
    const point = character.codePointAt(0)!;
    if (point < top) bytes.push(point);
    else if (errors === 'replace') bytes.push(63);
    else if (errors !== 'ignore') {
      const shown = escaped(character);
      throw pyError(
        'UnicodeEncodeError',
        `'${codec}' codec can't encode character ${shown} in position ${at}: ordinal not in range(${top})`,
      );
    }
  }
  return new PyBytes(Uint8Array.from(bytes));
}

/** A character as messages show it: by its number. */
function escaped(character: string): string {
  return inAscii(quote(character));
}

/** Bytes as a string. */
export function decode(data: PyBytes, encoding: Value, errors: Value = 'strict'): string {
  const codec = codecOf('decode', encoding);
  const { bytes } = data;
  if (codec === 'utf-8') return decodeUtf8(bytes, errors);
  let text = '';
  for (const [at, byte] of bytes.entries()) {
    if (codec === 'latin-1' || byte < 128) text += String.fromCharCode(byte);
    else if (errors === 'replace') text += '\ufffd';
    else if (errors !== 'ignore') throw undecodable(codec, bytes, at, 'ordinal not in range(128)');
  }
  return text;
}

function decodeUtf8(bytes: Uint8Array, errors: Value): string {
  const fatal = errors !== 'ignore' && errors !== 'replace';
  try {
    const text = new TextDecoder('utf-8', { fatal, ignoreBOM: true }).decode(bytes);
    return errors === 'ignore' ? text.replaceAll('\ufffd', '') : text;
  } catch {
    const [at, reason] = flaw(bytes);
    throw undecodable('utf-8', bytes, at, reason);
  }
}

function undecodable(codec: Codec, bytes: Uint8Array, at: number, reason: string): object {
  const shown = bytes[at]!.toString(16).padStart(2, '0');
  return pyError(
    'UnicodeDecodeError',
    `'${codec}' codec can't decode byte 0x${shown} in position ${at}: ${reason}`,
  );
}

/** Where bytes stop being UTF-8, and why. */
function flaw(bytes: Uint8Array): [at: number, reason: string] {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length =
      first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length === 0) return [at, 'invalid start byte'];
    for (let i = 1; i < length; i++) {
      const next = bytes[at + i];
      if (next === undefined) return [at, 'unexpected end of data'];
      if (next < lowest(first, i) || next > highest(first, i)) return [at, 'invalid continuation byte'];
    }
    at += length;
  }
  return [0, 'invalid data'];
}

const lowest = (first: number, i: number) =>
  i > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
const highest = (first: number, i: number) =>
  i > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
