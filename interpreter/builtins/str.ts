/** Methods of str. Positions count code points; strings without surrogates take the short way. */

import type { Interpreter } from '../interpreter.ts';
import { StaticMethod } from '../objects/descriptors.ts';
import { PyDict } from '../objects/dict.ts';
import { pyError, typeError, valueError } from '../objects/exception.ts';
import { ArrayIterator } from '../objects/iterators.ts';
import { PyList } from '../objects/list.ts';
import { plainOf } from '../objects/primitive.ts';
import { INT, STR, typeOf } from '../objects/scalars.ts';
import { hashOf } from '../operations/hash.ts';
import { charactersOf, hasSurrogates, listOf } from '../operations/iteration.ts';
import { builtinRepr, strOf } from '../operations/repr.ts';
import { builtinItem } from '../operations/subscripts.ts';
import { PyBytes, PyTuple, type Value } from '../values.ts';
import { decode, encode } from './codecs.ts';
import { constructorOf, integer, limit, method, methodList, native, parse } from './define.ts';
import { lengthOf } from './functions.ts';
import { instanceFor } from './numbers.ts';
import { formatMap, formatTemplate } from './str-format.ts';

constructorOf(STR, (vm, args, keywords) => {
  const cls = args[0]!;
  const only = cls === STR ? keywords : null;
  const [value, encoding, errors] = parse('str', ['object', 'encoding', 'errors'], 0, args.slice(1), only);
  if (value === undefined) return instanceFor(cls, STR, '');
  if (encoding === undefined && errors === undefined) return instanceFor(cls, STR, strOf(vm, value));
  if (value instanceof PyBytes) return instanceFor(cls, STR, decode(value, encoding ?? 'utf-8', errors));
  throw typeError(`decoding to str: need a bytes-like object, ${typeOf(value).name} found`);
});
methodList(STR, '__init__', () => null);
method(STR, '__len__', 0, 0, lengthOf);
method(STR, '__iter__', 0, 0, (_vm, self: string) => new ArrayIterator(charactersOf(self)));
method(STR, '__contains__', 1, 1, (_vm, self: string, part: Value) => self.includes(text(part)));
method(STR, '__getitem__', 1, 1, (vm, self: string, index: Value) => builtinItem(vm, self, index));
method(STR, '__hash__', 0, 0, (vm, self: string) => hashOf(vm, self));
method(STR, '__repr__', 0, 0, (vm, self: string) => builtinRepr(vm, self));
method(STR, '__str__', 0, 0, (_vm, self: string) => self);

function text(given: Value): string {
  const value = plainOf(given);
  if (typeof value !== 'string') throw typeError(`must be str, not ${typeOf(given).name}`);
  return value;
}

/** What Python takes for white space; JavaScript's `\s` has a byte order mark more and five controls less. */
const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const ALL_SPACE = new RegExp(`^[${SPACE}]+$`, 'u');
/** Decimal digits, and those in circles or raised. */
const DIGITS =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792]+$/u;

const MAPPED: Record<string, (self: string) => Value> = {
  upper: (self) => self.toUpperCase(),
  lower: (self) => self.toLowerCase(),
  casefold: (self) => self.toLowerCase().replaceAll('ß', 'ss'),
  capitalize: (self) => (self === '' ? '' : self[0]!.toUpperCase() + self.slice(1).toLowerCase()),
  swapcase: (self) =>
    self.replace(/./gsu, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())),
  title: (self) => self.toLowerCase().replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1)),
  isdigit: (self) => DIGITS.test(self),
  isdecimal: (self) => /^\p{Nd}+$/u.test(self),
  isnumeric: (self) => /^\p{N}+$/u.test(self),
  isalpha: (self) => /^\p{L}+$/u.test(self),
  isalnum: (self) => /^[\p{L}\p{N}]+$/u.test(self),
  isspace: (self) => ALL_SPACE.test(self),
  isupper: (self) => /\p{L}/u.test(self) && self === self.toUpperCase() && self !== self.toLowerCase(),
  islower: (self) => /\p{L}/u.test(self) && self === self.toLowerCase() && self !== self.toUpperCase(),
  istitle: (self) => /[\p{Lu}\p{Lt}]/u.test(self) && self === MAPPED.title!(self),
  isascii: (self) => [...self].every((character) => character.codePointAt(0)! < 128),
  isidentifier: (self) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(self),
  isprintable: (self) => !/[\p{C}\p{Z}]/u.test(self.replaceAll(' ', '')),
};
for (const [name, run] of Object.entries(MAPPED)) method(STR, name, 0, 0, (_vm, self: string) => run(self));

// --- Stripping and splitting

const STRIP_LEFT = new RegExp(`^[${SPACE}]+`, 'u');
const GAP = new RegExp(`[${SPACE}]+`, 'u');
const LAST_GAP = new RegExp(`[${SPACE}]+(?=[^${SPACE}]*$)`, 'u');
const STRIP_RIGHT = new RegExp(`[${SPACE}]+$`, 'u');

function strip(self: string, characters: Value | undefined, left: boolean, right: boolean): string {
  if (characters === undefined || characters === null) {
    let stripped = left ? self.replace(STRIP_LEFT, '') : self;
    if (right) stripped = stripped.replace(STRIP_RIGHT, '');
    return stripped;
  }
  const set = new Set(charactersOf(text(characters)));
  const all = charactersOf(self);
  let from = 0;
  let to = all.length;
  if (left) while (from < to && set.has(all[from]!)) from++;
  if (right) while (to > from && set.has(all[to - 1]!)) to--;
  return all.slice(from, to).join('');
}
method(STR, 'strip', 0, 1, (_vm, self: string, characters?: Value) => strip(self, characters, true, true));
method(STR, 'lstrip', 0, 1, (_vm, self: string, characters?: Value) => strip(self, characters, true, false));
method(STR, 'rstrip', 0, 1, (_vm, self: string, characters?: Value) => strip(self, characters, false, true));
function affix(name: string, value: Value): string {
  if (typeof value === 'string') return value;
  throw typeError(`${name}() argument must be str, not ${value === null ? 'None' : typeOf(value).name}`);
}
method(STR, 'removeprefix', 1, 1, (_vm, self: string, prefix: string) =>
  self.startsWith(affix('removeprefix', prefix)) ? self.slice(prefix.length) : self,
);
method(STR, 'removesuffix', 1, 1, (_vm, self: string, suffix: string) =>
  affix('removesuffix', suffix) !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self,
);

function split(self: string, separator: Value | undefined, most: number): string[] {
  if (separator === undefined || separator === null) {
    const rest = self.replace(STRIP_LEFT, '');
    if (most < 0) return rest.replace(STRIP_RIGHT, '') === '' ? [] : rest.replace(STRIP_RIGHT, '').split(GAP);
    const parts: string[] = [];
    let left = rest;
    while (left !== '' && parts.length < most) {
      const match = GAP.exec(left);
      if (match === null) break;
      parts.push(left.slice(0, match.index));
      left = left.slice(match.index + match[0].length);
    }
    // White space at the end stays with a rest that was not split.
    if (left !== '') parts.push(parts.length < most ? left.replace(STRIP_RIGHT, '') : left);
    return parts;
  }
  if (typeof plainOf(separator) !== 'string') {
    throw typeError(`must be str or None, not ${typeOf(separator).name}`);
  }
  const by = text(separator);
  if (by === '') throw valueError('empty separator');
  const parts = self.split(by);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(by)];
}

function splitRight(self: string, separator: Value | undefined, most: number): string[] {
  if (most < 0) return split(self, separator, most);
  if (separator === undefined || separator === null) {
    const parts: string[] = [];
    let left = self.replace(STRIP_RIGHT, '');
    while (left !== '' && parts.length < most) {
      const match = LAST_GAP.exec(left);
      if (match === null) break;
      parts.unshift(left.slice(match.index + match[0].length));
      left = left.slice(0, match.index);
    }
    if (parts.length < most) left = left.replace(STRIP_LEFT, '');
    if (left !== '') parts.unshift(left);
    return parts;
  }
  const by = separatorOf(separator);
  const parts = self.split(by);
  if (parts.length <= most + 1) return parts;
  const cut = parts.length - most;
  return [parts.slice(0, cut).join(by), ...parts.slice(cut)];
}

for (const [name, run] of [
  ['split', split],
  ['rsplit', splitRight],
] as const) {
  methodList(STR, name, (vm, args, keywords) => {
    const separator = args[1] ?? keywords?.get('sep') ?? null;
    const most = integer(vm, args.length > 2 ? args[2]! : (keywords?.get('maxsplit') ?? -1));
    return new PyList(run(args[0] as string, separator, most));
  });
}
function separatorOf(value: Value): string {
  if (text(value) === '') throw valueError('empty separator');
  return value as string;
}

const BREAK = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';
const LINE = new RegExp(`[^${BREAK}]*(?:\\r\\n|[${BREAK}]|$)`, 'gu');
const LINE_END = new RegExp(`[${BREAK}]+$`, 'u');
methodList(STR, 'splitlines', (_vm, args, keywords) => {
  const keep = (args[1] ?? keywords?.get('keepends') ?? false) === true;
  const lines = (args[0] as string).match(LINE) ?? [];
  if (lines[lines.length - 1] === '') lines.pop();
  return new PyList(keep ? [...lines] : lines.map((line) => line.replace(LINE_END, '')));
});
method(STR, 'partition', 1, 1, (_vm, self: string, given: Value) => {
  const separator = separatorOf(given);
  const at = self.indexOf(separator);
  if (at < 0) return new PyTuple([self, '', '']);
  return new PyTuple([self.slice(0, at), separator, self.slice(at + separator.length)]);
});
method(STR, 'rpartition', 1, 1, (_vm, self: string, given: Value) => {
  const separator = separatorOf(given);
  const at = self.lastIndexOf(separator);
  if (at < 0) return new PyTuple(['', '', self]);
  return new PyTuple([self.slice(0, at), separator, self.slice(at + separator.length)]);
});
method(STR, 'join', 1, 1, (vm, self: string, iterable: Value) => {
  if (typeOf(iterable) === INT) throw typeError('can only join an iterable');
  const items = listOf(vm, iterable);
  for (let i = 0; i < items.length; i++) {
    if (typeof items[i] === 'string') continue;
    const plain = plainOf(items[i]!);
    if (typeof plain === 'string') items[i] = plain;
    else {
      throw typeError(`sequence item ${i}: expected str instance, ${typeOf(items[i]!).name} found`);
    }
  }
  return items.join(self);
});

// --- Searching

/** A limit counted from the front. */
function clip(at: number | undefined, missing: number, length: number): number {
  if (at === undefined) return missing;
  return at < 0 ? Math.max(0, at + length) : at;
}

/** Runs a search over UTF-16 units within [start, end) given in code points; the answer is in code points. */
function search(
  vm: Interpreter,
  self: string,
  part: Value,
  start: Value | undefined,
  end: Value | undefined,
  find: (text: string, part: string) => number,
): number {
  const wide = hasSurrogates(self);
  const characters = wide ? charactersOf(self) : null;
  const length = characters === null ? self.length : characters.length;
  const from = clip(limit(vm, start), 0, length);
  const to = Math.min(clip(limit(vm, end), length, length), length);
  if (from > to) return -1;
  const window = characters === null ? self.slice(from, to) : characters.slice(from, to).join('');
  const at = find(window, text(part));
  if (at < 0) return -1;
  return from + (wide ? charactersOf(window.slice(0, at)).length : at);
}

method(STR, 'find', 1, 3, (vm, self: string, part: Value, start?: Value, end?: Value) =>
  search(vm, self, part, start, end, (a, b) => a.indexOf(b)),
);
method(STR, 'rfind', 1, 3, (vm, self: string, part: Value, start?: Value, end?: Value) =>
  search(vm, self, part, start, end, (a, b) => a.lastIndexOf(b)),
);
for (const [name, find] of [
  ['index', (a: string, b: string) => a.indexOf(b)],
  ['rindex', (a: string, b: string) => a.lastIndexOf(b)],
] as const) {
  method(STR, name, 1, 3, (vm, self: string, part: Value, start?: Value, end?: Value) => {
    const at = search(vm, self, part, start, end, find);
    if (at < 0) throw valueError('substring not found');
    return at;
  });
}

/** self[start:end]; null when start lies behind the end, where not even '' is found. */
function windowOf(
  vm: Interpreter,
  self: string,
  start: Value | undefined,
  end: Value | undefined,
): string | null {
  if (start === undefined) return self;
  const from = limit(vm, start) ?? 0;
  if (!hasSurrogates(self)) return from > self.length ? null : self.slice(from, limit(vm, end));
  const all = charactersOf(self);
  return from > all.length ? null : all.slice(from, limit(vm, end)).join('');
}

method(STR, 'count', 1, 3, (vm, self: string, part: Value, start?: Value, end?: Value) => {
  const window = windowOf(vm, self, start, end);
  if (window === null) return 0;
  if (part === '') return lengthOf(vm, window) + 1;
  return window.split(text(part)).length - 1;
});
for (const [name, test] of [
  ['startswith', (a: string, b: string) => a.startsWith(b)],
  ['endswith', (a: string, b: string) => a.endsWith(b)],
] as const) {
  method(STR, name, 1, 3, (vm, self: string, part: Value, start?: Value, end?: Value) => {
    const window = windowOf(vm, self, start, end);
    if (window === null) return false;
    if (part instanceof PyTuple) return part.items.some((one) => test(window, text(one)));
    if (typeof plainOf(part) !== 'string') {
      throw typeError(`${name} first arg must be str or a tuple of str, not ${typeOf(part).name}`);
    }
    return test(window, text(part));
  });
}
method(STR, 'replace', 2, 3, (vm, self: string, from: Value, to: Value, count: Value = -1) => {
  const most = integer(vm, count);
  if (from === '') return spread(self, text(to), most);
  if (most < 0) return self.split(text(from)).join(text(to));
  const parts = self.split(text(from));
  if (parts.length <= most + 1) return parts.join(text(to));
  return [parts.slice(0, most + 1).join(text(to)), ...parts.slice(most + 1)].join(text(from));
});

/** `to` in front of each character and at the end, `most` times. */
function spread(self: string, to: string, most: number): string {
  const characters = charactersOf(self);
  const times = most < 0 ? characters.length + 1 : Math.min(most, characters.length + 1);
  let spread = '';
  for (let i = 0; i < characters.length; i++) spread += (i < times ? to : '') + characters[i];
  return times > characters.length ? spread + to : spread;
}

// --- Padding

function padded(name: string, pad: (self: string, missing: number, fill: string) => string): void {
  method(STR, name, 1, 2, (vm, self: string, width: Value, fill: Value = ' ') => {
    const missing = integer(vm, width) - lengthOf(vm, self);
    if (lengthOf(vm, text(fill)) !== 1)
      throw typeError('The fill character must be exactly one character long');
    return missing <= 0 ? self : pad(self, missing, text(fill));
  });
}
padded('ljust', (self, missing, fill) => self + fill.repeat(missing));
padded('rjust', (self, missing, fill) => fill.repeat(missing) + self);
padded('center', (self, missing, fill) => {
  // CPython puts the odd one to the left when both width and padding are odd.
  const left = (missing >> 1) + (missing & (self.length + missing) & 1);
  return fill.repeat(left) + self + fill.repeat(missing - left);
});
method(STR, 'zfill', 1, 1, (vm, self: string, wanted: Value) => {
  const width = integer(vm, wanted);
  const sign = /^[+-]/.test(self) ? self[0]! : '';
  return sign + self.slice(sign.length).padStart(width - sign.length, '0');
});
methodList(STR, 'expandtabs', (vm, args, keywords) => {
  const size = Math.max(0, integer(vm, args[1] ?? keywords?.get('tabsize') ?? 8));
  let column = 0;
  return (args[0] as string).replace(/[\t\n\r]|[^\t\n\r]+/g, (part) => {
    if (part === '\n' || part === '\r') {
      column = 0;
      return part;
    }
    const piece = part === '\t' ? ' '.repeat(size === 0 ? 0 : size - (column % size)) : part;
    column += piece.length;
    return piece;
  });
});

// --- Formatting, encoding, translating

methodList(STR, 'format', (vm, args, keywords) =>
  formatTemplate(vm, args[0] as string, args.slice(1), keywords),
);
method(STR, 'format_map', 1, 1, (vm, self: string, mapping: Value) => formatMap(vm, self, mapping));
methodList(STR, 'encode', (_vm, args, keywords) => {
  const [self, encoding, errors] = parse('encode', ['self', 'encoding', 'errors'], 1, args, keywords);
  return encode(self as string, encoding ?? 'utf-8', errors);
});
method(STR, 'translate', 1, 1, (vm, self: string, table: Value) => {
  if (!(table instanceof PyDict)) throw typeError('translate() takes a dict here');
  return charactersOf(self)
    .map((character) => {
      const to = table.get(vm, character.codePointAt(0)!);
      if (to === undefined) return character;
      return to === null ? '' : typeof to === 'number' ? String.fromCodePoint(to) : (to as string);
    })
    .join('');
});
const makeTable = native('maketrans', 1, 3, (vm, a: Value, b?: Value, c?: Value) => {
  const table = new PyDict();
  if (a instanceof PyDict) {
    for (const { key, value } of a.entries.values()) {
      table.set(vm, typeof key === 'string' ? key.codePointAt(0)! : key, value);
    }
    return table;
  }
  const [from, to] = [charactersOf(text(a!)), charactersOf(text(b!))];
  if (from.length !== to.length) {
    throw pyError('ValueError', 'the first two maketrans arguments must have equal length');
  }
  from.forEach((character, i) => {
    table.set(vm, character.codePointAt(0)!, to[i]!.codePointAt(0)!);
  });
  if (c !== undefined) for (const gone of charactersOf(text(c))) table.set(vm, gone.codePointAt(0)!, null);
  return table;
});
STR.attributes.set('maketrans', new StaticMethod(makeTable));
