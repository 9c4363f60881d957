/**
 * The door without the front end, for whoever loads code that was compiled elsewhere: arms do, so that what is measured
 * holds an evaluator and no parser.
 */

export * from './code.ts';
export { Frame } from './frame.ts';
export { GrainCode, installHook } from './grain.ts';
export { type IdentityKind, IdentityNumbers } from './identity.ts';
export { type FrameHook, Interpreter, type InterpreterOptions } from './interpreter.ts';
export { dump, load, type MarshalledCode } from './marshal.ts';
export { define } from './modules/define.ts';
export type { ModuleMaker } from './modules/index.ts';
export { Cell, Native, PyFunction } from './objects/function.ts';
export { Module } from './objects/module.ts';
export { callValue } from './operations/call.ts';
export { PyException } from './py-exception.ts';
export type { Slot, Value } from './values.ts';
