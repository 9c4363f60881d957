import { describe, expect, it } from 'vitest';
import { CodeObject, type CodeSpec } from '../../interpreter/code.ts';
import { compile } from '../../interpreter/python/compile.ts';
import { PyTuple } from '../../interpreter/values.ts';
import {
  allCodes,
  codeNamed,
  compiled,
  dedent,
  innerCodes,
  instructions,
  instructionsOf,
  opcodeNames,
} from './compiling.ts';

/** `f` of a program, its instructions as given. */
function expectInstructions(source: string, expected: string): void {
  expect(instructionsOf(source)).toBe(dedent(expected));
}

describe('assignment', () => {
  it('swaps two locals without a tuple', () => {
    expectInstructions(
      'def f(a, b):\n    a, b = b, a\n',
      `
      LOAD_FAST 1 (b)
      LOAD_FAST 0 (a)
      STORE_FAST 1 (b)
      STORE_FAST 0 (a)
      LOAD_CONST 0 (None)
      RETURN_VALUE`,
    );
  });

  it('keeps the order when a target is hit twice', () => {
    expectInstructions(
      'def f(a, b):\n    a, a = b, 1\n',
      `
      LOAD_FAST 1 (b)
      LOAD_CONST 1 (1)
      SWAP 2
      STORE_FAST 0 (a)
      STORE_FAST 0 (a)
      LOAD_CONST 0 (None)
      RETURN_VALUE`,
    );
  });

  it('stores a chain from left to right, and unpacks nested and starred targets', () => {
    expectInstructions(
      'def f(x):\n    a = (b, *c), d.e = x\n',
      `
      LOAD_FAST 0 (x)
      COPY 1
      STORE_FAST 1 (a)
      UNPACK_SEQUENCE 2
      UNPACK_EX 1 (1 before, 0 after)
      STORE_FAST 2 (b)
      STORE_FAST 3 (c)
      LOAD_GLOBAL 0 (d)
      STORE_ATTR 1 (e)
      LOAD_CONST 0 (None)
      RETURN_VALUE`,
    );
  });

  it('evaluates object and index of an augmented target once', () => {
    expectInstructions(
      'def f(o, i):\n    o.a[i] += 1\n',
      `
      LOAD_FAST 0 (o)
      LOAD_ATTR 0 (a)
      LOAD_FAST 1 (i)
      COPY 2
      COPY 2
      BINARY_SUBSCR
      LOAD_CONST 1 (1)
      BINARY_OP 13 (+=)
      SWAP 3
      SWAP 2
      STORE_SUBSCR
      LOAD_CONST 0 (None)
      RETURN_VALUE`,
    );
  });

  it('evaluates annotations in a module, into its dict of them', () => {
    expect(opcodeNames(compiled('x: int = 1\n'))).toEqual([
      'BUILD_MAP',
      'STORE_NAME',
      'LOAD_CONST',
      'STORE_NAME',
      'LOAD_NAME',
      'LOAD_NAME',
      'LOAD_CONST',
      'STORE_SUBSCR',
      'LOAD_CONST',
      'RETURN_VALUE',
    ]);
  });

  it('does not evaluate annotations of locals, but lets them make a local', () => {
    expect(opcodeNames(codeNamed('def f():\n    x: g()\n    return x\n', 'f'))).toEqual([
      'LOAD_FAST_CHECK',
      'RETURN_VALUE',
    ]);
  });
});

describe('loops', () => {
  it('a for loop goes on behind with the iterator dropped', () => {
    expectInstructions(
      'def f(xs):\n    for x in xs:\n        if x: continue\n        g(x)\n    else:\n        h()\n',
      `
      LOAD_FAST 0 (xs)
      GET_ITER
      FOR_ITER 12 (to 12)
      STORE_FAST 1 (x)
      LOAD_FAST 1 (x)
      POP_JUMP_IF_FALSE 7 (to 7)
      JUMP 2 (to 2)
      LOAD_GLOBAL 0 (g)
      LOAD_FAST 1 (x)
      CALL 1
      POP_TOP
      JUMP 2 (to 2)
      LOAD_GLOBAL 1 (h)
      CALL 0
      POP_TOP
      LOAD_CONST 0 (None)
      RETURN_VALUE`,
    );
  });

  it('a while loop tests again at its bottom', () => {
    expectInstructions(
      'def f(n):\n    while n > 0:\n        n -= 1\n',
      `
      LOAD_FAST 0 (n)
      LOAD_CONST 1 (0)
      COMPARE_GT
      POP_JUMP_IF_FALSE 12 (to 12)
      LOAD_FAST 0 (n)
      LOAD_CONST 2 (1)
      BINARY_OP 23 (-=)
      STORE_FAST 0 (n)
      LOAD_FAST 0 (n)
      LOAD_CONST 1 (0)
      COMPARE_GT
      POP_JUMP_IF_TRUE 4 (to 4)
      LOAD_CONST 0 (None)
      RETURN_VALUE`,
    );
  });

  it('while True has no test, and nothing behind it that cannot be reached', () => {
    expect(instructionsOf('def f():\n    while True:\n        g()\n    h()\n')).toBe(
      'LOAD_GLOBAL 0 (g)\nCALL 0\nPOP_TOP\nJUMP 0 (to 0)',
    );
  });

  it('break and return out of a for loop drop its iterator, under the value returned', () => {
    const text = instructionsOf('def f(xs):\n    for x in xs:\n        if x: break\n        return x\n');
    expect(text).toContain('POP_JUMP_IF_FALSE 9 (to 9)\nPOP_TOP\nLOAD_CONST 0 (None)\nRETURN_VALUE');
    expect(text).toContain('LOAD_FAST 1 (x)\nSWAP 2\nPOP_TOP\nRETURN_VALUE');
  });
});

describe('conditions', () => {
  it('jump through not, and, or', () => {
    expectInstructions(
      'def f(a, b, c):\n    if not (a and b) or c: return 1\n    return 2\n',
      `
      LOAD_FAST 0 (a)
      POP_JUMP_IF_FALSE 6 (to 6)
      LOAD_FAST 1 (b)
      POP_JUMP_IF_FALSE 6 (to 6)
      LOAD_FAST 2 (c)
      POP_JUMP_IF_FALSE 8 (to 8)
      LOAD_CONST 1 (1)
      RETURN_VALUE
      LOAD_CONST 2 (2)
      RETURN_VALUE`,
    );
  });

  it('a chain evaluates its middle once', () => {
    expectInstructions(
      'def f(a, b, c):\n    return a < b <= c\n',
      `
      LOAD_FAST 0 (a)
      LOAD_FAST 1 (b)
      SWAP 2
      COPY 2
      COMPARE_LT
      JUMP_IF_FALSE_OR_POP 9 (to 9)
      LOAD_FAST 2 (c)
      COMPARE_LE
      RETURN_VALUE
      SWAP 2
      POP_TOP
      RETURN_VALUE`,
    );
  });

  it('None is compared by identity, and `not in` is one instruction', () => {
    expect(
      opcodeNames(codeNamed('def f(a):\n    if a is not None and not a in [1, 2]: g()\n', 'f')).slice(0, 8),
    ).toEqual([
      'LOAD_FAST',
      'LOAD_CONST',
      'IS_OP',
      'POP_JUMP_IF_FALSE',
      'LOAD_FAST',
      'LOAD_CONST',
      'CONTAINS_OP',
      'POP_JUMP_IF_FALSE',
    ]);
  });
});

describe('calls', () => {
  it.each([
    ['g(a, 1)', 'LOAD_GLOBAL 0 (g)\nLOAD_FAST 0 (a)\nLOAD_CONST 1 (1)\nCALL 2'],
    ['a.m(1)', 'LOAD_FAST 0 (a)\nLOAD_METHOD 0 (m)\nLOAD_CONST 1 (1)\nCALL_METHOD 1'],
    [
      'a.m(1, k=a)',
      "LOAD_FAST 0 (a)\nLOAD_ATTR 0 (m)\nLOAD_CONST 1 (1)\nLOAD_FAST 0 (a)\nLOAD_CONST 2 (('k',))\nCALL_KW 2",
    ],
    ['g(*a)', 'LOAD_GLOBAL 0 (g)\nLOAD_FAST 0 (a)\nCALL_EX 0 (*)'],
    [
      'g(1, *a)',
      'LOAD_GLOBAL 0 (g)\nLOAD_CONST 1 (1)\nBUILD_LIST 1\nLOAD_FAST 0 (a)\nLIST_EXTEND 1\nLIST_TO_TUPLE\nCALL_EX 0 (*)',
    ],
    [
      'g(k=1, **a)',
      "LOAD_GLOBAL 0 (g)\nBUILD_TUPLE 0\nLOAD_CONST 1 ('k')\nLOAD_CONST 2 (1)\nBUILD_MAP 1\nLOAD_FAST 0 (a)\nDICT_MERGE 1\nCALL_EX 1 (*, **)",
    ],
  ])('%s', (call, expected) => {
    expect(instructionsOf(`def f(a):\n    return ${call}\n`)).toBe(`${expected}\nRETURN_VALUE`);
  });
});

describe('exceptions', () => {
  it('cost nothing on the way through; the handler cuts the stack and matches', () => {
    expectInstructions(
      'def f():\n    try:\n        g()\n    except E as e:\n        h()\n',
      `
      LOAD_GLOBAL 0 (g)
      CALL 0
      POP_TOP
      LOAD_CONST 0 (None)
      RETURN_VALUE
      PUSH_EXC_INFO
      LOAD_GLOBAL 1 (E)
      CHECK_EXC_MATCH
      POP_JUMP_IF_FALSE 23 (to 23)
      STORE_FAST 0 (e)
      LOAD_GLOBAL 2 (h)
      CALL 0
      POP_TOP
      POP_EXCEPT
      LOAD_CONST 0 (None)
      STORE_FAST 0 (e)
      DELETE_FAST 0 (e)
      LOAD_CONST 0 (None)
      RETURN_VALUE
      LOAD_CONST 0 (None)
      STORE_FAST 0 (e)
      DELETE_FAST 0 (e)
      RERAISE 1
      RERAISE 0
      COPY 3
      POP_EXCEPT
      RERAISE 1
      Handlers:
      0 to 2 -> 5 [0]
      5 to 9 -> 24 [1] lasti
      10 to 12 -> 19 [1] lasti
      19 to 23 -> 24 [1] lasti`,
    );
  });

  it('a with statement keeps __exit__ below, and the result of __enter__ out of the handler', () => {
    expectInstructions(
      'def f(m):\n    with m as x:\n        g(x)\n',
      `
      LOAD_FAST 0 (m)
      BEFORE_WITH
      STORE_FAST 1 (x)
      LOAD_GLOBAL 0 (g)
      LOAD_FAST 1 (x)
      CALL 1
      POP_TOP
      LOAD_CONST 0 (None)
      LOAD_CONST 0 (None)
      LOAD_CONST 0 (None)
      CALL 3
      POP_TOP
      LOAD_CONST 0 (None)
      RETURN_VALUE
      PUSH_EXC_INFO
      WITH_EXCEPT_START
      POP_JUMP_IF_TRUE 18 (to 18)
      RERAISE 2
      POP_TOP
      POP_EXCEPT
      POP_TOP
      POP_TOP
      LOAD_CONST 0 (None)
      RETURN_VALUE
      COPY 3
      POP_EXCEPT
      RERAISE 1
      Handlers:
      2 to 6 -> 14 [1] lasti
      14 to 18 -> 24 [3] lasti`,
    );
  });

  it('return runs the finally bodies from the inside out, each outside its own region', () => {
    const text = instructionsOf(
      'def f():\n    try:\n        try:\n            return g()\n        finally:\n            a()\n    finally:\n        b()\n',
    );
    expect(text).toMatch(
      /^LOAD_GLOBAL 0 \(g\)\nCALL 0\nLOAD_GLOBAL 1 \(a\)\nCALL 0\nPOP_TOP\nLOAD_GLOBAL 2 \(b\)\nCALL 0\nPOP_TOP\nRETURN_VALUE/,
    );
    expect(text).toContain('Handlers:\n0 to 1 -> 9 [0]\n');
  });

  it('break in a finally body drops the value that was about to be returned', () => {
    const text = instructionsOf(
      'def f():\n    while g():\n        try:\n            return h()\n        finally:\n            break\n',
    );
    expect(text).toContain('LOAD_GLOBAL 1 (h)\nCALL 0\nPOP_TOP\n');
  });
});

describe('generators', () => {
  it('begin with RETURN_GENERATOR and drop the value that starts them', () => {
    expect(instructionsOf('def f(x):\n    y = yield x\n')).toBe(
      'RETURN_GENERATOR\nPOP_TOP\nLOAD_FAST 0 (x)\nYIELD_VALUE 0\nSTORE_FAST 1 (y)\nLOAD_CONST 0 (None)\nRETURN_VALUE',
    );
  });

  it('drive another in a loop of SEND, the JUMP behind the yield leading back to it', () => {
    expect(instructionsOf('def f(x):\n    return (yield from x)\n')).toBe(
      dedent(`
      RETURN_GENERATOR
      POP_TOP
      LOAD_FAST 0 (x)
      GET_YIELD_FROM_ITER
      LOAD_CONST 0 (None)
      SEND 8 (to 8)
      YIELD_VALUE 1 (from below)
      JUMP 5 (to 5)
      RETURN_VALUE`),
    );
  });

  it('a comprehension is a function over .0', () => {
    expect(instructionsOf('def f(xs):\n    return [x for x in xs if x]\n')).toBe(
      'LOAD_CONST 1 (<code object <listcomp>, line 2>)\nMAKE_FUNCTION 0\nLOAD_FAST 0 (xs)\nGET_ITER\nCALL 1\nRETURN_VALUE',
    );
    expect(instructionsOf('def f(xs):\n    return [x for x in xs if x]\n', 'f.<locals>.<listcomp>')).toBe(
      'BUILD_LIST 0\nLOAD_FAST 0 (.0)\nFOR_ITER 9 (to 9)\nSTORE_FAST 1 (x)\nLOAD_FAST 1 (x)\nPOP_JUMP_IF_FALSE 2 (to 2)\nLOAD_FAST 1 (x)\nLIST_APPEND 2\nJUMP 2 (to 2)\nRETURN_VALUE',
    );
  });
});

describe('locals that may be unbound', () => {
  const loads = (source: string) =>
    instructionsOf(source)
      .split('\n')
      .filter((line) => line.startsWith('LOAD_FAST'))
      .map((line) => line.replace(/ .*\(/, ' ').replace(')', ''));

  it('are checked only where a way without a store leads', () => {
    expect(loads('def f(a):\n    if a:\n        x = 1\n    g(x)\n    g(x)\n')).toEqual([
      'LOAD_FAST a',
      'LOAD_FAST_CHECK x',
      'LOAD_FAST x',
    ]);
    expect(
      loads('def f(a):\n    if a:\n        x = 1\n    else:\n        x = 2\n    return x\n').at(-1),
    ).toBe('LOAD_FAST x');
  });

  it('are checked behind a loop that may not run, and inside again after del', () => {
    expect(loads('def f(a):\n    for x in a:\n        pass\n    return x\n').at(-1)).toBe(
      'LOAD_FAST_CHECK x',
    );
    expect(loads('def f(a):\n    del a\n    return a\n')).toEqual(['LOAD_FAST_CHECK a']);
    expect(loads('def f(a):\n    while g():\n        h(a)\n        del a\n')).toEqual(['LOAD_FAST_CHECK a']);
  });

  it('are checked in a handler if any protected instruction could come before the store', () => {
    expect(
      loads('def f():\n    try:\n        x = g()\n        h()\n    except E:\n        return x\n'),
    ).toEqual(['LOAD_FAST_CHECK x']);
    expect(loads('def f():\n    x = 1\n    try:\n        h()\n    except E:\n        return x\n')).toEqual([
      'LOAD_FAST x',
    ]);
  });
});

describe('constants', () => {
  it.each([
    ['-1', '-1'],
    ['60 * 60 * 24', '86400'],
    ['-7 // 2', '-4'],
    ['-7 % 3', '2'],
    ['2 ** 64', '18446744073709551616'],
    ['1 << 62', '4611686018427387904'],
    ['7 / 2', '3.5'],
    ['1 + 1.0', '2.0'],
    ['-0.0', '-0.0'],
    ["'a' + 'b' * 2", "'abb'"],
    ['(1, (2, -3))', '(1, (2, -3))'],
    ['not 0', 'True'],
    ['__debug__', 'True'],
  ])('%s is folded', (source, value) => {
    expect(instructionsOf(`def f():\n    return ${source}\n`)).toMatch(
      new RegExp(`^LOAD_CONST 1 \\(${value.replace(/[()*+.]/g, '\\$&')}\\)\nRETURN_VALUE$`),
    );
  });

  it.each(['1 // 0', '1 % 0', '1 << -1', '2 ** 1000', '1 << 1000', "'a' * 5000"])(
    '%s is left to the run time',
    (source) => {
      expect(opcodeNames(codeNamed(`def f():\n    return ${source}\n`, 'f'))).toHaveLength(4);
    },
  );

  it('0.0, -0.0, 0 and False are four', () => {
    expect(codeNamed('def f():\n    return [0.0, g, -0.0, 0, False, 0.0]\n', 'f').consts).toHaveLength(5);
  });

  it('hold the docstring first, or None', () => {
    expect(codeNamed('def f():\n    "doc"\n    return 1\n', 'f').consts).toEqual(['doc', 1]);
    expect(codeNamed('def f():\n    return 1\n', 'f').consts).toEqual([null, 1]);
    expect(codeNamed('def f():\n    "a" + "b"\n    return 1\n', 'f').consts[0]).toBe(null);
  });
});

describe('definitions', () => {
  it('push defaults, keyword defaults and closure, in this order', () => {
    const source = 'def outer(x):\n    @deco\n    def f(a, b=1, *, k=x): return x\n';
    expect(instructionsOf(source, 'outer')).toContain(
      "LOAD_GLOBAL 0 (deco)\nLOAD_CONST 1 ((1,))\nLOAD_CONST 2 ('k')\nLOAD_DEREF 0 (x)\nBUILD_MAP 1\nLOAD_CLOSURE 0 (x)\nBUILD_TUPLE 1\nLOAD_CONST 3 (<code object f, line 2>)\nMAKE_FUNCTION 11 (defaults, kwdefaults, closure)\nCALL 1\nSTORE_FAST 1 (f)",
    );
  });

  it('a class is a call of the builder with body, name and bases', () => {
    expect(instructions(compiled('class A(B, *C): pass\n'))).toContain(
      "LOAD_BUILD_CLASS\nLOAD_CONST 0 (<code object A, line 1>)\nMAKE_FUNCTION 0\nLOAD_CONST 1 ('A')\nBUILD_LIST 2\nLOAD_NAME 0 (B)\nLIST_APPEND 1\nLOAD_NAME 1 (C)\nLIST_EXTEND 1\nLIST_TO_TUPLE\nCALL_EX 0 (*)",
    );
  });

  it('inner code objects are made before outer ones, each once though its code stands twice', () => {
    const made: string[] = [];
    const makeCode = (spec: CodeSpec) => {
      made.push(spec.name);
      return new CodeObject(spec, made.length);
    };
    compile(
      'def f():\n    while any(x for x in y):\n        try: pass\n        finally: lambda: 1\n',
      'file.py',
      makeCode,
    );
    expect(made).toEqual(['<genexpr>', '<lambda>', 'f', '<module>']);
  });
});

describe('imports', () => {
  it('bind the first part, the last part under another name, or names of the module', () => {
    const text = instructions(compiled('import a.b\nimport a.b.c as d\nfrom ..e import f, g as h\n'));
    expect(text).toContain('IMPORT_NAME 0 (a.b)\nSTORE_NAME 1 (a)');
    expect(text).toContain(
      'IMPORT_FROM 3 (b)\nSWAP 2\nPOP_TOP\nIMPORT_FROM 4 (c)\nSTORE_NAME 5 (d)\nPOP_TOP',
    );
    expect(text).toContain("LOAD_CONST 2 (2)\nLOAD_CONST 3 (('f', 'g'))\nIMPORT_NAME 6 (e)");
  });

  it('of the future make no code', () => {
    expect(opcodeNames(compiled('from __future__ import annotations\n'))).toEqual([
      'LOAD_CONST',
      'RETURN_VALUE',
    ]);
  });
});

/** One snippet for every corner of the subset: compiling checks the stack on all ways (depths.ts). */
const SNIPPETS = `
x = y = [*a, 1, *b]; (p, *q), r = s; a[1:2, ::3] = b; del a[0], b.c, (d, e)
{**a, 'b': 1, **c}; {1, *a}; (1, *a); {}; (); [a for a in b for c in [a + 1] if c if a]
f'{a!r:>{w}.{p}}{b=}{{}}' 'c' f'{d:%H}'; f''; f'a'; print(*a, b, *c, k=1, **d, l=2, **e)
a if b else c; a and b or not c; a < b < c < d; (a := b) + a; lambda *a, k=1, **b: (yield)
assert a, b; assert a; raise; raise a; raise a from b
if a: pass
elif b: c
else: d
---
def f(a, /, b=1, *c, d, e=2, **g):
    global z
    for a in b:
        for c in d:
            try:
                if a: continue
                if b: break
                return a, b
            except (A, B) as e:
                if a: continue
                if b: break
                return c
            except C:
                raise
            else:
                z += 1
            finally:
                with a as (b, c), d:
                    if e: return f
                    if g: break
                    if a: continue
        else:
            return [x for x in y if x]
    while True:
        try:
            while a and not b or c: break
            else: return
        finally:
            for x in y:
                try: return 1
                finally: continue
---
class A(B, C, *D):
    "doc"
    __slots__ = ('a',)
    @property
    def f(self): return super().f + __class__.g
    @f.setter
    def f(self, x: int) -> None: self.__x = x; nonlocal_ = lambda: self
    x: int = 1
    y: str
    for i in range(3): locals()
    class D:
        def g(self):
            def h():
                nonlocal self
                self = yield from self
                del self
            return h
---
async def f(a):
    try:
        return await a + await (await b)
    finally:
        await c
---
def g():
    try:
        x = yield
        while x:
            x = yield x
            try: yield from h()
            except GeneratorExit: return
            except: break
        else: return 1
    finally: (yield 1, 2)
---
while a:
    if b: continue
    while c:
        if d: break
    else:
        break
    with a, b as c, d as e: break
else: pass
for x in a, b: pass
for x, (y, *z) in [a, b]: x
for x.y in a: break
for x[0] in a: continue
---
def big():
    return [${Array.from({ length: 40 }, (_, i) => `a${i}`)}], {${Array.from({ length: 40 }, (_, i) => `a${i}: ${i}`)}}, f(${Array.from({ length: 40 }, (_, i) => `k${i}=${i}`)})
`.split('---\n');

describe('a broad set of snippets', () => {
  it.each(SNIPPETS.map((snippet, i) => [i, snippet]))(
    'number %i compiles with a stack that agrees on all ways',
    (_, snippet) => {
      for (const code of allCodes(compiled(String(snippet)))) {
        expect(code.lines.length).toBe(code.instructions.length);
        expect(code.stackSize).toBeLessThan(200);
        expect(opcodeNames(code)).not.toContain('NOP');
        for (let i = 0; i < code.handlers.length; i += 5) {
          const [start, end, target] = code.handlers.slice(i);
          expect(start).toBeLessThan(end!);
          expect(opcodeNames(code)[target!]).toBeDefined();
        }
      }
    },
  );

  it('nested code objects are constants of the one around', () => {
    const [f] = innerCodes(compiled('def f(a=(1, 2)):\n    def g(): pass\n'));
    expect(f!.name).toBe('f');
    expect(innerCodes(f!).map((code) => code.name)).toEqual(['g']);
    expect(compiled('x = (1, 2)').consts[0]).toEqual(new PyTuple([1, 2]));
  });
});
