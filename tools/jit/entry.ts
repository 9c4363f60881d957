/**
 * Entries of the stack while compiling, and tests of what they stand for.
 *
 * A test is a piece of JavaScript; it is 'true' or 'false' where the answer is known already, because the entry is a constant or
 * the result of a comparison. Such tests vanish from the text (`all` here, `cases` in writer.ts).
 */

import { PyFloat } from '../../interpreter/compiled.ts';
import type { Value } from '../../interpreter/core.ts';

/** What is known of an entry. */
export type Kind = 'int' | 'float' | 'string' | 'bool' | 'none' | 'any';

export interface Entry {
  /** Names a variable or a constant: it may be written any number of times, in any order. */
  readonly js: string;
  readonly kind: Kind;
  /** The number, of a constant int or float. */
  readonly number: number;
}

/** A test and what to do when it holds. */
export type Case = readonly [test: string, body: string];

export function any(js: string): Entry {
  return { js, kind: 'any', number: 0 };
}

export function constant(value: Value, index: number): Entry {
  const entry = (js: string, kind: Kind, number = 0): Entry => ({ js, kind, number });
  switch (typeof value) {
    case 'number':
      return entry(`(${value})`, 'int', value);
    case 'string':
      return entry(JSON.stringify(value), 'string');
    case 'boolean':
      return entry(String(value), 'bool');
    case 'bigint':
      return entry(value < 0n ? `(${value}n)` : `${value}n`, 'any');
  }
  if (value === null) return entry('null', 'none');
  if (value instanceof PyFloat) return entry(`consts[${index}]`, 'float', value.value);
  return any(`consts[${index}]`);
}

/** A JavaScript array of entries. */
export function list(entries: readonly Entry[]): string {
  return `[${entries.map(({ js }) => js).join(', ')}]`;
}

// --- Tests

/** Is the entry of a kind? `test` asks it where nothing is known. */
function is({ kind }: Entry, wanted: Kind, test: string): string {
  return kind === wanted ? 'true' : kind === 'any' ? test : 'false';
}

/** Is the entry a number, that is to say a small int? */
export function isNumber(entry: Entry): string {
  return is(entry, 'int', `typeof ${entry.js} === 'number'`);
}

export function isFloat(entry: Entry): string {
  return is(entry, 'float', `${entry.js} instanceof PyFloat`);
}

export function isString(entry: Entry): string {
  return is(entry, 'string', `typeof ${entry.js} === 'string'`);
}

/** Of a number: does it survive JavaScript's operators on 32 bits? */
export function fits32({ js, kind, number }: Entry): string {
  return kind === 'int' && number === (number | 0) ? 'true' : `(${js} | 0) === ${js}`;
}

/** Do all the tests hold? */
export function all(...tests: string[]): string {
  if (tests.includes('false')) return 'false';
  return tests.filter((test) => test !== 'true').join(' && ') || 'true';
}

// --- Floats

/** The number in a float or in a constant int. */
export function floatOf({ js, kind, number }: Entry): string {
  if (kind === 'any') return `${js}.value`;
  return Object.is(number, -0) ? '(-0)' : number < 0 ? `(${number})` : String(number);
}

/**
 * Floats with floats; and a constant of either kind with a float or, when it is a float, with an int. `guard` is one more
 * test of the right-hand number.
 */
export function floatCases(
  a: Entry,
  b: Entry,
  does: (x: string, y: string) => string,
  guard: (y: string) => string = () => 'true',
): Case[] {
  const when = (test: string, x: string, y: string): Case => [all(test, guard(y)), does(x, y)];
  const [x, y] = [floatOf(a), floatOf(b)];
  if (a.kind === 'int') return [when(isFloat(b), x, y)];
  if (b.kind === 'int') return [when(isFloat(a), x, y)];
  const cases = [when(all(isFloat(a), isFloat(b)), x, y)];
  if (a.kind === 'float') cases.push(when(isNumber(b), x, b.js));
  if (b.kind === 'float') cases.push(when(isNumber(a), a.js, y));
  return cases;
}
