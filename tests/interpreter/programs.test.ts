/**
 * Small programs, one a feature, against what CPython 3.11 printed for them: `programs/*.py` and `programs/*.out`.
 * record-programs.sh makes the .out files anew where there is a CPython 3.11.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listing, runPython } from './running.ts';

const folder = new URL('programs/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.py'));

describe.each(files)('%s', (file) => {
  const source = readFileSync(new URL(file, folder), 'utf8');
  const expected = readFileSync(new URL(file.replace(/\.py$/, '.out'), folder), 'utf8');

  test('prints what CPython prints', () => {
    const { output } = runPython(source, 'none', file);
    if (output !== expected) console.error(listing(source));
    expect(output).toBe(expected);
  });

  test('prints the same with a hook that hands frames on', () => {
    expect(runPython(source, 'pass', file).output).toBe(expected);
  });
});
