/** The frame hook (PEP 523). */

import { describe, expect, test } from 'vitest';
import { callValue } from '../../interpreter/core.ts';
import { type FrameHook, Interpreter, PyException } from '../../interpreter/index.ts';
import { runPython } from './running.ts';

const PROGRAM = `
def gen(n):
    for i in range(n):
        yield i
class Point:
    def __init__(self, x):
        self.x = x
    def double(self):
        return self.x * 2
total = sum(Point(i).double() for i in gen(4))
print(total, [x for x in range(2)])
`;

function prepared(source: string): {
  interpreter: Interpreter;
  call: (name: string, ...args: number[]) => unknown;
} {
  const interpreter = new Interpreter();
  const module = interpreter.runModule(interpreter.compile(source, 'test.py'), 'test');
  return { interpreter, call: (name, ...args) => interpreter.call(module.get(name) as never, args) };
}

describe('a hook', () => {
  test('sees every entry: module, class body, comprehension, constructor, making and resuming generators', () => {
    const interpreter = new Interpreter();
    const entries: Record<string, number> = {};
    interpreter.setHook((frame, self) => {
      const key = `${frame.code.qualname}:${frame.code.firstLine}`;
      entries[key] = (entries[key] ?? 0) + 1;
      return self.evalFrame(frame);
    });
    interpreter.runModule(interpreter.compile(PROGRAM, 'test.py'), '__main__');
    expect(entries).toEqual({
      '<module>:1': 1,
      'Point:5': 1,
      'gen:2': 6,
      '<genexpr>:10': 6,
      'Point.__init__:6': 4,
      'Point.double:8': 4,
      '<listcomp>:11': 1,
    });
  });

  test('that hands frames on changes nothing', () => {
    expect(runPython(PROGRAM, 'pass').output).toBe(runPython(PROGRAM, 'none').output);
  });

  test('may evaluate a frame itself', () => {
    const { interpreter, call } = prepared('def f(n):\n  return n\ndef g(n):\n  return f(n) + 1\n');
    interpreter.setHook((frame, self) => (frame.code.name === 'f' ? 41 : self.evalFrame(frame)));
    expect(call('g', 7)).toBe(42);
  });

  test.each([
    ['its defaults', 'def f(a, b=2, c=3, d=4):\n  return (a, b, c, d)\n', '(1, 2, 3, 4)'],
    ['keywords', 'def f(a, **rest):\n  return (a, rest)\n', '(1, {})'],
    [
      'locals that are not bound yet',
      'def f(a):\n  try:\n    return x\n    x = 1\n  except UnboundLocalError:\n    return "unbound"\n',
      "'unbound'",
    ],
    [
      'a generator behind it',
      'def f(a, b=2, c=3):\n  yield (a, b, c)\n  yield (c, b, a)\n',
      '[(1, 2, 3), (3, 2, 1)]',
    ],
  ])('may call, resume and load other things first, and the frame that waits keeps %s', (_, f, answer) => {
    const source =
      `${f}def note(p, q, r, s, t, u):\n  v = w = y = 9\n  return [p, q, r, s, t, u, v, w, y]\n` +
      'def numbers(p, q):\n  while True:\n    yield note(p, q, 9, 9, 9, 9)\n' +
      'endless = numbers(8, 8)\n' +
      'def run():\n  r = f(1)\n  return list(r) if hasattr(r, "send") else r\n';
    const interpreter = new Interpreter();
    const module = interpreter.runModule(interpreter.compile(source, 'test.py'), 'test');
    const [note, endless, run] = ['note', 'endless', 'run'].map((name) => module.get(name)!);
    const next = interpreter.builtins.get('next')!;
    let noting = false;
    interpreter.setHook((frame, self) => {
      if (!noting) {
        noting = true;
        callValue(self, note!, [9, 9, 9, 9, 9, 9], null);
        callValue(self, next, [endless!], null);
        callValue(self, note!, [7, 7, 7, 7, 7, 7], null);
        noting = false;
      }
      return self.evalFrame(frame);
    });
    expect(interpreter.repr(interpreter.call(run!))).toBe(answer);
  });

  test('may read the arguments of the call', () => {
    const { interpreter, call } = prepared('def f(a, b):\n  return a - b\n');
    const seen: unknown[] = [];
    interpreter.setHook((frame, self) => {
      seen.push(...frame.values.slice(frame.base, frame.base + frame.code.argCount));
      return self.evalFrame(frame);
    });
    call('f', 5, 3);
    expect(seen).toEqual([5, 3]);
  });

  test('may call Python before it hands a frame on', () => {
    const { interpreter, call } = prepared(
      'def aid():\n  a = b = c = d = 9\n  return a\ndef f(n):\n  m = n\n  return m\ndef g(n):\n  return f(n) + f(n + 1)\n',
    );
    const aid = interpreter
      .runModule(interpreter.compile('def aid():\n  a = b = c = 9\n  return a\n', 'aid.py'), 'aid')
      .get('aid');
    interpreter.setHook((frame, self) => {
      if (frame.code.name === 'f') self.call(aid as never);
      return self.evalFrame(frame);
    });
    expect(call('g', 1)).toBe(3);
  });

  test('may call Python before it hands on the outermost frame', () => {
    const { interpreter, call } = prepared(
      'def f(a, b): return a * 10 + b\ndef noise(*args): return len(args)',
    );
    const noise = interpreter.modules.get('test')!.get('noise') as never;
    let within = false;
    interpreter.setHook((frame, self) => {
      if (!within) {
        within = true;
        expect(self.call(noise, [7, 8, 9])).toBe(3);
        within = false;
      }
      return self.evalFrame(frame);
    });
    expect(call('f', 4, 2)).toBe(42);
    expect(call('f', 1, 3)).toBe(13);
    interpreter.setHook(null);
    expect(interpreter.stack.every((slot) => slot === undefined)).toBe(true);
  });

  test('may call Python before it hands on what a generator or an operator called', () => {
    const { interpreter, call } = prepared(
      'class N:\n  def __init__(self, n):\n    self.n = n\n  def __add__(self, other):\n    return self.n + other.n\n' +
        'def f(n):\n  return n + 1\ndef gen(n):\n  yield f(n)\n  yield N(n) + N(2)\n' +
        'def g(n):\n  return list(gen(n)) + [N(n) + N(3)]\n',
    );
    const aid = interpreter
      .runModule(interpreter.compile('def aid():\n  a = b = c = 9\n  return a\n', 'aid.py'), 'aid')
      .get('aid');
    interpreter.setHook((frame, self) => {
      if (frame.code.name !== 'aid' && self.frame !== null) self.call(aid as never);
      return self.evalFrame(frame);
    });
    expect(interpreter.repr(call('g', 1) as never)).toBe('[2, 3, 4]');
  });

  test('sees special methods once each', () => {
    const { interpreter, call } = prepared(
      'class N:\n  def __add__(self, other):\n    return NotImplemented\n  def __radd__(self, other):\n    return 1\n' +
        '  def __lt__(self, other):\n    return True\n  def __getitem__(self, i):\n    return i\n' +
        '  def __call__(self):\n    return 2\n  def __iter__(self):\n    yield 3\n  @property\n  def p(self):\n    return 4\n' +
        'class M(N):\n  pass\n' +
        'def f():\n  n = N()\n  m = M()\n  return n + m, n < m, n[5], n(), list(n), [x for x in n], n.p\n',
    );
    for (let turn = 0; turn < 3; turn++) {
      const seen: string[] = [];
      interpreter.setHook((frame, self) => {
        seen.push(frame.code.name);
        return self.evalFrame(frame);
      });
      expect(interpreter.repr(call('f') as never)).toBe('(1, True, 5, 2, [3], [3], 4)');
      expect(seen.join(' ')).toBe(
        'f __add__ __radd__ __lt__ __getitem__ __call__ __iter__ __iter__ __iter__ __iter__ <listcomp> __iter__ __iter__ p',
      );
    }
  });

  test('set while a program runs takes effect at the next entry', () => {
    const { interpreter, call } = prepared(
      'def leaf():\n  return 1\ndef f(n):\n  for i in range(n):\n    leaf()\n  return n\n',
    );
    let entries = 0;
    const count: FrameHook = (frame, self) => {
      if (++entries === 3) self.setHook(null);
      return self.evalFrame(frame);
    };
    interpreter.setHook(count);
    call('f', 10);
    expect(entries).toBe(3);
    expect(interpreter.hook).toBeNull();
  });

  test('is replaced by the next one', () => {
    const { interpreter, call } = prepared('def f():\n  return 1\n');
    interpreter.setHook(() => 'first');
    interpreter.setHook(() => 'second');
    expect(call('f')).toBe('second');
  });

  test('of one interpreter is not seen by another', () => {
    const one = prepared('def f():\n  return 1\n');
    const two = prepared('def f():\n  return 1\n');
    one.interpreter.setHook(() => 'one');
    two.interpreter.setHook(() => 'two');
    expect([one.call('f'), two.call('f')]).toEqual(['one', 'two']);
    one.interpreter.setHook(null);
    expect([one.call('f'), two.call('f')]).toEqual([1, 'two']);
  });

  test('lets an exception through, and is balanced', () => {
    const source =
      'def f(n):\n  if n == 0:\n    raise ValueError("deep")\n  try:\n    f(n - 1)\n  finally:\n    print(n)\n';
    let depth = 0;
    const interpreter = new Interpreter();
    const module = interpreter.runModule(interpreter.compile(source, 'test.py'), 'test');
    interpreter.setHook((frame, self) => {
      depth++;
      try {
        return self.evalFrame(frame);
      } finally {
        depth--;
      }
    });
    expect(() => interpreter.call(module.get('f') as never, [5])).toThrow('ValueError: deep');
    expect(depth).toBe(0);
    expect(interpreter.frame).toBeNull();
    expect(interpreter.depth).toBe(0);
  });

  test('that throws is a JavaScript error for the host, and the interpreter goes on', () => {
    const { interpreter, call } = prepared('def f():\n  return 1\ndef g():\n  return f()\n');
    interpreter.setHook((frame, self) => {
      if (frame.code.name === 'f') throw new Error('of the tool');
      return self.evalFrame(frame);
    });
    expect(() => call('g')).toThrow('of the tool');
    interpreter.setHook(null);
    expect(call('g')).toBe(1);
  });
});

describe('recursion without end', () => {
  const source =
    'def f(n):\n  return f(n + 1)\ndef g(n):\n  try:\n    f(0)\n  except RecursionError as e:\n    return str(e)\n';
  test.each([false, true])('is a RecursionError (hook: %s)', (hooked) => {
    const { interpreter, call } = prepared(source);
    if (hooked) interpreter.setHook((frame, self) => self.evalFrame(frame));
    expect(call('g', 0)).toBe('maximum recursion depth exceeded');
    expect(() => call('f', 0)).toThrow(PyException);
    expect(call('g', 0)).toBe('maximum recursion depth exceeded');
  });

  test.each([false, true])('through methods that natives call is one too (hook: %s)', (hooked) => {
    const { interpreter, call } = prepared(
      'class A:\n  def __repr__(self):\n    return repr(self)\n  def __eq__(self, o):\n    return [self] == [A()]\ndef f():\n  repr(A())\ndef g():\n  return A() == A()\n',
    );
    if (hooked) interpreter.setHook((frame, self) => self.evalFrame(frame));
    expect(() => call('f')).toThrow('RecursionError');
    expect(() => call('g')).toThrow('RecursionError');
  });

  test.each([false, true])('depth of 990 works (hook: %s)', (hooked) => {
    const { interpreter, call } = prepared('def f(n):\n  return 0 if n == 0 else 1 + f(n - 1)\n');
    if (hooked) interpreter.setHook((frame, self) => self.evalFrame(frame));
    expect(call('f', 990)).toBe(990);
  });
});
