/**
 * Literals as they stand in the source. The parser's tree has lost three things about them - that 1.0 is a float,
 * that b'' is bytes, that ... is not the string '...' - and it lets some pass that Python rejects. So their text is
 * read again at the node's place.
 *
 * A verdict is the value, or the sentence to refuse with.
 */

import type { Value } from '../values.ts';
import { PyBytes, PyFloat } from '../values.ts';

export type LiteralVerdict =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

const BASED = /0[xXoObB][0-9a-fA-F_]*/y;
const DECIMAL = /(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]+)?[jJ]?/y;
const WELL_FORMED_BASED = /^0[xXoObB](?:_?[0-9a-fA-F])+$/;
const WELL_FORMED_DECIMAL =
  /^(?:[0-9](?:_?[0-9])*)?(?:\.(?:[0-9](?:_?[0-9])*)?)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?[jJ]?$/;

function value(value: Value): LiteralVerdict {
  return { kind: 'value', value };
}

/** The number whose text begins at `start` of `line`; `parsed` is what the parser made of it. */
export function readNumber(line: string, start: number, parsed: number | bigint): LiteralVerdict {
  BASED.lastIndex = start;
  const based = BASED.exec(line)?.[0];
  if (based) {
    if (!WELL_FORMED_BASED.test(based)) return { kind: 'invalid', reason: 'invalid number literal' };
    return value(parsed);
  }
  DECIMAL.lastIndex = start;
  const text = DECIMAL.exec(line)?.[0] ?? '';
  if (!/[0-9]/.test(text)) throw new Error(`Internal error: no number at column ${start} of "${line}"`);
  if (!WELL_FORMED_DECIMAL.test(text)) return { kind: 'invalid', reason: 'invalid decimal literal' };
  if (/[.eE]/.test(text)) return value(new PyFloat(Number(parsed)));
  if (/^0[0_]*[1-9]/.test(text)) {
    const reason =
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers';
    return { kind: 'invalid', reason };
  }
  return value(parsed);
}

// An escape counts when an even number of backslashes stands before it.
const ESCAPE = String.raw`(?<!\\)(?:\\\\)*\\`;
const NAMED_CHARACTER = new RegExp(`${ESCAPE}N\\{`);
const BROKEN_HEX = new RegExp(`${ESCAPE}x(?![0-9a-fA-F]{2})`);
const BROKEN_UNICODE = new RegExp(
  `${ESCAPE}(?:u(?![0-9a-fA-F]{4})|U(?!00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}))`,
);
const WIDE_OCTAL = new RegExp(`${ESCAPE}[4-7][0-7][0-7]`);

/** What is wrong with the text of a string literal, prefix and quotes included; null if nothing. */
export function checkString(text: string): LiteralVerdict | null {
  const prefix = /^[a-zA-Z]*/.exec(text)![0];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  if (/b/i.test(prefix) && !/^[\x00-\x7f]*$/.test(text)) {
    return { kind: 'invalid', reason: 'bytes can only contain ASCII literal characters' };
  }
  if (!text.includes('\\') || /r/i.test(prefix)) return null;
  if (BROKEN_HEX.test(text)) return { kind: 'invalid', reason: 'truncated \\xXX escape' };
  if (WIDE_OCTAL.test(text)) return { kind: 'unsupported', reason: 'octal escape above \\377' };
  if (/b/i.test(prefix)) return null;
  if (BROKEN_UNICODE.test(text)) return { kind: 'invalid', reason: 'truncated \\u escape' };
  if (NAMED_CHARACTER.test(text)) return { kind: 'unsupported', reason: '\\N{...} escape' };
  return null;
}

/** The bytes of a bytes literal that the parser has decoded to one character a byte. */
export function readBytes(characters: string): PyBytes {
  return new PyBytes(Uint8Array.from(characters, (character) => character.charCodeAt(0)));
}
