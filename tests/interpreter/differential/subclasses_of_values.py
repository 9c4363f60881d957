"""Subclasses of int, float, str, tuple, list and dict."""

class I(int):

    def __new__(cls, v, tag='t'):
        s = super().__new__(cls, v)
        s.tag = tag
        return s

    def double(self):
        return I(self * 2)

    def __repr__(self):
        return f'I({int(self)})'


i = I(5, 'x')
print(i, i + 1, 1 + i, i * 2.5, -i, i == 5, 5 == i, i < 6, hash(i) == hash(5), {5: 'a'}[i])
print({i: 'b'}[5], i in [5], [1, 2, 3, 4, 5, 6][i], '%d %s %x %5.1f' % (i, i, i, i))
print(f'{i:03d} {i}', format(i, 'b'), str(i), int(i), float(i), i.tag, i.double(), type(i + 1))
print(type(i), isinstance(i, int), bool(I(0)), i.bit_length(), i.real, list(range(i)), 'ab' * i)
print([0] * i, abs(I(-3)), divmod(i, 2), i // 2, i ** 2, pow(i, 2), i & 4, i << 1, ~i, round(i))
print(sum([i, i]), max(i, 3), sorted([I(3), 2, I(1)]), i > 4, i >= 5, i != 5, i is i)
print(int.__add__(i, 2), i.__add__(3), vars(i), chr(I(65)), hex(i), bin(i), i - I(2))
print(I(7) % I(4), 10 - i, 2 ** i)


class F(float):

    def __repr__(self):
        return 'F' + float.__repr__(self)


f = F(2.5)
print(f, f + 1, f * 2, f == 2.5, f'{f:.1f}', '%.2f' % f, int(f), round(f, 1), -f, abs(F(-1)))
print(f.is_integer(), hash(f) == hash(2.5), {2.5: 1}[f], str(f), f < 3, type(f / 2), 1 / f)
print(f ** 2, f // 1, f % 1, max(f, 1.0), F('1.5'), F(), bool(F(0)))


class S(str):

    def __new__(cls, v):
        return str.__new__(cls, v.upper())

    def shout(self):
        return self + '!'


s = S('abc')
print(s, repr(s), s + 'd', 'x' + s, s == 'ABC', len(s), s[0], s[1:], s.lower(), s.shout())
print({'ABC': 1}[s], {s: 2}['ABC'], ','.join([s, 'q']), s in ['ABC'], 'B' in s, 'zABCz'.find(s))
print(s.join(['1', '2']), f'{s:>5}', '%s|%5s' % (s, s), '{}'.format(s), sorted([S('b'), 'A']))
print(s * 2, s < 'B', hash(s) == hash('ABC'), list(s), [c for c in s], s.split('B'))
print('xABCx'.split(s), s.startswith('A'), 'ABCD'.startswith(s), 'ABCD'.replace(s, '-'), type(s))
print(type(s + ''), isinstance(s, str), str(s) == s, type(str(s)), bool(S('')), s.upper() is s)
print(max(s), s > 'AB', 'a' < s, s != 'ABC', getattr('x', 'upper')(), print(s, end=s))
print(int(S('12')), float(S('1.5')), ord(S('a')), s.index('C'), enumerate(s).__next__())
print(dict(a=1).get(s), tuple(s), s.encode(), s.__class__.__name__, s.__len__(), str.upper(s))
print(str.__len__(s))


class E(Exception):

    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def __str__(self):
        return f'E:{self.args[0]}:{self.b}'


try:
    raise E(1, 2)
except E as e:
    print(e, repr(e), e.args, e.b)


class Color(int):
    names = {}
    RED: 'Color'

    def __str__(self):
        return 'Color.' + self.names[self]


for n, v in (('RED', 1), ('BLUE', 2)):
    Color.names[v] = n
    setattr(Color, n, Color(v))
print(Color.RED, Color.BLUE, [Color.RED], Color.RED | Color.BLUE, Color.RED < Color.BLUE)
print(f'{Color.RED}', '%s' % Color.RED, {Color.RED: 1})


class Money(float):

    def __add__(self, o):
        return Money(float(self) + float(o))
    __radd__ = __add__

    def __str__(self):
        return f'${float(self):.2f}'


print(Money(1.5) + 2, 2 + Money(1.5), sum([Money(1), Money(2)]), type(sum([Money(1)])))


class NegI(int):

    def __neg__(self):
        return 'neg'

    def __add__(self, o):
        return ('add', int(self), o)

    def __eq__(self, o):
        return 'eq'

    def __hash__(self):
        return 1

    def __lt__(self, o):
        return 'lt'

    def __bool__(self):
        return False

    def __index__(self):
        return 2

    def __int__(self):
        return 99

    def __float__(self):
        return 9.5

    def __len__(self):
        return 3


n = NegI(7)
print(-n, n + 1, n == 3, hash(n), n < 1, not n, int(n), float(n), len(n))
print([0, 1, 2, 3][n] if 0 else '', n * 2)
print(bool.__mro__, isinstance(True, int), True + I(1))


class Tup(tuple):

    def __add__(self, o):
        return Tup((a + b for a, b in zip(self, o)))

    def __mul__(self, k):
        return Tup((a * k for a in self))

    def __repr__(self):
        return 'Tup' + super().__repr__()
    __slots__ = ()


print(Tup((1, 2)) + Tup((3, 4)), Tup((1, 2)) * 3, Tup((1,)), hash(Tup((1, 2))) == hash((1, 2)))
print(Tup((1, 2)) == (1, 2), Tup((1, 2))[0], Tup((1, 2, 3))[1:], sorted([Tup((2,)), Tup((1,))]))
print((0,) + Tup((1,)))


def try_(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


try_(lambda: str.upper(5))
try_(lambda: list.append(5, 1))
try_(lambda: int.__add__('a', 1))
try_(lambda: dict.get())
try_(lambda: type('B', (bool,), {}))
try_(lambda: I('x'))
try_(lambda: I())
try_(lambda: type('B', (type(None),), {}))
try_(lambda: list(map(str.upper, ['a', 1])))
try_(lambda: sorted(['b', 'A'], key=str.lower))
try_(lambda: type('R', (range,), {}))


class LStr(list):

    def __str__(self):
        return 'L' + list.__str__(self)

    def __eq__(self, o):
        return 'leq'

    def __contains__(self, x):
        return True

    def __iter__(self):
        return iter([9])

    def __len__(self):
        return 77


print(LStr([1]), repr(LStr([1])), LStr() == 1, 5 in LStr(), list(LStr([1])), len(LStr()))
print([*LStr([1, 2])], bool(LStr()))


class UD(dict):

    def __getitem__(self, k):
        return 'gi'

    def keys(self):
        return ['k']


print(UD(a=1)['zz'], UD(a=1).get('a'), dict(UD(a=1)), {**UD(a=1)}, UD(a=1), 'a' in UD(a=1))
print('%(q)s' % UD(), UD(a=1) == {'a': 1}, UD(x=1) | {'y': 2}, type(UD() | {}))
