import { describe, expect, it } from 'vitest';
import { CO_GENERATOR, CO_NESTED, CO_VARARGS, CO_VARKEYWORDS } from '../../interpreter/code.ts';
import { allCodes, codeNamed, compiled, instructionsOf, opcodeNames, refusal } from './compiling.ts';

/** Slots of a code object, cells and free variables marked as the instructions treat them. */
function slots(source: string, qualname: string): { slots: readonly string[]; free: readonly string[] } {
  const { slotNames, freeCount } = codeNamed(source, qualname);
  const own = slotNames.length - freeCount;
  return { slots: slotNames.slice(0, own), free: slotNames.slice(own) };
}

describe('slots', () => {
  it('stand in order: parameters, locals as they are first used, cells sorted, free variables sorted', () => {
    const source = `
def outer(p, /, q, *args, k, **kwargs):
    z = y = 1
    b = a = 2
    def inner():
        return b, a, q
    local = z
`;
    expect(slots(source, 'outer').slots).toEqual([
      'p',
      'q',
      'k',
      'args',
      'kwargs',
      'z',
      'y',
      'inner',
      'local',
      'a',
      'b',
    ]);
    expect(slots(source, 'outer.<locals>.inner')).toEqual({ slots: [], free: ['a', 'b', 'q'] });
    const outer = codeNamed(source, 'outer');
    expect([outer.argCount, outer.posOnlyArgCount, outer.kwOnlyArgCount]).toEqual([2, 1, 1]);
    expect(outer.flags & CO_VARARGS && outer.flags & CO_VARKEYWORDS).toBeTruthy();
  });

  it('hold a parameter that an inner function reads in a cell, at its own place', () => {
    expect(instructionsOf('def f(a, b):\n    return lambda: b\n')).toContain('MAKE_CELL 1 (b)');
  });
});

describe('names', () => {
  it('reach over functions in between', () => {
    const source =
      'def f():\n    x = 1\n    def g():\n        def h():\n            return x\n        return h\n';
    expect(slots(source, 'f.<locals>.g').free).toEqual(['x']);
    expect(slots(source, 'f.<locals>.g.<locals>.h').free).toEqual(['x']);
  });

  it('of a class body are not seen by its methods', () => {
    const source = 'class A:\n    x = 1\n    def f(self):\n        return x\n';
    expect(instructionsOf(source, 'A.f')).toContain('LOAD_GLOBAL 0 (x)');
  });

  it('pass through a class that binds the same name for itself', () => {
    const source =
      'def f():\n    x = 1\n    class A:\n        x = 2\n        def g(self):\n            return x\n';
    expect(slots(source, 'f.<locals>.A').free).toEqual(['x']);
    expect(instructionsOf(source, 'f.<locals>.A')).toContain('STORE_NAME 3 (x)');
    expect(instructionsOf(source, 'f.<locals>.A.g')).toContain('LOAD_DEREF 1 (x)');
  });

  it('of an enclosing function are read in a class body with its own names first', () => {
    const source = 'def f(x):\n    class A:\n        y = x\n';
    expect(instructionsOf(source, 'f.<locals>.A')).toContain('LOAD_CLASSDEREF 0 (x)');
  });

  it('declared global go to the module, through all functions around', () => {
    const source =
      'def f():\n    x = 1\n    def g():\n        global x\n        x = 2\n        return lambda: x\n';
    expect(instructionsOf(source, 'f.<locals>.g')).toContain('STORE_GLOBAL 0 (x)');
    expect(instructionsOf(source, 'f.<locals>.g.<locals>.<lambda>')).toContain('LOAD_GLOBAL 0 (x)');
  });

  it('of private kind are mangled by the innermost class', () => {
    const source = 'class _A:\n    def f(self, __p):\n        self.__x = __p.__y__\n';
    const { names, slotNames } = codeNamed(source, '_A.f');
    expect(slotNames).toEqual(['self', '_A__p']);
    expect(names).toEqual(['__y__', '_A__x']);
  });

  it('bound by := in a comprehension belong to the function around', () => {
    const source = 'def f(xs):\n    return [y := x for x in xs], y\n';
    expect(slots(source, 'f').slots).toEqual(['xs', 'y']);
    expect(slots(source, 'f.<locals>.<listcomp>')).toEqual({ slots: ['.0', 'x'], free: ['y'] });
  });

  it('of a comprehension do not leak', () => {
    expect(slots('def f(xs):\n    return {x: y for x, y in xs}\n', 'f').slots).toEqual(['xs']);
  });
});

describe('super()', () => {
  const source =
    'class A(B):\n    def f(self):\n        return super().f()\n    def g(self):\n        pass\n';

  it('makes the method read the __class__ cell, and only that method', () => {
    expect(slots(source, 'A.f').free).toEqual(['__class__']);
    expect(slots(source, 'A.g').free).toEqual([]);
  });

  it('makes the class body return its cell and store it as __classcell__', () => {
    expect(opcodeNames(codeNamed(source, 'A')).slice(-4)).toEqual([
      'LOAD_CLOSURE',
      'COPY',
      'STORE_NAME',
      'RETURN_VALUE',
    ]);
  });
});

describe('flags and names', () => {
  it('mark nested functions and generators', () => {
    const source =
      'def f():\n    def g():\n        yield 1\n    return (x for x in g())\nclass A:\n    def h(self): pass\n';
    expect(codeNamed(source, 'f').flags & CO_NESTED).toBe(0);
    expect(codeNamed(source, 'A.h').flags & CO_NESTED).toBe(0);
    expect(codeNamed(source, 'f.<locals>.g').flags & (CO_NESTED | CO_GENERATOR)).toBe(
      CO_NESTED | CO_GENERATOR,
    );
    expect(codeNamed(source, 'f.<locals>.<genexpr>').flags & CO_GENERATOR).toBeTruthy();
  });

  it('qualify functions by what is around them, unless they are global', () => {
    const source = `
def f():
    global g
    def g():
        pass
    class A:
        def h(self):
            return [lambda: x for x in y]
`;
    expect(allCodes(compiled(source)).map((code) => code.qualname)).toEqual([
      '<module>',
      'f',
      'g',
      'f.<locals>.A',
      'f.<locals>.A.h',
      'f.<locals>.A.h.<locals>.<listcomp>',
      'f.<locals>.A.h.<locals>.<listcomp>.<lambda>',
    ]);
  });
});

describe('contradictions', () => {
  it.each([
    ['def f():\n    nonlocal x', '2:5', "no binding for nonlocal 'x' found"],
    ['x = 1\ndef f():\n    nonlocal x', '3:5', "no binding for nonlocal 'x' found"],
    ['nonlocal x', '1:1', 'nonlocal declaration not allowed at module level'],
    ['def f(x):\n    global x', '2:5', "name 'x' is parameter and global"],
    ['def f(x):\n    def g(x):\n        nonlocal x', '3:9', "name 'x' is parameter and nonlocal"],
    ['def f():\n    x = 1\n    global x', '3:5', "name 'x' is assigned to before global declaration"],
    ['def f():\n    print(x)\n    global x', '3:5', "name 'x' is used prior to global declaration"],
    ['def f():\n    x: int\n    global x', '3:5', "annotated name 'x' can't be global"],
    [
      'def f(x):\n    def g():\n        global x\n        nonlocal x',
      '4:9',
      "name 'x' is nonlocal and global",
    ],
    ['def f(a, a):\n    pass', '1:10', "duplicate argument 'a' in function definition"],
    [
      '[x := 1 for x in y]',
      '1:2',
      "assignment expression cannot rebind comprehension iteration variable 'x'",
    ],
    [
      '[x for x in (y := z)]',
      '1:14',
      'assignment expression cannot be used in a comprehension iterable expression',
    ],
    [
      'class A:\n    [y := x for x in z]',
      '2:6',
      'assignment expression within a comprehension cannot be used in a class body',
    ],
  ])('%j is a syntax error at its place', (source, place, reason) => {
    expect(String(refusal(`${source}\n`))).toBe(`SyntaxError: file.py:${place}: ${reason}`);
  });
});
