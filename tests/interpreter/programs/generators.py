def gen(n):
    for i in range(n):
        r = yield i
        if r: print('got', r)
    return 'done'
g = gen(3); print(next(g), g.send('hi'), next(g))
try: next(g)
except StopIteration as e: print('stop', e.value)
def deleg():
    r = yield from gen(2)
    print('result', r)
    yield from [10, 20]
    return 5
print(list(deleg()))
def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print('cleanup')
c = cleanup(); next(c); c.close(); print(list(c))
def catcher():
    while True:
        try:
            x = yield
            print('x', x)
        except ValueError as e:
            print('caught', e)
            yield 'handled'
k = catcher(); next(k); k.send(1); print(k.throw(ValueError('boom'))); next(k)
try: k.throw(KeyError('key'))
except KeyError as e: print('propagated', e)
def inner():
    try:
        yield 1
    except GeneratorExit:
        print('inner closed'); raise
    finally: print('inner finally')
def outer():
    try: yield from inner()
    finally: print('outer finally')
o = outer(); next(o); o.close()
def ithrow():
    try: yield 1
    except ValueError as e:
        print('inner got', e)
        yield 'recovered'
    return 'ret'
def othrow():
    r = yield from ithrow()
    yield r
t = othrow(); print(next(t), t.throw(ValueError('v')), next(t))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib(); print([next(f) for _ in range(10)])
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(4)))
def perms(xs):
    if not xs: yield []
    for i in range(len(xs)):
        for p in perms(xs[:i] + xs[i + 1:]): yield [xs[i]] + p
print(list(perms([1, 2, 3])))
def early():
    for x in gen(5):
        if x == 2: return x
print(early())
def raises():
    yield 1
    raise StopIteration('x')
try: list(raises())
except RuntimeError as e: print(type(e).__name__, e, repr(e.__cause__))
def bad():
    yield 1
    raise ValueError('in gen')
try:
    for x in bad(): print(x)
except ValueError as e: print('for', e)
def attempt(fn):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: gen(1).send(5))
def selfrun():
    yield next(me)
me = selfrun(); attempt(lambda: next(me))
print(sum(x * x for x in range(10)), max((len(w), w) for w in ['a', 'bbb', 'cc']), list((i, j) for i in range(2) for j in 'ab'), any(x > 3 for x in range(10)))
async def co(x):
    return x * 2
async def main():
    a = await co(4)
    b = await co(a)
    return a + b
m = main()
try: m.send(None)
except StopIteration as e: print('coroutine', e.value)
def handled_state():
    try: raise ValueError('a')
    except ValueError:
        yield 1
        try: raise
        except ValueError as e: print('reraised', e)
h = handled_state(); next(h)
try: raise KeyError('outer')
except KeyError:
    print(next(h, 'end'))
    try: raise
    except KeyError as e: print('still', e)
print(type(gen(1)).__name__, gen.__name__, g.__name__)
with_ret = (lambda: (yield 1))()
print(list(with_ret))
