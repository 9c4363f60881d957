"""Generators, coroutines, closures, assignments, calls."""

def t(f, *a):
    try:
        r = f(*a)
        print('->', r)
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__context__), repr(e.__cause__))


def g1():
    x = (yield 1)
    print('got', x)
    try:
        y = (yield x)
    except ValueError as e:
        print('caught', e)
        y = (yield 'after')
    print('y', y)
    return 'ret'


def a1():
    g = g1()
    print(next(g), g.send('a'), g.throw(ValueError('boo')))
    try:
        g.send('z')
    except StopIteration as e:
        print('stop', e.value)
    t(next, g)


t(a1)


def sub():
    r = (yield 'in')
    print('r', r)
    return 'subret'


def deleg():
    v = (yield from sub())
    print('v', v)
    w = (yield from [1, 2])
    print('w', w)
    yield from range(2)
    return (yield)


def a2():
    g = deleg()
    print(next(g), g.send('x'), next(g), next(g), next(g), next(g))
    try:
        g.send('last')
    except StopIteration as e:
        return e.value


t(a2)


def g3():
    try:
        yield 1
    except GeneratorExit:
        print('exit')
        raise
    finally:
        print('fin')


def a3():
    g = g3()
    next(g)
    g.close()
    g.close()
    return list(g)


t(a3)


def g4():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def a4():
    g = g4()
    next(g)
    g.close()


t(a4)


def a5():
    g = g1()
    g.send('x')


t(a5)


def a6():
    g = g1()
    g.throw(KeyError('k'))


t(a6)


def a7():
    g = g1()
    g.throw(KeyError)


t(a7)


def g8():
    yield next(g8.me)


def a8():
    g8.me = g8()
    next(g8.me)


t(a8)


def g9():
    yield 1
    raise ValueError('inside')


t(lambda: list(g9()))
t(lambda: sum((x for x in g9())))
ge = (x * y for x in range(3) for y in range(2) if x)
print(ge.__name__, list(ge), list(ge))


def outer():
    try:
        yield from inner()
    except KeyError as e:
        print('outer', e)
        yield 'rec'
    finally:
        print('outer fin')


def inner():
    try:
        yield 'a'
        yield 'b'
    finally:
        print('inner fin')


def a10():
    g = outer()
    print(next(g), g.throw(KeyError('q')))
    print(next(g, 'end'))


t(a10)


def a11():
    g = outer()
    next(g)
    g.close()
    return 'ok'


t(a11)


class It:

    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration('itval')
        return self.n

    def throw(self, *a):
        print('throw', a)
        return 'thrown'

    def send(self, v):
        print('send', v)
        return 'sent'

    def close(self):
        print('close')


def d2():
    r = (yield from It())
    print('r', r)


def a12():
    g = d2()
    print(next(g), g.send('s'), g.throw(ValueError, 'v'), next(g))
    g.close()


t(a12)
t(lambda: list(d2()))
import sys


def fib():
    a, b = (0, 1)
    while True:
        yield a
        a, b = (b, a + b)


def take(n, it):
    for i, x in enumerate(it):
        if i >= n:
            return
        yield x


print(list(take(10, fib())), next((x for x in fib() if x > 50)))


def perm(xs):
    if not xs:
        yield []
    for i in range(len(xs)):
        for p in perm(xs[:i] + xs[i + 1:]):
            yield ([xs[i]] + p)


print(list(perm([1, 2, 3])))


class Tree:

    def __init__(s, l, v, r):
        s.l, s.v, s.r = (l, v, r)

    def __iter__(s):
        if s.l:
            yield from s.l
        yield s.v
        if s.r:
            yield from s.r


print(list(Tree(Tree(None, 1, None), 2, Tree(None, 3, Tree(None, 4, None)))))


class Aw:

    def __init__(s, v):
        s.v = v

    def __await__(s):
        r = (yield s.v)
        return ('aw', r)


async def c1():
    x = await Aw(1)
    y = await c2(x)
    return y


async def c2(x):
    z = await Aw(2)
    return (x, z)


def run(c):
    out = []
    v = None
    try:
        while True:
            out.append(c.send(v))
            v = 'r%d' % len(out)
    except StopIteration as e:
        return (out, e.value)


print(run(c1()))


async def c3():
    try:
        await Aw(1)
    except ValueError as e:
        return 'caught ' + str(e)
    finally:
        print('c3 fin')


c = c3()
c.send(None)
try:
    c.throw(ValueError('cv'))
except StopIteration as e:
    print(e.value)
t(lambda: run(c3_bad()))


async def c3_bad():
    await 5


async def noret():
    pass


c = noret()
print(type(c).__name__, c.__name__)
c.close()
c = noret()
t(c.send, None)
t(c.send, None)
t(lambda: iter(noret_c))
noret_c = None


async def gath(*cs):
    r = []
    for c in cs:
        r.append(await c)
    return r


print(run(gath(c2(1), c2(2))))
from collections import deque


class Loop:

    def __init__(s):
        s.q = deque()
        s.log = []

    def spawn(s, c):
        s.q.append((c, None))

    def run(s):
        while s.q:
            c, v = s.q.popleft()
            try:
                r = c.send(v)
            except StopIteration as e:
                s.log.append(e.value)
                continue
            s.q.append((c, r * 2 if r else None))


class Sleep:

    def __init__(s, n):
        s.n = n

    def __await__(s):
        t = 0
        for i in range(s.n):
            t += (yield i) or 0
        return t


async def worker(n, k):
    tot = 0
    for i in range(k):
        tot += await Sleep(n)
    return (n, tot)


L = Loop()
for n in range(1, 5):
    L.spawn(worker(n, 3))
L.run()
print(L.log)


def lam():
    return ([lambda: i for i in range(3)], [lambda i=i: i for i in range(3)])


a, b = lam()
print([f() for f in a], [f() for f in b])
x = 'outer'


class K:
    x = 'cls'
    y = [x for _ in range(1)]
    z = (lambda: x)()
    w = [i for i in x]


print(K.y, K.z, K.w)


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc


c = counter()
print(c(), c(5), c.__closure__[0].cell_contents, c.__code__.co_freevars)


def mut(a=[]):
    a.append(1)
    return a


print(mut(), mut(), mut.__defaults__)
g = 0


def setg():
    global g
    g += 1
    return g


print(setg(), setg(), g)
for i in range(3):
    pass
else:
    print('for-else', i)
while i:
    i -= 1
else:
    print('while-else')
a = b = c = []
a.append(1)
print(b, c, a is c)
x, (y, *z), w = (1, (2, 3, 4), 5)
print(x, y, z, w)
*a, b = 'abc'
print(a, b)
a, *b, c = range(6)
print(a, b, c)
[a, b] = (1, 2)
a, b = (3, 4)
print(a, b)
l = [1, 2, 3]
i = 0
i, l[i] = (2, 9)
print(i, l)
l[0], l[1] = (l[1], l[0])
print(l)
d = {}
d['a'], d['b'] = (1, 2)
print(d)
a = 5
a += 2
a -= 1
a *= 3
a //= 2
a **= 2
a %= 50
a <<= 2
a >>= 1
a |= 1
a &= 255
a ^= 3
print(a)
a /= 2
print(a)
l = [1]
m = l
l += [2]
l *= 2
print(m, l is m)
t1 = (1,)
t2 = t1
t1 += (2,)
print(t2, t1)
t3 = ([],)
try:
    t3[0] += [1]
except TypeError as e:
    print(e, t3)
print([i for i in range(10) if i % 2 if i > 3], {i: j for i, j in zip('ab', [1, 2])}, {i % 3 for i in range(10)} == {0, 1, 2})
print(1 < 2 < 3 < 4, 1 < 3 < 2, (1 < 3) < 2, 1 == 1 != 2, 'a' < 'b' in 'bc', not 1 == 2)
print(1 in [1] == True)


def order(x):
    print(x, end=' ')
    return x


order(1) + order(2) * order(3)
[order(1), order(2)][order(0)]
{order('k'): order('v')}
order(5) if order(0) else order(6)
order(print)(order(9), *[order(8)], end=order('\n'))


def kw(a, b, *args, c, d=4, **k):
    return (a, b, args, c, d, k)


print(kw(1, 2, c=3), kw(1, *[2, 3, 4], c=5, e=6), kw(*(1, 2), **{'c': 3, 'd': 5}))
print(kw(b=2, a=1, c=3))
print((lambda *a, **k: (a, k))(*[1], 2, *[3], x=1, **{'y': 2}))


def pos(a, b=2, /, c=3, *, d):
    return (a, b, c, d)


print(pos(1, d=4), pos(1, 5, c=6, d=7))
t(lambda: pos(a=1, d=2))
t(lambda: pos(1, b=2, d=3))
t(lambda: pos(1))
t(lambda: pos(1, 2, 3, 4, d=5))


def annotated(a: int=5, *args: str, **kw: float) -> None:
    pass


print(annotated.__annotations__)
if (n := len('abc')) > 2:
    print(n)
print([(y := 5), y ** 2], (z := 3) + z)
print(any(((last := i) > 3 for i in range(10))), last)
del a
try:
    a
except NameError as e:
    print(e)
print(__name__, __doc__)
print(f"{x!r:>5}|{'nested ' + f'{1 + 1}'}|{d['a']}|{[i for i in range(3)]}")
print('abc', '\\n', 'multi\nline', b'bytes', 'ABCA', 'tab\there', 'ab')
import math as m, sys as s2
from math import sqrt as sq, pi
print(m.floor(2.5), sq(16), round(pi, 3))
assert True, 'no'
pass
...
print(*range(3), sep=',')
print(*'abc', **{'sep': '-'})
print('a', end='')
print()
i = 10


def shadow():
    i = 5
    return ([i for i in range(3)], i)


print(shadow(), i)


class Meta(type):

    def __getattr__(c, n):
        return 'meta ' + n


class MM(metaclass=Meta):
    pass


print(MM.foo)
try:
    MM().foo
except AttributeError as e:
    print(e)
lst = [3, 1, 2]
lst.sort(key=lambda v: -v)
print(lst, sorted(lst), lst[::-1], lst.index(1), lst[-1:], lst[:0])
m2 = [[0] * 3 for _ in range(2)]
m2[0][1] = 5
print(m2, list(zip(*m2)), list(map(list, zip(*m2))), sum(m2, []))
print(type(shadow).__name__, shadow.__code__.co_name, shadow.__code__.co_varnames)
print(callable(shadow))
print(max(((len(w), w) for w in 'the quick brown'.split())), ' '.join(reversed('a b c'.split())))
print(dict(sorted({'b': 1, 'a': 2}.items())))
print([*map(lambda p: p[0], sorted(enumerate([3, 1]), key=lambda p: p[1]))])
print(sys.maxsize, sys.version_info >= (3, 11), sys.version_info[0], sys.getrecursionlimit())
print(type(sys.argv), sys.version_info.major)
sys.stdout.write('w\n')
print(sys.stdout is sys.__stdout__)
print(globals()['x'], 'x' in globals(), sorted(locals())[:1] == sorted(globals())[:1])
globals()['newg'] = 7
print(newg)


def lo(a):
    b = 2
    return locals()


print(lo(1), vars() is globals())
