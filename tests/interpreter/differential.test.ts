/**
 * One language feature a file, run by our interpreter and by CPython 3.11 side by side: both print the same. Nothing is
 * stored, so this says nothing where there is no CPython 3.11; the stored outputs are programs.test.ts.
 */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMPARED, inCPython, python311 } from './cpython.ts';
import { runPython } from './running.ts';

describe.skipIf(!python311)('beside CPython', () => {
  test.each(COMPARED.differential.map((path) => [basename(path), path] as const))('%s', (file, path) => {
    const { stdout, stderr } = inCPython(path);
    expect(stderr).toBe('');
    expect(runPython(readFileSync(path, 'utf8'), 'none', file).output).toBe(stdout);
  });
});
