/**
 * The grain of the frame hook: where the core looks for the hook of a frame. Here it is one for each interpreter (PEP 523).
 *
 * Special builds of the core have another file of grains/ in the place of this one: one hook for the process, or one on
 * each code object. The evaluator asks through `hookFor` alone, which the engine always inlines, so that a build pays for its
 * own grain and for nothing else.
 */

import { type CodeClass, CodeObject } from './code.ts';
import type { FrameHook, Interpreter } from './interpreter.ts';

/** The layout of code objects that the grain needs. */
export const GrainCode: CodeClass = CodeObject;

/** The hook that a frame of this code object goes through, or null. */
export function hookFor(vm: Interpreter, _code: CodeObject): FrameHook | null {
  return vm.hook;
}

/** Installs a hook, or none with null, as finely as the grain allows: `codes` are those that it is meant for. */
export function installHook(vm: Interpreter, hook: FrameHook | null, _codes: readonly CodeObject[]): void {
  vm.hook = hook;
}
