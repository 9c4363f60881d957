import copy
from array import array
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from copy import deepcopy


class Node:
    def __init__(self, value, kids=()):
        self.value = value
        self.kids = list(kids)

    def __eq__(self, other):
        return self.value == other.value and self.kids == other.kids


a = [1, [2, 3], {"k": [4]}, (5, [6]), {7}]
b = copy.copy(a)
c = deepcopy(a)
print(b == a, b is a, b[1] is a[1], c == a, c[1] is a[1], c[2]["k"] is a[2]["k"], c[3] is a[3], c[3][1] is a[3][1])
t = (1, "x", (2, 3))
print(deepcopy(t) is t, copy.copy(t) is t, copy.copy("s"), deepcopy(None), deepcopy(5), deepcopy(len) is len)
shared = [1]
d = deepcopy([shared, shared])
print(d[0] is d[1], d[0] is shared)
loop = []
loop.append(loop)
l2 = deepcopy(loop)
print(l2[0] is l2, l2 is loop)
n = Node(1, [Node(2), Node(3)])
s = copy.copy(n)
m = deepcopy(n)
print(s.kids is n.kids, m.kids is n.kids, m == n, m.kids[0] is n.kids[0], type(m).__name__)
n.me = n
print(deepcopy(n).me is n, deepcopy(n).kids[1].value)


class Custom:
    def __init__(self, x):
        self.x = x

    def __copy__(self):
        return Custom("copied")

    def __deepcopy__(self, memo):
        return Custom(deepcopy(self.x, memo))


print(copy.copy(Custom([1])).x, deepcopy(Custom([1])).x)


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = [1]
        self.b = 2


q = deepcopy(Slots())
print(q.a, q.b)


class MyList(list):
    pass


class MyDict(dict):
    pass


ml = MyList([1, [2]])
ml.tag = "t"
md = MyDict(a=[1])
r = deepcopy(ml)
print(r, r.tag, type(r).__name__, r[1] is ml[1], type(copy.copy(ml)).__name__, copy.copy(ml).tag, deepcopy(md), type(copy.copy(md)).__name__)
dd = defaultdict(list, a=[1])
d2 = deepcopy(dd)
d2["new"].append(5)
print(d2, dd, copy.copy(dd))
dq = deque([[1], 2], maxlen=5)
print(deepcopy(dq), copy.copy(dq), deepcopy(dq)[0] is dq[0], deepcopy(OrderedDict(a=[1])), deepcopy(Counter("aab")), deepcopy(array("i", [1, 2])))
P = namedtuple("P", "x y")
p = P([1], 2)
print(deepcopy(p), deepcopy(p).x is p.x, type(deepcopy(p)).__name__)


class State:
    def __init__(self):
        self.a = 1
        self.b = 2

    def __getstate__(self):
        return {"a": self.a}

    def __setstate__(self, state):
        self.a = state["a"] + 100


st = deepcopy(State())
print(st.a, hasattr(st, "b"))
try:
    deepcopy((i for i in []))
except TypeError as e:
    print(e)
print(deepcopy({1: {2: [3]}}), deepcopy(frozenset([1, 2])) == frozenset([1, 2]), deepcopy(ValueError("x")).args)


class Tree(defaultdict):
    pass


tree = Tree(list, a=[1])

other = deepcopy(tree)
print(other["zz"], other, type(other).__name__)


class Reduced:
    def __init__(self, a=0):
        self.a = a
        self.b = [2]

    def __reduce__(self):
        return (Reduced, (self.a,), {"b": self.b, "c": 3})


red = Reduced(5)
made = deepcopy(red)
print(made.a, made.b, made.c, made.b is red.b, copy.copy(red).b is red.b)
