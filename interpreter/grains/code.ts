/**
 * One hook on each code object, in a build of its own: the finest grain that the authors of PEP 523 considered. The price: a field on
 * every code object, one load more at each call of anybody, and a tool has to be told of each code object before it can hook
 * it.
 */

import { CodeObject, type CodeSpec } from '../code.ts';
import type { FrameHook, Interpreter } from '../interpreter.ts';

export class GrainCode extends CodeObject {
  declare hook: FrameHook | null;

  constructor(spec: CodeSpec, id: number) {
    super(spec, id);
    this.hook = null;
  }
}

export function hookFor(_vm: Interpreter, code: CodeObject): FrameHook | null {
  return (code as GrainCode).hook;
}

/** @throws Error when it is not said for which code objects. */
export function installHook(_vm: Interpreter, hook: FrameHook | null, codes: readonly CodeObject[]): void {
  if (codes.length === 0) throw new Error('In this build each code object has a hook of its own: say which.');
  for (const code of codes) (code as GrainCode).hook = hook;
}
