/**
 * From source text to a code object. The way, each step a file:
 *
 *     parse.ts                                  text -> tree
 *     legality.ts, subset.ts, importable.ts     what is no Python, and what is not ours, is turned away
 *     fold.ts                                   constant expressions become constants
 *     collect.ts, scopes.ts                     which name means what
 *     statements.ts, expressions.ts, and kin    tree -> blocks of instructions, one builder a code object
 *     tidy.ts, bound.ts, depths.ts              jumps shortened, loads relaxed, the stack checked
 *     assemble.ts                               blocks -> code object
 *
 * To add a statement: (1) take its node out of the table in subset.ts; (2) give it a case in statements.ts, emitting
 * into the builder, and, if it binds names, one in collect.ts; (3) write a little program with its disassembly into
 * tests/interpreter/compile.test.ts. An instruction that is new also wants its row in ../opcodes.ts and its effect
 * in stack-effect.ts.
 */

import type { CodeMaker, CodeObject } from '../code.ts';
import { annotationsAreText, beginAnnotations } from './annotations.ts';
import { assemble } from './assemble.ts';
import { Builder, type CompiledFile } from './builder.ts';
import { buildScopes } from './collect.ts';
import { foldConstants } from './fold.ts';
import { docstringStore, returnNone, withoutDocstring } from './functions.ts';
import { checkImports, type Importable } from './importable.ts';
import { checkLegality } from './legality.ts';
import { parse } from './parse.ts';
import { Source } from './source.ts';
import { statements } from './statements.ts';
import { checkSubset } from './subset.ts';

export { PythonSyntaxError, UnsupportedSyntax } from './errors.ts';

/**
 * Compiles a file to the code object of its module body. The code objects of functions, classes and comprehensions
 * are constants of the one around them; all are made with `makeCode`, inner ones first. Imports are checked against
 * `modules`, if given.
 * @throws PythonSyntaxError, UnsupportedSyntax
 */
export function compile(
  source: string,
  filename: string,
  makeCode: CodeMaker,
  modules: Importable | null = null,
): CodeObject {
  const tree = parse(source, filename);
  checkLegality(tree, filename);
  checkSubset(tree, filename);
  if (modules !== null) checkImports(tree, filename, modules);
  foldConstants(tree);
  const scopes = buildScopes(tree, filename);
  const file: CompiledFile = {
    filename,
    scopes,
    lines: new Source(source).lines,
    makeCode,
    codes: new Map(),
    annotationsAreText: annotationsAreText(tree),
  };
  const module = new Builder(file, scopes.get(tree)!, '<module>', 1, null);
  beginAnnotations(module, tree.body);
  docstringStore(module, tree.body);
  statements(module, withoutDocstring(tree.body));
  returnNone(module);
  return assemble(module);
}
