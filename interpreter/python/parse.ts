/**
 * From source text to a tree. The only file that knows the parser package (py-ast): its node types pass through
 * here, its defects are mended here. What is mended:
 *
 * - A float literal of integral value arrives as a plain number, bytes as a string, `...` as the string "...":
 *   after this file `Constant.value` is a value of the machine (see ../values.ts).
 * - Columns count bytes of UTF-8; here they count characters. Names are not in Unicode's NFKC form; here they are.
 * - `yield;` is taken for a yield without its value; here it gets one, None.
 * - Literals that Python rejects (0777, '\x1', 'a' b'c') pass the parser; here they do not.
 *
 * Literals that the machine has no value for (complex numbers, \N{...}) are refused on the way.
 */

import type { ASTNodeUnion, ExprNode, Module, StmtNode } from 'py-ast';
import { Lexer, PyComplex, parse as parseTree, unparse } from 'py-ast';
import type { Value } from '../values.ts';
import { ELLIPSIS } from '../values.ts';
import type { Place } from './errors.ts';
import { PythonSyntaxError, UnsupportedSyntax } from './errors.ts';
import type { LiteralVerdict } from './literals.ts';
import { checkString, readBytes, readNumber } from './literals.ts';
import { Source } from './source.ts';

/** Any node of the tree. */
export type Node = ASTNodeUnion;
/** An expression; `nodeType` says which. */
export type Expression = ExprNode;
/** A statement; `nodeType` says which. */
export type Statement = StmtNode;
/** A whole file. */
export type Tree = Module;
/** The node of one type, by its name: `NodeOf<'While'>`. */
export type NodeOf<K extends Node['nodeType']> = Extract<Node, { nodeType: K }>;

/**
 * Parses a file.
 * @throws PythonSyntaxError if it is no Python, UnsupportedSyntax for literals without a value here.
 */
export function parse(text: string, filename: string): Tree {
  const source = new Source(withYieldedValues(text));
  let tree: Module;
  try {
    tree = parseTree(source.text);
  } catch (error) {
    throw asSyntaxError(error, source, filename);
  }
  const mender = new Mender(source, filename);
  mender.checkStrings();
  mender.visit(tree, false);
  return tree;
}

/** `yield;` as `yield None;`, which means the same. */
function withYieldedValues(text: string): string {
  if (!/\byield[ \t]*;/.test(text)) return text;
  const source = new Source(text);
  const lines = [...source.lines];
  let tokens: ReturnType<Lexer['tokenize']>;
  try {
    tokens = new Lexer(source.text).tokenize();
  } catch {
    return text; // The parser will say what is wrong.
  }
  for (let i = tokens.length - 2; i >= 0; i--) {
    const { value, type, lineno, col_offset } = tokens[i]!;
    if (value !== 'yield' || type === 'STRING' || tokens[i + 1]!.value !== ';') continue;
    const line = lines[lineno - 1]!;
    const end = source.column(lineno, col_offset) + 'yield'.length;
    lines[lineno - 1] = `${line.slice(0, end)} None${line.slice(end)}`;
  }
  return lines.join('\n');
}

/** An expression as source text, in the parser's own layout. */
export function textOf(node: Expression): string {
  return unparse(node);
}

/** The nodes directly below a node, in the order of the tree's fields. */
export function* childrenOf(node: Node): Generator<Node> {
  for (const child of Object.values(node)) {
    if (typeof child !== 'object' || child === null) continue;
    if (Array.isArray(child)) {
      for (const item of child) if (typeof item?.nodeType === 'string') yield item;
    } else if (typeof child.nodeType === 'string') {
      yield child;
    }
  }
}

/** The parser throws plain errors that carry the place as fields, or only in their sentence. */
function asSyntaxError(error: unknown, source: Source, filename: string): PythonSyntaxError {
  if (error instanceof RangeError) {
    return new PythonSyntaxError(filename, { lineno: 1, col_offset: 0 }, 'too deeply nested to be parsed');
  }
  if (error instanceof SyntaxError) {
    // BigInt('0x'), thrown without a place.
    return new PythonSyntaxError(filename, { lineno: 1, col_offset: 0 }, 'invalid number literal');
  }
  const { message, lineno, col_offset } = error as Error & Partial<Place>;
  const line = lineno ?? Number(/ at line (\d+)/.exec(message)?.[1] ?? 1);
  const place = { lineno: line, col_offset: source.column(line, col_offset ?? 0) };
  const reason = message.replace(/ at line \d+(, column \d+)?.*$/s, '');
  return new PythonSyntaxError(filename, place, reason.charAt(0).toLowerCase() + reason.slice(1));
}

type Constant = NodeOf<'Constant'>;

/** Is it bytes, by the prefix of a literal? */
function isBytes(literal: string): boolean {
  return /^[a-zA-Z]*b/i.test(literal);
}

/** Python compares names in Unicode's NFKC form. */
function mendNames(node: Node): void {
  const fields = node as unknown as Record<string, unknown>;
  for (const key of ['id', 'attr', 'arg', 'name', 'asname', 'module']) {
    const name = fields[key];
    if (typeof name === 'string') fields[key] = name.normalize('NFKC');
  }
  if (node.nodeType === 'Global' || node.nodeType === 'Nonlocal') {
    node.names = node.names.map((name) => name.normalize('NFKC'));
  }
}

/** Walks a fresh tree once and puts right what the parser got wrong. */
class Mender {
  readonly #source: Source;
  readonly #filename: string;
  readonly #seen = new Set<object>();
  readonly #ascii: boolean;

  constructor(source: Source, filename: string) {
    this.#source = source;
    this.#filename = filename;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
    this.#ascii = /^[\x00-\x7f]*$/.test(source.text);
  }

  visit(node: Node, insideJoined: boolean): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    if (!this.#ascii) {
      this.#mendColumns(node);
      mendNames(node);
    }
    if (node.nodeType === 'Constant') {
      this.#mendConstant(node, insideJoined);
      return;
    }
    const joined = node.nodeType === 'JoinedStr';
    for (const child of childrenOf(node)) this.visit(child, joined);
  }

  #mendColumns(node: Node): void {
    if (node.lineno !== undefined && node.col_offset !== undefined) {
      node.col_offset = this.#source.column(node.lineno, node.col_offset);
    }
    if (node.end_lineno !== undefined && node.end_col_offset !== undefined) {
      node.end_col_offset = this.#source.column(node.end_lineno, node.end_col_offset);
    }
  }

  #mendConstant(node: Constant, insideJoined: boolean): void {
    const parsed: unknown = node.value;
    if (parsed instanceof PyComplex) this.#refuse(node, { kind: 'unsupported', reason: 'complex number' });
    if (typeof parsed === 'number' || typeof parsed === 'bigint') {
      this.#settle(node, readNumber(this.#source.line(node.lineno), node.col_offset, parsed));
    } else if (typeof parsed === 'string') {
      // Text between the fields of an f-string has no quotes of its own; `...` is the other string without them.
      if (node.quote_style === undefined) {
        if (!insideJoined) node.value = ELLIPSIS;
        return;
      }
      if (isBytes(node.quote_style)) node.value = readBytes(parsed);
    }
  }

  /** Checks every string literal of the file: its escapes, and that its neighbours are of its kind. */
  checkStrings(): void {
    if (!/\\|[bB][rR]?['"]/.test(this.#source.text)) return;
    const tokens = new Lexer(this.#source.text).tokenize().filter((token) => token.type !== 'COMMENT');
    for (const [i, { type, value, lineno, col_offset }] of tokens.entries()) {
      if (type !== 'STRING') continue;
      const place = { lineno, col_offset: this.#source.column(lineno, col_offset) };
      const verdict = checkString(value);
      if (verdict) this.#refuse(place, verdict);
      const before = tokens[i - 1];
      if (before?.type === 'STRING' && isBytes(before.value) !== isBytes(value)) {
        this.#refuse(place, { kind: 'invalid', reason: 'cannot mix bytes and nonbytes literals' });
      }
    }
  }

  #settle(node: Constant, verdict: LiteralVerdict): void {
    if (verdict.kind !== 'value') this.#refuse(node, verdict);
    else node.value = verdict.value satisfies Value;
  }

  #refuse(node: Place, verdict: LiteralVerdict): never {
    if (verdict.kind === 'value') throw new Error('Internal error: refusing a literal that has a value');
    if (verdict.kind === 'invalid') throw new PythonSyntaxError(this.#filename, node, verdict.reason);
    throw new UnsupportedSyntax(this.#filename, node, `${verdict.reason} is outside the subset`);
  }
}
