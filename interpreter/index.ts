/**
 * The door of the interpreter: the only file that other rooms import, besides core.ts (the same without the front end)
 * and code.ts and identity.ts.
 *
 *     const interpreter = new Interpreter({ write: (text) => process.stdout.write(text) });
 *     const code = interpreter.compile('print(6 * 7)', 'answer.py');
 *     interpreter.runModule(code, '__main__');
 */

import type { CodeObject } from './code.ts';
import { Interpreter as Core } from './interpreter.ts';
import { isKnownModule, MODULE_NAMES } from './modules/index.ts';
import { compile } from './python/compile.ts';

/** An interpreter with the front end. */
export class Interpreter extends Core {
  /**
   * Compiles a file.
   * @throws PythonSyntaxError, UnsupportedSyntax
   */
  compile(source: string, filename: string): CodeObject {
    this.rememberSource(filename, source);
    const { added } = this;
    return compile(source, filename, this.makeCode, {
      names: [...MODULE_NAMES, ...added.keys()],
      has: (name) => isKnownModule(name) || added.has(name),
    });
  }
}

export * from './code.ts';
export { disassemble } from './disassemble.ts';
export { Frame } from './frame.ts';
export { type IdentityKind, IdentityNumbers } from './identity.ts';
export type { FrameHook, InterpreterOptions } from './interpreter.ts';
export { dump, load, type MarshalledCode } from './marshal.ts';
export type { ModuleMaker } from './modules/index.ts';
export { PyFunction } from './objects/function.ts';
export { Module } from './objects/module.ts';
export { PyException } from './py-exception.ts';
export { compile, PythonSyntaxError, UnsupportedSyntax } from './python/compile.ts';
export type { Slot, Value } from './values.ts';
