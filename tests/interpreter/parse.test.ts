import { describe, expect, it } from 'vitest';
import type { Expression, NodeOf } from '../../interpreter/python/parse.ts';
import { childrenOf, parse } from '../../interpreter/python/parse.ts';
import { ELLIPSIS, PyBytes, PyFloat } from '../../interpreter/values.ts';
import { refusal } from './compiling.ts';

function parsed(source: string): Expression {
  const [statement] = parse(source, 'file.py').body;
  return (statement as NodeOf<'Expr'>).value;
}

function constant(source: string): unknown {
  return (parsed(source) as NodeOf<'Constant'>).value;
}

describe('numbers', () => {
  it.each(['1.0', '2.', '1e3', '.0', '1_0.0', '0e0', '5E-0'])('keeps %s a float', (text) => {
    expect(constant(text)).toEqual(new PyFloat(Number(text.replace('_', ''))));
  });

  it.each([
    ['0', 0],
    ['1_000', 1000],
    ['0xff', 255],
    ['0X_F', 15],
    ['0o17', 15],
    ['0b101', 5],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['0xffffffffffffffffffff', 0xffffffffffffffffffffn],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
  ])('reads %s exactly', (text, value) => {
    expect(constant(text)).toBe(value);
  });

  it('finds the floats behind characters that take several bytes', () => {
    const list = parsed('["é😀", 1.0]') as NodeOf<'List'>;
    expect((list.elts[1] as NodeOf<'Constant'>).value).toEqual(new PyFloat(1));
    expect(list.elts[1]!.col_offset).toBe(8);
  });

  it('finds the floats inside f-strings and their format specs', () => {
    const floats: unknown[] = [];
    const visit = (node: Parameters<typeof childrenOf>[0]): void => {
      if (node.nodeType === 'Constant' && typeof node.value !== 'string') floats.push(node.value);
      for (const child of childrenOf(node)) visit(child);
    };
    visit(parsed(`f"é{1.0} {x:{2.0}.{3}} {f'{4.0}'}" "and" f"{5.0}"`));
    expect(floats).toEqual([new PyFloat(1), new PyFloat(2), 3, new PyFloat(4), new PyFloat(5)]);
  });

  it.each([
    ['0777', 'leading zeros in decimal integer literals are not permitted'],
    ['1__0', 'invalid decimal literal'],
    ['1_', 'invalid decimal literal'],
    ['0x', 'literal'],
  ])('rejects %s', (text, reason) => {
    const error = refusal(`x = ${text}\n`);
    expect(error.name).toBe('SyntaxError');
    expect(error.message).toContain(reason);
  });
});

describe('strings', () => {
  it.each([
    [String.raw`'a\tb\x41\101\u00e9\U0001F600'`, 'a\tbAAé😀'],
    [String.raw`r'a\tb'`, 'a\\tb'],
    [`'a' "b" '''c'''`, 'abc'],
    [`('a' # one\n 'b')`, 'ab'],
    [`u'a'`, 'a'],
    [String.raw`'\d'`, '\\d'],
    [String.raw`'\\N{x}'`, '\\N{x}'],
  ])('reads %s', (text, value) => {
    expect(constant(text)).toBe(value);
  });

  it('reads bytes, prefixes in any order and case', () => {
    expect(constant(String.raw`b'a\xff' B'\n'`)).toEqual(new PyBytes(Uint8Array.of(97, 255, 10)));
    expect(constant(String.raw`Rb'\n'`)).toEqual(new PyBytes(Uint8Array.of(92, 110)));
  });

  it('tells ... from the string that looks like it', () => {
    expect(constant('...')).toBe(ELLIPSIS);
    expect(constant('"..."')).toBe('...');
    expect((parsed('f"..."') as NodeOf<'JoinedStr'>).values[0]).toMatchObject({ value: '...' });
  });

  it('treats the line ends of all systems alike', () => {
    expect(constant("'''a\r\nb\rc'''")).toBe('a\nb\nc');
  });

  it.each([
    ["'a' b'b'", 'cannot mix bytes and nonbytes literals'],
    ["f'a' b'b'", 'cannot mix bytes and nonbytes literals'],
    ["b'é'", 'bytes can only contain ASCII literal characters'],
    [String.raw`'\x1'`, 'truncated \\xXX escape'],
    [String.raw`'\u12'`, 'truncated \\u escape'],
  ])('rejects %s', (text, reason) => {
    const error = refusal(`x = ${text}\n`);
    expect(error.name).toBe('SyntaxError');
    expect(error.message).toContain(reason);
  });
});

describe('what the parser rejects', () => {
  it('becomes a syntax error with file, line and column from 1', () => {
    expect(refusal('x = 1\ny = (\n')).toMatchObject({ name: 'SyntaxError', filename: 'file.py', line: 3 });
    expect(refusal('é = 1; ü = = 2\n')).toMatchObject({ line: 1, column: 12 });
  });

  it('is told for text the tokenizer chokes on as well', () => {
    expect(refusal('x = 1\nx = "a\n')).toMatchObject({ name: 'SyntaxError', line: 2 });
    expect(refusal('if x:\n    y\n  z\n')).toMatchObject({ name: 'SyntaxError' });
  });
});

it('compares names in their normal form', () => {
  const { targets } = parse('ﬁ = 1', 'file.py').body[0] as NodeOf<'Assign'>;
  expect(targets[0]).toMatchObject({ id: 'fi' });
});
