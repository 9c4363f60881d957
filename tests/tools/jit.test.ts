/** The JIT: what it compiles says what the loop says, and where it gives up the loop goes on. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../harness/process/collect.ts';
import {
  CodeObject,
  Interpreter,
  PyException,
  type PyFunction,
  type Value,
} from '../../interpreter/index.ts';
import { Op } from '../../interpreter/opcodes.ts';
import type { Storage } from '../../strategies/contract.ts';
import countInCode from '../../strategies/count-in-code.ts';
import inline from '../../strategies/inline.ts';
import lossyTable from '../../strategies/lossy-table.ts';
import { openPlace } from '../../strategies/place.ts';
import { compile } from '../../tools/jit/compile.ts';
import { CALLS } from '../../tools/jit/instructions/calls.ts';
import { CONTAINERS } from '../../tools/jit/instructions/containers.ts';
import { CONTROL } from '../../tools/jit/instructions/control.ts';
import { MEMBERS } from '../../tools/jit/instructions/members.ts';
import { OPERATORS } from '../../tools/jit/instructions/operators.ts';
import { TRUTH } from '../../tools/jit/instructions/truth.ts';
import { VARIABLES } from '../../tools/jit/instructions/variables.ts';
import { Jit, type JitExtra, type JitOptions } from '../../tools/jit.ts';
import { PROGRAMS, readExpected } from '../../workloads/programs.ts';

interface Session {
  readonly interpreter: Interpreter;
  readonly jit: Jit | null;
  readonly printed: () => string;
  /** Executes a module as `__main__`; a failure is printed. */
  run(source: string, file?: string): void;
  /** What a function of the module returns or raises, as text. */
  call(name: string, ...args: Value[]): string;
}

type Engine = JitOptions | null;

/** An interpreter with a JIT, or for `null` one that hands every frame to the loop. */
function open(engine: Engine, strategy = inline, storage?: Storage<JitExtra>): Session {
  const place = openPlace(strategy, CodeObject);
  let printed = '';
  const interpreter = new Interpreter({
    makeCode: place.makeCode,
    write: (text) => {
      printed += text;
    },
  });
  if (engine === null) interpreter.setHook((frame, vm) => vm.evalFrame(frame));
  const jit =
    engine === null ? null : new Jit(interpreter, storage ?? place.open<JitExtra>({ name: 'jit' }), engine);
  const failing = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof PyException)) throw error;
      printed += error.traceback;
    }
    expect(interpreter.depth).toBe(0);
    expect(interpreter.frame).toBe(null);
    expect(interpreter.handled).toBe(null);
    expect(interpreter.stack.every((slot) => slot === undefined)).toBe(true);
  };
  return {
    interpreter,
    jit,
    printed: () => printed,
    run: (source, file = 'test.py') =>
      failing(() => interpreter.runModule(interpreter.compile(source, file), '__main__')),
    call(name, ...args) {
      printed = '';
      failing(() => {
        const f = interpreter.modules.get('__main__')!.get(name)!;
        printed += interpreter.repr(interpreter.call(f, args));
      });
      return printed;
    },
  };
}

/** What a module prints. */
function printedBy(engine: Engine, source: string, file?: string): string {
  const session = open(engine);
  session.run(source, file);
  return session.printed();
}

/** A module's output under the JIT, checked against the loop's. */
function same(source: string, options: JitOptions = { threshold: 1 }): { output: string; jit: Jit } {
  const session = open(options);
  session.run(source);
  expect(session.printed()).toBe(printedBy(null, source));
  return { output: session.printed(), jit: session.jit! };
}

const text = (path: string) => readFileSync(path, 'utf8');

describe('programs', () => {
  const printed = (name: string, engine: Engine) => {
    const { path, file } = PROGRAMS.find((program) => program.name === name)!;
    return printedBy(engine, text(path), file);
  };

  // Between them: classes, closures, coroutines, exceptions, comprehensions, arithmetic and loops of every kind.
  it.each([
    ...['automata', 'bank', 'constraints', 'coroutines', 'fib', 'kernel'],
    ...['parser', 'queens', 'raytrace', 'scheduler', 'text', 'visitors'],
  ])('%s prints what CPython prints, each function compiled at its first entry', (name) => {
    expect(printed(name, { threshold: 1 })).toBe(readExpected(name).main.output);
  });

  // The text of a compiled function does not depend on when it is compiled: a few programs show that the change from the loop is sound.
  it.each(['coroutines', 'kernel'])('%s prints the same when functions are compiled on the way', (name) => {
    for (const options of [{ threshold: 2 }, {}])
      expect(printed(name, options)).toBe(readExpected(name).main.output);
  });

  // What is about the language; modules are the same to compiled functions.
  const folder = new URL('../interpreter/programs/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.py') && !file.startsWith('module_'));
  it.each(files)('%s prints what CPython prints', (file) => {
    const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
    expect(printedBy({ threshold: 1 }, read(file), file)).toBe(read(file.replace(/\.py$/, '.out')));
  });

  // One that stores anything for anybody, one that code objects share, one that counts entries: to a JIT there are no other kinds.
  it.each([inline, lossyTable, countInCode])('run the same with extras in $name', (strategy) => {
    const session = open({ threshold: 2 }, strategy);
    const { path, file } = PROGRAMS.find(({ name }) => name === 'kernel')!;
    session.run(text(path), file);
    expect(session.printed()).toBe(readExpected('kernel').main.output);
    if (strategy.promises.lossy !== true) expect(session.jit!.stats().compiled).toBeGreaterThan(5);
  });
});

// --- Random functions

/** Values that n0 and n1 take: every kind of number, where kinds change. */
const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '7',
  '-5',
  '100',
  'True',
  'False',
  '0.0',
  '-0.0',
  '0.5',
  '-2.25',
  '1e308',
];
const EDGES = ['2147483647', '-2147483648', '4294967296', '9007199254740991', '-9007199254740991'];
const BEYOND = [
  '9007199254740992',
  '-9007199254740993',
  '18446744073709551616',
  'float("inf")',
  'float("nan")',
];
const OTHERS = ['"abc"', '""', '[1, 2.5, "x"]', '[]', '(3, 4)', 'None', '{1: 2}'];

const int = fc.constantFrom(...NUMBERS.filter((n) => /^-?\d+$/.test(n)), ...EDGES);
const number = fc.constantFrom(...NUMBERS, ...EDGES, ...BEYOND);
const anything = fc.oneof(number, fc.constantFrom(...OTHERS));
const literal = fc.constantFrom('0', '1', '2', '3', '-1', '10', '65535', '1073741824');

const { expression, numeric } = fc.letrec<{ expression: string; numeric: string }>((tie) => ({
  numeric: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('n0', 'n1', 'n2', 'i'),
    literal,
    fc
      .tuple(tie('numeric'), fc.constantFrom('+', '-', '+', '-', '//', '%', '&', '|', '^'), tie('numeric'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('numeric'), literal).map(([a, b]) => `(${a} * ${b})`),
    fc
      .tuple(tie('numeric'), fc.constantFrom('* 0.5', '+ 1.5', '/ 3', '- -0.0'))
      .map(([a, b]) => `(${a} ${b})`),
    fc
      .tuple(tie('numeric'), fc.constantFrom('<<', '>>'), fc.nat(20))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom('-', '~', '+'), tie('numeric')).map(([op, a]) => `(${op}${a})`),
  ),
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('numeric'),
    fc
      .tuple(tie('numeric'), fc.constantFrom('<', '<=', '==', '!=', '>', '>='), tie('numeric'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.constantFrom('v0', 'v1', '"s"', '[n0]', '(n1, v0)', 'len(v0)', '{n0: v1}'),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+', '<', '<=', '==', '!=', '>', '>=', 'is', 'is not', 'in', 'and', 'or'),
        tie('expression'),
      )
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('expression').map((a) => `(not ${a})`),
    fc.tuple(tie('expression'), tie('numeric')).map(([a, b]) => `${a}[${b}]`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([a, b, c]) => `(${a} if ${b} else ${c})`),
  ),
}));

const indent = (lines: readonly string[]) => lines.map((line) => `    ${line}`);

const { block } = fc.letrec<{ block: string[]; statement: string[] }>((tie) => ({
  block: fc
    .array(tie('statement') as fc.Arbitrary<string[]>, { minLength: 1, maxLength: 3 })
    .map((all) => all.flat()),
  statement: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.tuple(fc.constantFrom('n0', 'n1', 'n2'), numeric).map(([to, a]) => [`${to} = ${a}`]),
    fc
      .tuple(fc.constantFrom('n0', 'n1', 'n2'), fc.constantFrom('+=', '-=', '//=', '%=', '^='), numeric)
      .map(([to, op, a]) => [`${to} ${op} ${a}`]),
    fc.tuple(fc.constantFrom('v0', 'v1'), expression).map(([to, a]) => [`${to} = ${a}`]),
    fc.tuple(numeric, expression).map(([at, a]) => [`out[${at}] = ${a}`]),
    expression.map((a) => [`out.append(${a})`]),
    fc
      .tuple(expression, tie('block') as fc.Arbitrary<string[]>, tie('block') as fc.Arbitrary<string[]>)
      .map(([test, yes, no]) => [`if ${test}:`, ...indent(yes), 'else:', ...indent(no)]),
    fc
      .tuple(fc.nat(3), tie('block') as fc.Arbitrary<string[]>)
      .map(([n, body]) => [`for i in range(${n}):`, ...indent(body)]),
    fc
      .tuple(tie('block') as fc.Arbitrary<string[]>, expression)
      .map(([body, test]) => [
        'for i in [1, 2.5, 3]:',
        ...indent([...body, `if ${test}:`, '    continue', `if ${test}:`, '    break']),
      ]),
    fc
      .tuple(tie('block') as fc.Arbitrary<string[]>, tie('block') as fc.Arbitrary<string[]>)
      .map(([body, caught]) => [
        'try:',
        ...indent(body),
        'except (TypeError, IndexError):',
        ...indent(caught),
        'finally:',
        '    n2 = n2 + 1',
      ]),
  ),
}));

describe('random functions', () => {
  it('answer and fail as in the loop, whatever they are called with', () => {
    // Mostly ints, so that functions get far; and whatever there is.
    const all = (...args: fc.Arbitrary<string>[]) =>
      fc.array(fc.tuple(...args), { minLength: 3, maxLength: 6 });
    const calls = fc.oneof(
      all(int, int, int, int),
      all(int, number, int, anything),
      all(number, number, anything, anything),
    );
    fc.assert(
      fc.property(block, calls, (body, all) => {
        const source = [
          'def f(n0, n1, v0, v1):',
          '    n2 = i = 1',
          '    out = [5, 6]',
          ...indent(body),
          '    return n0, n1, n2, v0, v1, i, out',
          ...all.map((args, k) => `def call${k}(): return f(${args.join(', ')})`),
        ].join('\n');
        const loop = open(null);
        const compiled = open({ threshold: 2, patience: 3 });
        for (const session of [loop, compiled]) session.run(source);
        for (let k = 0; k < all.length; k++) {
          expect(compiled.call(`call${k}`)).toBe(loop.call(`call${k}`));
        }
      }),
      { seed: 523, numRuns: 120 },
    );
  });
});

const INSTRUCTIONS = text(fileURLToPath(new URL('instructions.py', import.meta.url)));

describe('every instruction that is compiled', () => {
  it('does what it does in the loop, whatever it finds', () => {
    same(INSTRUCTIONS);
    same(INSTRUCTIONS, { threshold: 2 });
  });

  it('is in a function that is compiled there', () => {
    const functions = (code: CodeObject): CodeObject[] => [
      code,
      ...code.consts.filter((each) => each instanceof CodeObject).flatMap(functions),
    ];
    const compiled = functions(new Interpreter().compile(INSTRUCTIONS, 'test.py')).filter(
      (code) => typeof compile(code) !== 'string',
    );
    const there = new Set(
      compiled.flatMap(({ instructions }) => [...instructions].map((word) => word & 255)),
    );
    const emitters = [CALLS, CONTAINERS, CONTROL, MEMBERS, OPERATORS, TRUTH, VARIABLES];
    const wanted = emitters.flatMap((each) => Object.keys(each).map(Number));
    const nameOf = (op: number) => Object.entries(Op).find(([, value]) => value === op)?.[0];
    // Nothing compiles to NOP.
    expect(wanted.filter((op) => !there.has(op)).map(nameOf)).toEqual(['NOP']);
  });
});

describe('what is easily lost', () => {
  it('is exactness at the edge of what a number holds, and the sign of zero', () => {
    same(`
def up(n): return (n + 1) + 1, (1 + n) + 1, (n - -1) + 1, n + n + 1
def down(n): return (n - 1) - 1, (-1 + n) - 1, (n + -1) - 1, n * 3 - 1
def zero(n): return (n * -1) * 0.5, (-n) * 0.5, (0 - n) / 7, (n // -3) * 1.5, (n % -3) * 1.5, -(n * 1.0)
for n in (2 ** 53 - 1, 2 ** 53, 1): print(up(n))
for n in (1 - 2 ** 53, -2 ** 53, 1): print(down(n))
print(zero(0), zero(-0.0), zero(False))
`);
  });

  it('is what is true: zero, nothing, what is empty, and not a number', () => {
    same(`
def no(x): return not x
def both(a, b): return not (a < b), not not a, (not a) is True, (not a) == b
def way(x):
    n = 0
    while not x and n < 2: n += 1
    if not x: n += 10
    if x: n += 100
    return n, x and 1, x or 2, 1 if not x else 3
for x in (0, 1, -0.0, 0.5, float('nan'), '', 'a', [], [0], (), (0,), {}, {1: 2}, None, True, False, 2 ** 60, range(0)):
    print(no(x), way(x))
for a, b in ((1, 2), (2, 1), (0.0, 0), ('', 'a'), ([], [1])): print(both(a, b))
`);
  });

  it('is what stands on the stack while a variable changes, or ways meet', () => {
    same(`
def turn(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    return a, b, c, a + (a := 9), [b, (b := 8), b]
def meet(p, q):
    a = [0, 0]
    b = [0]
    a[0 if p else 1], b[0] = (1 if p else 2), (3 if q else 4)
    a[p or 0] += 5 if q else 6
    return a, b, (1 if p else 2) < (3 if q else 1) < 4, p and (q or a) or b
for args in ((1, 2, 3), ('x', None, 2.5)): print(turn(*args))
for p in (0, 1):
    for q in (0, 1): print(meet(p, q))
`);
  });
});

// --- Giving up, and what must not change

describe('giving up', () => {
  it('goes on in the middle of a loop with everything as it was', () => {
    const { output, jit } = same(`
def f(items):
    total = 0
    out = []
    for n, x in enumerate(items):
        for y in (x, 10):
            try:
                total += y
            except TypeError as error:
                out.append((n, y, str(error)[:11]))
                total = total * 2
        if total > 1000:
            break
    else:
        out.append('end')
    return total, n, x, out
print(f([1, 2, 3]), f([1, 'a', 3, None, 5]), f([1, 999, 'b']))
`);
    expect(output).toContain("'unsupported'");
    expect(jit.stats().gaveUp).toBe(1);
  });

  it('leaves `with` blocks in order, however they end', () => {
    same(`
class Guard:
    def __init__(self, quiet): self.quiet = quiet
    def __enter__(self): print('enter'); return self
    def __exit__(self, kind, error, trace): print('exit', kind); return self.quiet
def f(quiet, x):
    for i in range(2):
        with Guard(quiet) as g:
            print(10 // x, g.quiet)
            if i: return 'left'
    return 'quiet'
for args in ((True, 1), (True, 0), (False, 2)): print(f(*args))
f(False, 0)
`);
  });

  it('happens at what only the loop can do', () => {
    const { jit } = same(
      'def f(n):\n  m = n + 1\n  import math\n  return math.floor(m + 0.5)\nprint(f(1), f(2))',
    );
    expect(jit.stats().gaveUp).toBe(2);
  });

  it('again and again ends in the loop for good', () => {
    const source =
      'def f(x):\n  try:\n    return 1 + x\n  except TypeError:\n    return 0\n' +
      'print([f("a") for _ in range(9)], [f(1) for _ in range(9)])';
    const { jit } = same(source, { threshold: 1, patience: 4 });
    expect(jit.stats()).toMatchObject({ gaveUp: 4, dropped: 1 });
  });

  it('is not needed for generators and bodies of classes, which are refused', () => {
    const { jit } = same('class C:\n  x = 1\ndef g():\n  yield C.x\nprint(list(g()), list(g()))');
    expect(jit.stats()).toMatchObject({
      compiled: 0,
      gaveUp: 0,
      refused: { 'body of a class or module': 2, generator: 1 },
    });
  });
});

describe('what changes after compiling', () => {
  it('a global, a built-in that it hides, and one that is gone', () => {
    same(`
def f(): return g() + len([1])
def g(): return 1
print(f())
def g(): return 2
print(f())
len = lambda x: 10
print(f())
del len
print(f())
del g
f()
`);
  });

  it('types: ints, floats, strings, objects with operators of their own', () => {
    same(`
class N:
    def __init__(self, n): self.n = n
    def __add__(self, other): return N(self.n + (other.n if isinstance(other, N) else other))
    def __radd__(self, other): return NotImplemented if other == 5 else N(-self.n)
    def __lt__(self, other): return []
    def __repr__(self): return 'N(%r)' % self.n
    def __getitem__(self, i): return i
    def __bool__(self): return self.n > 1
def add(a, b): return a + b
def less(a, b):
    if a < b: return 'less'
    return 'not'
def pick(a, i): return a[i]
for a, b in ((1, 2), (2 ** 53 - 1, 1), (0.5, 1), ('a', 'b'), (N(1), 2), (N(1), N(2)), (3, N(4)), ([1], [2])):
    print(add(a, b))
for a, b in ((1, 2), (2.5, 1), ('a', 'b'), (N(1), 2), ([1], [2]), (True, 2)): print(less(a, b))
for a, i in (([1, 2], -1), ((1, 2), 0), ('ab', 1), ({'k': 1}, 'k'), (N(1), 7), (range(9), 3)): print(pick(a, i))
for x in (N(1), N(2)): print('yes' if x else 'no', not x)
add(5, N(1))
`);
  });

  it('attributes: a shape, a property, a method, a missing one', () => {
    same(`
class A:
    def __init__(self): self.x = 1
    def m(self): return self.x
def read(a): return a.x, a.m()
a = A(); print(read(a))
b = A(); b.y = 2; b.m = lambda: 'own'; print(read(b))
A.x = property(lambda self: 'property', lambda self, v: None); print(read(a), read(A()))
class B(A):
    @staticmethod
    def m(): return 'static'
print(read(B()))
A.m = classmethod(lambda cls: cls.__name__); print(read(A()))
del A.m
read(A())
`);
  });
});

describe('frames', () => {
  it('of failures are told as the loop tells them', () => {
    same(`
def inner(x):
    y = [1, 2]
    return y[x] / (x - 1)
def outer(x):
    total = 0
    for i in (1, x):
        total = total + inner(i - 1 if i > 9
                              else i)
    return total
def again():
    try:
        outer(3)
    except IndexError as error:
        raise ValueError('again') from error
for x in (0, 3):
    try: outer(x)
    except Exception as error: print(type(error), error)
again()
`);
  });

  it('show their variables to locals(), vars(), dir() and super()', () => {
    same(`
class A:
    def hello(self, n): return 'A', n
class B(A):
    def hello(self, n):
        n += 1
        def inner(): return n
        return super().hello(n), sorted(locals()), inner()
def f(a, *rest, k=2, **more):
    b = a + k
    for c in iter(lambda: len(locals()), 0): break
    d = list(map(lambda x: x, [1]))
    names = dir()
    del a
    return names, vars(), list(iter(locals, None).__next__())
print(B().hello(1), f(1), f(1, 2, k=3, z=4))
`);
  });

  it('are counted once: the recursion limit is where it was', () => {
    same(`
import sys
depth = 0
def down(n):
    global depth
    depth = n
    return down(n + 1) + 1
def careful(n):
    try:
        return careful(n + 1)
    except RecursionError:
        return n
for limit in (1000, 200):
    sys.setrecursionlimit(limit)
    try: down(0)
    except RecursionError as error: print(depth, error)
    print(careful(0), careful(0))
def sum_to(n): return 0 if n == 0 else n + sum_to(n - 1)
sys.setrecursionlimit(1000)
print(sum_to(900))
down(0)
`);
  });

  it('end by sys.exit too', () => {
    same('import sys\ndef f(n):\n  for i in range(n):\n    if i == 3: sys.exit(i)\nf(2)\nf(9)\n');
  });

  it('that run go on when the hook is replaced, and what they call goes through the new one', () => {
    const seen: string[] = [];
    const interpreter = new Interpreter({
      write: (what) => {
        if (what.startsWith('other'))
          interpreter.setHook((frame, vm) => {
            seen.push(frame.code.name);
            return vm.evalFrame(frame);
          });
        else if (what.startsWith('none')) interpreter.setHook(null);
      },
    });
    new Jit(interpreter, openPlace(inline, CodeObject).open<JitExtra>({ name: 'jit' }), { threshold: 1 });
    const module = interpreter.runModule(
      interpreter.compile(
        'def leaf(n):\n  return n + 1\n' +
          'def f(n):\n  for i in range(6):\n    if i == 2: print("other")\n    if i == 4: print("none")\n    n = leaf(n)\n  return n\n',
        'test.py',
      ),
      'test',
    );
    expect(interpreter.call(module.get('f')!, [1])).toBe(7);
    expect(seen).toEqual(['leaf', 'leaf']);
  });
});

describe('storages', () => {
  it('that answer the extra of another code object do no harm', () => {
    let last: JitExtra | undefined;
    let sets = 0;
    const forgetful: Storage<JitExtra> = {
      get: () => last,
      set: (_code, extra) => {
        last = extra;
        sets++;
      },
      delete: () => {},
      inspect: () => ({ entries: null }),
    };
    const { path, file } = PROGRAMS.find(({ name }) => name === 'kernel')!;
    const session = open({ threshold: 1 }, inline, forgetful);
    session.run(text(path), file);
    expect(session.printed()).toBe(readExpected('kernel').main.output);
    expect(sets).toBeGreaterThan(100);
  });

  it('that count entries are asked to, and get an extra only for what is hot', () => {
    const extras = new Map<CodeObject, JitExtra>();
    const counts = new Map<CodeObject, number>();
    const counting: Storage<JitExtra> = {
      get: (code) => extras.get(code),
      set: (code, extra) => extras.set(code, extra),
      delete: (code) => extras.delete(code),
      inspect: () => ({ entries: extras.size }),
      count(code) {
        counts.set(code, (counts.get(code) ?? 0) + 1);
        return counts.get(code)!;
      },
    };
    const session = open({ threshold: 5 }, inline, counting);
    session.run('def cold(): return 1\ndef hot(): return 2\nfor i in range(20): hot()\ncold()');
    expect([...extras.keys()].map(({ name }) => name)).toEqual(['hot']);
    expect(session.jit!.stats().compiled).toBe(1);
  });

  it('of two interpreters with the same program do not meet', () => {
    const source = 'K = 0\ndef f(n):\n  return n + K\n';
    const sessions = [open({ threshold: 1 }), open({ threshold: 1 })];
    for (const [i, session] of sessions.entries()) session.run(source.replace('0', String(i)));
    for (let turn = 0; turn < 3; turn++) {
      expect(sessions.map((session) => session.call('f', 10))).toEqual(['10', '11']);
    }
    sessions[0]!.interpreter.setHook(null);
    expect(sessions.map((session) => session.call('f', 10))).toEqual(['10', '11']);
    expect(sessions[1]!.jit!.stats().compiled).toBe(1);
  });

  it('hold extras that keep no code object alive', async () => {
    const extras: JitExtra[] = [];
    const makeAndForget = () => {
      const codes = new Map<CodeObject, JitExtra>();
      const storage: Storage<JitExtra> = {
        get: (code) => codes.get(code),
        set: (code, extra) => {
          codes.set(code, extra);
          extras.push(extra);
        },
        delete: () => {},
        inspect: () => ({ entries: null }),
      };
      const session = open({ threshold: 1 }, inline, storage);
      session.run(
        'class P:\n  def __init__(self): self.x = 1.5\n  def get(self): return self.x * 2.5\n' +
          'def f(n):\n  g = lambda x: x + n\n  return g(P().get()) + sum([f(i) for i in range(n)])\nprint(f(4))',
      );
      expect(session.jit!.stats().compiled).toBeGreaterThan(3);
      return [...codes.keys()].map((code) => new WeakRef(code));
    };
    const references = makeAndForget();
    for (let i = 0; i < 4; i++) await collect();
    expect(extras.length).toBeGreaterThan(4);
    expect(references.filter((reference) => reference.deref() !== undefined)).toEqual([]);
  });
});

describe('a code object that is entered seldom', () => {
  it('is not compiled, however often it is in the end', () => {
    const functions = Array.from({ length: 400 }, (_, i) => `def f${i}(n): return n + ${i}\n`).join('');
    const calls = Array.from({ length: 400 }, (_, i) => `f${i}(1)`).join('; ');
    const session = open({ threshold: 4 });
    session.run(`${functions}def hot(): return 1\nfor turn in range(12):\n    hot(); hot(); ${calls}\n`);
    expect(session.jit!.stats().compiled).toBeLessThan(2);
  });
});

describe('compile', () => {
  it('gives each function a text of its own, so that the engine keeps what it learns apart', () => {
    const interpreter = new Interpreter();
    const module = interpreter.runModule(interpreter.compile('def f(n): return n + 1\n', 'test.py'), 'test');
    const { code } = module.get('f') as PyFunction;
    const [one, two] = [compile(code), compile(code)];
    expect(String(one)).not.toBe(String(two));
  });
});
