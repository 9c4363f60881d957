from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


def fails(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def shout(self):
        return self.name + "!"

    @property
    def lower(self):
        return self.name.lower()

    @classmethod
    def default(cls):
        return cls.GREEN

    @staticmethod
    def helper():
        return "help"


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED)
print(list(Color), len(Color), [c.value for c in Color], Color, type(Color.RED), isinstance(Color.RED, Color), isinstance(Color.RED, Enum))
print(Color.RED == Color.RED, Color.RED == 1, Color.RED != Color.BLUE, Color.RED is Color(1), {Color.RED: "r"}[Color.RED], Color.RED in Color)
print(Color.RED.shout(), Color.BLUE.lower, Color.default(), Color.helper(), Color.__members__, "%s" % Color.RED, f"{Color.RED}", f"{Color.RED!r}")
print(list(reversed(Color)), sorted(Color, key=lambda c: -c.value), bool(Color.RED), Color.__name__, Color(Color.BLUE))
print(format(Color.RED, ">12"), "{:<12}|".format(Color.RED))
fails(Color, 9)
fails(lambda: Color["NONE"])
fails(lambda: Color.RED < Color.BLUE)
fails(lambda: Color.MISSING)
fails(lambda: Color())


class Weekday(IntEnum):
    MONDAY = 1
    TUESDAY = auto()
    SUNDAY = 7


print(Weekday.MONDAY, repr(Weekday.TUESDAY), Weekday.SUNDAY + 1, Weekday.MONDAY < Weekday.SUNDAY, Weekday.MONDAY == 1, Weekday(7), max(Weekday), sum(Weekday))
print([10, 20, 30][Weekday.MONDAY], range(Weekday.TUESDAY), {1: "one"}[Weekday.MONDAY], f"{Weekday.SUNDAY}", "%d %s" % (Weekday.SUNDAY, Weekday.SUNDAY), isinstance(Weekday.MONDAY, int), Weekday.SUNDAY >= 7, -Weekday.SUNDAY, Weekday.SUNDAY % 4, int(Weekday.SUNDAY), sorted([Weekday.SUNDAY, Weekday.MONDAY]), hash(Weekday.MONDAY) == hash(1))


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print([(m.name, m.value) for m in Auto])


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    FIRST = auto()
    SECOND = auto()


print([m.value for m in Named])


class Text(StrEnum):
    HELLO = auto()
    OTHER = "else"


print(Text.HELLO, repr(Text.HELLO), Text.HELLO == "hello", Text.OTHER.upper(), Text("else"), f"{Text.HELLO:>8}", isinstance(Text.HELLO, str))


class Mixed(str, Enum):
    A = "a"
    B = "b"


print(Mixed.A, repr(Mixed.A), Mixed.A == "a", Mixed("b"), Mixed.A.value, "x" + Mixed.B, {"a": 5}[Mixed.A], f"{Mixed.A}", len(Mixed.B))


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67300e-11 * self.mass / (self.radius * self.radius), 3)


print(Planet.EARTH.gravity, Planet.MARS.mass, Planet.EARTH.value, Planet((6.421e23, 3.3972e6)))


class Coord(Enum):
    def __new__(cls, value, label):
        obj = object.__new__(cls)
        obj._value_ = value
        obj.label = label
        return obj

    X = 1, "ex"
    Y = 2, "why"


print(Coord.X, Coord(2).label, Coord.Y.value)


class Fallback(Enum):
    ONE = 1
    OTHER = 0

    @classmethod
    def _missing_(cls, value):
        return cls.OTHER


print(Fallback(55), Fallback(1))


class Op(Enum):
    ADD = "+"
    SUB = "-"

    def __call__(self, a, b):
        return a + b if self is Op.ADD else a - b

    def __str__(self):
        return self.value


print(Op.ADD(1, 2), Op.SUB(1, 2), str(Op.ADD), f"{Op.SUB}", [str(o) for o in Op])


@unique
class U(Enum):
    A = 1
    B = 2


print(U.A)


def duplicate():
    @unique
    class D(Enum):
        A = 1
        B = 1
        C = 1

    return D


fails(duplicate)


def extend():
    class More(Color):
        PINK = 4


fails(extend)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


p = Perm.R | Perm.X
print(p, repr(p), p.value, Perm.R in p, Perm.W in p, ~p, Perm.RW, Perm.RW == Perm.R | Perm.W, bool(p & Perm.W), p ^ Perm.R, Perm(0), repr(Perm(7)), list(Perm), list(p), len(p), p & Perm.R is Perm.R)
fails(Perm, 8)


class IP(IntFlag):
    A = 1
    B = 2


print(repr(IP.A | IP.B), IP.A | 2, IP.A + 1, repr(IP(3)), IP.B > IP.A, int(IP.A | IP.B), repr(~IP.A), IP.A | IP.B == 3)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Enum("Pair", [("A", 5), ("B", 6)]).B, Enum("D", {"X": 9}).X.value)


class Lists(Enum):
    A = [1]
    B = [2]


print(Lists([2]), Lists.A)


class Base(Enum):
    def who(self):
        return "I am " + self.name


class Derived(Base):
    ME = 1
    YOU = 2


print(Derived.ME.who(), Derived.YOU, isinstance(Derived.ME, Base), {m: m.value for m in Derived})
for c in Color:
    print(c.name, c.value, end=" ")
print()
