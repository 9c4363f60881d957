"""Classes: attributes, operators, descriptors, metaclasses, the protocols."""

import sys


def E(f, *a, **k):
    try:
        r = f(*a, **k)
        print('ok', r)
    except Exception as e:
        print(type(e).__name__ + ': ' + str(e))


class A:
    """doc"""
    x: int = 5
    y: 'str'

    def __init__(self):
        self.v = 1

    def m(self, a, b=2, *, c=3):
        return (a, b, c)

    @classmethod
    def cm(cls, *a):
        return (cls.__name__, a)

    @staticmethod
    def sm(*a):
        return a

    @property
    def p(self):
        """pdoc"""
        return self.v

    @p.setter
    def p(self, v):
        self.v = v

    @p.deleter
    def p(self):
        del self.v


print(A.__annotations__, A.__doc__, A.__name__, A.__qualname__, A.__module__, A.p.__doc__)
a = A()
a.p = 7
print(a.p, a.v)
del a.p
E(lambda: a.p)
E(lambda: a.m())
E(a.m, 1, 2, 3)
E(a.m, 1, d=4)
E(A.m)
E(A.cm, 1)
E(a.sm, 2)
E(A, 1)
E(A.m, a, 5)
E(lambda: a.nope)
E(lambda: A.nope)
E(lambda: setattr(A, 'z', 3))
print(a.z)


class B(A):
    __slots__ = ('q',)

    def __init__(self):
        super().__init__()
        self.q = 1

    def m(self, *a, **k):
        return ('B',) + super().m(*a, **k)

    @classmethod
    def cm(cls, *a):
        return super(B, cls).cm(*a)


b = B()
print(b.m(1), B.cm(9), b.q, b.v, isinstance(b, A), issubclass(B, A), B.__mro__, B.__bases__)


class S:
    __slots__ = ('a', 'b')


s = S()
s.a = 1
E(lambda: s.b)
E(lambda: setattr(s, 'c', 1))
E(lambda: s.__dict__)
print(S.__slots__, type(S.a))


class X:
    pass


class Y:
    pass


class XY(X, Y):
    pass


class YX(Y, X):
    pass


E(lambda: type('Z', (XY, YX), {}))
E(lambda: type('Z', (X, X), {}))


class V:

    def __init__(self, *c):
        self.c = c

    def __repr__(self):
        return f'V{self.c}'

    def __add__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return V(*(p + q for p, q in zip(self.c, o.c)))

    def __radd__(self, o):
        return V(*(o + p for p in self.c))

    def __iadd__(self, o):
        self.c += (o,)
        return self

    def __mul__(self, k):
        return V(*(p * k for p in self.c))
    __rmul__ = __mul__

    def __neg__(self):
        return V(*(-p for p in self.c))

    def __pos__(self):
        return self

    def __invert__(self):
        return 'inv'

    def __abs__(self):
        return sum((p * p for p in self.c)) ** 0.5

    def __getitem__(self, i):
        return self.c[i]

    def __len__(self):
        return len(self.c)

    def __eq__(self, o):
        return isinstance(o, V) and self.c == o.c

    def __hash__(self):
        return hash(self.c)

    def __lt__(self, o):
        return self.c < o.c

    def __contains__(self, x):
        return x == 42

    def __bool__(self):
        return any(self.c)

    def __call__(self, *a, **k):
        return (a, k)

    def __matmul__(self, o):
        return 'mat'

    def __divmod__(self, o):
        return 'dm'

    def __pow__(self, o, m=None):
        return ('pow', o, m)

    def __rpow__(self, o):
        return ('rpow', o)

    def __floordiv__(self, o):
        return 'fd'

    def __truediv__(self, o):
        return 'td'

    def __rtruediv__(self, o):
        return 'rtd'

    def __mod__(self, o):
        return 'mod'

    def __lshift__(self, o):
        return 'ls'

    def __rrshift__(self, o):
        return 'rrs'

    def __and__(self, o):
        return 'and'

    def __ror__(self, o):
        return 'ror'

    def __xor__(self, o):
        return 'xor'

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __index__(self):
        return 2

    def __round__(self, n=None):
        return ('round', n)

    def __format__(self, s):
        return f'<{s}>'

    def __str__(self):
        return 'strV'

    def __reversed__(self):
        return 'rev'

    def __trunc__(self):
        return 3


v = V(1, 2)
w = V(3, 4)
print(v + w, 5 + v, v * 2, 2 * v, -v, +v, ~v, abs(v), v[0], v[-1], len(v), v == V(1, 2), v != w)
print(v < w, w > v, 42 in v, 1 in v, bool(V(0)), v(1, a=2))
v += 9
print(repr(v), v @ w, divmod(v, 1), v ** 2, pow(v, 2, 3), 2 ** v, v // 1, v / 1, 1 / v, v % 1)
print(v << 1, 1 >> v, v & 1, 1 | v, v ^ 1, int(v), float(v), [1, 2, 3][v], round(v), round(v, 1))
print(f'{v:abc}', f'{v}', '%s' % v, str(v), reversed(v), {v: 1}[V(1, 2, 9)], list(v), hex(v))
print('abc'[v], list(range(v)), sorted([w, V(1)]), max(v, w), sum([V(1), V(2)]))
E(lambda: v + 1)
E(lambda: v <= w)
E(lambda: v - 1)
E(lambda: 1 - v)
E(lambda: v >> 1)
E(lambda: v >= 2)


class H:

    def __eq__(self, o):
        return True


E(hash, H())
E(lambda: {H(): 1})
print(H() == 5, 5 == H(), H() != 5)


class G:

    def __getattr__(self, n):
        if n.startswith('x'):
            return n
        raise AttributeError(n)


E(lambda: G().xyz)
E(lambda: G().abc)
print(getattr(G(), 'q', 'dflt'), hasattr(G(), 'xx'))


class GA:

    def __getattribute__(self, n):
        return 'ga ' + n


print(GA().foo)


class SA:

    def __setattr__(self, n, v):
        object.__setattr__(self, n, v * 2)

    def __delattr__(self, n):
        print('del', n)
        object.__delattr__(self, n)


s = SA()
s.x = 2
print(s.x)
del s.x


class D:

    def __set_name__(self, o, n):
        self.n = n

    def __get__(self, i, o):
        return (self.n, i is None, o.__name__)

    def __set__(self, i, v):
        print('set', v)

    def __delete__(self, i):
        print('delete')


class UD:
    d = D()


u = UD()
print(u.d, UD.d)
u.d = 1
del u.d


class NonData:

    def __get__(self, i, o):
        return 'nd'


class UN:
    d = NonData()


u = UN()
print(u.d)
u.d = 3
print(u.d, u.__dict__)


class Base:
    subs = []

    def __init_subclass__(cls, tag=None, **k):
        super().__init_subclass__(**k)
        Base.subs.append((cls.__name__, tag))


class S1(Base):
    pass


class S2(Base, tag='t'):
    pass


print(Base.subs)
E(lambda: type('S3', (Base,), {}, foo=1))


class M(type):

    def __new__(m, n, b, d, **k):
        d['made'] = k
        return super().__new__(m, n, b, d)

    def __init__(c, n, b, d, **k):
        super().__init__(n, b, d)
        c.ini = n

    def __call__(c, *a):
        print('call', c.__name__)
        return super().__call__(*a)

    def __len__(c):
        return 5

    def __getitem__(c, i):
        return i

    def __iter__(c):
        return iter('ab')

    def __contains__(c, x):
        return True

    def __repr__(c):
        return 'M!' + c.__name__

    @property
    def mp(c):
        return 'mp'

    def meth(c):
        return c.__name__


class MC(metaclass=M, k=1):

    def __init__(self, x):
        self.x = x


print(MC.made, MC.ini, MC(3).x, len(MC), MC['a'], list(MC), 3 in MC, MC, MC.mp, MC.meth())
print(type(MC))


class MD(MC):
    pass


print(MD, type(MD).__name__, MD(4).x)


class Sing:
    _i = None

    def __new__(cls, *a):
        if cls._i is None:
            cls._i = super().__new__(cls)
        return cls._i

    def __init__(self, *a):
        self.a = a


print(Sing(1) is Sing(2), Sing().a)


class LL(list):

    def __init__(self, *a):
        super().__init__(*a)
        self.tag = 'x'

    def total(self):
        return sum(self)

    def __getitem__(self, i):
        return ('gi', super().__getitem__(i))


l = LL([1, 2, 3])
l.append(4)
print(l, l.total(), l[0], l.tag, len(l), isinstance(l, list), l == [1, 2, 3, 4], l + [5])
print(type(l + [5]), l[1:], sorted(l), list(l), l * 2, repr(l), LL() == [], 3 in l)
print(type(l.copy()))


class DD(dict):

    def __missing__(self, k):
        self[k] = k * 2
        return self[k]

    def __setitem__(self, k, v):
        super().__setitem__(k, v)

    def __getattr__(self, k):
        try:
            return self[k]
        except KeyError:
            raise AttributeError(k)


d = DD(a=1)
print(d['a'], d['zz'], d, d.a, d.get('n'), len(d), list(d), {**d}, dict(d))
print(d == {'a': 1, 'zz': 'zzzz'}, type(d.copy()))


class TT(tuple):

    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def a(self):
        return self[0]


t = TT(1, 2)
print(t, t.a, t == (1, 2), hash(t) == hash((1, 2)), t + (3,), t[0], len(t), {t: 1}[1, 2])
print(isinstance(t, tuple))


class SS(set):

    def addall(self, *a):
        for x in a:
            self.add(x)
        return self


print(SS([1]).addall(2, 3), len(SS()), SS([1]) | {2}, 1 in SS([1]))


class It:

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(It(3)), [*It(2)], sum(It(4)), max(It(3)), dict(zip(It(2), 'ab')), 1 in It(3))
print(tuple(It(1)))
x, *y = It(4)
print(x, y)


class Seq:

    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10

    def __len__(self):
        return 3


print(list(Seq()), 10 in Seq(), list(reversed(Seq())), [a for a in Seq()])
print(list(enumerate(Seq())))
E(iter, X())


class BadIter:

    def __iter__(self):
        return 5


E(lambda: list(BadIter()))
E(lambda: [x for x in BadIter()])


class NoneIter:
    __iter__ = None


E(iter, NoneIter())


class BadLen:

    def __len__(self):
        return -1


class BadLen2:

    def __len__(self):
        return 'a'


class BadBool:

    def __bool__(self):
        return 5


class BadRepr:

    def __repr__(self):
        return 5


class BadInit:

    def __init__(self):
        return 5


class BadHash:

    def __hash__(self):
        return 'a'


class BadIndex:

    def __index__(self):
        return 'a'


E(len, BadLen())
E(len, BadLen2())
E(bool, BadBool())
E(repr, BadRepr())
E(str, BadRepr())
E(BadInit)
E(hash, BadHash())
E(lambda: [1][BadIndex()])


class Cmp:

    def __lt__(self, o):
        return NotImplemented

    def __gt__(self, o):
        return 'gt'


E(lambda: Cmp() < Cmp())
E(lambda: Cmp() < 5)
E(lambda: Cmp() > 1)


class P:

    def f(self):
        return 'Pf'


class C1(P):

    def f(self):
        return 'C1' + super().f()


class C2(P):

    def f(self):
        return 'C2' + super().f()


class Dm(C1, C2):

    def f(self):
        return 'D' + super().f()


print(Dm().f(), [c.__name__ for c in Dm.__mro__], Dm.mro() == list(Dm.__mro__))
print(super(C1, Dm()).f())
print(a.m.__func__ is A.m, a.m.__self__ is a, a.m == a.m, A.cm.__self__)
print(A.__dict__['sm'].__func__(1))
E(lambda: super().x)


def fn():
    pass


fn.attr = 1
print(fn.attr, fn.__dict__, fn.__annotations__)


def fa(a: int, b: 'x'=1, *c: str, d: float=2, **e: list) -> bool:
    pass


print(fa.__annotations__, fa.__defaults__, fa.__kwdefaults__, fa.__code__.co_argcount)
z: int = 5
print(__annotations__)


class O:

    def __init__(self):
        self.__priv = 1

    def get(self):
        return self.__priv

    def __str__(self):
        return 'O'


print(O().get(), O().__dict__, O()._O__priv, str(O()), [O().__class__.__name__])
print(O.__dict__.keys() if 0 else sorted((k for k in O.__dict__ if not k.startswith('__'))))
print(vars(O()), '__init__' in dir(O))
o = O()
o.__class__ = A
print(type(o).__name__)
o.__dict__['new'] = 5
print(o.new)
o.__dict__ = {'v': 1}
print(o.v, vars(o))
E(lambda: object.__new__(5))
E(lambda: object.__init__(5))
print(isinstance(o, object), issubclass(A, object), issubclass(A, (int, A)))


class Ctx:

    def __enter__(self):
        print('enter')
        return self

    def __exit__(self, t, v, tb):
        print('exit', t, v)
        return t is ValueError


with Ctx() as c:
    print('body')
with Ctx():
    raise ValueError('x')
try:
    with Ctx():
        raise KeyError('x')
except KeyError as e:
    print('caught', e)


def ff():
    with Ctx() as a, Ctx() as b:
        return 'ret'


print(ff())
for i in range(3):
    with Ctx():
        if i == 0:
            continue
        break
E(lambda: exec_with(5))


def exec_with(x):
    with x:
        pass


E(exec_with, 5)


class CP:

    @property
    def ro(self):
        return 1

    @classmethod
    @property
    def cp(cls):
        return cls.__name__


E(lambda: setattr(CP(), 'ro', 2))
E(lambda: delattr(CP(), 'ro'))
print(CP.cp)


class Meta2(type):

    @classmethod
    def __prepare__(m, n, b):
        print('prep', n, b)
        return {'pre': 1}

    def __instancecheck__(c, i):
        return i == 5

    def __subclasscheck__(c, s):
        return s is int

    def __call__(c, *a):
        return 'made'


class UM(metaclass=Meta2):
    pass


print(UM.pre, isinstance(5, UM), isinstance(6, UM), issubclass(int, UM), UM())
import math
print(A.__eq__(a, a), a.__eq__(5), a.__ne__(a), A.__hash__(a) == hash(a), a.__str__() == str(a))
print(a.__class__, a.__format__('') == str(a))


class Num(int):
    pass


E(lambda: Num(5) + 1)


class CI:

    def __class_getitem__(cls, i):
        return (cls.__name__, i)


print(CI[5], list[int], dict[str, int], type(list[int]).__name__)
print(A() == A(), A() != A(), a == a, [a] == [a], a in [A(), a])


def deco(arg):

    def w(f):

        def inner(*a, **k):
            print('deco', arg)
            return f(*a, **k)
        inner.__name__ = f.__name__
        return inner
    return w


@deco(1)
@deco(2)
def decorated(x):
    return x


print(decorated(5), decorated.__name__)


@deco('cls')
class DC:
    pass


print(DC()) if 0 else None


class Outer:

    class Inner:

        def f(self):
            return type(self).__qualname__

    def g(self):

        def h():
            pass
        return (h.__qualname__, (lambda: 0).__qualname__)


print(Outer.Inner().f(), Outer().g(), Outer.Inner)
