/**
 * Programs that fail, `tracebacks/*.py`: what our interpreter says of each and what CPython 3.11 does are the same, byte
 * for byte. Nothing is stored; see differential.test.ts.
 */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Interpreter, PyException } from '../../interpreter/index.ts';
import { COMPARED, inCPython, python311 } from './cpython.ts';

function tracebackOf(file: string): string {
  const interpreter = new Interpreter();
  try {
    interpreter.runModule(interpreter.compile(readFileSync(file, 'utf8'), file), '__main__');
  } catch (error) {
    if (error instanceof PyException) return error.traceback;
    throw error;
  }
  throw new Error(`${file} did not fail`);
}

describe.skipIf(!python311)('beside CPython', () => {
  test.each(COMPARED.tracebacks.map((path) => [basename(path), path] as const))('%s', (_, path) => {
    expect(tracebackOf(path)).toBe(inCPython(path).stderr);
  });
});
