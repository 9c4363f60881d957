/** The workloads' programs: printed output and frame entries per function equal CPython's, as recorded. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Interpreter } from '../../interpreter/index.ts';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';
import { countEntries, runPython } from './running.ts';

describe.each(PROGRAMS.map((program) => [program.name, program] as const))('%s', (name, program) => {
  const source = readFileSync(program.path, 'utf8');
  const expected = readExpected(name);

  test('as a script it prints and enters what CPython does', () => {
    const { output, entries } = runPython(source, 'pass', program.file);
    expect(output).toBe(expected.main.output);
    expect(entries).toEqual(expected.main.entries);
  });

  test('run() returns and enters what it does in CPython', () => {
    const interpreter = new Interpreter();
    const run = interpreter.runModule(interpreter.compile(source, program.file), name).get('run') as never;
    const entries: Record<string, number> = {};
    countEntries(interpreter, entries);
    const result = interpreter.call(run);
    interpreter.setHook(null);
    expect(interpreter.repr(result)).toBe(expected.run.result);
    expect(entries).toEqual(expected.run.entries);
  });

  test('prints the same without a hook', () => {
    expect(runPython(source, 'none', program.file).output).toBe(expected.main.output);
  });
});
