import collections
import collections.abc
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple


def fails(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


# namedtuple
Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), hash(p) == hash((1, 2)), len(p), list(p), p + (3,), p[0:1])
x, y = p
print(x, y, Point._fields, p._asdict(), p._replace(y=9), Point._make([5, 6]), Point.__name__, Point.__doc__)
print(isinstance(p, tuple), {p: "at"}[(1, 2)], p < Point(1, 3), sorted([Point(2, 1), Point(1, 9)]))
Q = namedtuple("Q", "a b, c", defaults=[10, 20])
print(Q(1), Q(1, 2), Q(1, c=5), Q._field_defaults)
print(namedtuple("R", ["def", "a", "a", "_b"], rename=True)._fields, namedtuple("Empty", [])())
fails(Point, 1)
fails(Point)
fails(Point, 1, 2, 3)
fails(Q)
fails(Q, 1, 2, 3, 4)
fails(Point, 1, z=3)
fails(Point, 1, 2, x=1)
fails(p._replace, z=1)
fails(Point._make, [1])
fails(setattr, p, "x", 5)
fails(setattr, p, "zz", 5)
fails(namedtuple, "A", "a a")
fails(namedtuple, "A", "class")
fails(namedtuple, "A", "_a")
fails(namedtuple, "1A", "a")


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def size(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __repr__(self):
        return "<%s %s>" % (self.x, self.y)


v = Vector(3, 4)
print(v + v, v.size, v._replace(x=0), Vector._make((1, 1)), isinstance(v, Vector), "%d-%d" % v)


class Named(namedtuple("Named", "first last")):
    def __new__(cls, first, last="Doe"):
        return super().__new__(cls, first.title(), last)

    def full(self):
        return self.first + " " + self.last


n = Named("jane")
n.extra = 1
print(n, n.full(), n.extra, n == ("Jane", "Doe"))

# deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), list(d), 2 in d, 9 in d)
d.extend("ab")
d.extendleft("yx")
print(d, d.index("a"), d.count(2), deque(reversed(d)))
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.rotate()
print(d)
d.remove("a")
d.insert(1, "in")
d.insert(100, "end")
d.insert(-1, "before")
d[0] = "first"
del d[1]
print(d, d.copy() == d)
d.reverse()
print(d, deque([1, 2]) < deque([1, 3]), deque([1]) == [1], deque() == deque(), deque([1]) != deque([2]))
m = deque(range(5), maxlen=3)
m.append(9)
print(m, m.maxlen, d.maxlen)
m.appendleft(8)
print(m, deque("abc", 2), deque(maxlen=0))
m.extend([1, 2, 3, 4])
print(m, m + deque([7]), m * 2, bool(deque()), bool(m))
m += [5]
print(m)
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
    if i % 7 == 0:
        big.appendleft(-i)
print(len(big), sum(big), big[100], big[-100], list(big)[:5])
d.clear()
print(d)
fails(d.pop)
fails(d.popleft)
fails(lambda: d[0])
fails(d.remove, 1)
fails(d.index, 1)
fails(deque, 5)
fails(deque, [], -1)
fails(lambda: deque([1]) + [1])


def mutate():
    q = deque([1, 2, 3])
    for item in q:
        q.append(item)


fails(mutate)
fails(m.insert, 0, 1)


class Stack(deque):
    def __init__(self, items=()):
        super().__init__(items)
        self.label = "stack"

    def top(self):
        return self[-1]


s = Stack([1, 2])
s.append(3)
print(s, s.top(), s.label, len(s), isinstance(s, deque), [i for i in s])

# defaultdict
dd = defaultdict(list)
dd["a"].append(1)
dd["b"]
print(dd, dict(dd), dd.get("zz"), "zz" in dd, dd.default_factory, dd == {"a": [1], "b": []})
counts = defaultdict(int, {"x": 5}, y=2)
for ch in "hello":
    counts[ch] += 1
print(counts, sorted(counts.items()), counts.copy())
print(defaultdict(lambda: "none")["q"], defaultdict(None, a=1))
fails(lambda: defaultdict(None)["k"])
fails(defaultdict, 5)


class Tree(defaultdict):
    def __init__(self):
        super().__init__(Tree)


t = Tree()
t["a"]["b"]["c"] = 1
print(len(t), list(t["a"]), t["a"]["b"]["c"], isinstance(t["a"], Tree))


class Missing(dict):
    def __missing__(self, key):
        return key * 2


print(Missing(a=1)["a"], Missing()["zz"])

# OrderedDict
od = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
od.move_to_end("a")
print(od, list(od))
od.move_to_end("c", last=False)
print(od, od.popitem(), od.popitem(last=False), od, OrderedDict(), list(reversed(OrderedDict(x=1, y=2))))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict.fromkeys("ab", 0))
fails(od.move_to_end, "zz")
fails(OrderedDict().popitem)
od["new"] = 5
od.update(q=7)
print(od, od.copy(), od | {"w": 1}, od.pop("new"), len(od))

# Counter
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c))
c.update("aab")
c.subtract({"b": 10, "z": 1})
print(c, +c, -c, "zz" in c)
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3) | Counter(a=1, b=2))
print(Counter(), Counter(x=1) == Counter(x=1, y=0), Counter(a=1) <= Counter(a=2), Counter([1, 1, 2]) == {1: 2, 2: 1})
del c["nothing"]
words = Counter()
for w in "the cat the dog the end".split():
    words[w] += 1
print(words, words.most_common(1)[0][0], Counter({"a": "x", "b": 2}), max(words, key=words.get))
c += Counter(a=5)
print(c, dict(c), c.copy() == c)
fails(Counter, 1, 2)
fails(Counter.fromkeys, "a")

# ChainMap
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 4
print(cm["a"], cm["b"], cm, len(cm), sorted(cm), cm.get("zz", 0), "b" in cm, dict(cm), cm.new_child({"a": 9})["a"], cm.parents)
fails(lambda: cm["zz"])

# abstract classes
abc = collections.abc
for value in [[], (), "s", {}, set(), 5, iter([]), deque(), len, lambda: 0, range(3), b"", {}.keys(), (i for i in [])]:
    print(type(value).__name__, [name for name in ["Iterable", "Iterator", "Sequence", "MutableSequence", "Mapping", "MutableMapping", "Set", "Hashable", "Callable", "Sized", "Container", "Collection", "Generator"] if isinstance(value, getattr(abc, name))])
print(issubclass(list, abc.Sequence), issubclass(dict, abc.MutableMapping), issubclass(int, abc.Iterable))


class Squares(abc.Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * i


sq = Squares(5)
print(list(sq), 9 in sq, sq.index(16), sq.count(4), list(reversed(sq)), isinstance(sq, abc.Sequence), isinstance(sq, abc.Iterable))


class Lower(abc.MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, k):
        return self.data[k.lower()]

    def __setitem__(self, k, v):
        self.data[k.lower()] = v

    def __delitem__(self, k):
        del self.data[k.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


lo = Lower()
lo["A"] = 1
lo.update(B=2)
print(lo["a"], lo.get("zz", 7), "B" in lo, list(lo.items()), lo.pop("A"), lo.setdefault("C", 3), len(lo), dict(lo), list(lo.keys()), list(lo.values()))


class Partial(abc.Mapping):
    def __len__(self):
        return 0


fails(Partial)
