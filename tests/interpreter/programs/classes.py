class Base:
    count = 0
    def __init__(self, name): self.name = name; Base.count += 1
    def hello(self): return 'hello ' + self.name
    @property
    def upper(self): return self.name.upper()
    @upper.setter
    def upper(self, v): self.name = v.lower()
    @classmethod
    def make(cls, n): return cls(n)
    @staticmethod
    def stat(x): return x * 2
    def __repr__(self): return f'{type(self).__name__}({self.name!r})'
class Derived(Base):
    def __init__(self, name, extra):
        super().__init__(name)
        self.extra = extra
    def hello(self): return super().hello() + '!' + self.extra
    @classmethod
    def make(cls, n): return cls(n, 'made')
b, d = Base('bob'), Derived('dan', 'x'); print(b, d, b.hello(), d.hello(), b.upper, Base.count, Derived.count, Derived.make('z').hello(), Base.stat(4), d.stat(5)); b.upper = 'ZED'; print(b.name, b.__dict__, d.__class__, Derived.__mro__, Derived.__name__, isinstance(d, Base), issubclass(Derived, Base))
class V:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return V(self.x + o, self.y + o)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __lt__(self, o): return (self.x, self.y) < (o.x, o.y)
    def __bool__(self): return bool(self.x or self.y)
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __iter__(self): yield self.x; yield self.y
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, *a): return a
    def __repr__(self): return f'V({self.x}, {self.y})'
    def __iadd__(self, o): self.x += o.x; self.y += o.y; return self
    def __abs__(self): return 5
    def __format__(self, spec): return f'<{spec}>'
    def __getattr__(self, n): 
        if n.startswith('dyn'): return n
        raise AttributeError(n)
v = V(1, 2); print(v + V(3, 4), 5 + v, v * 3, 3 * v, -v, v == V(1, 2), v != V(1, 2), v < V(2, 0), sorted([V(2, 1), V(1, 1)]), bool(V(0, 0)), len(v), v[1], list(v), 2 in v, v(1, 2), {v: 'k'}[V(1, 2)], abs(v), f'{v:spec}', v.dynamic, hasattr(v, 'nope')); v += V(10, 10); print(v, v > V(0, 0), max(V(1, 2), V(3, 0)))
a, b2 = v; print(a, b2)
class A:
    def who(self): return 'A'
class B(A):
    def who(self): return 'B' + super().who()
class C(A):
    def who(self): return 'C' + super().who()
class D(B, C):
    def who(self): return 'D' + super(D, self).who()
print(D().who(), [c.__name__ for c in D.__mro__])
class L(list):
    def first(self): return self[0]
    def append(self, x): super().append(x * 2)
l = L([1, 2]); l.append(5); l.tag = 'q'; print(l, l.first(), len(l), isinstance(l, list), l.tag, [x for x in l], l == [1, 2, 10], l + [1], l[1:])
class Dd(dict):
    def __missing__(self, k): return k * 2
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
dd = Dd(a=1); dd['b'] = 2; print(dd, dd['zz'], 'b' in dd, dd.get('q'), len(dd))
Meta = type('Meta', (type,), {'tagged': lambda cls: cls.__name__ + '!'})
WithMeta = Meta('WithMeta', (), {'added': 42})
print(WithMeta.added, type(WithMeta).__name__, WithMeta.tagged())
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), [x for x in It(2)], max(It(3)), 1 in It(3), tuple(zip(It(3), It(2))))
class Desc:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o): return self if i is None else i.__dict__.get(self.n, 'unset')
    def __set__(self, i, v): i.__dict__[self.n] = v * 2
class HasDesc:
    field = Desc()
h = HasDesc(); print(h.field); h.field = 4; print(h.field, vars(h))
class Sub:
    subs = []
    def __init_subclass__(cls, **kw): cls.subs.append((cls.__name__, kw))
class S1(Sub): pass
print(Sub.subs)
class Cm:
    def __enter__(self): print('enter'); return self
    def __exit__(self, t, e, tb): print('exit', t and t.__name__); return t is ValueError
with Cm() as c: print('body')
with Cm(): raise ValueError('swallowed')
try:
    with Cm(): raise KeyError('k')
except KeyError as e: print('out', e)
class Outer:
    class Inner:
        def m(self): return type(self).__qualname__
print(Outer.Inner().m(), Outer.Inner.m.__qualname__, type('Dyn', (Base,), {'z': 3})('q').z)
class Attrs:
    def __setattr__(self, n, v): object.__setattr__(self, n, v + 1)
    def __delattr__(self, n): print('del', n); object.__delattr__(self, n)
at = Attrs(); at.q = 1; print(at.q); del at.q; print(hasattr(at, 'q'), getattr(at, 'q', 'dflt'))
setattr(h, 'plain', 1); print(h.plain); delattr(h, 'plain'); print(hasattr(h, 'plain'))
x = object(); print(x == x, x != object(), hash(x) == hash(x), Base.hello is Base.hello, b.hello == b.hello)
class P:
    z = 1
    w = z + 1
    lst = [i for i in range(3)]
    def m(self): return self.z
p = P(); P.z = 5; print(p.z, p.m(), P.w, P.lst); p.z = 7; print(p.z, P.z); del p.z; print(p.z); P.late = lambda self: 'late'; print(p.late())
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: p.nope); attempt(lambda: P.nope); attempt(lambda: P(1)); attempt(lambda: Base()); attempt(lambda: V(1, 2) + 'a'); attempt(lambda: p + 1); attempt(lambda: p < p); attempt(lambda: len(p)); attempt(lambda: p()); attempt(lambda: p[0]); attempt(lambda: iter(p)); attempt(lambda: setattr(V(1, 2), 'zzz', 1)); attempt(lambda: setattr(1, 'x', 1)); attempt(lambda: setattr(b, 'hello2', 1)); attempt(lambda: d.upper(3)); attempt(lambda: Base.hello()); attempt(lambda: int.foo)
class NoSet:
    @property
    def ro(self): return 1
def f(): NoSet().ro = 5
attempt(f)
class Eq:
    def __eq__(self, o): return True
attempt(lambda: hash(Eq())); attempt(lambda: type('X', (A, B), {}))
