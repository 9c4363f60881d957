import abc
import typing
from abc import ABC, abstractmethod
from typing import (TYPE_CHECKING, Any, Callable, Deque, Dict, Generic, Iterable, Iterator, List, NamedTuple, NewType, Optional,
                    Protocol, Sequence, Set, Tuple, TypedDict, TypeVar, Union, cast)

T = TypeVar("T")
K = TypeVar("K", bound=int)
Vector = List[float]
Table = Dict[str, List[Tuple[int, ...]]]
Maybe = Optional[Union[int, str]]
Handler = Callable[[int, str], None]


def scale(v: Vector, k: float = 2.0, *, f: Optional[Callable[[float], float]] = None) -> Vector:
    w: List[float] = [k * x for x in v]
    return w


print(scale([1.0, 2.0]), TYPE_CHECKING, cast(int, "a"), cast("List[int]", [1]))


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


s = Stack[int]()
s.push(1)
print(s.pop(), isinstance(s, Stack))


class Pair(Generic[T, K]):
    pass


class IntPair(Pair[int, int]):
    pass


print(isinstance(IntPair(), Pair))


class Employee(NamedTuple):
    name: str
    id: int = 3

    def upper(self) -> str:
        return self.name.upper()


e = Employee("bob")
print(e, e.id, e.upper(), e == ("bob", 3), e._fields, Employee._field_defaults, e._replace(id=9), Employee("a", id=1))
P2 = NamedTuple("P2", [("x", int), ("y", int)])
print(P2(1, 2), P2(x=5, y=6).y)
try:
    Employee()
except TypeError as err:
    print(err)


class Movie(TypedDict):
    title: str
    year: int


m = Movie(title="x", year=5)
m2: Movie = {"title": "y", "year": 6}
print(m, m["year"], m2, type(m).__name__)


class Speaks(Protocol):
    def speak(self) -> str:
        ...


class Dog:
    def speak(self) -> str:
        return "woof"


def talk(x: Speaks) -> str:
    return x.speak()


@typing.runtime_checkable
class HasArea(Protocol):
    sides: int

    def area(self) -> float:
        ...


class Tri:
    sides = 3

    def area(self):
        return 1.5


print(isinstance(Tri(), HasArea), isinstance(Dog(), HasArea), isinstance(5, HasArea))


class Explicit(HasArea):
    sides = 9

    def area(self):
        return 2


print(isinstance(Explicit(), HasArea), Explicit().area(), isinstance(Tri(), Explicit))
UserId = NewType("UserId", int)
print(talk(Dog()), UserId(5), isinstance([], typing.Sequence), isinstance({}, typing.Mapping))


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return "%s with area %s" % (self.name, self.area())


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    @property
    def name(self):
        return "square"


class Half(Shape):
    def area(self):
        return 1


for cls in (Shape, Half):
    try:
        cls()
    except TypeError as err:
        print(err)
sq = Square(3)
print(sq.describe(), isinstance(sq, Shape), issubclass(Square, Shape), isinstance(5, Shape), type(Shape).__name__)


class Meta(metaclass=abc.ABCMeta):
    @abstractmethod
    def go(self):
        pass


try:
    Meta()
except TypeError as err:
    print(err)


@Meta.register
class Other:
    pass


print(isinstance(Other(), Meta), issubclass(Other, Meta), isinstance(sq, Meta))


class WithInit(ABC):
    made = 0

    def __init__(self, x):
        self.x = x
        WithInit.made += 1


class Concrete(WithInit):
    def __init__(self, x):
        super().__init__(x * 2)


print(Concrete(4).x, WithInit.made)
