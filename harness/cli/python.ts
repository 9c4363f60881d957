/**
 * Runs a Python file on the core, as `python3 FILE.py` would: what it prints goes to stdout, a traceback to stderr.
 *
 * With `counts` the last line on stdout is a JSON object: frame entries by "qualified name:first line", resumes of
 * generators included. The call that makes a generator is left out, as it is in the stored oracles (CPython's
 * profiler, which records them, does not see it).
 */

import { readFileSync, writeSync } from 'node:fs';
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  Interpreter,
  PyException,
  PythonSyntaxError,
  UnsupportedSyntax,
} from '../../interpreter/index.ts';

export interface PythonOptions {
  /** Print the frame entries after the run. */
  readonly counts: boolean;
}

/** Writes text to standard output (1) or standard error (2). */
export type Write = (descriptor: 1 | 2, text: string) => void;

/** An unreadable file, or one outside the subset. */
const REFUSED = 5;
const FAILED = 1;
const INTERRUPTED = 130;
const GENERATORS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/** Returns the exit code: CPython's, or 5 for a file that was refused. */
export function runPython(file: string, options: PythonOptions, write: Write = writeAll): number {
  const complain = (text: string) => write(2, text);
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    complain(`Cannot read ${file}: ${(error as Error).message}\n`);
    return REFUSED;
  }
  const out = lineBuffer(write);
  const interpreter = new Interpreter({ write: out.write, writeError: complain, argv: [file] });
  const entries: Record<string, number> = {};
  if (options.counts) countEntries(interpreter, entries);
  let exitCode = 0;
  try {
    interpreter.runModule(interpreter.compile(source, file), '__main__');
  } catch (error) {
    out.flush();
    if (error instanceof UnsupportedSyntax) {
      complain(`${error.name}: ${error.message}\n`);
      return REFUSED;
    }
    if (error instanceof PythonSyntaxError) {
      complain(error.report(source));
      return FAILED;
    }
    if (!(error instanceof PyException)) throw error;
    exitCode = exitCodeOf(error, interpreter, complain);
  }
  if (options.counts) out.write(`${JSON.stringify(entries)}\n`);
  out.flush();
  return exitCode;
}

function countEntries(interpreter: Interpreter, entries: Record<string, number>): void {
  interpreter.setHook((frame, self) => {
    const { code } = frame;
    if ((code.flags & GENERATORS) === 0 || frame.pc > 0) {
      const key = `${code.qualname}:${code.firstLine}`;
      entries[key] = (entries[key] ?? 0) + 1;
    }
    return self.evalFrame(frame);
  });
}

/** An uncaught exception prints its traceback and is 1, or 130 for an interrupt; SystemExit has a code of its own. */
function exitCodeOf(error: PyException, interpreter: Interpreter, complain: (text: string) => void): number {
  if (!error.isA('SystemExit')) {
    complain(error.traceback);
    return error.isA('KeyboardInterrupt') ? INTERRUPTED : FAILED;
  }
  interpreter.setHook(null);
  const code = interpreter.getAttribute(error.exception, 'code');
  if (code === null) return 0;
  if (typeof code === 'number') return code & 255;
  if (typeof code === 'bigint') return Number(code & 255n);
  if (typeof code === 'boolean') return code ? 1 : 0;
  complain(`${interpreter.str(code)}\n`);
  return FAILED;
}

/** Collects small writes; a print() is not a system call each. */
function lineBuffer(write: Write): { write: (text: string) => void; flush: () => void } {
  let kept = '';
  const flush = () => {
    write(1, kept);
    kept = '';
  };
  return {
    write: (text) => {
      kept += text;
      if (kept.length > 1 << 16) flush();
    },
    flush,
  };
}

/** Writes all of it, also to a pipe that takes only some at a time. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
