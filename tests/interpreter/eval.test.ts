/** The evaluation loop and what it leaves behind. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bareSpec } from '../../interpreter/code.ts';
import { CodeObject, Frame, Interpreter, PyException } from '../../interpreter/index.ts';
import { Namespace } from '../../interpreter/objects/namespace.ts';
import { Op, pack } from '../../interpreter/opcodes.ts';
import { outputOf, resultOf, runPython } from './running.ts';

describe('the loop', () => {
  test('has a case for every opcode, under its right number', () => {
    const source = readFileSync(new URL('../../interpreter/eval.ts', import.meta.url), 'utf8');
    const cases = Object.fromEntries(
      [...source.matchAll(/^ +case (\d+): \/\/ ([A-Z_]+)$/gm)].map(([, number, name]) => [
        name,
        Number(number),
      ]),
    );
    expect(cases).toEqual({ ...Op });
  });

  test('names an unknown opcode, where it is and in which code', () => {
    const interpreter = new Interpreter();
    const code = new CodeObject({ ...bareSpec('odd'), instructions: Int32Array.of(pack(250, 0)) }, 1);
    expect(() => interpreter.runModule(code, 'm')).toThrow(/^Internal error\b.* 250 .*\b0\b.*"odd"/);
  });

  test('counts the values that a frame leaves on its stack', () => {
    const interpreter = new Interpreter();
    const instructions = Int32Array.of(
      pack(Op.LOAD_CONST, 0),
      pack(Op.LOAD_CONST, 0),
      pack(Op.RETURN_VALUE, 0),
    );
    const code = new CodeObject(
      { ...bareSpec('left'), instructions, stackSize: 2, lines: Int32Array.of(1, 1, 1) },
      1,
    );
    expect(() => interpreter.runModule(code, 'm')).toThrow(/^Internal error\b.*"left".*\b1\b/);
  });

  test('leaves nothing on the data stack', () => {
    const { interpreter } = runPython(
      'def f(a, b):\n  c = [a, b]\n  return [f(a, 0) if b else c for _ in range(2)]\nf(object(), 1)',
    );
    expect(interpreter.stack.every((slot) => slot === undefined)).toBe(true);
    expect([interpreter.frame, interpreter.depth, interpreter.handled]).toEqual([null, 0, null]);
  });

  test('leaves nothing on the data stack after an exception', () => {
    const { interpreter } = runPython('def f(n):\n  x = [n]\n  return f(n - 1) if n else x[5]\nf(10)');
    expect(interpreter.stack.every((slot) => slot === undefined)).toBe(true);
    expect([interpreter.frame, interpreter.depth, interpreter.handled]).toEqual([null, 0, null]);
  });

  test('grows the data stack', () => {
    const names = Array.from({ length: 100 }, (_, i) => `v${i}`).join(' = ');
    const source = `def f(n):\n  ${names} = n\n  return f(n - 1) + v99 if n else 0\nresult = f(300)`;
    expect(resultOf(source)).toBe('45150');
  });

  test('evaluates a frame that a host made', () => {
    const interpreter = new Interpreter();
    const code = new CodeObject(bareSpec('bare'), 1);
    const frame = new Frame(code, new Namespace(), null, null, null, interpreter.stack, 0, 0, 1, null);
    expect(interpreter.evalFrame(frame)).toBeNull();
  });
});

describe('what is refused while running', () => {
  test('a range beyond the safe integers', () => {
    const error = outputOf('range(2 ** 60)').trimEnd().split('\n').at(-1);
    expect(error).toMatch(/^NotImplementedError: .*range\(\).*2 \*\* 53/);
  });
});

describe('inline caches', () => {
  test('see a global that hides a built-in later', () => {
    expect(
      outputOf(
        'def f():\n  return len([1])\nprint(f())\nlen = lambda x: 42\nprint(f())\ndel len\nprint(f())',
      ),
    ).toBe('1\n42\n1\n');
  });

  test('see a method that is replaced, and one that the instance hides', () => {
    const source =
      'class A:\n  def m(self): return 1\ndef f(a): return a.m()\na = A()\nr = [f(a)]\nA.m = lambda self: 2\nr.append(f(a))\na.m = lambda: 3\nr.append(f(a))\ndel a.m\nr.append(f(a))\nA.m = 5\nresult = r';
    expect(resultOf(source)).toBe('[1, 2, 3, 2]');
  });

  test('see a property that appears after the attribute was cached', () => {
    const source =
      'class A:\n  def __init__(self): self.x = 1\ndef f(a): return a.x\na = A()\nr = [f(a)]\nA.x = property(lambda self: 9)\nr.append(f(a))\nresult = r';
    expect(resultOf(source)).toBe('[1, 9]');
  });

  test('serve many shapes at one place', () => {
    const source =
      'def make(n):\n  class A:\n    def __init__(self): \n      for i in range(n): setattr(self, "p%d" % i, i)\n      self.x = n\n    def get(self): return self.x\n  return A()\nxs = [make(n) for n in range(9)]\nresult = [sum(a.x + a.get() for a in xs) for _ in range(2)]';
    expect(resultOf(source)).toBe('[72, 72]');
  });

  test('hold for instances with very many attributes, and deleted ones', () => {
    const source =
      'class A: pass\na = A()\nfor i in range(200): setattr(a, "p%d" % i, i)\ndel a.p0\nresult = (a.p199, len(a.__dict__), hasattr(a, "p0"))';
    expect(resultOf(source)).toBe('(199, 199, False)');
  });
});

describe('tracebacks', () => {
  test('read as in CPython 3.11', () => {
    const source = 'def f(x):\n    return 1 / x\n\ndef g():\n    f(0)\ng()\n';
    expect(outputOf(source)).toBe(
      'Traceback (most recent call last):\n' +
        '  File "test.py", line 6, in <module>\n    g()\n' +
        '  File "test.py", line 5, in g\n    f(0)\n' +
        '  File "test.py", line 2, in f\n    return 1 / x\n           ~~^~~\n' +
        'ZeroDivisionError: division by zero\n',
    );
  });

  test('name causes and contexts', () => {
    const source = 'try:\n    {}["k"]\nexcept KeyError as e:\n    raise ValueError("bad") from e\n';
    expect(outputOf(source)).toBe(
      'Traceback (most recent call last):\n  File "test.py", line 2, in <module>\n    {}["k"]\n    ~~^^^^^\n' +
        "KeyError: 'k'\n\nThe above exception was the direct cause of the following exception:\n\n" +
        'Traceback (most recent call last):\n  File "test.py", line 4, in <module>\n    raise ValueError("bad") from e\n' +
        'ValueError: bad\n',
    );
  });

  test('end with the notes of the exception', () => {
    const source = 'e = ValueError("bad")\ne.add_note("first")\ne.add_note("second")\nraise e\n';
    expect(outputOf(source)).toMatch(/\nValueError: bad\nfirst\nsecond\n$/);
  });

  test('are the same through a hook', () => {
    const source = 'class E(Exception): pass\ndef f(n):\n  if n: f(n - 1)\n  else: raise E("x")\nf(5)\n';
    expect(runPython(source, 'pass').output).toBe(outputOf(source));
  });

  test('fold lines that repeat', () => {
    expect(outputOf('def f(n):\n  return f(n + 1)\nf(0)\n')).toContain('  [Previous line repeated 99');
  });

  test('carry the Python exception to the host', () => {
    const interpreter = new Interpreter();
    const code = interpreter.compile('raise LookupError("gone")', 'test.py');
    try {
      interpreter.runModule(code, '__main__');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PyException);
      expect((error as PyException).message).toBe('LookupError: gone');
      expect((error as PyException).typeName).toBe('LookupError');
    }
  });
});
