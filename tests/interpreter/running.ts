/** Runs Python source on the core, for tests. */

import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  type CodeObject,
  disassemble,
  type Frame,
  Interpreter,
  PyException,
} from '../../interpreter/index.ts';

export interface Outcome {
  /** What it printed, then its traceback when it ended by an exception. */
  readonly output: string;
  /** Frame entries by "qualified name:first line"; empty unless counted. */
  readonly entries: Record<string, number>;
  readonly interpreter: Interpreter;
}

/** `none`: no hook. `pass`: a hook that hands every frame on and counts. */
export type Hooking = 'none' | 'pass';

export function runPython(source: string, hooking: Hooking = 'none', filename = 'test.py'): Outcome {
  return runCode((interpreter) => interpreter.compile(source, filename), hooking);
}

/** Runs a module that is compiled or loaded when the interpreter is there. */
export function runCode(make: (interpreter: Interpreter) => CodeObject, hooking: Hooking = 'none'): Outcome {
  let output = '';
  const interpreter = new Interpreter({
    write: (text) => {
      output += text;
    },
  });
  const entries: Record<string, number> = {};
  if (hooking === 'pass') {
    countEntries(interpreter, entries);
  }
  try {
    interpreter.runModule(make(interpreter), '__main__');
  } catch (error) {
    if (!(error instanceof PyException)) throw error;
    output += error.traceback;
  }
  return { output, entries, interpreter };
}

/**
 * Counts entries as CPython's profiler does, which recorded the oracle: the call that makes a generator is not among
 * them, its resumes are. (CPython's hook sees that call, and so does ours.)
 */
export function countEntries(interpreter: Interpreter, entries: Record<string, number>): void {
  const keys = new Map<CodeObject, string>();
  interpreter.setHook((frame, self) => {
    if (!makesGenerator(frame)) {
      let key = keys.get(frame.code);
      if (key === undefined) {
        key = `${frame.code.qualname}:${frame.code.firstLine}`;
        keys.set(frame.code, key);
      }
      entries[key] = (entries[key] ?? 0) + 1;
    }
    return self.evalFrame(frame);
  });
}

const GENERATORS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

function makesGenerator(frame: Frame): boolean {
  return (frame.code.flags & GENERATORS) !== 0 && frame.pc === 0;
}

/** What a program prints. */
export function outputOf(source: string): string {
  return runPython(source).output;
}

/** The value of `name` after running. */
export function resultOf(source: string, name = 'result'): string {
  const interpreter = new Interpreter();
  const module = interpreter.runModule(interpreter.compile(source, 'test.py'), 'test');
  return interpreter.repr(module.get(name) as never);
}

/** A program's whole disassembly, to be shown when a test fails. */
export function listing(source: string): string {
  const interpreter = new Interpreter();
  const lines: string[] = [];
  const show = (code: CodeObject): void => {
    lines.push(`${code.qualname}:`, disassemble(code));
    for (const constant of code.consts) {
      if (typeof constant === 'object' && constant !== null && 'instructions' in constant) {
        show(constant as CodeObject);
      }
    }
  };
  show(interpreter.compile(source, 'test.py'));
  return lines.join('\n');
}
