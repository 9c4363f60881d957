/**
 * One language feature a file, run by our interpreter and by CPython 3.11 side by side: both print the same. Nothing is
 * stored, so this says nothing where there is no CPython 3.11; the stored outputs are programs.test.ts.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { python311 } from './cpython.ts';
import { runPython } from './running.ts';

const folder = new URL('differential/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.py'));

describe.skipIf(!python311)('beside CPython', () => {
  test.each(files)('%s', (file) => {
    const url = new URL(file, folder);
    const cpython = spawnSync('python3', ['-W', 'ignore', fileURLToPath(url)], { encoding: 'utf8' });
    expect(cpython.stderr).toBe('');
    expect(runPython(readFileSync(url, 'utf8'), 'none', file).output).toBe(cpython.stdout);
  });
});
