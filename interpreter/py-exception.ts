/**
 * A Python exception that has left the interpreter: the JavaScript error that hosts see, with the traceback as
 * CPython 3.11 prints it. Source lines are shown where the source is known.
 */

import type { Interpreter } from './interpreter.ts';
import { type ExceptionName, isInstanceOf, type PyExceptionObject } from './objects/exception.ts';
import { ownAttribute } from './objects/instance.ts';
import { PyList } from './objects/list.ts';
import { suggestionFor } from './operations/suggestions.ts';
import { tracebackLines } from './operations/traceback.ts';

const CAUSED = '\nThe above exception was the direct cause of the following exception:\n\n';
const DURING = '\nDuring handling of the above exception, another exception occurred:\n\n';

export class PyException extends Error {
  override readonly name = 'PyException';
  /** The Python exception. */
  readonly exception: PyExceptionObject;
  /** Name of its class, as in `ZeroDivisionError`. */
  readonly typeName: string;
  /** "Traceback (most recent call last): ..." down to the line with the message; ends with a newline. */
  readonly traceback: string;

  constructor(vm: Interpreter, exception: PyExceptionObject) {
    super(summary(vm, exception));
    this.exception = exception;
    this.typeName = exception.cls.name;
    this.traceback = describe(vm, exception, new Set());
  }

  /** Is it of a built-in class, or of one derived from it? */
  isA(name: ExceptionName): boolean {
    return isInstanceOf(this.exception, name);
  }
}

function summary(vm: Interpreter, exception: PyExceptionObject): string {
  const { cls } = exception;
  const bare = cls.module === 'builtins' || cls.module === '__main__';
  const name = bare ? cls.qualname : `${cls.module}.${cls.qualname}`;
  let text: string;
  try {
    text = vm.str(exception);
  } catch {
    text = '<exception str() failed>';
  }
  return text === '' ? name : `${name}: ${text}`;
}

function describe(vm: Interpreter, exception: PyExceptionObject, seen: Set<PyExceptionObject>): string {
  seen.add(exception);
  let text = '';
  const { cause, context } = exception;
  if (cause !== null && !seen.has(cause)) {
    text += describe(vm, cause, seen) + CAUSED;
  } else if (cause === null && context !== null && !exception.suppressContext && !seen.has(context)) {
    text += describe(vm, context, seen) + DURING;
  }
  if (exception.traceback !== null) {
    text += `Traceback (most recent call last):\n${tracebackLines(vm, exception.traceback)}`;
  }
  text += `${summary(vm, exception)}${suggestionFor(vm, exception)}\n`;
  const notes = ownAttribute(exception, '__notes__');
  if (notes instanceof PyList) for (const note of notes.items) text += `${vm.str(note)}\n`;
  return text;
}
