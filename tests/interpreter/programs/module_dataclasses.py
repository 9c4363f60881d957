from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar, List, Optional


def fails(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class Point:
    x: int
    y: int = 0
    label: str = field(default="p", repr=False)

    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


p = Point(3, 4)
print(p, p.norm(), Point(1), Point(x=1, y=2) == Point(1, 2), Point(1) == Point(2), Point(1) != Point(2), p == (3, 4), p.label)
p.x = 10
print(p, Point.y, is_dataclass(p), is_dataclass(Point), is_dataclass(5), [f.name for f in fields(p)], p.__dict__)
print(asdict(p), astuple(p), replace(p, y=7), Point.__match_args__)
fails(Point)
fails(Point, 1, 2, "a", 4)
fails(Point, 1, z=3)
fails(Point, 1, x=3)
fails(hash, p)
fails(lambda: p < Point(1))


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False)


print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 5), Version(1)]), Version(1, note="a") == Version(1, note="b"), max(Version(1), Version(3)))
fails(lambda: Version(1) < 5)


@dataclass(frozen=True)
class Key:
    a: int
    b: str = "k"


k = Key(1)
print(k, hash(k) == hash(Key(1)), {k: "v"}[Key(1)], len({Key(1), Key(1), Key(2)}))
try:
    k.a = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    del k.b
except AttributeError as e:
    print(type(e).__name__, e)


@dataclass
class Node:
    name: str
    children: List["Node"] = field(default_factory=list)
    parent: Optional["Node"] = field(default=None, repr=False, compare=False)
    count: ClassVar[int] = 0
    depth: int = field(init=False)

    def __post_init__(self):
        Node.count += 1
        self.depth = 0 if self.parent is None else self.parent.depth + 1


root = Node("root")
kid = Node("kid", parent=root)
root.children.append(kid)
print(root, kid.depth, Node.count, Node("x").children is Node("y").children)


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    b: int = 20


print(Child(1), Child(1, 2, 3), [f.name for f in fields(Child)], Child(1) == Base(1, 20))


@dataclass(eq=False)
class Plain:
    x: int = 1


print(Plain() == Plain(), hash(Plain()) is not None)


@dataclass(unsafe_hash=True)
class Hashed:
    x: int = 1


print(hash(Hashed()) == hash(Hashed()))


@dataclass(repr=False)
class Custom:
    x: int = 1

    def __repr__(self):
        return "custom"


print(Custom())


@dataclass
class OwnInit:
    x: int = 1

    def __repr__(self):
        return "own %d" % self.x

    def __eq__(self, other):
        return True


print(OwnInit(5), OwnInit(1) == 7)


@dataclass(kw_only=True)
class Kw:
    a: int
    b: int = 2


print(Kw(a=1))
fails(Kw, 1)
fails(Kw)


def mutable():
    @dataclass
    class Bad:
        x: list = []


def order():
    @dataclass
    class Bad:
        x: int = 1
        y: int


fails(mutable)
fails(order)
print(asdict(Node("n", [Node("m")]))["children"][0]["name"])
