/**
 * Small programs, one a feature, against what CPython 3.11 printed for them: `programs/*.py` and `programs/*.out`.
 * record-programs.sh makes the .out files anew where there is a CPython 3.11.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dump, Interpreter } from '../../interpreter/index.ts';
import { listing, runCode } from './running.ts';

const folder = new URL('programs/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.py'));

test.each(files)('%s prints what CPython prints, and the same with a hook that hands frames on', (file) => {
  const source = readFileSync(new URL(file, folder), 'utf8');
  const expected = readFileSync(new URL(file.replace(/\.py$/, '.out'), folder), 'utf8');
  const data = dump(new Interpreter().compile(source, file));
  const { output } = runCode((interpreter) => interpreter.load(data));
  if (output !== expected) console.error(listing(source));
  expect(output).toBe(expected);
  expect(runCode((interpreter) => interpreter.load(data), 'pass').output).toBe(expected);
});
