/** Making, resuming, suspending and closing generators; see objects/generator.ts for the states. */

import { CO_COROUTINE } from '../code.ts';
import { Frame } from '../frame.ts';
import { warm } from '../inline-cache.ts';
import type { Interpreter } from '../interpreter.ts';
import {
  isInstanceOf,
  type PyExceptionObject,
  pyError,
  stopIteration,
  typeError,
  valueError,
} from '../objects/exception.ts';
import { PyCoroutine, PyGenerator } from '../objects/generator.ts';
import { blankSlots } from '../objects/shape.ts';
import { Op, pack } from '../opcodes.ts';
import type { Slot, Value } from '../values.ts';
import { findAttribute } from './attributes.ts';
import { callValue } from './call.ts';

/** The generator of a call: a frame of its own that takes over slots and position of the one called. */
export function makeGenerator(frame: Frame): PyGenerator {
  const { code, func } = frame;
  const size = frame.sp - frame.base;
  // One place more: the loop reads one beyond the top when a call returns.
  const values = blankSlots(code.slotNames.length + code.stackSize + 1);
  for (let i = 0; i < size; i++) values[i] = frame.values[frame.base + i];
  const own = new Frame(code, frame.globals, frame.names, func, null, values, 0, size, 0, null);
  own.pc = frame.pc;
  const Kind = (code.flags & CO_COROUTINE) !== 0 ? PyCoroutine : PyGenerator;
  const generator = new Kind(own, func?.name ?? code.name, func?.qualname ?? code.qualname);
  own.owner = generator;
  return generator;
}

/** Puts the generator's frame on top of `resumer`; what is sent in lies on its stack. */
export function startResume(
  vm: Interpreter,
  generator: PyGenerator,
  resumer: Frame | null,
  sent: Value,
): void {
  if (vm.depth >= vm.recursionLimit) {
    vm.depth++;
    throw vm.tooDeep();
  }
  prepare(vm, generator, resumer, sent);
  takeHandled(vm, generator);
  vm.depth++;
  vm.frame = generator.frame;
}

function prepare(vm: Interpreter, generator: PyGenerator, resumer: Frame | null, sent: Value): void {
  const { frame } = generator;
  if (frame.code.caches === null) warm(frame.code);
  frame.values[frame.sp++] = sent;
  generator.state = 'running';
  frame.back = resumer;
  frame.limit = Math.max(resumer === null ? 0 : resumer.limit, vm.waiting);
}

function takeHandled(vm: Interpreter, generator: PyGenerator): void {
  generator.outerHandled = vm.handled;
  if (generator.handled !== null) vm.handled = generator.handled;
}

export function suspend(vm: Interpreter, generator: PyGenerator): void {
  generator.state = 'suspended';
  generator.handled = vm.handled === generator.outerHandled ? null : vm.handled;
  vm.handled = generator.outerHandled;
  generator.outerHandled = null;
}

export function endGenerator(vm: Interpreter, generator: PyGenerator): void {
  generator.state = 'done';
  vm.handled = generator.outerHandled;
  generator.outerHandled = null;
  generator.handled = null;
  generator.frame.values.fill(undefined);
}

/** At the start of an activation: raises what throw() brought. */
export function raiseInGenerator(frame: Frame): void {
  const { owner } = frame;
  if (owner instanceof PyGenerator && owner.thrown !== null) {
    const exception = owner.thrown;
    owner.thrown = null;
    throw exception;
  }
}

/** Resumes from JavaScript, through the hook if there is one. Undefined: it ended; vm.returned is what it returned. */
export function resume(vm: Interpreter, generator: PyGenerator, sent: Value): Slot {
  switch (generator.state) {
    case 'running':
      throw valueError(
        generator instanceof PyCoroutine ? 'coroutine already executing' : 'generator already executing',
      );
    case 'done':
      if (generator.thrown !== null) {
        const exception = generator.thrown;
        generator.thrown = null;
        throw exception;
      }
      if (generator instanceof PyCoroutine) {
        throw pyError('RuntimeError', 'cannot reuse already awaited coroutine');
      }
      vm.returned = null;
      return undefined;
    case 'fresh':
      if (sent !== null) {
        throw typeError(
          `can't send non-None value to a just-started ${generator instanceof PyCoroutine ? 'coroutine' : 'generator'}`,
        );
      }
  }
  prepare(vm, generator, vm.frame, sent);
  takeHandled(vm, generator);
  let result: Value;
  try {
    result = vm.enter(generator.frame);
  } finally {
    // A hook that evaluates frames by itself knows nothing of states.
    if ((generator.state as string) === 'running') suspend(vm, generator);
  }
  if ((generator.state as string) === 'done') {
    vm.returned = result;
    return undefined;
  }
  return result;
}

/** next(): undefined at the end. */
export function generatorNext(vm: Interpreter, generator: PyGenerator): Slot {
  return resume(vm, generator, null);
}

/** send(): raises StopIteration at the end. */
export function generatorSend(vm: Interpreter, generator: PyGenerator, sent: Value): Value {
  const value = resume(vm, generator, sent);
  if (value === undefined) throw stopIteration(vm.takeReturned());
  return value;
}

/** The iterator that a `yield from` or `await` is waiting for, when the generator stands at one. */
function delegate(generator: PyGenerator): Value | undefined {
  const { frame } = generator;
  if (generator.state !== 'suspended') return undefined;
  const isStep = frame.code.instructions[frame.pc - 1] === pack(Op.YIELD_VALUE, 1);
  return isStep ? (frame.values[frame.sp - 1] as Value) : undefined;
}

/**
 * throw(): raises an exception where the generator stands, or in the one it delegates to, whose own throw() is given what
 * this one was.
 */
export function generatorThrow(
  vm: Interpreter,
  generator: PyGenerator,
  exception: PyExceptionObject,
  given: readonly Value[] = [exception],
): Value {
  if (generator.state === 'running') throw valueError('generator already executing');
  const inner = delegate(generator);
  if (inner !== undefined) {
    const value = throwIntoDelegate(vm, generator, inner, exception, given);
    if (value !== undefined) return value;
    // The delegate returned: go on behind SEND, to which the next instruction jumps, with the result in place of
    // the iterator.
    const { frame } = generator;
    const send = frame.code.instructions[frame.code.instructions[frame.pc]! >>> 8]!;
    frame.pc = send >>> 8;
    frame.sp--;
    return generatorSend(vm, generator, vm.takeReturned());
  }
  if (generator.state === 'fresh') {
    generator.state = 'done';
    throw exception;
  }
  generator.thrown = exception;
  return generatorSend(vm, generator, null);
}

/** Undefined when the delegate returned; vm.returned has the result. */
function throwIntoDelegate(
  vm: Interpreter,
  generator: PyGenerator,
  inner: Value,
  exception: PyExceptionObject,
  given: readonly Value[],
): Slot {
  if (isInstanceOf(exception, 'GeneratorExit')) {
    try {
      if (inner instanceof PyGenerator) {
        closeGenerator(vm, inner);
      } else {
        const close = findAttribute(vm, inner as object, 'close');
        if (close !== undefined) callValue(vm, close, [], null);
      }
    } catch (error) {
      return throwHere(vm, generator, vm.asException(error) ?? exception);
    }
    return throwHere(vm, generator, exception);
  }
  const method = inner instanceof PyGenerator ? undefined : findAttribute(vm, inner as object, 'throw');
  if (!(inner instanceof PyGenerator) && method === undefined) return throwHere(vm, generator, exception);
  generator.state = 'running';
  try {
    const value =
      inner instanceof PyGenerator
        ? generatorThrow(vm, inner, exception, given)
        : callValue(vm, method as Value, given, null);
    generator.state = 'suspended';
    return value;
  } catch (error) {
    generator.state = 'suspended';
    if (isInstanceOf(error, 'StopIteration')) {
      vm.returned = error.args.items[0] ?? null;
      return undefined;
    }
    return throwHere(vm, generator, vm.asException(error) ?? exception);
  }
}

function throwHere(vm: Interpreter, generator: PyGenerator, exception: PyExceptionObject): Value {
  generator.thrown = exception;
  return generatorSend(vm, generator, null);
}

export function closeGenerator(vm: Interpreter, generator: PyGenerator): void {
  if (generator.state === 'fresh') generator.state = 'done';
  if (generator.state === 'done') return;
  try {
    generatorThrow(vm, generator, pyError('GeneratorExit'));
  } catch (error) {
    if (isInstanceOf(error, 'GeneratorExit') || isInstanceOf(error, 'StopIteration')) return;
    throw error;
  }
  throw pyError('RuntimeError', 'generator ignored GeneratorExit');
}
