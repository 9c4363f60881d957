"""Special methods that the loop enters by itself: operators, subscripts, properties, calls, iteration."""


class Length:
    made = 0

    def __init__(self, metres):
        self.metres = metres
        Length.made += 1

    def __add__(self, other):
        if not isinstance(other, Length):
            return NotImplemented
        # The operands are still needed after their slots are overwritten.
        self, other = other.metres, self.metres
        return Length(self + other)

    def __mul__(self, factor):
        self = factor = NotImplemented
        return factor

    def __eq__(self, other):
        return NotImplemented if not isinstance(other, Length) else self.metres == other.metres

    def __lt__(self, other):
        return NotImplemented

    def __getitem__(self, index):
        return [self.metres, index]

    def __call__(self, *args, **kwargs):
        return (self.metres, args, kwargs)

    def __iter__(self):
        yield self.metres
        yield from range(2)

    @property
    def double(self):
        return self.metres * 2

    @property
    def broken(self):
        return self.nothing_there

    @staticmethod
    def still(value):
        return ("still", value)

    @classmethod
    def of(cls, value):
        return (cls.__name__, value)


class Weight:
    def __radd__(self, other):
        return ("weight after", type(other).__name__)

    def __rmul__(self, other):
        return ("weight times", other.metres)

    def __gt__(self, other):
        return "truthy text"


class Longer(Length):
    def __radd__(self, other):
        return ("longer first", other.metres, self.metres)

    double = 7


def attempt(what):
    try:
        return what()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


a, b, w, longer = Length(1), Length(20), Weight(), Longer(300)
for _ in range(3):
    print((a + b).metres, a + w, a + longer, a * w)
    print(attempt(lambda: a + 1), attempt(lambda: a * 2), attempt(lambda: a < b))
    print(a == b, a == Length(1), a == 1, a != b, a < w)
    print(a[5], a["x"], a(1, k=2), b(), list(a), [x for x in b])
    print(a.double, longer.double, attempt(lambda: a.broken))
    print(a.still(1), Length.still(2), a.of(3), Longer.of(4), longer.of(5))
    c = a
    c += b
    print(c.metres, Length.made, type(c).__name__, Length.double.__class__.__name__)


def produce():
    for thing in (a, b):
        yield thing + b
        yield thing + w
        yield thing[1], thing(2), thing.double, thing == b, Length.of(thing.metres)


print([x.metres if isinstance(x, Length) else x for x in produce()])

# What is remembered must not outlive the class as it was.
Length.__add__ = lambda self, other: "another add"
Length.double = property(lambda self: "another double")
Length.still = classmethod(lambda cls, value: (cls.__name__, "no longer still", value))
Length.of = lambda *args: len(args)
for _ in range(2):
    print(a + b, a.double, a.still(1), Length.still(2), a.of(3), Length.of(4))
    del_me = Length
print([len(kind.__name__) for kind in (Length, Longer, Weight, int)])


class Odd:
    def __init__(self):
        return 3


print(attempt(Odd))
