/**
 * Exceptions: the hierarchy of CPython's usual types, the objects, and short makers for the ones we raise.
 *
 * Inside the machine the exception object itself is thrown: it is no Error and captures no JavaScript stack, so
 * raising is cheap. It is wrapped into a PyException (py-exception.ts) only when it leaves the interpreter.
 */

import type { CodeObject } from '../code.ts';
import { PyTuple, type Value } from '../values.ts';
import { builtinClass, type PyClass } from './class.ts';
import { PyInstance } from './instance.ts';
import type { Namespace } from './namespace.ts';
import type { Shape } from './shape.ts';

export const BASE_EXCEPTION: PyClass = builtinClass('BaseException');
export const TRACEBACK: PyClass = builtinClass('traceback');

/** One line of a traceback: where `code` stood, by instruction; `next` is the call nearer to the error. */
export class Traceback {
  declare readonly cls: PyClass;
  declare readonly code: CodeObject;
  declare readonly at: number;
  declare readonly globals: Namespace;
  declare readonly next: Traceback | null;
  constructor(code: CodeObject, at: number, globals: Namespace, next: Traceback | null) {
    this.code = code;
    this.at = at;
    this.globals = globals;
    this.next = next;
  }
  get line(): number {
    return this.code.lines[this.at]!;
  }
}
Object.defineProperty(Traceback.prototype, 'cls', { value: TRACEBACK });

export class PyExceptionObject extends PyInstance {
  declare args: PyTuple;
  cause: PyExceptionObject | null = null;
  context: PyExceptionObject | null = null;
  suppressContext = false;
  traceback: Traceback | null = null;
  /** The name that was not found, and on what (undefined: as a variable): for suggestions. */
  missing: { readonly name: string; readonly object: Value | undefined } | null = null;
  constructor(shape: Shape, args: readonly Value[]) {
    super(shape, []);
    this.args = new PyTuple(args);
  }
}
BASE_EXCEPTION.allocate = (cls) => new PyExceptionObject(cls.rootShape, []);

const EXCEPTION = builtinClass('Exception', BASE_EXCEPTION);
const ARITHMETIC_ERROR = builtinClass('ArithmeticError', EXCEPTION);
const LOOKUP_ERROR = builtinClass('LookupError', EXCEPTION);
const IMPORT_ERROR = builtinClass('ImportError', EXCEPTION);
const NAME_ERROR = builtinClass('NameError', EXCEPTION);
const RUNTIME_ERROR = builtinClass('RuntimeError', EXCEPTION);
const VALUE_ERROR = builtinClass('ValueError', EXCEPTION);
const OS_ERROR = builtinClass('OSError', EXCEPTION);
const UNICODE_ERROR = builtinClass('UnicodeError', VALUE_ERROR);
const WARNING = builtinClass('Warning', EXCEPTION);

/** Every built-in exception by name; built-ins binds them all. */
export const EXCEPTIONS = {
  BaseException: BASE_EXCEPTION,
  SystemExit: builtinClass('SystemExit', BASE_EXCEPTION),
  KeyboardInterrupt: builtinClass('KeyboardInterrupt', BASE_EXCEPTION),
  GeneratorExit: builtinClass('GeneratorExit', BASE_EXCEPTION),
  Exception: EXCEPTION,
  ArithmeticError: ARITHMETIC_ERROR,
  ZeroDivisionError: builtinClass('ZeroDivisionError', ARITHMETIC_ERROR),
  OverflowError: builtinClass('OverflowError', ARITHMETIC_ERROR),
  FloatingPointError: builtinClass('FloatingPointError', ARITHMETIC_ERROR),
  AssertionError: builtinClass('AssertionError', EXCEPTION),
  AttributeError: builtinClass('AttributeError', EXCEPTION),
  BufferError: builtinClass('BufferError', EXCEPTION),
  EOFError: builtinClass('EOFError', EXCEPTION),
  ImportError: IMPORT_ERROR,
  ModuleNotFoundError: builtinClass('ModuleNotFoundError', IMPORT_ERROR),
  LookupError: LOOKUP_ERROR,
  IndexError: builtinClass('IndexError', LOOKUP_ERROR),
  KeyError: builtinClass('KeyError', LOOKUP_ERROR),
  MemoryError: builtinClass('MemoryError', EXCEPTION),
  NameError: NAME_ERROR,
  UnboundLocalError: builtinClass('UnboundLocalError', NAME_ERROR),
  OSError: OS_ERROR,
  FileNotFoundError: builtinClass('FileNotFoundError', OS_ERROR),
  PermissionError: builtinClass('PermissionError', OS_ERROR),
  TimeoutError: builtinClass('TimeoutError', OS_ERROR),
  ReferenceError: builtinClass('ReferenceError', EXCEPTION),
  RuntimeError: RUNTIME_ERROR,
  NotImplementedError: builtinClass('NotImplementedError', RUNTIME_ERROR),
  RecursionError: builtinClass('RecursionError', RUNTIME_ERROR),
  StopIteration: builtinClass('StopIteration', EXCEPTION),
  StopAsyncIteration: builtinClass('StopAsyncIteration', EXCEPTION),
  SyntaxError: builtinClass('SyntaxError', EXCEPTION),
  SystemError: builtinClass('SystemError', EXCEPTION),
  TypeError: builtinClass('TypeError', EXCEPTION),
  ValueError: VALUE_ERROR,
  UnicodeError: UNICODE_ERROR,
  UnicodeDecodeError: builtinClass('UnicodeDecodeError', UNICODE_ERROR),
  UnicodeEncodeError: builtinClass('UnicodeEncodeError', UNICODE_ERROR),
  Warning: WARNING,
  DeprecationWarning: builtinClass('DeprecationWarning', WARNING),
  RuntimeWarning: builtinClass('RuntimeWarning', WARNING),
  UserWarning: builtinClass('UserWarning', WARNING),
} as const;

export type ExceptionName = keyof typeof EXCEPTIONS;

/** An exception of a built-in class, ready to throw. */
export function pyError(name: ExceptionName, ...args: Value[]): PyExceptionObject {
  return new PyExceptionObject(EXCEPTIONS[name].rootShape, args);
}

export const typeError = (message: string): PyExceptionObject => pyError('TypeError', message);
export const valueError = (message: string): PyExceptionObject => pyError('ValueError', message);
export const indexError = (message: string): PyExceptionObject => pyError('IndexError', message);

/** StopIteration that carries what a generator returned. */
export function stopIteration(value: Value): PyExceptionObject {
  return value === null ? pyError('StopIteration') : pyError('StopIteration', value);
}

export function isInstanceOf(error: unknown, name: ExceptionName): error is PyExceptionObject {
  return error instanceof PyExceptionObject && error.shape.cls.isSubclassOf(EXCEPTIONS[name]);
}
