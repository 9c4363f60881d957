/**
 * A Python exception that has left the interpreter: the JavaScript error that hosts see, with the traceback as
 * CPython 3.11 prints it, except for the lines of carets. Source lines are shown where the source is known.
 */

import type { Interpreter } from './interpreter.ts';
import type { PyExceptionObject } from './objects/exception.ts';
import { ownAttribute } from './objects/instance.ts';
import { PyList } from './objects/list.ts';

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
  if (exception.traceback !== null) text += `Traceback (most recent call last):\n${frames(vm, exception)}`;
  text += `${summary(vm, exception)}\n`;
  const notes = ownAttribute(exception, '__notes__');
  if (notes instanceof PyList) for (const note of notes.items) text += `${vm.str(note)}\n`;
  return text;
}

/** Frames that repeat (recursion) are shown three times and counted. */
function frames(vm: Interpreter, exception: PyExceptionObject): string {
  let text = '';
  let last = '';
  let repeats = 0;
  const flush = () => {
    if (repeats > 3) {
      const more = repeats - 3;
      text += `  [Previous line repeated ${more} more time${more === 1 ? '' : 's'}]\n`;
    }
  };
  for (let entry = exception.traceback; entry !== null; entry = entry.next) {
    const { code, line } = entry;
    let shown = `  File "${code.filename}", line ${line}, in ${code.name}\n`;
    const source = vm.sourceLine(code.filename, line);
    if (source !== undefined && source !== '') shown += `    ${source}\n`;
    if (shown === last) {
      repeats++;
      if (repeats <= 3) text += shown;
      continue;
    }
    flush();
    last = shown;
    repeats = 1;
    text += shown;
  }
  flush();
  return text;
}
