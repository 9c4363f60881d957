import { describe, expect, it } from 'vitest';
import { Interpreter } from '../../interpreter/index.ts';
import { decorateFunctions } from '../../tools/decorator.ts';

/** The module of a source, and what its expressions come to before and after its functions are decorated. */
function loaded(source: string) {
  const interpreter = new Interpreter();
  const module = interpreter.runModule(interpreter.compile(source, 'small.py'), 'small');
  const call = (name: string) => interpreter.repr(interpreter.call(interpreter.getAttribute(module, name)));
  return { module, call };
}

/** What `run()` answers, and how often each function was seen. The answer must be that of the plain function. */
function decorated(source: string): { answer: string; counts: Record<string, number> } {
  const plain = loaded(source).call('run');
  const { module, call } = loaded(source);
  const counts = decorateFunctions(module);
  const answer = call('run');
  expect(answer).toBe(plain);
  const seen = [...counts].map(([name, { entries }]) => [name, entries]);
  return { answer, counts: Object.fromEntries(seen) };
}

describe('a decorated function', () => {
  it('answers as the function does, and counts', () => {
    const source = 'def add(a, b):\n    return a + b\ndef run():\n    return add(add(1, 2), 3)\n';
    expect(decorated(source)).toEqual({ answer: '6', counts: { add: 2, run: 1 } });
  });

  it('is handed keywords, defaults, and what stars take up', () => {
    const source =
      'def f(a, b=2, *rest, c=3, **more):\n    return (a, b, rest, c, sorted(more.items()))\n' +
      'def run():\n    return [f(1), f(1, 5), f(b=4, a=0), f(1, 2, 3, 4, c=5, d=6), f(*[7, 8, 9], **{"e": 1})]\n';
    const { answer, counts } = decorated(source);
    expect(counts).toEqual({ f: 5, run: 1 });
    expect(answer).toBe(
      "[(1, 2, (), 3, []), (1, 5, (), 3, []), (0, 4, (), 3, []), (1, 2, (3, 4), 5, [('d', 6)]), (7, 8, (9,), 3, [('e', 1)])]",
    );
  });

  it('raises what the function raises, to whoever called it', () => {
    const source =
      'def bad(n):\n    raise ValueError(n)\n' +
      'def run():\n    seen = []\n    for i in range(2):\n        try:\n            bad(i)\n' +
      '        except ValueError as e:\n            seen.append(str(e))\n    return seen\n';
    expect(decorated(source)).toEqual({ answer: "['0', '1']", counts: { bad: 2, run: 1 } });
  });

  it('refuses arguments in the words of the function, and has counted the call', () => {
    const source =
      'def f(a):\n    return a\n' +
      'def run():\n    try:\n        f()\n    except TypeError as e:\n        return str(e)\n';
    const { answer, counts } = decorated(source);
    expect(answer).toBe(`"f() missing 1 required positional argument: 'a'"`);
    expect(counts).toEqual({ f: 1, run: 1 });
  });

  it('is seen in each call that it makes of itself: it is called by its name', () => {
    const source =
      'def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\ndef run():\n    return fib(5)\n';
    expect(decorated(source)).toEqual({ answer: '5', counts: { fib: 15, run: 1 } });
  });

  it('makes a generator once, and is not seen when that is resumed', () => {
    const source =
      'def numbers():\n    yield 1\n    yield 2\ndef run():\n    return [n for n in numbers()]\n';
    expect(decorated(source)).toEqual({ answer: '[1, 2]', counts: { numbers: 1, run: 1 } });
  });
});

describe('what a decorator does not see', () => {
  it.each([
    ['methods', 'class A:\n    def f(self):\n        return 1\ndef run():\n    return A().f()\n', { run: 1 }],
    [
      'functions made while the program runs',
      'def run():\n    def f():\n        return 1\n    return f() + (lambda: 1)()\n',
      { run: 1 },
    ],
    [
      'references taken before',
      'def f():\n    return 1\ntable = [f]\ndef run():\n    return table[0]()\n',
      { f: 0, run: 1 },
    ],
    ['defaults', 'def f():\n    return 1\ndef run(g=f):\n    return g()\n', { f: 0, run: 1 }],
  ])('are %s', (_, source, due) => {
    expect(decorated(source).counts).toEqual(due);
  });

  it('are classes and values of the module: they are left as they are', () => {
    const source =
      'import math\nx = 1\nclass A:\n    pass\ndef run():\n    return (x, A.__name__, math.floor(1.5))\n';
    expect(decorated(source)).toEqual({ answer: "(1, 'A', 1)", counts: { run: 1 } });
  });

  it('is not the same function under two names: each has a count of its own', () => {
    const source = 'def f():\n    return 1\ng = f\ndef run():\n    return f() + g() + g()\n';
    expect(decorated(source)).toEqual({ answer: '3', counts: { f: 1, g: 2, run: 1 } });
  });
});
