/** Instrumented copies: the line events of CPython, and programs that do not notice. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CodeObject, disassemble, Interpreter, PyException } from '../../interpreter/index.ts';
import { type Copy, frameOn, instrument, linesOf, markOf } from '../../tools/instrument.ts';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';
import { python311 } from '../interpreter/cpython.ts';
import { eventsOfCPython } from './cpython-lines.ts';

interface Watched {
  readonly output: string;
  /** "qualified name:line" of each line that started. */
  readonly events: readonly string[];
  readonly module: CodeObject;
}

/** Runs a file with each code object instrumented when it is first entered. */
function watch(source: string, file = 'test.py'): Watched {
  let output = '';
  const interpreter = new Interpreter({
    write: (text) => {
      output += text;
    },
  });
  const events: string[] = [];
  const copies = new Map<CodeObject, Copy>();
  interpreter.setHook((frame, self) => {
    if (frame.pc !== 0) return self.evalFrame(frame);
    const { code } = frame;
    const copy =
      copies.get(code) ??
      instrument(code, self.makeCode, events, (line) => events.push(`${self.frame!.code.qualname}:${line}`));
    copies.set(code, copy);
    return self.evalFrame(frameOn(copy, frame, self));
  });
  const module = interpreter.compile(source, file);
  try {
    interpreter.runModule(module, '__main__');
  } catch (error) {
    if (!(error instanceof PyException)) throw error;
    output += error.traceback;
  }
  expect([interpreter.frame, interpreter.depth]).toEqual([null, 0]);
  return { output, events, module };
}

function eventsOf(source: string): string[] {
  return watch(source).events.filter((event) => !event.startsWith('<module>'));
}

const watchedPrograms = new Map<string, Watched>();

/** A program of ours; it is run once, whoever asks. */
function watchProgram(name: string): Watched {
  const { path, file } = PROGRAMS.find((program) => program.name === name)!;
  const watched = watchedPrograms.get(name) ?? watch(readFileSync(path, 'utf8'), file);
  watchedPrograms.set(name, watched);
  return watched;
}

/** "qualified name:line" of each line that starts somewhere in a code object or inside it. */
function possibleIn(code: CodeObject): Set<string> {
  const inner = code.consts.filter((constant) => constant instanceof CodeObject).map(possibleIn);
  const own = linesOf(code).map((line) => `${code.qualname}:${line}`);
  return new Set([...own, ...inner.flatMap((set) => [...set])]);
}

const STATEMENTS = `
def doc():
    "only a docstring"
def nothing():
    pass
def implicit(x):
    if x:
        print('yes')
def both(x):
    if x:
        print('yes')
    else:
        print('no')
def handled(x):
    try:
        if x == 1:
            raise ValueError
        if x == 2:
            raise KeyError
        y = 1
    except ValueError:
        if x > 1:
            y = 2
    except (TypeError,
            KeyError) as e:
        if x > 2:
            y = 3
    else:
        y = 4
    finally:
        if x == 5:
            y = 6
def early(x):
    for i in range(3):
        try:
            if i > x:
                print('late')
                break
            if x == 7:
                print('seven')
                return
        finally:
            print('f', i)
    else:
        print('else')
    return i
class M:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        return a[0] is KeyError
def withs(x):
    with M() as a, \\
         M() as b:
        if x:
            raise KeyError
        print('body')
    with M():
        if x:
            print('in')
    return 5
def gen(n):
    got = []
    for i in range(n):
        x = yield i
        got.append(x)
    try:
        yield from (
            range(2))
    finally:
        print('closed')
    yield from inner()
def inner():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield 3
class C(M):
    "doc"
    x = 1
    if x:
        y = 2
    def m(self):
        return super().__init__()
    z = [i for i in range(3) if i]
    if not x:
        y = 3
def deco(f):
    return f
@deco
def decorated(a, b):
    c = (a +
         b)
    return c
def closure(n):
    def inc():
        nonlocal n
        n += 1
        return n
    return [inc() for _ in range(3)]
def loops(n):
    while n:
        n -= 1
        if n == 2: n = 1
        assert n < 100, 'big'
    for a in range(2): b = a
    for a in range(2):
        if a:
            b = a
    x = (n if n > 2
         else 5)
    f = (1 <
         n <
         3)
    return f
def rec(n):
    return 1 if n == 0 else n * rec(n - 1)
def raising():
    try:
        try:
            1 / 0
            print('never')
        except KeyError:
            print('never')
    except ZeroDivisionError as error:
        print('caught')
        del error
def again():
    try:
        raise ValueError
    except ValueError:
        try:
            raise
        finally:
            print('x')
def returns(x):
    try:
        return x + 1
    finally:
        x = 2
def late(x):
    if x:
        return
    for i in x, 1:
        if i:
            return None
    print('no')
doc(); nothing(); implicit(0); implicit(1); both(0); both(1)
for i in (1, 2, 3, 5): handled(i)
for i in (0, 1, 5, 7): early(i)
withs(0); withs(1)
g = gen(2)
print(next(g), g.send(4), list(g))
g = inner(); next(g); print(g.throw(ValueError)); g.close()
decorated(1, 2); print(closure(2)); print(loops(5)); print(rec(5)); raising()
try:
    again()
except ValueError:
    print('again')
returns(1); late(1); late(0)
print([x for x in range(3) if x], {x: 1 for x in range(2)}, sorted([3, 1], key=lambda x: -x))
def unused(a,
           b):
    x = a
    y = b
if __name__ == '__main__':
    print('main')
`;

describe.skipIf(!python311)('beside CPython', () => {
  // Those without `while True:`, jumps to `continue` and comprehensions of several lines.
  const compared = ['kernel', 'queens', 'text', 'visitors'];
  const theirs = new Map<string, string[]>();
  beforeAll(() => {
    const sources = compared.map((name) =>
      readFileSync(PROGRAMS.find((program) => program.name === name)!.path, 'utf8'),
    );
    const [statements, ...programs] = eventsOfCPython([STATEMENTS, ...sources]);
    theirs.set('STATEMENTS', statements!);
    for (const [i, name] of compared.entries()) theirs.set(name, programs[i]!);
  });

  it('tells of the same lines, in the same order', () => {
    const { events, module } = watch(STATEMENTS);
    const possible = possibleIn(module);
    const told = theirs.get('STATEMENTS')!;
    expect(events).toEqual(told.filter((event) => possible.has(event)));
    // The others are those of statements without instructions.
    const lines = STATEMENTS.split('\n');
    const others = new Set(told.filter((event) => !possible.has(event)));
    for (const event of others)
      expect(lines[Number(event.split(':')[1]) - 1]).toMatch(/^ *(try:|nonlocal n|return|break)/);
  });

  it.each(compared)('tells of the same lines of %s, in the same order', (name) => {
    const { events, module } = watchProgram(name);
    const possible = possibleIn(module);
    const told = theirs.get(name)!.filter((event) => possible.has(event));
    expect(events.length).toBe(told.length);
    expect(events.findIndex((event, i) => event !== told[i])).toBe(-1);
  });
});

// Between them: classes, closures, generators, coroutines, exceptions, `with`, comprehensions and loops of every kind.
const VARIED = ['bank', 'coroutines', 'kernel', 'parser', 'queens', 'scheduler', 'text', 'visitors'];

it.each(VARIED)('%s prints the same when every line calls', (name) => {
  expect(watchProgram(name).output).toBe(readExpected(name).main.output);
});

describe('a line starts', () => {
  it('when a loop comes round, on the same line too', () => {
    expect(eventsOf('def f():\n  for i in (1, 2): g = i\n  while i: i -= 1\nf()\n')).toEqual([
      ...['f:2', 'f:2', 'f:2'],
      ...['f:3', 'f:3'],
    ]);
  });

  it('not where the compiler returns by itself', () => {
    expect(eventsOf('def f(x):\n  if x:\n    x = 1\nf(0)\n')).toEqual(['f:2']);
    expect(eventsOf('def f(x):\n  if x:\n    x = 1\n  else:\n    x = 2\nf(1)\n')).toEqual(['f:2', 'f:3']);
  });

  it('not where a handler notes the exception, or raises it on', () => {
    const source =
      'def f():\n  try:\n    g\n    x = 1\n  except KeyError:\n    x = 2\n  finally:\n    if f is None:\n      x = 3\ntry: f()\nexcept NameError: pass\n';
    expect(eventsOf(source)).toEqual(['f:3', 'f:5', 'f:8']);
  });

  it('with `with` once more when its body raised', () => {
    const source =
      'class M:\n  def __enter__(self): return 1\n  def __exit__(self, *a): return True\ndef f():\n  with M():\n    g\n  return 1\nf()\n';
    expect(eventsOf(source)).toEqual(
      ['M:1', 'M:2', 'M:3', 'f:5', '__enter__:2', 'f:6', 'f:5', '__exit__:3', 'f:7'].map((event) =>
        event.replace('__e', 'M.__e'),
      ),
    );
  });

  it('not when yield from goes round', () => {
    const source = 'def f():\n  yield from (1,\n    2)\ndef g():\n  return list(f())\ng()\n';
    expect(eventsOf(source)).toEqual(['g:5', 'f:2']);
  });
});

describe('a copy', () => {
  const interpreter = new Interpreter();
  const code = interpreter
    .compile('def f(a, *, b=1):\n  for i in a:\n    b += i\n  return b\n', 'f.py')
    .consts.find((constant) => constant instanceof CodeObject)!;

  it('leaves the original as it was, and has its signature, names and lines', () => {
    const before = disassemble(code);
    const copy = instrument(code, interpreter.makeCode, {}, () => {}).code;
    expect(disassemble(code)).toBe(before);
    expect(copy).not.toBe(code);
    expect(copy.id).not.toBe(code.id);
    for (const field of [
      'name',
      'qualname',
      'filename',
      'firstLine',
      'flags',
      'argCount',
      'kwOnlyArgCount',
    ] as const) {
      expect(copy[field]).toBe(code[field]);
    }
    expect(copy.slotNames).toBe(code.slotNames);
    expect([...new Set(copy.lines)]).toEqual([...new Set(code.lines)]);
    expect(copy.consts.slice(0, code.consts.length)).toEqual(code.consts);
  });

  it('is known by its mark', () => {
    const mark = { by: 'me' };
    expect(markOf(instrument(code, interpreter.makeCode, mark, () => {}).code)).toBe(mark);
    expect(markOf(code)).not.toBe(mark);
  });

  it('calls the lines that are not skipped, in frames that run already too', () => {
    const lines: number[] = [];
    const copy: Copy = instrument(code, interpreter.makeCode, {}, (line) => {
      lines.push(line);
      if (line === 3 && lines.length > 4) copy.skip(3);
      if (line === 4) copy.call(3);
    });
    const module = interpreter.runModule(
      interpreter.compile('def f(a, *, b=1):\n  for i in a:\n    b += i\n  return b\n', 'f.py'),
      'f',
    );
    interpreter.setHook((frame, self) =>
      frame.code.name === 'f' ? self.evalFrame(frameOn(copy, frame, self)) : self.evalFrame(frame),
    );
    copy.skip(2);
    const f = module.get('f') as never;
    expect(interpreter.call(f, ['' as never])).toBe(1);
    expect(lines).toEqual([4]);
    interpreter.setHook(null);
  });
});

describe('a program on copies', () => {
  it.each([
    [
      'a traceback',
      'def f(x):\n  y = 1\n  return (x +\n    None)\ndef g():\n  try:\n    f(1)\n  except KeyError: pass\ng()\n',
    ],
    ['an exception in a generator', 'def g():\n  yield 1\n  raise KeyError(2)\nfor x in g():\n  print(x)\n'],
    [
      'the deepest recursion',
      'def f(n):\n  if n == 0:\n    return 0\n  return 1 + f(n - 1)\nprint(f(980))\n',
    ],
    [
      'recursion without end',
      'def f(n):\n  return f(n + 1)\ntry:\n  f(0)\nexcept RecursionError as e:\n  print(e)\n',
    ],
    [
      'locals',
      'def f(a, b=2):\n  c = [a for _ in "x"]\n  return sorted(locals().items(), key=lambda p: p[0])\nprint(f(1))\n',
    ],
    [
      'a keyword call',
      'def f(a, *b, c=3, **d):\n  x = a\n  return x, b, c, d\nprint(f(1, 2, 3, c=4, e=5), f(1))\n',
    ],
    ['code of functions', 'def f():\n  return f.__code__ is c\nc = f.__code__\nprint(f(), f())\n'],
  ])('does not notice: %s', (_, source) => {
    let output = '';
    const interpreter = new Interpreter({
      write: (text) => {
        output += text;
      },
    });
    try {
      interpreter.runModule(interpreter.compile(source, 'test.py'), '__main__');
    } catch (error) {
      output += (error as PyException).traceback;
    }
    expect(watch(source).output).toBe(output);
    expect(output).not.toBe('');
  });
});
