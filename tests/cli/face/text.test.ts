import { describe, expect, test } from 'vitest';
import { optionsFor } from '../../../harness/cli/face/options.ts';
import { columnsOf, cut, printable, spelled, wrapped } from '../../../harness/cli/face/text.ts';

const options = { width: 80, colour: false };

test.each([
  ['a sequence that clears', 'a\u001b[2Jb', 'ab'],
  ['a carriage return', 'good\rbad', 'good bad'],
  ['a new line', 'a\nb', 'a b'],
  ['an eight-bit sequence', 'a\u009b2Jb', 'ab'],
  ['a title of the window', 'a\u001b]0;mine\u0007b', 'ab'],
  ['a bell, a backspace, a delete', 'a\u0007\u0008\u007fb', 'a b'],
  ['text turned around', 'a\u202eb\u2066c\u200fd', 'a b c d'],
  ['what is not seen', 'a\u200b\u2060\ufeffb', 'a b'],
  ['separators of lines', 'a\u2028b\u2029c', 'a b c'],
  ['a sequence that only appears when another is taken out', 'a\u001b\u202e[2Jb', 'a [2Jb'],
])('%s does not reach the terminal', (_, given, shown) => {
  expect(printable(given)).toBe(shown);
});

test('a long name keeps its beginning and its end', () => {
  expect(cut('map-by-address-finalized', 16, options)).toBe('map-by-add…lized');
  expect(cut('weakmap', 16, options)).toBe('weakmap');
  expect(cut('a-strategy-of-mine-with-a-name', 16, { ...options, ascii: true })).toBe('a-strategy~-name');
  expect(columnsOf(cut('名前'.repeat(20), 16, options))).toBeLessThanOrEqual(16);
});

test('letters that take two columns are counted so, and marks not at all', () => {
  expect(columnsOf('名前')).toBe(4);
  expect(columnsOf('e\u0301')).toBe(1);
  expect(columnsOf('\u001b[31mred\u001b[39m')).toBe(3);
});

test('in ASCII every letter is one of it', () => {
  expect(spelled('≈ −1.2 ± 0.3 … 名', true)).toBe('~ -1.2 +- 0.3 ... ?');
  expect(spelled('≈ −1.2')).toBe('≈ −1.2');
});

test('lines are broken at spaces, and words that are too long where the line ends', () => {
  expect(wrapped('one two three', 7, '  ')).toBe('one two\n  three');
  expect(wrapped('x'.repeat(12), 6, '  ').split('\n')).toEqual(['xxxx', '  xxxx', '  xxxx']);
});

describe('what the output can show', () => {
  const terminal = { isTTY: true, columns: 120 };
  const colour = (output: { isTTY?: boolean }, env: NodeJS.ProcessEnv) => optionsFor(output, env).colour;

  test('has colours in a terminal alone, unless it is asked otherwise', () => {
    expect(colour(terminal, {})).toBe(true);
    expect(colour({}, {})).toBe(false);
    expect(colour({}, { CI: '1' })).toBe(false);
    expect(colour(terminal, { NO_COLOR: '1' })).toBe(false);
    expect(colour(terminal, { NO_COLOR: 'no' })).toBe(false);
    expect(colour(terminal, { NO_COLOR: '' })).toBe(true);
    expect(colour(terminal, { TERM: 'dumb' })).toBe(false);
    expect(colour({}, { FORCE_COLOR: '1' })).toBe(true);
    expect(colour({}, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  test('is as wide as the terminal, or as COLUMNS says, and never narrower than the tables', () => {
    expect(optionsFor(terminal, { COLUMNS: '200' }).width).toBe(120);
    expect(optionsFor({}, { COLUMNS: '200' }).width).toBe(200);
    expect(optionsFor({ columns: 40 }, {}).width).toBe(80);
    expect(optionsFor({}, { COLUMNS: 'wide' }).width).toBe(80);
    expect(optionsFor({}, {}).width).toBe(80);
  });

  test('is ASCII where the locale names another encoding than UTF-8', () => {
    const ascii = (env: NodeJS.ProcessEnv) => optionsFor(terminal, env).ascii;
    expect(ascii({ LANG: 'en_GB.UTF-8' })).toBe(false);
    expect(ascii({ LANG: 'C.utf8' })).toBe(false);
    expect(ascii({ LANG: 'en_GB.UTF-8', LC_ALL: 'C' })).toBe(true);
    expect(ascii({ LANG: 'de_DE.ISO-8859-1' })).toBe(true);
    expect(ascii({ LANG: 'C', LC_ALL: '', LC_CTYPE: 'C.UTF-8' })).toBe(false);
    expect(ascii({})).toBe(false);
  });
});
