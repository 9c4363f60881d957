/**
 * One hook for the process, in a build of its own: whoever installs one installs it in every interpreter, and the last who did
 * has it. (The question of python-dev, June 2016: why not a global hook?)
 */

import { type CodeClass, CodeObject } from '../code.ts';
import type { FrameHook, Interpreter } from '../interpreter.ts';

export const GrainCode: CodeClass = CodeObject;

let processHook: FrameHook | null = null;

export function hookFor(_vm: Interpreter, _code: CodeObject): FrameHook | null {
  return processHook;
}

export function installHook(_vm: Interpreter, hook: FrameHook | null, _codes: readonly CodeObject[]): void {
  processHook = hook;
}
