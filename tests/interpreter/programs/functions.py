def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, sorted(kw.items())
print(f(1, c=3), f(1, 5, 6, 7, c=3, z=1), f(*[1, 2, 3], **{'c': 4, 'd': 5}), f(c=1, a=2))
def pos(a, b, /, c): return a, b, c
print(pos(1, 2, 3), pos(1, 2, c=3))
def counter():
    n = 0
    def inc(step=1):
        nonlocal n
        n += step
        return n
    return inc
c1, c2 = counter(), counter(); print(c1(), c1(5), c2())
fs = [lambda i=i: i * 2 for i in range(3)]; print([g() for g in fs], [g() for g in [lambda: i for i in range(3)]])
def deco(prefix):
    def wrap(fn):
        def inner(*a, **k):
            return prefix + str(fn(*a, **k))
        inner.__name__ = fn.__name__
        return inner
    return wrap
@deco('>')
def add(x, y): return x + y
print(add(1, y=2), add.__name__, f.__name__, f.__defaults__, f.__kwdefaults__, f.__qualname__, counter().__qualname__)
g = 10
def usesglobal():
    global g
    g += 1
    return g
print(usesglobal(), g)
def mutable(x, acc=[]):
    acc.append(x)
    return acc
mutable(1); print(mutable(2))
def fact(n): return 1 if n <= 1 else n * fact(n - 1)
print(fact(30), (lambda *a, **k: (a, k))(1, x=2))
f.attr = 5; print(f.attr, hasattr(f, 'nope'), f.__doc__)
def documented():
    "the doc"
print(documented.__doc__)
def attempt(fn, *a, **k):
    try:
        print(fn(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
def two(a, b): return a
def opt(a, b=1): return a
def kwo(*, k): return k
attempt(two); attempt(two, 1); attempt(two, 1, 2, 3); attempt(two, 1, b=2, c=3); attempt(two, 1, a=2); attempt(opt, 1, 2, 3); attempt(opt); attempt(kwo); attempt(kwo, 1); attempt(pos, 1, 2, 3, b=1); attempt(pos, a=1, b=2, c=3); attempt(len); attempt(len, 1, 2); attempt(f); attempt(lambda: undefined_name)
def three(a, b, c): pass
attempt(three)
def unbound():
    print(zz)
    zz = 1
attempt(unbound)
def unbound_del():
    q = 1
    del q
    return q
attempt(unbound_del)
def outer_unbound():
    def inner(): return later
    inner()
    later = 1
attempt(outer_unbound)
attempt(lambda: f(**5)); attempt(lambda: f(*5)); attempt(lambda: two(1, **{'a': 1})); attempt(lambda: print(foo=1)); attempt(lambda: two(**{1: 2}))
print(list(map(lambda x, y=3: x + y, [1, 2])), (lambda: (yield))().__class__.__name__)
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
print(deep(900))
def forever(n): return forever(n + 1)
attempt(forever, 0)
