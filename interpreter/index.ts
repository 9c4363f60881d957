/**
 * The door of the interpreter: the only file that other rooms import, besides types of code.ts and identity.ts.
 *
 *     const interpreter = new Interpreter({ write: (text) => process.stdout.write(text) });
 *     const code = interpreter.compile('print(6 * 7)', 'answer.py');
 *     interpreter.runModule(code, '__main__');
 */

export * from './code.ts';
export { disassemble } from './disassemble.ts';
export { Frame } from './frame.ts';
export { type IdentityKind, IdentityNumbers } from './identity.ts';
export { type FrameHook, Interpreter, type InterpreterOptions } from './interpreter.ts';
export { PyFunction } from './objects/function.ts';
export { Module } from './objects/module.ts';
export { PyException } from './py-exception.ts';
export { compile, PythonSyntaxError, UnsupportedSyntax } from './python/compile.ts';
export type { Slot, Value } from './values.ts';
