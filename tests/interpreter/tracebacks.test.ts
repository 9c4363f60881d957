/**
 * Programs that fail, `tracebacks/*.py`: what our interpreter says of each and what CPython 3.11 does are the same, byte
 * for byte. Nothing is stored; see differential.test.ts.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Interpreter, PyException } from '../../interpreter/index.ts';
import { python311 } from './cpython.ts';

const folder = fileURLToPath(new URL('tracebacks/', import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith('.py'));

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
  test.each(files)('%s', (file) => {
    const path = folder + file;
    const { stderr } = spawnSync('python3', [path], { encoding: 'utf8' });
    expect(tracebackOf(path)).toBe(stderr);
  });
});
