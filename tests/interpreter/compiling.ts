/**
 * Help for tests of the front end: code objects without an interpreter.
 */

import { CodeObject } from '../../interpreter/code.ts';
import { disassembleOne } from '../../interpreter/disassemble.ts';
import { OPCODES } from '../../interpreter/opcodes.ts';
import { compile } from '../../interpreter/python/compile.ts';

/** Compiles a program; the code object of its module. */
export function compiled(source: string): CodeObject {
  let id = 0;
  return compile(source, 'file.py', (spec) => new CodeObject(spec, ++id));
}

/** All code objects of a program, outer ones first. */
export function allCodes(code: CodeObject): CodeObject[] {
  return [code, ...innerCodes(code).flatMap(allCodes)];
}

/** The code objects among the constants of one. */
export function innerCodes(code: CodeObject): CodeObject[] {
  return code.consts.filter((value) => value instanceof CodeObject);
}

/** The code object with a qualified name. */
export function codeNamed(source: string, qualname: string): CodeObject {
  const code = allCodes(compiled(source)).find((candidate) => candidate.qualname === qualname);
  if (!code) throw new Error(`the program has no ${qualname}`);
  return code;
}

/**
 * The instructions of a code object, one a line, without lines and indices of the instruction: `LOAD_FAST 0 (a)`.
 * Handlers follow as `0 to 2 -> 4 [0]`.
 */
export function instructions(code: CodeObject): string {
  return disassembleOne(code)
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replace(/^ *\d* +(>>)? +\d+ (?=[A-Z])/, '')
        .replace(/ +/g, ' ')
        .trim(),
    )
    .join('\n');
}

/** The instructions of function `f` of a program. */
export function instructionsOf(source: string, qualname = 'f'): string {
  return instructions(codeNamed(source, qualname));
}

/** Only the names of the instructions of a code object. */
export function opcodeNames(code: CodeObject): string[] {
  return [...code.instructions].map((word) => OPCODES[word & 0xff]!.name);
}

/** Lines of a text without the indentation they share. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** The error that a program is turned away with. */
export function refusal(source: string): Error {
  try {
    compiled(source);
  } catch (error) {
    return error as Error;
  }
  throw new Error(`expected a refusal, but this compiles:\n${source}`);
}
