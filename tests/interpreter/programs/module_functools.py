import functools
import operator
from functools import cached_property, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering, wraps


def fails(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 10), reduce(max, "hello"), reduce(operator.add, [], 0))
fails(reduce, operator.add, [])
fails(reduce, operator.add)
fails(reduce, operator.add, 5)


def f(a, b, c=0, *rest, **kw):
    return (a, b, c, rest, kw)


g = partial(f, 1, c=5)
print(g(2), g(2, c=6), g.func is f, g.args, g.keywords, partial(g, 9)(), partial(int, base=2)("101"))
h = partial(print, "hello", sep="-")
h("world")
print(list(map(partial(pow, 2), range(5))), partial(len)([1, 2]))
fails(partial)
fails(partial, 5)


def logged(func):
    @wraps(func)
    def wrapper(*args, **kwargs):
        return "logged " + str(func(*args, **kwargs))

    return wrapper


@logged
def add(a, b):
    "Adds."
    return a + b


print(add(1, 2), add.__name__, add.__doc__, add.__wrapped__(3, 4), add.__qualname__)

calls = []


@lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), len(calls), fib.cache_info(), fib.__name__)
fib.cache_clear()
print(fib.cache_info(), fib.cache_info().hits, fib.__wrapped__(1))


@lru_cache(2)
def small(x, y=0):
    calls.append(x)
    return x * 10 + y


print(small(1), small(2), small(1), small(3), small(2), small.cache_info(), small(1, y=2), small(x=1))
print(small.cache_parameters())


@functools.lru_cache
def plain(*args):
    return args


print(plain(1, 2), plain("a"), plain((1, 2)), plain.cache_info())
fails(plain, [])


@functools.cache
def typed(x):
    return type(x).__name__


print(typed(1), typed(True), typed(1.0), typed("a"), typed.cache_info())


@lru_cache(maxsize=10, typed=True)
def distinct(x):
    return type(x).__name__


print(distinct(1), distinct(1.0), distinct.cache_info())


class Solver:
    def __init__(self, k):
        self.k = k

    @lru_cache(maxsize=None)
    def solve(self, n):
        calls.append(("solve", n))
        return n * self.k if n < 2 else self.solve(n - 1) + self.solve(n - 2)

    @cached_property
    def slow(self):
        calls.append("slow")
        return self.k * 100


s = Solver(3)
print(s.solve(10), Solver(2).solve(10), Solver.solve.cache_info())
before = len(calls)
print(s.slow, s.slow, len(calls) - before, s.__dict__)
del s.slow
print(s.slow)

words = ["pear", "fig", "apple", "kiwi"]
print(sorted(words, key=cmp_to_key(lambda a, b: len(a) - len(b) or (a > b) - (a < b))))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), max([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
k = cmp_to_key(lambda a, b: a - b)
print(k(1) < k(2), k(1) == k(1), k(3) >= k(4), min(k(5), k(4)).obj)


@total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts


a, b, c = Version(1, 2), Version(1, 3), Version(1, 2)
print(a < b, a <= b, a > b, a >= b, a <= c, a >= c, a == c, a != b, max(a, b).parts)
fails(lambda: a <= 5)


@total_ordering
class ByGe:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v

    def __ge__(self, other):
        return self.v >= other.v


print(ByGe(1) < ByGe(2), ByGe(1) > ByGe(1), ByGe(1) <= ByGe(1), sorted([ByGe(3), ByGe(1)])[0].v)


class Nothing:
    pass


fails(total_ordering, Nothing)


@singledispatch
def show(x):
    return "object"


@show.register(int)
def _(x):
    return "int %d" % x


@show.register(list)
def show_list(x):
    return "list of %d" % len(x)


print(show(1), show(True), show([1]), show("s"), show.dispatch(int)(5), show.__name__)
