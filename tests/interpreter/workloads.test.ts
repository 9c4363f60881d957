/** The workloads' programs: printed output and frame entries per function equal CPython's, as recorded. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CodeObject, dump, Interpreter } from '../../interpreter/index.ts';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';
import { countEntries, runCode } from './running.ts';

describe.each(PROGRAMS.map((program) => [program.name, program] as const))('%s', (name, program) => {
  const expected = readExpected(name);
  // Compiled once: code objects keep inline caches, so each test loads its own from the plain data.
  let load: (interpreter: Interpreter) => CodeObject;
  beforeAll(() => {
    const data = dump(new Interpreter().compile(readFileSync(program.path, 'utf8'), program.file));
    load = (interpreter) => interpreter.load(data);
  });

  test('as a script it prints and enters what CPython does', () => {
    const { output, entries } = runCode(load, 'pass');
    expect(output).toBe(expected.main.output);
    expect(entries).toEqual(expected.main.entries);
  });

  test('run() returns and enters what it does in CPython', () => {
    const interpreter = new Interpreter();
    const run = interpreter.runModule(load(interpreter), name).get('run') as never;
    const entries: Record<string, number> = {};
    countEntries(interpreter, entries);
    const result = interpreter.call(run);
    interpreter.setHook(null);
    expect(interpreter.repr(result)).toBe(expected.run.result);
    expect(entries).toEqual(expected.run.entries);
  });

  test('run() returns the same without a hook', () => {
    const interpreter = new Interpreter();
    const run = interpreter.runModule(load(interpreter), name).get('run')!;
    expect(interpreter.repr(interpreter.call(run))).toBe(expected.run.result);
  });
});
