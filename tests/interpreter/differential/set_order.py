"""The order in which sets of numbers and tuples are iterated, through a history of changes."""


class Stream:
    """Numbers that look random."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) % limit


def number(stream):
    return stream.below([10, 100, 100000][stream.below(3)])


def signed(stream):
    return stream.below(2000) - 1000


def large(stream):
    return (stream.below(2**20) - 2**19) * 7 ** stream.below(30)


def fraction(stream):
    return stream.below(1000) / (1 + stream.below(7))


def pair(stream):
    return (stream.below(30) - 5, stream.below(30))


def nested(stream):
    return (stream.below(5), (stream.below(5), stream.below(9) / 4), True)


class Cell:
    """Hashed by what its program says."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f'{self.x}:{self.y}'


def cell(stream):
    return Cell(stream.below(20), stream.below(20))


def some(stream, make):
    return [make(stream) for _ in range([0, 1, 4, 9, 25, 70][stream.below(6)])]


def change(sets, stream, make):
    a, b, c = (stream.below(len(sets)) for _ in range(3))
    way = stream.below(16)
    if way < 3:
        for item in some(stream, make):
            sets[a].add(item)
    elif way == 3:
        sets[a] = sets[b] | sets[c]
    elif way == 4:
        sets[a] = sets[b] & sets[c]
    elif way == 5:
        sets[a] = sets[b] - sets[c]
    elif way == 6:
        sets[a] = sets[b] ^ sets[c]
    elif way == 7:
        sets[a] |= sets[b]
    elif way == 8:
        sets[a] -= sets[b]
    elif way == 9:
        sets[a] ^= sets[b]
    elif way == 10:
        for item in list(sets[a])[::2]:
            sets[a].discard(item)
    elif way == 11:
        print('pop', [sets[a].pop() for _ in range(min(5, len(sets[a])))])
    elif way == 12:
        sets[a] = set(frozenset(sets[b]))
    elif way == 13:
        sets[a].update(some(stream, make), dict.fromkeys(some(stream, make)))
    elif way == 14:
        sets[a] = {item for item in some(stream, make)} | sets[c].copy()
    else:
        sets[a] = sets[b].difference(some(stream, make)).symmetric_difference(some(stream, make))
    print(way, list(sets[a]))


for make in [number, signed, large, fraction, pair, nested, cell]:
    stream = Stream(len(make.__name__))
    sets = [set() for _ in range(4)]
    for _ in range(150):
        change(sets, stream, make)

print({8, 16, 24, 0}, {100, 5, 64, 3, 7, 200, 31}, {1, 1.0, True, 2}, {(3, 1), (2, 2), (9, 9)}, {7, 8, 'a'} == {8, 'a', 7})
print(frozenset([64, 3, 8, 0]), {frozenset([1]), frozenset([2, 3]), frozenset()}, set(range(20, 0, -3)))
