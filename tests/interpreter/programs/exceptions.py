class MyErr(Exception):
    def __init__(self, msg, code): super().__init__(msg); self.code = code
class Sub(MyErr): pass
def f(kind):
    try:
        if kind == 1: raise MyErr('m', 7)
        if kind == 2: raise Sub('s', 8)
        if kind == 3: return 'returned'
        if kind == 4: [][1]
        if kind == 5: {}['k']
        if kind == 6: raise ValueError
    except Sub as e: return ('sub', e.code, e.args)
    except MyErr as e: return ('my', e.code, str(e))
    except (IndexError, KeyError) as e: return (type(e).__name__, str(e), repr(e))
    except Exception as e: return ('other', repr(e))
    else: return 'else'
    finally: print('finally', kind)
for k in range(7): print(f(k))
def nested():
    try:
        try: raise ValueError('inner')
        finally: print('f1')
    except ValueError as e:
        try: raise KeyError('second') from e
        except KeyError as k: print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__)
    try:
        try: 1 / 0
        except ZeroDivisionError: raise TypeError('during')
    except TypeError as t: print(repr(t.__context__), t.__cause__)
nested()
def loop():
    out = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally: out.append(-i)
    else: out.append('else')
    return out
print(loop())
def ret_finally():
    try: return 'try'
    finally: print('in finally')
def override():
    try: return 1
    finally: return 2
print(ret_finally(), override())
def reraise():
    try: raise ValueError('r')
    except ValueError: raise
try: reraise()
except ValueError as e: print('again', e)
try:
    raise Exception('a', 'b')
except Exception as e: print(e.args, e, repr(e))
try: assert 1 == 2, 'msg'
except AssertionError as e: print('assert', e)
try: raise 5
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)
try: raise ValueError('x') from None
except ValueError as e: print(e.__cause__, e.__suppress_context__)
e = 'kept'
try: raise KeyError('x')
except KeyError as e: pass
try: e
except NameError as n: print(n)
try:
    try: raise ValueError(1)
    except TypeError: print('no')
except ValueError as v: print('outer', v)
print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), isinstance(StopIteration(), Exception), str(KeyError('a')), str(KeyError()), repr(ValueError('x', 1)), Exception.__mro__)
while True:
    try: break
    finally: print('loop finally')
def gen():
    try: yield
    finally: print('gen fin')
for _ in gen(): pass
class Ctx:
    def __enter__(self): return self
    def __exit__(self, *a): print(a[0] is None or a[0].__name__); return False
def with_return():
    with Ctx(): return 'wr'
print(with_return())
with Ctx() as a, Ctx() as b: print(a is b)
try:
    import not_there
except ModuleNotFoundError as e: print(e)
try:
    from math import nothing
except ImportError as e: print(str(e)[:33])
def deep(n):
    if n == 0: raise ValueError('deep')
    deep(n - 1)
try: deep(50)
except ValueError as e: print(e)
print('end')
