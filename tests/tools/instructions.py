"""Functions that have between them every instruction that the JIT compiles; each is called, and fails where it can."""

import sys
class Box:
    kind = 'box'
    def __init__(self, *items, **named): self.items, self.named = list(items), named
    def __enter__(self): return self
    def __exit__(self, *a): return a[0] is KeyError
    def __getitem__(self, i): return 'item', i
    def __delitem__(self, i): print('del', i)
    def take(self, a=1, *, b=2): return a, b
def attempt(f, *args, **named):
    try: print(f.__name__, f(*args, **named))
    except Exception as error: print(f.__name__, type(error).__name__, error)
def bind(a, b):
    a, b = b, a
    c = d = (a, b)
    (e, f), g = c, d
    *h, i = 'xyz'
    j, *k = [1, 2, 3]
    l, *m, n = range(5)
    *o, = ()
    x, y, z = 'abc'
    return c, d, e, f, g, h, i, j, k, l, m, n, o, x, y, z
def misbind(x, n):
    if n == 0: a, b = x
    elif n == 1: a, *b, c = x
    return a, b
def unbind(x, n):
    if n: y = x
    del x
    if n > 1: return x
    return y
def cells(n):
    def get(): return x, 1
    def put(v):
        nonlocal x
        x = v
    def drop():
        nonlocal x
        del x
    if n: x = n
    if n > 1: put(n * 2)
    if n > 2: drop()
    if n > 3: drop()
    return get()
def names(n):
    global G
    G = n
    if n: del G
    if n > 1: del G
    return G
def constants(x):
    return (x + 9007199254740993, x - -18446744073709551617, 2 ** 70, -(2 ** 70), x is None, x is not None, None, True, 1.5, -0.0,
            'text', b'bytes', ..., (1, 2, (3, 'x')), x * 9007199254740993, x == 18446744073709551616, -9223372036854775809)
def displays(x, *rest, **named):
    return ([x, 1], (x, 2), {x, 3}, {x: 4, 'k': 5}, [*rest, x, *rest], (*rest, x), {*rest, x}, {**named, 'x': x, **named},
            [y for y in rest if y], {y for y in rest}, {y: x for y in rest}, x[1:2] if rest else None, x[::2] if rest else None, x[1:] if rest else 0)
def texts(x, w): return f'{x}', f'{x!r:>{w}}', f'{x!s}|{x!a}', f'a{x:5}b{w}', ''
def calls(f, box, *args, **named):
    return (f(), f(1), f(1, 2), f(1, 2, 3), f(1, 2, 3, 4), f(a=1), f(1, b=2), f(*args), f(*args, **named), f(1, *args, c=3, **named),
            box.take(), box.take(5), box.take(b=6), box.take(*args[:1], **named), box.kind, len(args), max(1, 2), max(1, 2, 3), max(1, 2, 3, 4),
            'a-b'.split('-'), [3, 1].index(1), 'x'.join(['a', 'b']), 'abcabc'.replace('b', '-', 1), 'abc'.startswith('b', 1, 3))
def everything(*args, **named): return args, sorted(named.items())
def doubled(**named): return everything(**named, **named)
def makes(x):
    def inner(a, b=x, *c, d=[x], **e) -> int: return a, b, c, d, e, x
    class Local(Box):
        y = x
        def own(self): return self.y, x
    g = lambda n=x: (n, x)
    return inner(1), inner(1, 2, 3, d=4, f=5), Local().own(), g(), inner.__defaults__, inner.__annotations__
def attributes(box, n):
    box.a = n
    box.a += 1
    before = box.a, box.kind
    del box.a
    if n: del box.a
    return before, hasattr(box, 'a')
def items(x, k, n):
    before = x[k]
    x[k] = n
    x[k] += n
    after = x[k]
    del x[k]
    return before, after, x
def fixed(x): return x[0], x[-1], x['k'] if isinstance(x, dict) else x[1]
def arithmetic(a, b):
    return (a + b, a - b, a * b, -a, +a, ~a if isinstance(a, int) else a, a / b if b else a, a // b if b else a, a % b if b else a,
            a + 1, 1 + a, a - 1, 1 - a, a * 2, 0 - a, a - -1, a + -1, -1 + a)
def integers(a, b):
    a += 1; a -= b; a *= 3; a //= 2; a %= 1000; a <<= 2; a >>= 1; a &= 255; a |= b; a ^= 5
    return a, a & b, a | b, a ^ b, a << 3, a >> 1, a >> 40, a ** 2, (a & 3) ** b if 0 <= b < 9 else 0
def comparisons(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b, a is b, a is not b, a < b < 3, 0 <= a <= b != 7, not a < b, not a is b
def jumps(a, b):
    out = []
    if a < b: out.append('<')
    if a <= b: out.append('<=')
    if a == b: out.append('==')
    if a != b: out.append('!=')
    if a > b: out.append('>')
    if a >= b: out.append('>=')
    if a is b: out.append('is')
    if a is not None: out.append('not None')
    if a in (b, 1): out.append('in')
    if a not in (b, 1): out.append('not in')
    if not a: out.append('not')
    while a and not a == b: a = None
    return out, a or b, a and b, (a or b) and (b or a), a if a or b else b, a in (1, b), a not in [b]
def loops(xs):
    out = []
    for i, x in enumerate(xs):
        for y in x:
            if y == 1: continue
            if y == 3: break
            out.append((i, y))
        else: out.append('else')
    while out:
        if len(out) < 3: return out
        out.pop()
    return 'none'
def asserts(x):
    assert x
    assert x > 1, 'more than %d' % x
    return x
def raises(n):
    if n == 0: raise ValueError
    if n == 1: raise ValueError('one')
    if n == 2: raise KeyError('k') from ValueError('v')
    if n == 3: raise 5
    return 'none'
def within(box, n):
    with box as a, box as b:
        if n: raise KeyError(n) if n == 1 else ValueError(n)
        return a is b
    return 'quiet'
def guarded(x):
    try:
        try: y = 1 / x
        except ZeroDivisionError as error: return 'zero'
        else: y += 1
        finally: print('finally')
    except TypeError: return 'type'
    return y
def generated(xs): return sum(x for x in xs), list(map(lambda x: x + 1, xs))
for turn in (1, 2):
    attempt(bind, 1, 2)
    for x, n in ((1, 0), ((1,), 0), ('abc', 0), ('ab', 0), ([1, 2], 0), ((), 1), ((1, 2), 1), ([1, 2, 3], 1)): attempt(misbind, x, n)
    for n in (0, 1, 2): attempt(unbind, 5, n)
    for n in (0, 1, 2, 3, 4): attempt(cells, n)
    for n in (0, 1, 2): attempt(names, n)
    for x in (0, 1, 1.5): attempt(constants, x)
    attempt(displays, 'x'); attempt(displays, 'xyz', 'p', 'q', k=1); attempt(displays, []); attempt(displays, 'x', [])
    attempt(texts, 'x', 6); attempt(texts, 1.5, 8); attempt(texts, [], 'q')
    attempt(calls, everything, Box(), 7, 8, b=9); attempt(calls, everything, Box()); attempt(calls, Box, None); attempt(calls, 5, None)
    attempt(doubled, a=1); attempt(makes, 3)
    attempt(attributes, Box(), 0); attempt(attributes, Box(), 1); attempt(attributes, 5, 0)
    for x, k in (([1, 2, 3], 1), ([1, 2, 3], -1), ([1], 5), ({'k': 1}, 'k'), ({}, 'k'), ((1, 2), 0), ('ab', 0), (Box(), 0), ([1, 2], True)): attempt(items, x, k, 4)
    for x in ([1, 2], (1, 2), 'ab', [], {'k': 1, 0: 2, -1: 3}, Box(), {}): attempt(fixed, x)
    for a, b in ((7, 2), (-7, 2), (7, -2), (0, 3), (1.5, 2), (2, 0.5), (-0.0, 1), (9007199254740991, 1), (-9007199254740991, 3), (True, 2), ('a', 'b'), (2 ** 70, 3)):
        attempt(arithmetic, a, b)
    for a, b in ((7, 2), (-7, 5), (2 ** 31, 3), (2 ** 40, 8), (-2 ** 33, 1), (2 ** 70, 9), (True, 2), (1.5, 2)): attempt(integers, a, b)
    for a, b in ((1, 2), (2, 2), (3, 2), (1.5, 2), (2, 1.5), (2.0, 2), ('a', 'b'), ('b', 'a'), ('a', 'a'), (float('nan'), 1.0), (None, None), ([1], [1]), (True, 1), (2 ** 70, 2)):
        attempt(comparisons, a, b); attempt(jumps, a, b)
    for xs in ([[1, 2], [3, 4], [2]], [], ['ab'], [[2, 2, 2, 2]], [5], None): attempt(loops, xs)
    for x in (0, 1, 2, [], 'x'): attempt(asserts, x)
    for n in range(5): attempt(raises, n)
    for n in range(3): attempt(within, Box(), n)
    attempt(within, 5, 0)
    for x in (0, 2, 'x'): attempt(guarded, x)
    attempt(generated, [1, 2, 3]); attempt(generated, ['a'])
