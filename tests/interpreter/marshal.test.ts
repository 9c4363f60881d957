/** Code as plain data. That whole programs answer the same when loaded is shown by workloads.test.ts and programs.test.ts. */

import { expect, test } from 'vitest';
import { CodeObject, disassemble, dump, Interpreter, load } from '../../interpreter/index.ts';

const SOURCE = `
def f(x, *, big=12345678901234567890, pair=(1, (2.0, None))):
    return [b'ab', 1.0, -0.0, ..., 'text', lambda: x]
class C:
    def m(self): return super().__repr__
`;

test('code that went through plain data disassembles to the same text', () => {
  const code = new Interpreter().compile(SOURCE, 'm.py');
  const again = new Interpreter().load(dump(code));
  expect(disassemble(again)).toBe(disassemble(code));
});

test('plain data holds no instance of a class', () => {
  const data = dump(new Interpreter().compile(SOURCE, 'm.py'));
  const strange: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)
      strange.push(value.constructor.name);
    for (const inner of Object.values(value)) look(inner);
  };
  look(data);
  expect(strange).toEqual([]);
});

test('a code object that stands in two places stays one', () => {
  // A finally body is emitted twice; its lambda is one code object.
  const code = new Interpreter().compile('try:\n    a = 1\nfinally:\n    b = lambda: 2\n', 'm.py');
  const made: CodeObject[] = [];
  load(dump(code), (spec) => {
    const each = new CodeObject(spec, made.length);
    made.push(each);
    return each;
  });
  expect(made.map(({ name }) => name)).toEqual(['<lambda>', '<module>']);
});
