"""Raising, catching, chaining, finally, and the messages of built-in errors."""

def t(f, *a):
    try:
        r = f(*a)
        print('->', r)
    except BaseException as e:
        print(type(e).__name__, e, repr(e), e.args, 'ctx', repr(e.__context__), 'cause', repr(e.__cause__), e.__suppress_context__)


def f1():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError('v') from e


def f2():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('v')


def f3():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('v') from None


def f4():
    try:
        return 'a'
    finally:
        print('fin')


def f5():
    try:
        return 'a'
    finally:
        return 'b'


def f6():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print(i)
        finally:
            print('fin', i)
    else:
        print('else')
    return 'done'


def f7():
    try:
        raise KeyError('k')
    except (TypeError, KeyError) as e:
        return e.args
    else:
        return 'else'


def f8():
    try:
        pass
    except:
        print('no')
    else:
        print('else')
        return 'r'
    finally:
        print('fin')


def f9():
    try:
        try:
            raise TypeError('a')
        finally:
            raise ValueError('b')
    except ValueError as e:
        return repr(e.__context__)


def f10():
    raise


def f11():
    raise ValueError


def f13():
    raise 5


def f14():
    raise int


def f15():
    raise ValueError('x') from 5


def f16():
    try:
        raise ValueError('x')
    except 5:
        pass


def f17():
    try:
        raise ValueError('x')
    except ValueError as e:
        pass
    return e


def f18():
    while True:
        try:
            return 1
        finally:
            break
    return 2


def f19():
    try:
        raise ValueError('1')
    except ValueError:
        try:
            raise KeyError('2')
        except KeyError:
            pass
        raise


def f20(x):

    def g():
        nonlocal x
        x += 1
        return x
    return g() + g()


def f21():
    return undefined_name


def f22():
    print(loc)
    loc = 1


def f23():

    def g():
        return y
    r = g()
    y = 1
    return r


def f24():
    del zz
    zz = 1


def f25():
    e = 1
    try:
        raise ValueError
    except ValueError as e:
        pass
    return e


def f26():
    raise StopIteration(5)


def f27():
    return list(gen())


def gen():
    yield 1
    raise StopIteration('in gen')


def f28():
    assert 0, 'msg'


def f29():
    assert 0


def f30():
    assert 1 == 2, ('a', 1)


class MyE(Exception):
    pass


class MyE2(MyE):

    def __init__(self, x, y=2):
        self.x = x


class MyE3(Exception):

    def __str__(self):
        return 'custom'

    def __repr__(self):
        return 'REPR'


def f31():
    raise MyE('a', 1)


def f32():
    raise MyE2(5)


def f33():
    raise MyE3('z')


def f34():
    e = ValueError('n')
    e.add_note('note1')
    return e.__notes__


def f35():
    try:
        raise OSError(2, 'No such')
    except OSError as e:
        return (e.errno, e.strerror, str(e), e.args)


def f36():
    try:
        {}['k']
    except KeyError as e:
        return (str(e), e.args, e.args[0])


def f37():
    raise KeyError


def f38():
    return (ValueError() == ValueError(), ValueError('a').args, Exception(1, 2), str(Exception(1, 2)), str(Exception()), repr(Exception('a')))


def f39():
    try:
        int('x')
    except ValueError as e:
        e2 = e
    try:
        raise e2
    except ValueError as e3:
        return (e3 is e2, e3.__context__)


def f40():

    def inner():
        try:
            yield 1
        finally:
            print('closed')
    g = inner()
    next(g)
    g.close()
    return 'ok'


def f41():
    try:
        raise SystemExit(3)
    except SystemExit as e:
        return (e.code, e.args)


def f42():
    import sys
    try:
        1 / 0
    except:
        t, v, tb = sys.exc_info()
        return (t.__name__, str(v), tb is not None, tb.tb_lineno, tb.tb_frame.f_code.co_name)


def f43():
    try:
        raise ValueError('a')
    except Exception as e:
        return (e.with_traceback(None) is e, isinstance(e, BaseException), e.__traceback__)


def f44():
    raise NotImplementedError('abstract')


def f45():
    [].pop()


def f46():
    try:
        raise ValueError(1)
    except ValueError as a:
        try:
            raise KeyError(2) from a
        except KeyError as b:
            raise TypeError(3) from b


def f47():
    with open_ctx() as c:
        raise ValueError('w')


class open_ctx:

    def __enter__(self):
        return self

    def __exit__(self, *a):
        print([type(x).__name__ for x in a])
        return True


def f48():
    try:
        with open_ctx2():
            1 / 0
    except RuntimeError as e:
        return repr(e.__context__)


class open_ctx2(open_ctx):

    def __exit__(self, *a):
        raise RuntimeError('exit')


def f49(a, b):
    return a


def f50():
    return f49(1)


def f51():
    x = [1, 2]
    a, b, c = x


def f52():
    a, b = (1, 2, 3)


def f53():
    a, *b = ()


def f54():
    a, b = 5


def f55():
    [a, b] = 'xyz'


def f56():
    a, (b, c) = (1, (2,))


def f57():
    a, b = {1: 2}


def f58():
    for_(5)


def for_(x):
    for i in x:
        pass


def f59():
    return 1 + None


def f60():
    return 'a' + 5


def f61():
    x = None
    x.foo()


def f62():
    x = None
    x[0]


def f63():
    x = None
    x[0] = 1


def f64():
    x = 'abc'
    x[0] = 'b'


def f65():
    x = (1,)
    x[0] = 1


def f66():
    del (1,)[0]


def f67():
    x = 5
    x.y = 1


def f68():
    import nosuchmodule_xyz


def f70():
    return [][0]


def f71():
    return max([])


def f72():
    return {}.popitem()


def f73():
    return int.foo


def f74():
    return f74.x


def f75():
    return (lambda x: x)(y=1)


def f76():
    return print(1, 2, foo=1)


def f77():
    return object.foo


def f78():
    return iter(5)


def f79():
    return next(iter([]))


def f80():
    return [i for i in 5]


def f81():
    return sum('a')


def f82():
    return 'a' < 1


def f83():
    return sorted([1, 'a'])


def f84():
    return (f1.__name__, f1.__code__.co_firstlineno)


def f85():
    return float('x')


def f86():
    return abs('x')


def f87():
    return 2 ** 'a'


def f88():
    return range(1.5)


def f89():
    return [1] * 'a'


def f90():
    return {1} + {2}


def f91():
    return hash([])


def f92():
    return {[]: 1}


def f93():
    return 1 .real.foo


def f94():
    return __import__


def f95():
    global gg
    del gg


def f96():
    return type(f96)(1)


def f97():
    return super()


def f98():
    return super(int, 5).foo


def f99():
    return isinstance(1, 'a')


for n in range(1, 100):
    f = globals().get('f%d' % n)
    if f and n != 49 and (n != 20) and (n != 94) and (n != 96):
        print(n, end=' ')
        t(f)
t(f20, 5)


def rec(n):
    return rec(n + 1)


t(lambda: str(type(rec(0))))
