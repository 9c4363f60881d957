/**
 * How frames end: by returning out of the loop, or because an exception passes through.
 *
 * Nothing is paid for `try` until something is raised. Then the handler tables tell where to go on: quintuples of
 * start, end, target, stack depth and whether the offset is wanted on the stack, innermost first.
 */

import type { CodeObject } from '../code.ts';
import type { Frame } from '../frame.ts';
import { type Interpreter, isOutOfStack } from '../interpreter.ts';
import { isInstanceOf, pyError, Traceback } from '../objects/exception.ts';
import { PyGenerator } from '../objects/generator.ts';
import type { Value } from '../values.ts';
import { endGenerator } from './generators.ts';

/** Leaves the loop with the result of the frame that it was entered with. */
export function leaveFrame(vm: Interpreter, frame: Frame, sp: number, result: Value): Value {
  const left = sp - frame.base - frame.code.slotNames.length;
  if (left !== 0) {
    throw new Error(
      `Internal error: frame of "${frame.code.qualname}" ended with ${left} values on its stack.`,
    );
  }
  if (frame.owner instanceof PyGenerator && frame.owner.frame === frame) endGenerator(vm, frame.owner);
  const { back } = frame;
  vm.frame = back;
  vm.depth--;
  if (back === null) vm.settle();
  return result;
}

/**
 * Finds the frame that handles an error, from the running one down to `entry`, and readies it: its `pc` at the
 * handler, its `sp` behind what the handler expects. Throws the exception on when there is none.
 */
export function unwind(vm: Interpreter, running: Frame, entry: Frame, error: unknown): Frame {
  let exception = vm.asException(error);
  // Out of JavaScript stack, frames above may have gone without giving their depth back.
  if (isOutOfStack(error)) vm.depth = heightOf(running);
  for (let frame = running; ; ) {
    if (exception !== null) {
      const at = frame.pc - 1;
      if (!vm.reraising)
        exception.traceback = new Traceback(frame.code, at, frame.globals, exception.traceback);
      vm.reraising = false;
      const row = handlerFor(frame.code, at);
      if (row >= 0) {
        const { handlers } = frame.code;
        let sp = frame.base + frame.code.slotNames.length + handlers[row + 3]!;
        if (handlers[row + 4] === 1) frame.values[sp++] = at;
        frame.values[sp++] = exception;
        frame.sp = sp;
        frame.pc = handlers[row + 2]!;
        vm.frame = frame;
        return frame;
      }
    }
    const { back, owner } = frame;
    if (owner instanceof PyGenerator && owner.frame === frame) {
      endGenerator(vm, owner);
      if (exception !== null && isInstanceOf(exception, 'StopIteration')) {
        const cause = exception;
        exception = pyError('RuntimeError', 'generator raised StopIteration');
        exception.cause = cause;
        exception.context = cause;
        exception.suppressContext = true;
        exception.traceback = new Traceback(frame.code, frame.pc - 1, frame.globals, null);
      }
    }
    vm.frame = back;
    vm.depth--;
    if (frame === entry) {
      if (back === null) vm.settle();
      throw exception ?? error;
    }
    frame = back!;
  }
}

function heightOf(frame: Frame): number {
  let height = 0;
  for (let f: Frame | null = frame; f !== null; f = f.back) height++;
  return height;
}

function handlerFor(code: CodeObject, at: number): number {
  const { handlers } = code;
  for (let row = 0; row < handlers.length; row += 5) {
    if (at >= handlers[row]! && at < handlers[row + 1]!) return row;
  }
  return -1;
}
