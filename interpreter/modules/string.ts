/** The module `string`: its constants and capwords(). Template and Formatter are absent. */

import { typeError } from '../objects/exception.ts';
import { Module } from '../objects/module.ts';
import { typeOf } from '../objects/scalars.ts';
import type { Value } from '../values.ts';
import { define } from './define.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const WHITESPACE = ' \t\n\r\v\f';

export function makeString(): Module {
  const module = new Module('string');
  const upper = LOWER.toUpperCase();
  const constants: Record<string, string> = {
    ascii_lowercase: LOWER,
    ascii_uppercase: upper,
    ascii_letters: LOWER + upper,
    digits: DIGITS,
    hexdigits: `${DIGITS}abcdefABCDEF`,
    octdigits: '01234567',
    punctuation: PUNCTUATION,
    whitespace: WHITESPACE,
    printable: DIGITS + LOWER + upper + PUNCTUATION + WHITESPACE,
  };
  for (const [name, value] of Object.entries(constants)) module.namespace.set(name, value);
  define(module, 'capwords', 1, 2, (_vm, text: Value, separator: Value = null) => {
    if (typeof text !== 'string')
      throw typeError(`descriptor 'split' requires a 'str', not '${typeOf(text).name}'`);
    const words = separator === null ? text.split(/\s+/).filter(Boolean) : text.split(separator as string);
    const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
    return words.map(capital).join(separator === null ? ' ' : (separator as string));
  });
  return module;
}
